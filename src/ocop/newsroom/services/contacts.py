"""Whom a newspaper calls: an office with its number, never a person."""

from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.newsroom import policy
from ocop.newsroom.models import PressContact
from ocop.places.models import Unit


@dataclass(frozen=True)
class ContactLines:
    """The lines of the press page."""

    office: str
    address: str = ""
    phone: str = ""
    mail: str = ""


@transaction.atomic
def keep_press_contact(*, province: Unit | None, lines: ContactLines, by: User) -> PressContact:
    """Write the contact of a province, or (None) of the whole country.

    Raises RefusedError at "office" where it is empty, at "phone" where there is no way to reach it.
    """
    policy.require(policy.may_write_for(by, province))
    if not lines.office.strip():
        raise RefusedError("Ghi tên cơ quan.", field="office")
    if not (lines.phone.strip() or lines.mail.strip()):
        raise RefusedError("Ghi điện thoại hoặc thư điện tử.", field="phone")
    contact, _ = PressContact.objects.update_or_create(
        province=province,
        defaults={
            "office": nfc(lines.office),
            "address": nfc(lines.address),
            "phone": lines.phone.strip(),
            "mail": lines.mail.strip(),
            "is_national": province is None,
        },
    )
    audit.record(
        act="press_contact_kept",
        actor=by.actor,
        subject=f"press_contact:{contact.pk}",
        facts={"province": province.code if province else None, "office": contact.office},
    )
    return contact
