"""The first gate of the councils' pages; rows are scoped by the councils' queries."""

from ocop.accounts.roles import Role
from ocop.web.access import officials

_SEATS = (
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_SECRETARY,
    Role.MINISTRY_COUNCIL,
)
_OFFICES = (Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE)

for_seats = officials(*_SEATS)
"""Chair, members and secretaries."""

for_offices = officials(*_OFFICES)
"""The offices that set up councils."""

for_planning = officials(*_OFFICES, *_SEATS)
"""Offices and seats: planning, conflicts."""

for_advice = officials(*_OFFICES, Role.ADVISORY_TEAM)
"""The advisory team and the offices."""

for_readers = officials(
    *_OFFICES,
    *_SEATS,
    Role.ADVISORY_TEAM,
    Role.PROVINCE_LEADER,
    Role.MINISTER,
    Role.AUDITOR,
)
"""Whoever may read sessions and results of a council."""

for_listing = officials(
    *_OFFICES,
    *_SEATS,
    Role.ADVISORY_TEAM,
    Role.PROVINCE_LEADER,
    Role.MINISTER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
"""The same and the administrators, who see the list of councils and nothing behind it."""
