"""What the services of inspections share: locked rows, the chain, people to tell."""

import uuid
from collections.abc import Mapping

from ocop.accounts.models import User
from ocop.accounts.queries import officials_of
from ocop.accounts.roles import Role
from ocop.inspections.models import InspectingLevel, Inspection
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import Snapshot
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.producers.queries import users_of


def locked(inspection: Inspection) -> Inspection:
    """The inspection again, its row held until the end of the transaction."""
    return (
        Inspection.objects.select_for_update(of=("self",))
        .select_related("product__producer", "province", "minutes")
        .get(pk=inspection.pk)
    )


def note(
    inspection: Inspection,
    act: str,
    by: User,
    facts: Mapping[str, object] | None = None,
    snapshot: Snapshot | None = None,
) -> None:
    """Append the act to the chain."""
    audit.record(
        act=act, actor=by.actor, subject=inspection.subject, facts=facts, snapshot=snapshot
    )


def filled(text: str, words: str, field: str) -> str:
    """The text without spaces around it; raises RefusedError at `field` where nothing is left."""
    if not text.strip():
        raise RefusedError(words, field=field)
    return text.strip()


def client_uuid(typed: str) -> uuid.UUID:
    """The id a phone gave; raises RefusedError where it is none."""
    try:
        return uuid.UUID(typed)
    except ValueError:
        raise RefusedError("Bản ghi thiếu mã của máy. Hãy tải lại trang rồi ghi lại.") from None


def tell_producer(inspection: Inspection, key: str, title: str, body: str) -> None:
    """A notice to the producer's people, leading to their page of this inspection."""
    notify(
        to=users_of(inspection.product.producer),
        key=f"inspection:{inspection.pk}:{key}",
        kind=NoticeKind.INSPECTION,
        title=title,
        body=body,
        link=f"/co-so/kiem-tra/{inspection.pk}/",
    )


def tell_office(inspection: Inspection, key: str, title: str, body: str) -> None:
    """A notice to the office that concludes and to the team."""
    if inspection.level == InspectingLevel.MINISTRY:
        office = officials_of(Role.MINISTRY_OFFICE)
    else:
        office = officials_of(Role.PROVINCE_OFFICE, unit_id=inspection.province_id)
    team = User.objects.filter(inspection_parts__inspection=inspection)
    people = {person.pk: person for person in [*office, *team]}
    notify(
        to=people.values(),
        key=f"inspection:{inspection.pk}:{key}",
        kind=NoticeKind.INSPECTION,
        title=title,
        body=body,
        link=f"/ban-lam-viec/kiem-tra/{inspection.pk}/",
    )
