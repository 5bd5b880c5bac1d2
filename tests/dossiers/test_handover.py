"""A leaver's open dossiers go to the successor; those of other desks stay."""

import pytest

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.services.handover import reassign_dossiers
from ocop.dossiers.states import DossierState
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.places.models import Unit
from tests.factories import basic

pytestmark = pytest.mark.django_db


def _dossier(commune: Unit, officer: User, state: DossierState) -> Dossier:
    return Dossier.objects.create(
        product=basic.make_product(basic.make_producer(commune)),
        instrument="qd26-2026",
        set_number=8,
        rubric_sha256="0" * 64,
        state=state,
        commune=commune,
        province=commune.parent,
        officer=officer,
    )


def test_open_dossiers_of_the_unit_move() -> None:
    places = basic.make_places()
    administrator = basic.make_official(Role.ADMINISTRATOR, places.dong_thap)
    leaver, successor, colleague = basic.make_user(), basic.make_user(), basic.make_user()
    moved = _dossier(places.tan_ho_co, leaver, DossierState.AT_COMMUNE)
    closed = _dossier(places.tan_ho_co, leaver, DossierState.WITHDRAWN)
    elsewhere = _dossier(places.sa_dec, leaver, DossierState.AT_COMMUNE)
    other = _dossier(places.tan_ho_co, colleague, DossierState.AT_COMMUNE)

    count = reassign_dossiers(
        by=administrator, from_user=leaver, to_user=successor, unit=places.tan_ho_co
    )

    officers = dict(Dossier.objects.values_list("pk", "officer"))
    assert count == 1
    assert officers == {
        moved.pk: successor.pk,
        closed.pk: leaver.pk,
        elsewhere.pk: leaver.pk,
        other.pk: colleague.pk,
    }
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.subject) == ("dossier_handed_over", moved.subject)


def test_only_the_units_administrator_moves_them() -> None:
    places = basic.make_places()
    foreign = basic.make_official(Role.ADMINISTRATOR, places.vinh_long)
    leaver = basic.make_user()

    with pytest.raises(RefusedError):
        reassign_dossiers(
            by=foreign, from_user=leaver, to_user=basic.make_user(), unit=places.tan_ho_co
        )
