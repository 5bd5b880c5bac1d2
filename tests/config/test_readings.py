"""OCOP_READINGS: how an installation reads the law where it is silent."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings

from ocop.config import environment
from ocop.config.environment import MisconfiguredError
from ocop.config.law import law_settings
from ocop.law.readings import LawSettings
from ocop.products.models import Product
from ocop.register.models import Certificate, CertificateFact, Decision, IssuerLevel, Recognition
from ocop.register.queries import public_record, status_of, with_certificate_valid_on
from ocop.register.status import StatusKind
from tests.factories.basic import make_places, make_producer, make_product


def test_what_is_not_named_keeps_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OCOP_READINGS", raising=False)
    assert environment.readings("READINGS") == LawSettings()

    monkeypatch.setenv("OCOP_READINGS", "extension_180=transitional, commune_clock = continues,")
    assert environment.readings("READINGS") == LawSettings(
        extension_180="transitional", commune_clock="continues"
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("extension=standing", "extension: Không có cách hiểu này để chọn."),
        # A reading that the law data names, but that nobody may set otherwise.
        ("exact_mean=rounded", "exact_mean: Không có cách hiểu này để chọn."),
        ("commune_clock=stops", "commune_clock: “stops” không phải cách hiểu có sẵn."),
        ("commune_clock", "“commune_clock” phải viết dạng cách_hiểu=giá_trị."),
        ("commune_clock=", "“commune_clock=” phải viết dạng cách_hiểu=giá_trị."),
        ("commune_clock=restarts,commune_clock=continues", "“commune_clock” được ghi hai lần."),
    ],
)
def test_a_mistyped_reading_is_named(
    given: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCOP_READINGS", given)
    with pytest.raises(MisconfiguredError) as refused:
        environment.readings("READINGS")
    assert words in str(refused.value)


def test_a_mistyped_reading_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    asked = {**os.environ, "OCOP_HOME": str(tmp_path), "OCOP_READINGS": "commune_clock=stops"}
    done = subprocess.run(
        [sys.executable, "-m", "ocop.cli.main", "doctor"],
        env=asked,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "OCOP_READINGS, commune_clock: “stops” không phải cách hiểu có sẵn. "
        "Hãy chọn một trong: restarts, continues.\n"
    )


@pytest.mark.django_db
def test_the_register_answers_by_the_readings_of_the_installation(settings: LazySettings) -> None:
    """Điều 12.3 QĐ 26/2026: a late re-evaluation extends a certificate issued under the new law."""
    places = make_places()
    product = make_product(make_producer(places.tan_ho_co))
    issued_on, expires_on = dt.date(2026, 9, 1), dt.date(2029, 9, 1)
    recognition = Recognition.objects.create(
        product=product,
        commune=product.commune,
        star=4,
        instrument="qd26-2026",
        set_number=8,
        level=IssuerLevel.PROVINCE,
        source=Recognition.Source.EVALUATED,
        recognised_on=issued_on,
        decision=Decision.objects.create(
            number="1/QĐ-UBND",
            signed_on=issued_on,
            kind=Decision.Kind.RECOGNITION,
            unit=places.dong_thap,
            level=IssuerLevel.PROVINCE,
        ),
    )
    certificate = Certificate.objects.create(
        recognition=recognition,
        number="1",
        product_code="82-29929-1-2026",
        short_code="ABCD2345",
        issued_on=issued_on,
        expires_on=expires_on,
    )
    CertificateFact.objects.create(
        certificate=certificate, kind="reevaluation_received", on=dt.date(2029, 8, 1)
    )
    on = dt.date(2029, 10, 1)

    def answers() -> tuple[StatusKind, StatusKind, bool]:
        record = public_record("ABCD2345")
        assert record is not None
        listed = with_certificate_valid_on(Product.objects.all(), on).exists()
        return status_of(certificate, on).kind, record.status(on).kind, listed

    assert answers() == (StatusKind.EXTENDED, StatusKind.EXTENDED, True)
    settings.OCOP_LAW_SETTINGS = LawSettings(extension_180="transitional")
    assert law_settings().extension_180 == "transitional"
    assert answers() == (StatusKind.EXPIRED, StatusKind.EXPIRED, False)
