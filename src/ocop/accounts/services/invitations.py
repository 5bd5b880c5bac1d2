"""Officials join by invitation: a link, shown once to the administrator, good for seven days."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from ocop.accounts import policy
from ocop.accounts.contacts import Contact, read_contact
from ocop.accounts.models import Invitation, Membership, User
from ocop.accounts.roles import Role
from ocop.accounts.services.offices import (
    NOT_YOURS,
    NOT_YOURSELF,
    Office,
    check_office,
    open_membership,
)
from ocop.accounts.services.people import open_account
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc

VALID_FOR = dt.timedelta(days=7)
DEAD_LINK = "Lời mời này không còn dùng được: đã dùng, đã thu hồi hoặc quá 7 ngày."


@transaction.atomic
def invite_official(
    *, by: User, office: Office, contact: str, full_name: str = ""
) -> tuple[Invitation, str]:
    """Offer an office; returns the invitation and the link's secret, which is not kept.

    Raises RefusedError where `by` does not manage the unit or invites themselves, at "contact",
    and as `offices.check_office`.
    """
    if not policy.administers(by, office.unit):
        raise RefusedError(NOT_YOURS)
    invited = read_contact(contact)
    if not policy.may_grant(by, office.unit, invited.account()):
        raise RefusedError(NOT_YOURSELF, field="contact")
    check_office(office)
    token = secrets.token_urlsafe(32)
    now = clock.now()
    invitation = Invitation.objects.create(
        full_name=nfc(full_name),
        phone=invited.phone,
        email=invited.email,
        token_sha256=_hash(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + VALID_FOR,
        **office.stored(),
    )
    audit.record(
        act="official_invited",
        actor=by.actor,
        subject=f"invitation:{invitation.pk}",
        facts={"role": office.role, "unit": office.unit and office.unit.pk},
    )
    return invitation, token


def open_invitation(token: str) -> Invitation:
    """The invitation of a link. Raises RefusedError for a link that is used, old or unknown."""
    invitation = (
        Invitation.objects.filter(
            token_sha256=_hash(token), closed_at=None, expires_at__gt=clock.now()
        )
        .select_related("unit", "invited_by")
        .first()
    )
    if invitation is None:
        raise RefusedError(DEAD_LINK)
    return invitation


def contact_of(invitation: Invitation) -> Contact:
    """Whom the invitation is for."""
    return Contact(phone=invitation.phone, email=invitation.email)


@transaction.atomic
def accept_invitation(
    *, token: str, user: User | None, full_name: str = "", password: str = ""
) -> Membership:
    """Take up the office: with the account of the invited contact, or by opening it now.

    `user` is who is signed in. Raises RefusedError for a dead link, for someone else's account,
    where the inviter no longer manages the unit, and as `register_person`.
    """
    found = open_invitation(token)
    invitation = Invitation.objects.select_for_update().get(pk=found.pk)
    if invitation.closed_at:
        raise RefusedError(DEAD_LINK)
    contact = contact_of(invitation)
    account = contact.account()
    if user is not None and user != account:
        raise RefusedError(
            f"Lời mời này dành cho {contact}. Hãy đăng xuất rồi mở lại liên kết bằng tài khoản đó."
        )
    if user is None and account is not None:
        raise RefusedError(f"{contact} đã có tài khoản. Hãy đăng nhập rồi mở lại liên kết này.")
    if not policy.may_grant(invitation.invited_by, invitation.unit, account):
        raise RefusedError("Người mời không còn quản trị đơn vị này. Hãy xin lời mời mới.")
    if account is None:
        account = open_account(full_name=full_name, contact=contact, password=password)
    membership = open_membership(
        by=invitation.invited_by, to=account, office=_office_of(invitation)
    )
    invitation.membership, invitation.closed_at = membership, clock.now()
    invitation.save(update_fields=["membership", "closed_at"])
    audit.record(
        act="invitation_accepted",
        actor=account.actor,
        subject=f"invitation:{invitation.pk}",
        facts={"membership": membership.pk},
    )
    return membership


@transaction.atomic
def cancel_invitation(*, by: User, invitation: Invitation) -> None:
    """Take an invitation back. Raises RefusedError where `by` may not or it is closed already."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not policy.administers(by, invitation.unit):
        raise RefusedError(NOT_YOURS)
    if invitation.closed_at:
        raise RefusedError("Lời mời này đã được nhận hoặc đã thu hồi.")
    invitation.closed_at = clock.now()
    invitation.save(update_fields=["closed_at"])
    audit.record(act="invitation_cancelled", actor=by.actor, subject=f"invitation:{invitation.pk}")


def _office_of(invitation: Invitation) -> Office:
    return Office(
        role=Role(invitation.role),
        unit=invitation.unit,
        starts_on=invitation.starts_on,
        ends_on=invitation.ends_on,
        title=invitation.title,
        organisation=invitation.organisation,
        capacity=Membership.Capacity(invitation.capacity),
        sectors=invitation.sectors,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
