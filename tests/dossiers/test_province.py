"""The provincial OCOP office's desk: Điều 7.3.a QĐ 26/2026/QĐ-TTg."""

import datetime as dt

import pytest

from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier, Receipt
from ocop.dossiers.rules.returning import ReturnPoint
from ocop.dossiers.services import province
from ocop.dossiers.services.submission import submit_dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from tests.factories.basic import Places, make_official, make_places
from tests.factories.desk_journey import (
    Desk,
    accepted_dossier,
    dossier_at_province,
    make_desk,
    proposed_dossier,
    received_dossier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def desk(places: Places) -> Desk:
    return make_desk(places)


def state_of(dossier: Dossier) -> str:
    return Dossier.objects.get(pk=dossier.pk).state


def test_province_keeps_its_own_book(places: Places, desk: Desk) -> None:
    dossier = dossier_at_province(places, desk)

    commune_receipt, province_receipt = dossier.receipts.order_by("pk")
    year = clock.today().year
    assert province_receipt.number == f"01/PĐK-82-29929-{year}"
    assert province_receipt.unit == places.dong_thap
    assert commune_receipt.unit == places.tan_ho_co
    assert state_of(dossier) == DossierState.AT_PROVINCE
    assert Dossier.objects.get(pk=dossier.pk).officer == desk.province


def test_province_cannot_receive_before_the_commune_proposed(places: Places, desk: Desk) -> None:
    dossier = proposed_dossier(places, desk)

    with pytest.raises(RefusedError) as refused:
        province.receive_at_province(
            dossier=dossier,
            by=desk.province,
            received_on=clock.today() - dt.timedelta(1),
            samples=5,
        )

    assert refused.value.field == "received_on"
    unproposed = received_dossier(places, desk)
    with pytest.raises(RefusedError):
        province.receive_at_province(
            dossier=unproposed, by=desk.province, received_on=clock.today(), samples=5
        )


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.ADVISORY_TEAM, Role.PROVINCE_LEADER])
def test_only_the_office_receives(places: Places, desk: Desk, role: Role) -> None:
    dossier = proposed_dossier(places, desk)
    reader = make_official(role, places.dong_thap)

    with pytest.raises(RefusedError):
        province.receive_at_province(
            dossier=dossier, by=reader, received_on=clock.today(), samples=5
        )

    assert Receipt.objects.filter(desk=Receipt.Desk.PROVINCE).count() == 0


def test_office_of_another_province_may_not_act(places: Places, desk: Desk) -> None:
    dossier = dossier_at_province(places, desk)
    stranger = make_official(Role.PROVINCE_OFFICE, places.vinh_long)

    with pytest.raises(RefusedError):
        province.accept(dossier=dossier, by=stranger)

    assert state_of(dossier) == DossierState.AT_PROVINCE


def test_completed_dossier_comes_straight_back_to_the_province(places: Places, desk: Desk) -> None:
    dossier = dossier_at_province(places, desk)
    province.return_from_province(
        dossier=dossier, by=desk.province, points=[ReturnPoint("plan", "Kế hoạch chưa rõ.")]
    )
    assert state_of(dossier) == DossierState.RETURNED_BY_PROVINCE

    owner = dossier.product.producer.people.get(part="owner").user
    submit_dossier(dossier=dossier, by=owner, is_committed=True)

    assert state_of(dossier) == DossierState.AT_PROVINCE
    province.accept(dossier=dossier, by=desk.province, note="Đã bổ sung.")
    assert state_of(dossier) == DossierState.ACCEPTED
    entry = AuditEntry.objects.filter(subject=dossier.subject).latest("number")
    assert entry.act == "dossier_accepted"
    assert entry.snapshot == dossier.submissions.get(number=2).snapshot


def test_accepting_twice_is_refused(places: Places, desk: Desk) -> None:
    dossier = accepted_dossier(places, desk)

    with pytest.raises(RefusedError):
        province.accept(dossier=dossier, by=desk.province)
