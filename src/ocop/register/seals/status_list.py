"""The signed list of what a seal cannot know: stars withdrawn, replaced or extended after printing.

A certificate that is not on the list is what its own dates say. The signature is over the canonical
JSON (sorted keys, no spaces, as RFC 8785 has it for text and whole numbers) without `signature`.
"""

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ocop.kernel.canonical import canonical_text
from ocop.register.seals.keyring import Keyring, encoded
from ocop.register.status import Status, StatusKind

FORMAT = "ocop-status-list/1"
CONTEXT = b"ocop-status-list\n"
OLD_AFTER_DAYS = 7
"""A list older than this is called old, and a star checked against it is not green."""


class StatusListError(ValueError):
    """A list that cannot be trusted; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class StatusList:
    """What was not simply in force until its printed day, as of a moment.

    `address` is the public address of the register; `certificates` how many it has in all.
    """

    as_of: dt.datetime
    address: str
    certificates: int
    rows: Mapping[str, Status]

    def age(self, today: dt.date, zone: dt.tzinfo) -> int:
        """Whole days between the list's day and `today`; never negative."""
        return max((today - self.as_of.astimezone(zone).date()).days, 0)


def signed_text(content: StatusList, key_id: str, key: Ed25519PrivateKey) -> str:
    """The published text, signed."""
    document = {
        "format": FORMAT,
        "as_of": content.as_of.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "address": content.address,
        "certificates": content.certificates,
        "rows": [_row(code, state) for code, state in sorted(content.rows.items())],
        "kid": key_id,
    }
    signature = key.sign(CONTEXT + canonical_text(document).encode())
    return canonical_text({**document, "signature": encoded(signature)})


def read_list(text: str, keys: Keyring) -> StatusList:
    """The list in a published text. Raises StatusListError where it is not the register's own."""
    try:
        document = json.loads(text)
        signature = document.pop("signature")
        key = keys.get(document["kid"])
        if document["format"] != FORMAT:
            raise StatusListError("Danh sách trạng thái theo cách mới hơn; hãy cập nhật.")
        if key is None or key.withdrawn:
            raise StatusListError("Không có khóa để kiểm tra danh sách trạng thái.")
        raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        key.verifier.verify(raw, CONTEXT + canonical_text(document).encode())
        return StatusList(
            as_of=dt.datetime.fromisoformat(document["as_of"]),
            address=document["address"],
            certificates=document["certificates"],
            rows={code: _status(*state) for code, *state in document["rows"]},
        )
    except InvalidSignature:
        raise StatusListError(
            "Danh sách trạng thái đã bị sửa: chữ ký không đúng. Không dùng danh sách này."
        ) from None
    except (KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise StatusListError(_NOT_A_LIST) from error
    except StatusListError:
        raise
    except ValueError as error:
        raise StatusListError(_NOT_A_LIST) from error


_NOT_A_LIST = "Tệp danh sách không đúng dạng của /trang-thai.json."


def _row(code: str, state: Status) -> list[str | None]:
    since, until = (day.isoformat() if day else None for day in (state.since, state.until))
    return [code, state.kind.value, since, until, state.ground]


def _status(kind: str, since: str | None, until: str | None, ground: str) -> Status:
    first, last = (dt.date.fromisoformat(day) if day else None for day in (since, until))
    return Status(StatusKind(kind), first, last, ground)
