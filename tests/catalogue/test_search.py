"""The search against a plain reading of the same register, on data made at random."""

import datetime as dt
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.catalogue.finding import find
from ocop.catalogue.keeping import compare, differing
from ocop.catalogue.models import ListedProduct
from ocop.catalogue.narrowing import Closeness
from ocop.catalogue.queries import first_answering
from ocop.catalogue.search import STATES, Order, Search
from ocop.catalogue.services import rebuild, refresh
from ocop.catalogue.words import order_key, words_of
from ocop.kernel.audit import Actor
from ocop.places.models import Level, Unit
from ocop.producers.models import LegalForm
from ocop.products.models import Product
from ocop.register.models import CertificateFact, IssuerLevel, Recognition
from ocop.register.queries import history_of, status_of_recognition
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars, record_withdrawal
from tests.factories.basic import Places, make_places, make_producer, make_product

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
NAMES = ["Trà tim sen", "Cá tra phi lê", "Khô cá lóc", "Bánh tráng", "Đường thốt nốt", "Nước mắm"]
ACTOR = Actor(id="", label="Thử")


@pytest.fixture
def places() -> Places:
    return make_places()


def old_commune(places: Places) -> Unit:
    province = Unit.objects.create(
        code="87", kind="Tỉnh", name="Đồng Tháp", level=Level.PROVINCE,
        valid_from=dt.date(2004, 7, 8), valid_to=dt.date(2025, 6, 30),
    )  # fmt: skip
    district = Unit.objects.create(
        code="869", kind="Huyện", name="Tân Hồng", level=Level.DISTRICT, parent=province,
        valid_from=dt.date(2004, 7, 8), valid_to=dt.date(2025, 6, 30),
    )  # fmt: skip
    return Unit.objects.create(
        code="29932", kind="Xã", name="Tân Phước", level=Level.COMMUNE, parent=district,
        valid_from=dt.date(2004, 7, 8), valid_to=dt.date(2025, 6, 30),
        today=places.tan_ho_co, province_today=places.dong_thap,
    )  # fmt: skip


def star(product: Product, stars: int, signed_on: dt.date | None, commune: Unit) -> Recognition:
    decision = None
    if signed_on:
        decision = RecordedDecision(
            f"{product.pk}-{signed_on:%y%m%d}/QĐ-UBND", signed_on, IssuerLevel.PROVINCE,
            commune.parent,
        )  # fmt: skip
    number = f"{product.pk}/{signed_on:%Y%m%d}" if signed_on else ""
    [made] = record_stars(
        stars=[
            RecordedStar(product, stars, commune, "Thử", "", decision, certificate_number=number)
        ],
        actor=ACTOR,
    )
    return made


def random_register(places: Places, chance: random.Random, size: int) -> None:
    communes = [places.tan_ho_co, places.sa_dec, places.cau_ke]
    old = old_commune(places)
    for _ in range(size):
        commune = chance.choice(communes)
        form = chance.choice([LegalForm.HOUSEHOLD, LegalForm.COOPERATIVE])
        product = make_product(
            make_producer(commune, legal_form=form),
            name=f"{chance.choice(NAMES)} {chance.choice(NAMES)}",
            leaf=chance.choice([8, 12, None]),
            craft_village=chance.choice(["", "Làng bột Sa Đéc"]),
        )
        for _ in range(chance.randrange(3)):
            day = dt.date(2021, 1, 5) + dt.timedelta(days=chance.randrange(2100))
            then = old if day < dt.date(2025, 7, 1) and chance.random() < 0.3 else commune
            made = star(product, chance.choice([3, 4, 5]), chance.choice([day, None]), then)
            if hasattr(made, "certificate") and chance.random() < 0.3:
                record_withdrawal(
                    certificate=made.certificate,
                    decision=RecordedDecision(
                        f"TH-{made.pk}", day + dt.timedelta(days=200), IssuerLevel.PROVINCE, None
                    ),
                    ground="b",
                    actor=ACTOR,
                )


def newest_on(product: Product, on: dt.date) -> Recognition | None:
    """By the register alone: the newest dated one by then, else an undated one."""
    known = [
        one for one in history_of(product.pk) if not one.recognised_on or one.recognised_on <= on
    ]
    return known[0] if known else None


def by_hand(search: Search) -> set[int]:
    """What a patient clerk finds with the register and the rules, without the search."""
    found = set()
    for product in Product.objects.select_related("producer", "current_commune"):
        one = newest_on(product, search.on)
        if one is None:
            continue
        state = status_of_recognition(one, search.on).kind
        commune = product.current_commune
        assert commune is not None
        newest = history_of(product.pk)[0]
        if (
            (not search.star or one.star == search.star)
            and (not search.state or state in STATES[search.state])
            and (
                not search.year or bool(one.recognised_on and one.recognised_on.year == search.year)
            )
            and (not search.province or commune.province_today_id == search.province)
            and (not search.commune or commune.pk == search.commune)
            and (not search.district_then or newest.commune.parent_id == search.district_then)
            and (not search.set_number or product.leaf == search.set_number)
            and (not search.legal_form or product.producer.legal_form == search.legal_form)
            and (not search.is_craft_village or bool(product.craft_village))
            and set(words_of(search.text)) <= set(words_of(product.name))
        ):
            found.add(product.pk)
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_question_has_the_answer_of_a_patient_clerk(places: Places, seed: int) -> None:
    chance = random.Random(seed)
    random_register(places, chance, 18)
    district = Unit.objects.get(level=Level.DISTRICT).pk
    for _ in range(12):
        search = Search(
            on=TODAY + dt.timedelta(days=chance.randrange(-1900, 900)),
            text=chance.choice(["", "", "trà", "cá", "khô cá lóc"]),
            province=chance.choice([None, None, places.dong_thap.pk]),
            commune=chance.choice([None, None, None, places.sa_dec.pk]),
            district_then=chance.choice([None, None, None, district]),
            set_number=chance.choice([None, None, 8]),
            star=chance.choice([None, None, 3, 4]),
            state=chance.choice(["", "", *STATES]),
            year=chance.choice([None, None, 2023]),
            legal_form=chance.choice(["", "", LegalForm.HOUSEHOLD]),
            is_craft_village=chance.random() < 0.2,
            order=chance.choice(list(Order)),
        )
        answer = find(search)
        expected = by_hand(search)
        shown = [period.listed_id for period in answer.page(0, 100)]
        assert set(shown) == expected
        assert len(shown) == answer.counts.total == len(expected)
        # The way for very many answers gives the same, in the same order.
        walked = first_answering(search, answer.words, 0, 100)
        assert answer.ids == tuple(walked)
        for stars, number in answer.counts.stars.items():
            assert number == len(by_hand(replace(search, star=stars)))


def test_the_list_follows_every_act_and_the_nightly_comparison_agrees(places: Places) -> None:
    random_register(places, random.Random(7), 20)
    ids = list(Product.objects.values_list("pk", flat=True))
    assert differing(ids) == []
    certificate = star(
        make_product(make_producer(places.sa_dec)), 4, TODAY, places.sa_dec
    ).certificate
    ids.append(certificate.recognition.product_id)
    # Written past the services, as no code of ours does.
    CertificateFact.objects.create(certificate=certificate, kind="withdrawn", on=TODAY)
    assert differing(ids) == [certificate.recognition.product_id]
    assert compare({}).result == {"mended": 1}
    assert differing(ids) == []
    before = ListedProduct.objects.count()
    assert rebuild() == before
    assert differing(ids) == []


def test_marks_count_where_they_are_typed_and_somebody_has_them(places: Places) -> None:
    for name in ("Trà tim sen", "Cá tra phi lê", "Bánh tráng", "Bưởi"):
        star(make_product(make_producer(places.sa_dec), name=name), 3, None, places.sa_dec)

    def names(text: str) -> tuple[Closeness, list[str]]:
        answer = find(Search(TODAY, text))
        found = [period.recognition.product.name for period in answer.page(0, 10)]
        return answer.words.closeness, found

    assert names("trà") == (Closeness.AS_WRITTEN, ["Trà tim sen"])
    assert names("tra") == (Closeness.AS_WRITTEN, ["Cá tra phi lê", "Trà tim sen"])
    assert names("sèn") == (Closeness.WITHOUT_MARKS, ["Trà tim sen"])
    assert names("buo sa") == (Closeness.BEGINNINGS, ["Bưởi"])
    assert names("sầu riêng") == (Closeness.NOTHING, [])


def test_old_names_find_a_product_and_a_lost_star_leaves_the_list(places: Places) -> None:
    old = old_commune(places)
    product = make_product(make_producer(places.tan_ho_co), name="Khô cá lóc")
    made = star(product, 3, dt.date(2022, 5, 4), old)
    for text in ("tan phuoc", "huyện Tân Hồng", "tan ho co", made.certificate.short_code):
        assert [p.listed_id for p in find(Search(TODAY, text)).page(0, 5)] == [product.pk]
    assert find(Search(dt.date(2022, 5, 3), "tan phuoc")).counts.total == 0
    Recognition.objects.filter(pk=made.pk).update(star=2, total=Decimal(45))
    refresh([product.pk])
    assert not ListedProduct.objects.exists()


def test_counts_are_kept_until_the_register_changes(places: Places) -> None:
    random_register(places, random.Random(5), 12)
    find(Search(TODAY))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        counts = find(Search(TODAY)).counts
    assert len(queries) == 1
    star(make_product(make_producer(places.sa_dec), name="Mới"), 5, TODAY, places.sa_dec)
    assert find(Search(TODAY)).counts.total == counts.total + 1


def test_names_stand_in_the_order_of_the_alphabet(places: Places) -> None:
    for name in ("Đậu", "Dưa", "Ăn", "An", "Ân"):
        star(make_product(make_producer(places.sa_dec), name=name), 3, None, places.sa_dec)
    names = [period.recognition.product.name for period in find(Search(TODAY)).page(0, 10)]
    assert names == ["An", "Ăn", "Ân", "Dưa", "Đậu"] == sorted(names, key=order_key)
    assert Counter(names).total() == 5
