"""What a program with an official's token may read, and when a token is alive."""

from django.db import models

from ocop.accounts.models import ApiToken, Membership
from ocop.accounts.policy import in_force
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel import clock
from ocop.kernel.canonical import sha256_of

LONGEST_DAYS = 365


class Scope(models.TextChoices):
    """One kind of data; a token names the ones it opens."""

    DOSSIERS = "dossiers", "Hồ sơ đánh giá: sản phẩm, tình trạng, xã, ngày"
    PRODUCERS = "producers", "Chủ thể trên địa bàn, kể cả địa chỉ và điện thoại"
    WITHDRAWALS = "withdrawals", "Các vụ thu hồi giấy chứng nhận"


_PROVINCE = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})
SCOPE_ROLES: dict[Scope, frozenset[Role]] = {
    Scope.DOSSIERS: COMMUNE_ROLES | _PROVINCE | {Role.MINISTRY_OFFICE, Role.MINISTER},
    Scope.PRODUCERS: COMMUNE_ROLES | _PROVINCE | {Role.INSPECTOR, Role.MINISTRY_OFFICE},
    Scope.WITHDRAWALS: COMMUNE_ROLES | _PROVINCE | {Role.INSPECTOR, Role.MINISTRY_OFFICE},
}
TOKEN_ROLES = frozenset(role for roles in SCOPE_ROLES.values() for role in roles)


def scopes_of(office: Membership) -> list[Scope]:
    """What a token of this office may open at most."""
    return [scope for scope, roles in SCOPE_ROLES.items() if office.role in roles]


def live_token(secret: str) -> ApiToken | None:
    """The token with this secret, while it, its owner and its office are in force. One query."""
    today = clock.today()
    return (
        ApiToken.objects.filter(
            token_sha256=sha256_of(secret),
            revoked_at=None,
            expires_on__gte=today,
            user__is_active=True,
            membership__in=in_force(Membership.objects.all(), today),
        )
        .select_related("user", "membership__unit")
        .first()
    )


def opens(token: ApiToken, scope: str) -> bool:
    """Whether the token names the scope and its office still carries it."""
    return scope in token.scopes and scope in scopes_of(token.membership)
