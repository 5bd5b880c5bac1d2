"""Who opens the pages of inspections, and the row behind an address."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ocop.accounts.roles import Role
from ocop.inspections import queries
from ocop.inspections.models import Inspection, Plan
from ocop.web.access import officials
from ocop.web.desk.offices import INSPECTION_DESK, SEATS

for_readers = officials(*INSPECTION_DESK)
for_planners = officials(Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE)
for_openers = officials(Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE, Role.INSPECTOR)
for_teams = officials(Role.INSPECTOR, Role.PROVINCE_OFFICE, Role.DEPARTMENT, Role.MINISTRY_OFFICE)
for_concluders = officials(
    Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.MINISTRY_OFFICE, Role.MINISTER
)
# A council reads conclusions about a product it judges.
for_history = officials(*(INSPECTION_DESK | SEATS))


def inspection_of(request: HttpRequest, pk: int) -> Inspection:
    """An inspection the official may open; 404 for every other."""
    return get_object_or_404(queries.with_names(queries.visible_to(request.user)), pk=pk)


def plan_of(request: HttpRequest, pk: int) -> Plan:
    """A plan the official may open."""
    rows = queries.plans_visible_to(request.user).select_related("province", "snapshot")
    return get_object_or_404(rows, pk=pk)
