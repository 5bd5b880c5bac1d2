"""What is known of the signatures in a PDF, as it is stored; no judgement beyond these facts."""

from dataclasses import dataclass, field
from enum import StrEnum

# Every signature names the bytes it covers, in the clear; a file without this word has none.
MARK = b"/ByteRange"


class Outcome(StrEnum):
    """How reading a file ended."""

    NONE = "none"  # the PDF carries no digital signature
    READ = "read"  # every signature was read; each says for itself what it is worth
    UNREADABLE = "unreadable"  # something that looks like a signature in a file that cannot be read
    TOO_HEAVY = "too_heavy"  # gave up at the limit of time, memory or number


class After(StrEnum):
    """What happened to the file after this signature."""

    NOTHING = "nothing"  # the signature covers the whole file
    ADDITIONS = "additions"  # later signatures, time stamps or form fields only
    CHANGED = "changed"  # content was changed, or parts are not covered


class Chain(StrEnum):
    """Whether the certificate leads to a root this installation trusts."""

    TRUSTED = "trusted"
    NOT_TRUSTED = "not_trusted"
    NO_ROOTS = "no_roots"  # the installation has no roots: the origin cannot be checked


class Revocation(StrEnum):
    """Whether the certificate was revoked, by proofs inside the file (nothing is fetched)."""

    NOT_CHECKED = "not_checked"
    NOT_REVOKED = "not_revoked"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Signature:
    """One signature. Times are ISO 8601 with offset, "" where the file gives none."""

    signer: str  # CN of the certificate
    organisation: str  # O of the certificate
    issuer: str  # who issued the certificate
    serial: str  # hexadecimal
    fingerprint: str  # SHA-256 of the certificate
    said_at: str  # the signer's own clock
    stamped_at: str  # a time stamp's; "" where there is none or it does not hold
    is_stamp_trusted: bool
    is_time_stamp: bool  # a time stamp over the document, nobody's signature
    is_intact: bool  # the signed bytes are as they were and the key is the certificate's
    after: After
    valid_from: str  # of the certificate
    valid_to: str
    is_in_time: bool  # the certificate was valid at `judged_at`
    judged_at: str  # the stamp, else the signer's clock, else the day of checking
    chain: Chain
    revocation: Revocation

    @property
    def is_sound(self) -> bool:
        """Intact, unchanged since, by a certificate in its time and not revoked; origin left open."""
        return (
            self.is_intact
            and self.after is not After.CHANGED
            and self.is_in_time
            and self.revocation is not Revocation.REVOKED
        )

    @property
    def is_good(self) -> bool:
        """Sound, and the certificate leads to a root that this installation trusts."""
        return self.is_sound and self.chain is Chain.TRUSTED


@dataclass(frozen=True)
class Reading:
    """The signatures of one file; `unread` counts those whose own content is broken."""

    outcome: Outcome
    signatures: tuple[Signature, ...] = field(default=())
    unread: int = 0


def reading_of(stored: dict[str, object]) -> Reading:
    """The reading back from its JSON (`dataclasses.asdict`)."""
    rows = stored["signatures"]
    assert isinstance(rows, list)
    return Reading(
        outcome=Outcome(str(stored["outcome"])),
        signatures=tuple(_signature(row) for row in rows),
        unread=int(str(stored["unread"])),
    )


def _signature(row: dict[str, object]) -> Signature:
    kinds = {
        "after": After(str(row["after"])),
        "chain": Chain(str(row["chain"])),
        "revocation": Revocation(str(row["revocation"])),
    }
    return Signature(**{**row, **kinds})  # type: ignore[arg-type]
