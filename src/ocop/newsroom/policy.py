"""Who writes and publishes: a province's OCOP office and its leader for the province, the
ministry's for the whole country. Nobody writes for another place."""

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.newsroom.models import Article
from ocop.places.models import Unit

PROVINCE_WRITERS = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER})
NATIONAL_WRITERS = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})


def may_write_for(user: Visitor, province: Unit | None) -> bool:
    """Whether the person writes for a province, or (None) for the whole country.

    What a province of earlier days wrote belongs to the province that follows it.
    """
    if province is None:
        return has_national_role(user, NATIONAL_WRITERS)
    return province.province_today_id in units_with_role(user, PROVINCE_WRITERS)


def writes_anywhere(user: Visitor) -> bool:
    """Whether the person writes at all."""
    return has_national_role(user, NATIONAL_WRITERS) or bool(
        units_with_role(user, PROVINCE_WRITERS)
    )


def may_write(user: Visitor, article: Article) -> bool:
    """Whether the person changes, publishes and takes down the article."""
    return may_write_for(user, article.province)


def require(allowed: bool) -> None:
    """Raise RefusedError where the policy says no."""
    if not allowed:
        raise RefusedError("Tài khoản này không viết bài cho nơi này.")
