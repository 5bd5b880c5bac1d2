"""Opening balance: paper dossiers entered with their original dates (Điều 7.1, 12.2 QĐ 26/2026)."""

import datetime as dt

import pytest
from django.conf import LazySettings

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.config.law import law_settings
from ocop.dossiers.content import content_of
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import visible_to
from ocop.dossiers.rules.completeness import incompleteness
from ocop.dossiers.services import province
from ocop.dossiers.services.carried_over import PaperPast, PaperReceipt, enter_carried_over
from ocop.dossiers.states import DossierState
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.law.readings import LawSettings
from ocop.products.models import Product
from tests.factories.basic import Places, make_official, make_places, make_producer, make_product
from tests.factories.desk_journey import TEXTS, Desk, make_desk, report_papers

pytestmark = pytest.mark.django_db
SUBMITTED, RECEIVED, REPORTED, AT_PROVINCE = (
    dt.date(2026, 9, 1),
    dt.date(2026, 9, 3),
    dt.date(2026, 9, 18),
    dt.date(2026, 9, 21),
)


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed day: the paper dates lie before it."""
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: dt.date(2026, 11, 20))


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def desk(places: Places) -> Desk:
    return make_desk(places)


@pytest.fixture
def product(places: Places) -> Product:
    return make_product(make_producer(places.tan_ho_co))


def past(**changes: object) -> PaperPast:
    values = {
        "submitted_on": SUBMITTED,
        "commune": PaperReceipt(31, RECEIVED, number="31/PĐK-XTHC", samples=5),
        "report": report_papers(reported_on=REPORTED),
        "texts": TEXTS,
        "province": PaperReceipt(112, AT_PROVINCE, samples=5),
        "product_serial": 9,
    }
    return PaperPast(**(values | changes))


def enter(
    product: Product,
    by: User,
    reached: DossierState = DossierState.ACCEPTED,
    kind: str = "first",
    **changes: object,
) -> Dossier:
    return enter_carried_over(
        product=product, kind=kind, by=by, reached=reached, past=past(**changes)
    )


def test_keeps_original_numbers_and_dates(product: Product, desk: Desk) -> None:
    dossier = enter(product, desk.province)

    first, second = dossier.receipts.order_by("pk")
    assert (first.number, first.received_on) == ("31/PĐK-XTHC", RECEIVED)
    assert (second.number, second.received_on) == ("112/PĐK-82-29929-2026", AT_PROVINCE)
    assert first.is_carried_over
    assert second.is_carried_over
    assert dossier.instrument == "qd26-2026"
    assert dossier.state == DossierState.ACCEPTED
    assert dossier.submissions.get().submitted_at.date() == dt.date(2026, 8, 31)  # 00:00 +07
    assert dossier.commune_assessment.reported_on == REPORTED
    assert Product.objects.get(pk=product.pk).serial == 9
    entry = AuditEntry.objects.filter(subject=dossier.subject).latest("number")
    assert entry.act == "dossier_carried_over"
    assert audit.first_broken_link() is None


def test_goes_on_from_the_step_it_has_reached(product: Product, desk: Desk) -> None:
    dossier = enter(product, desk.commune, DossierState.PROPOSED)

    assert dossier.receipts.count() == 1
    province.receive_at_province(
        dossier=dossier, by=desk.province, received_on=dt.date(2026, 11, 20), samples=5
    )
    assert dossier.state == DossierState.AT_PROVINCE
    assert visible_to(desk.commune).get() == dossier


def test_answers_are_optional_and_checked(product: Product, desk: Desk) -> None:
    with pytest.raises(RefusedError):
        enter(product, desk.province, answers={"1.1": 99})
    assert not Dossier.objects.exists()

    dossier = enter(product, desk.province, answers={"1.1": 2})

    assert dossier.answers.get().option == 2


@pytest.mark.parametrize(
    ("reached", "allowed"),
    [
        (DossierState.AT_COMMUNE, True),
        (DossierState.PROPOSED, True),
        (DossierState.ACCEPTED, False),
    ],
)
def test_commune_enters_up_to_its_own_proposal(
    product: Product, desk: Desk, reached: DossierState, allowed: bool
) -> None:
    if allowed:
        assert enter(product, desk.commune, reached).state == reached
        return
    with pytest.raises(RefusedError) as refused:
        enter(product, desk.commune, reached)
    assert refused.value.field == "reached"


def test_another_province_may_not_enter(product: Product, places: Places) -> None:
    stranger = make_official(Role.PROVINCE_OFFICE, places.vinh_long)

    with pytest.raises(RefusedError):
        enter(product, stranger)

    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"commune": PaperReceipt(31, dt.date(2026, 8, 31))}, "received_on"),
        ({"report": report_papers(reported_on=dt.date(2026, 9, 2))}, "reported_on"),
        ({"report": None}, "reported_on"),
        ({"province": None}, "province_received_on"),
        ({"province": PaperReceipt(112, dt.date(2026, 9, 17))}, "province_received_on"),
        ({"province": PaperReceipt(112, dt.date(2026, 12, 1))}, "province_received_on"),
        ({"submitted_on": dt.date(2026, 11, 21)}, "submitted_on"),
    ],
)
def test_dates_follow_each_other(
    product: Product, desk: Desk, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        enter(product, desk.province, **changes)

    assert refused.value.field == field
    assert not Dossier.objects.exists()


def test_unfinished_paper_of_the_old_rules_is_filed_again(product: Product, desk: Desk) -> None:
    """Điều 12.2.a: received before 22/5/2026, to be finished within 60 days (21/7/2026)."""
    with pytest.raises(RefusedError) as refused:
        enter(
            product,
            desk.province,
            submitted_on=dt.date(2026, 5, 1),
            commune=PaperReceipt(3, dt.date(2026, 5, 4)),
        )

    assert refused.value.field == "received_on"
    assert "21/07/2026" in refused.value.message


def test_unfinished_paper_goes_on_where_the_installation_reads_the_law_so(
    product: Product, desk: Desk, settings: LazySettings
) -> None:
    """Điều 12.2.a names a time limit and no consequence: reading `unfinished_transition`."""
    settings.OCOP_LAW_SETTINGS = LawSettings(unfinished_transition="continue_old")

    dossier = enter(
        product,
        desk.commune,
        DossierState.AT_COMMUNE,
        submitted_on=dt.date(2026, 5, 1),
        commune=PaperReceipt(3, dt.date(2026, 5, 4)),
    )

    assert dossier.instrument == "qd148-2023"
    again = content_of(dossier, on=clock.today())
    assert again["first_received_on"] == "2026-05-04"
    places_found = [found.place for found in incompleteness(again, settings=law_settings())]
    assert "instrument" not in places_found
    assert "instrument" in [found.place for found in incompleteness(again)]


def test_used_numbers_are_refused_at_their_fields(
    places: Places, product: Product, desk: Desk
) -> None:
    enter(product, desk.province)
    other = make_product(product.producer)

    for changes, field in [
        ({}, "serial"),
        ({"commune": PaperReceipt(32, RECEIVED), "product_serial": 10}, "province_serial"),
        ({"commune": PaperReceipt(32, RECEIVED)}, "product_serial"),
    ]:
        with pytest.raises(RefusedError) as refused:
            enter(other, desk.province, **changes)
        assert refused.value.field == field
    assert Dossier.objects.count() == 1
