"""Each comparator gives the product's own answer; otherwise the ratio would mean nothing."""

import asyncio
import datetime as dt
import importlib
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from pypdf import PdfReader
from starlette.requests import Request

from bench import certificate, offline, scoring
from bench.comparators.certificate import BareCompiler
from bench.comparators.offline import verify_all
from bench.public_page import words_of
from ocop.kernel.audit import SYSTEM
from ocop.papers.certificate import render_certificate
from ocop.register.models import IssuerLevel
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars
from tests.factories.basic import make_places, make_producer, make_product


def test_scoring_sums_agree_with_the_exact_means() -> None:
    products = scoring.session()[:20]
    theirs = [Fraction(total) for total in scoring.comparator_totals(products)]
    ours = scoring.product_totals(products)
    assert [round(total, 9) for total in ours] == [round(total, 9) for total in theirs]


def test_the_bare_certificate_says_the_same() -> None:
    data = certificate.certificate(7)
    bare = BareCompiler().render(certificate.as_json(data), certificate.timestamp())
    texts = [
        PdfReader(BytesIO(pdf)).pages[0].extract_text() for pdf in (bare, render_certificate(data))
    ]
    assert texts[0] == texts[1]


def test_the_bare_verify_finds_the_same_seals_good() -> None:
    addresses = offline.labels()
    keys, listed = offline.keyring([offline.PUBLIC]), offline.status_list()
    ours = [answer.facts for answer in offline.answers(addresses, keys, listed)]
    signed = offline.signed_messages(addresses)
    assert verify_all(offline.KEY.public_key(), signed) == len(ours) == offline.LABELS
    assert None not in ours


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("age", "has_new_paper"),
    [(dt.timedelta(days=30), False), (dt.timedelta(days=1200), False), (dt.timedelta(90), True)],
)
def test_the_plain_page_says_the_same_words(
    age: dt.timedelta, has_new_paper: bool, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("đối chứng đọc SQLite; trên PostgreSQL không có gì để so")
    places = make_places()
    signed_on = dt.date(2026, 11, 20) - age
    (recognition,) = record_stars(
        stars=[
            RecordedStar(
                product=make_product(make_producer(places.tan_ho_co), story="Nghề phơi khô."),
                star=4,
                commune=places.tan_ho_co,
                source_note="",
                decision=RecordedDecision(
                    "321/QĐ-UBND", signed_on, IssuerLevel.PROVINCE, places.dong_thap
                ),
                certificate_number="01",
                product_code="82-29929-1-2026",
            )
        ],
        actor=SYSTEM,
    )
    if has_new_paper:
        recognition.certificate.editions.create(
            number=2,
            kind="reissue",
            paper_number="77",
            issuer_key="province:82",
            issued_on=signed_on + dt.timedelta(days=9),
        )
    copy = f"{tmp_path}/register.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [copy])
    monkeypatch.setenv("OCOP_BENCH_DATABASE", copy)
    module = importlib.reload(importlib.import_module("bench.comparators.public_page"))
    code = recognition.certificate.short_code
    product_module = importlib.import_module("bench.comparators.product_page")
    product_module.points.cache_clear()
    product = recognition.product_id
    for path, page, parameters in (
        (f"/c/{code}", module.answer, {"code": code}),
        (f"/san-pham/{product}/", product_module.product, {"pk": product}),
    ):
        ours = Client().get(path).content.decode()
        request = Request({"type": "http", "path_params": parameters})
        # In a thread of its own: a browser test before this one may have left its loop running.
        with ThreadPoolExecutor(1) as thread:
            theirs = bytes(thread.submit(asyncio.run, page(request)).result().body).decode()
        assert words_of(ours) == words_of(theirs), path
