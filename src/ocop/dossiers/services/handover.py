"""The desk of someone who leaves: every open dossier they hold goes to their successor."""

from django.db import transaction
from django.db.models import Q

from ocop.accounts import policy as accounts_policy
from ocop.accounts.models import User
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import CLOSED_STATES
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit


@transaction.atomic
def reassign_dossiers(*, by: User, from_user: User, to_user: User, unit: Unit) -> int:
    """Give `to_user` the open dossiers that `from_user` has on the desk at this unit.

    Called with `accounts.services.offices.hand_over`; returns how many moved. Raises RefusedError
    where `by` does not manage the unit.
    """
    if not accounts_policy.administers(by, unit):
        raise RefusedError("Bạn không quản trị đơn vị này nên không làm được việc này.")
    held = Dossier.objects.select_for_update().filter(
        Q(commune=unit) | Q(province=unit), officer=from_user
    )
    moved = list(held.exclude(state__in=CLOSED_STATES).order_by("pk"))
    Dossier.objects.filter(pk__in=[dossier.pk for dossier in moved]).update(officer=to_user)
    for dossier in moved:
        audit.record(
            act="dossier_handed_over",
            actor=by.actor,
            subject=dossier.subject,
            facts={"from": from_user.pk, "to": to_user.pk},
        )
    return len(moved)
