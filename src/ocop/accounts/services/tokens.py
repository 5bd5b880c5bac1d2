"""Tokens for programs: made and revoked by the official whose office they rest on."""

import datetime as dt
import secrets
from collections.abc import Collection

from django.db import transaction

from ocop.accounts.models import ApiToken, Membership, User
from ocop.accounts.policy import in_force, may_end
from ocop.accounts.tokens import LONGEST_DAYS, scopes_of
from ocop.kernel import audit, clock
from ocop.kernel.canonical import sha256_of
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc

MARK = "ocop_"
MOST_OPEN = 20


@transaction.atomic
def make_token(
    *, by: User, office: Membership, name: str, scopes: Collection[str], expires_on: dt.date
) -> tuple[ApiToken, str]:
    """Make a token for an own office; returns it with its secret, which is not kept.

    Raises RefusedError at "office" for another's or ended office, at "scopes" for what that office
    may not read, at "expires_on" for a day past or more than 365 days away, at "name" when empty.
    """
    own = in_force(Membership.objects.select_for_update().filter(user=by, pk=office.pk))
    if not own.exists():
        raise RefusedError("Bạn không giữ vai trò này hôm nay.", field="office")
    if not nfc(name).strip():
        raise RefusedError("Hãy ghi tên để nhận ra mã này.", field="name")
    if not scopes or not set(scopes) <= set(scopes_of(office)):
        raise RefusedError("Hãy chọn dữ liệu mà vai trò này được xem.", field="scopes")
    today = clock.today()
    if not today <= expires_on <= today + dt.timedelta(days=LONGEST_DAYS):
        raise RefusedError(
            f"Hãy chọn ngày từ hôm nay đến không quá {LONGEST_DAYS} ngày.", field="expires_on"
        )
    open_ones = by.api_tokens.filter(revoked_at=None, expires_on__gte=today)
    if open_ones.count() >= MOST_OPEN:
        raise RefusedError(f"Bạn đã có {MOST_OPEN} mã đang dùng. Hãy thu hồi bớt.")
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by,
        membership=office,
        name=nfc(name).strip(),
        scopes=sorted(set(scopes)),
        token_sha256=sha256_of(secret),
        beginning=secret[:9],
        made_at=clock.now(),
        expires_on=expires_on,
    )
    audit.record(
        act="api_token_made",
        actor=by.actor,
        subject=f"api_token:{token.pk}",
        facts={
            "membership": office.pk,
            "scopes": token.scopes,
            "expires_on": expires_on.isoformat(),
        },
    )
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: ApiToken) -> None:
    """Let it work no more. Raises RefusedError for another's token and for one revoked already."""
    token = ApiToken.objects.select_for_update().select_related("membership").get(pk=token.pk)
    if token.user_id != by.pk and not may_end(by, token.membership):
        raise RefusedError("Mã này không phải của bạn.")
    if token.revoked_at:
        raise RefusedError("Mã này đã được thu hồi.")
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    audit.record(act="api_token_revoked", actor=by.actor, subject=f"api_token:{token.pk}")


def note_use(token: ApiToken) -> None:
    """Remember the day of the last use; written once a day."""
    today = clock.today()
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
