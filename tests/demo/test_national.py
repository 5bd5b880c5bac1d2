"""The national register at a small size: every status, every body right for its day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from ocop.catalogue.keeping import differing
from ocop.catalogue.models import ListedPeriod, ListedProduct
from ocop.kernel import clock
from ocop.kernel.audit import first_broken_link
from ocop.law.authority import recognising_authority
from ocop.products.models import KeySector, Product
from ocop.register.certificate_lists import with_status
from ocop.register.models import (
    Certificate,
    CertificateEdition,
    CertificateFact,
    Decision,
    EvaluationKind,
    Recognition,
)
from ocop.register.status import StatusKind

pytestmark = pytest.mark.django_db
PRODUCTS, EVALUATIONS = 200, 600


@pytest.fixture(scope="module")
def national(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two provinces' units with a register over them; undone after the last test."""
    from ocop.demo.national import generate
    from ocop.places.services import load_units

    with django_db_blocker.unblock(), transaction.atomic():
        load_units(only_provinces=["82", "86"])
        generate(products=PRODUCTS, evaluations=EVALUATIONS)
        yield
        transaction.set_rollback(True)


def test_the_register_has_the_size_asked_for(national: None) -> None:
    assert Product.objects.count() == PRODUCTS
    assert Recognition.objects.count() == EVALUATIONS
    assert ListedProduct.objects.count() == PRODUCTS


def test_every_status_occurs(national: None) -> None:
    today = clock.today()
    found = {
        kind for kind in StatusKind if with_status(Certificate.objects.all(), kind, today).exists()
    }
    listed = ListedPeriod.objects.filter(first_day__lte=today, last_day__gte=today)
    found |= {StatusKind(kind) for kind in listed.values_list("kind", flat=True)}
    assert found == set(StatusKind) - {StatusKind.NOT_YET_ISSUED}


def test_each_star_was_given_by_the_body_of_its_day(national: None) -> None:
    rows = Recognition.objects.exclude(decision=None).select_related("decision__unit", "commune")
    for row in rows:
        signed_on = row.decision.signed_on
        authority = recognising_authority(row.star, signed_on)
        assert (row.level, row.decision.level) == (authority.level, authority.level), row.pk
        assert row.recognised_on == signed_on
        unit = row.decision.unit
        assert ("ministry" if unit is None else unit.level) == row.level
        for place in (row.commune, unit):
            assert place is None or place.valid_from <= signed_on
            assert place is None or place.valid_to is None or signed_on <= place.valid_to
    assert {row.level for row in rows} == {"district", "province", "ministry"}


def test_products_lie_in_communes_of_before_and_in_divided_ones(national: None) -> None:
    assert Recognition.objects.filter(commune__parent__level="district").exists()
    assert Recognition.objects.filter(commune__parent__level="province").exists()
    waiting = Product.objects.filter(current_commune=None)
    assert waiting.exists()
    assert not waiting.filter(recognitions__recognised_on__gt=dt.date(2025, 6, 30)).exists()


def test_what_happened_afterwards_occurs(national: None) -> None:
    kinds = set(CertificateFact.objects.values_list("kind", flat=True))
    assert kinds == {kind.value for kind in CertificateFact.Kind}
    assert {row.kind for row in CertificateEdition.objects.all()} > {"original"}
    assert set(Decision.objects.values_list("kind", flat=True)) >= {"withdrawal", "annulment"}
    assert set(Recognition.objects.exclude(kind="").values_list("kind", flat=True)) == set(
        EvaluationKind.values
    )


def test_no_row_breaks_its_model(national: None) -> None:
    for model in (Product, Recognition, Certificate, Decision):
        for row in model.objects.all():
            empty = [f.name for f in model._meta.fields if getattr(row, f.attname) in (None, "")]
            row.clean_fields(exclude=empty)
            row.validate_constraints()


def test_the_chain_is_whole_and_the_search_agrees(national: None) -> None:
    assert first_broken_link() is None
    assert differing(list(Product.objects.values_list("pk", flat=True))) == []


def test_the_same_day_gives_the_same_register(national: None) -> None:
    said = Counter(Recognition.objects.values_list("star", "level", "recognised_on__year"))
    sizes = Counter(Product.objects.values_list("leaf", flat=True))
    from ocop.demo.national import generate

    with transaction.atomic():
        for model in (ListedProduct, CertificateFact, CertificateEdition, Certificate, Recognition):
            model.objects.all().delete()
        Decision.objects.all().delete()
        Product.objects.all().delete()
        KeySector.objects.all().delete()
        generate(products=PRODUCTS, evaluations=EVALUATIONS)
        again = Counter(Recognition.objects.values_list("star", "level", "recognised_on__year"))
        assert again == said
        assert Counter(Product.objects.values_list("leaf", flat=True)) == sizes
        transaction.set_rollback(True)
