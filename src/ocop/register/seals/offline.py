"""Checking a code without a network: seal, dates, and the last status list. Pure."""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ocop.kernel.clock import VIETNAM
from ocop.kernel.codes import tidy_code
from ocop.register.seals.codec import SealedFacts, SealError, SealFault, open_seal
from ocop.register.seals.keyring import Keyring
from ocop.register.seals.status_list import StatusList
from ocop.register.status import CertificateDates, Status, StatusKind, status

_ADDRESS = re.compile(
    r"(?:https?://(?P<host>[^/\s?#]+)/(?:en/)?c/|/?(?:en/)?c/)?"
    r"(?P<code>[0-9A-Za-z][0-9A-Za-z .-]{3,18})/?(?:\?[^#\s]*)?(?:#(?P<seal>\S*))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was typed or scanned: the code, the seal ("" without), the host where it was a link."""

    code: str
    seal: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class OfflineAnswer:
    """What can be said without a network.

    Either `fault` says why nothing can (with `facts` None), or `facts` are vouched for by their
    seal and `status` is theirs today. A code without seal has neither, and `status` only where it
    is on the list.
    """

    scanned: Scanned
    fault: SealFault | None = None
    facts: SealedFacts | None = None
    status: Status | None = None


def read_address(typed: str) -> Scanned | None:
    """The code in an address as printed or a code as typed; None where there is none.

    >>> read_address("https://ocop.example/c/7K2M9A3#AQ")
    Scanned(code='7K2M9A3', seal='AQ', host='ocop.example')
    >>> read_address(" 7k2m-9a3 "), read_address("https://shop.example/khuyen-mai")
    (Scanned(code='7K2M9A3', seal='', host=''), None)
    """
    found = _ADDRESS.fullmatch(typed.strip()) if typed.isascii() else None
    if found is None:
        return None
    code = tidy_code(found["code"])
    if not 5 <= len(code) <= 12:
        return None
    return Scanned(code, found["seal"] or "", (found["host"] or "").lower())


def check(
    scanned: Scanned, keys: Keyring, status_list: StatusList | None, today: dt.date
) -> OfflineAnswer:
    """The answer for `today`. `status_list` should be one that `read_list` accepted.

    A clock that runs behind the list is wrong: the list's own day counts then.
    """
    if status_list:
        today = max(today, status_list.as_of.astimezone(VIETNAM).date())
    listed = status_list.rows.get(scanned.code) if status_list else None
    if not scanned.seal:
        return OfflineAnswer(scanned, status=listed and _on_list(listed, today))
    try:
        facts = open_seal(scanned.code, scanned.seal, keys)
    except SealError as error:
        return OfflineAnswer(scanned, fault=error.fault)
    dates = CertificateDates(facts.issued_on, facts.expires_on)
    printed = status(dates, [], today)
    return OfflineAnswer(
        scanned, facts=facts, status=_on_list(listed, today) if listed else printed
    )


def leads_elsewhere(scanned: Scanned, address: str) -> bool:
    """Whether a scanned link opens another site than the register's `address`."""
    return bool(scanned.host) and scanned.host != urlsplit(address).netloc.lower()


def _on_list(listed: Status, today: dt.date) -> Status:
    """A listed status on a later day: an extension ends on its last day."""
    if listed.kind is StatusKind.EXTENDED and listed.until and listed.until < today:
        return Status(StatusKind.EXPIRED, since=listed.until + dt.timedelta(days=1))
    return listed
