"""Who acts for a producer, and which officials may write in its place."""

from ocop.accounts.policy import Visitor, has_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.producers.models import Producer, ProducerPerson


def own_parts(user: Visitor) -> list[ProducerPerson]:
    """The person's parts at producers today, asked of the database once for each user object."""
    if not user.is_authenticated:
        return []
    held: list[ProducerPerson] | None = getattr(user, "_own_parts", None)
    if held is None:
        today = clock.today()
        rows = ProducerPerson.objects.filter(user_id=user.pk, starts_on__lte=today)
        held = [part for part in rows if part.ends_on is None or part.ends_on >= today]
        user._own_parts = held  # type: ignore[attr-defined]
    return held


def own_producer_ids(user: Visitor) -> set[int]:
    """Ids of the producers the person acts for today."""
    return {part.producer_id for part in own_parts(user)}


def acts_for(user: Visitor, producer_id: int) -> bool:
    """Whether the person belongs to the producer today: its own people or a helper."""
    return producer_id in own_producer_ids(user)


def is_owner(user: Visitor, producer_id: int) -> bool:
    """Whether the person represents the producer: may add and remove its people."""
    return any(
        part.producer_id == producer_id and part.part == ProducerPerson.Part.OWNER
        for part in own_parts(user)
    )


def is_official_of(user: Visitor, commune: Unit | None) -> bool:
    """Whether the person serves at this commune, or in the OCOP office of its province."""
    if commune is None:
        return False
    province = commune.province_today_id
    return has_role(user, *COMMUNE_ROLES, unit_id=commune.pk) or (
        province is not None and has_role(user, Role.PROVINCE_OFFICE, unit_id=province)
    )


def may_edit(user: Visitor, producer: Producer) -> bool:
    """Its people always; officials of its place only while nobody acts for it on the system."""
    if acts_for(user, producer.pk):
        return True
    return (
        is_official_of(user, producer.current_commune or producer.commune)
        and not producer.people.filter(ends_on=None).exists()
    )


def require_edit(user: Visitor, producer: Producer) -> None:
    """Raises RefusedError where the person may not write for the producer."""
    if not may_edit(user, producer):
        raise RefusedError("Chỉ người của cơ sở mới sửa được thông tin của cơ sở.")


def require_owner(user: Visitor, producer: Producer) -> None:
    """Raises RefusedError where the person is not the producer's representative."""
    if not is_owner(user, producer.pk):
        raise RefusedError("Chỉ người đại diện của cơ sở mới thêm hoặc bớt người.")
