"""Checking a seal without a network against the bare Ed25519 verify of the same messages."""

import datetime as dt
import random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.comparators.offline import Signed, verify_all
from bench.measure import Row, at_least, take_turns
from ocop.register.seals.codec import SealedFacts, seal
from ocop.register.seals.keyring import Keyring, PublishedKey, encoded, keyring
from ocop.register.seals.offline import OfflineAnswer, check, read_address
from ocop.register.seals.status_list import StatusList
from ocop.register.status import Status, StatusKind

LABELS, TURNS = 300, 15
TODAY = dt.date(2026, 11, 20)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PublishedKey(encoded(KEY.public_key().public_bytes_raw()), TODAY)


def labels() -> list[str]:
    """Addresses as printed, from one seed."""
    chance = random.Random(9)
    return [
        "https://ocop.example/c/"
        + (code := "".join(chance.choices("23456789ABCDEFGH", k=7)))
        + "#"
        + seal(
            SealedFacts(
                code, 4, f"Khô cá lóc Tân Hộ Cơ {number}", TODAY, TODAY + dt.timedelta(days=1095)
            ),
            PUBLIC.id,
            KEY,
        )
        for number in range(LABELS)
    ]


def status_list() -> StatusList:
    """A list of 2,000 withdrawn certificates, none of them among the labels."""
    rows = {f"Z{number:06d}": Status(StatusKind.WITHDRAWN, TODAY) for number in range(2000)}
    return StatusList(dt.datetime(2026, 11, 20, tzinfo=dt.UTC), "https://ocop.example", 20000, rows)


def answers(addresses: list[str], keys: Keyring, listed: StatusList) -> list[OfflineAnswer]:
    """Each label read, opened and given its status today."""
    scanned = [read_address(address) for address in addresses]
    return [check(each, keys, listed, TODAY) for each in scanned if each]


def signed_messages(addresses: list[str]) -> list[Signed]:
    """The bytes under each label's signature, as the comparator takes them."""
    return [Signed.of_label(address) for address in addresses]


def run() -> list[Row]:
    """Seconds for one label."""
    addresses, keys, listed = labels(), keyring([PUBLIC]), status_list()
    signed, verifier = signed_messages(addresses), KEY.public_key()
    medians = take_turns(
        lambda: answers(addresses, keys, listed), lambda: verify_all(verifier, signed), TURNS
    )
    each = [median / LABELS for median in medians]
    return [at_least("kiểm tra một tem khi mất mạng", *each, 0.5)]
