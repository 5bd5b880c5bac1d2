"""The append-only chain of acts with legal weight.

Each entry's hash covers its own facts and the hash before it, so a changed byte anywhere is found
by walking the chain (`first_broken_link`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from ocop.kernel import clock
from ocop.kernel.canonical import canonical_text, plain, sha256_of
from ocop.kernel.models import AuditEntry, ChainHead, Snapshot


@dataclass(frozen=True)
class Actor:
    """Who acted, as the chain remembers it: an account's id, and the words of the day."""

    id: str
    label: str


SYSTEM = Actor(id="", label="Hệ thống")


@dataclass(frozen=True)
class BrokenLink:
    """The first place where the record no longer agrees with itself."""

    number: int
    subject: str
    reason: str


def freeze(kind: str, content: object) -> Snapshot:
    """Keep `content` for ever under its SHA-256. Raises TypeError where it has no exact form."""
    text = canonical_text(content)
    return Snapshot.objects.create(
        kind=kind, content=text, sha256=sha256_of(text), made_at=clock.now()
    )


@transaction.atomic
def record(
    *,
    act: str,
    actor: Actor,
    subject: str,
    facts: Mapping[str, object] | None = None,
    snapshot: Snapshot | None = None,
) -> AuditEntry:
    """Append one act (a past-tense event name) to the chain, in the caller's transaction.

    `subject` is `kind:id`. `facts` are small and exact; what is large goes into `snapshot`.
    """
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    entry = AuditEntry(
        number=head.number + 1,
        at=clock.now(),
        actor_id=actor.id,
        actor_label=actor.label,
        act=act,
        subject=subject,
        facts=canonical_text(facts or {}),
        snapshot=snapshot,
        previous_hash=head.entry_hash,
    )
    entry.entry_hash = _hash_of(entry, snapshot.sha256 if snapshot else "")
    entry.save()
    head.number, head.entry_hash = entry.number, entry.entry_hash
    head.save(update_fields=["number", "entry_hash"])
    return entry


def first_broken_link(progress: Callable[[int], None] | None = None) -> BrokenLink | None:
    """Walk the whole chain and every snapshot; None when all agree.

    `progress` is called with the number of each thousandth entry.
    """
    previous, expected = "0" * 64, 1
    for entry in _entries():
        if progress and entry.number % 1000 == 0:
            progress(entry.number)
        if reason := _disagreement(entry, expected, previous):
            return BrokenLink(number=expected, subject=entry.subject, reason=reason)
        previous, expected = entry.entry_hash, expected + 1
    head = ChainHead.objects.filter(pk=1).first()
    if head and (head.number, head.entry_hash) != (expected - 1, previous):
        return BrokenLink(expected, "chain", "Chuỗi nhật ký bị cắt ở cuối.")
    return _orphan_snapshot()


def _disagreement(entry: AuditEntry, expected: int, previous: str) -> str:
    if entry.number != expected:
        return f"Thiếu mục số {expected}."
    if entry.previous_hash != previous:
        return "Mã nối với mục trước không khớp."
    snapshot = entry.snapshot
    if snapshot and sha256_of(snapshot.content) != snapshot.sha256:
        return f"Bản đóng băng {snapshot.pk} ({snapshot.kind}) đã bị sửa."
    if _hash_of(entry, snapshot.sha256 if snapshot else "") != entry.entry_hash:
        return "Nội dung mục này đã bị sửa."
    return ""


def _orphan_snapshot() -> BrokenLink | None:
    """A snapshot outside the chain must still agree with its own hash."""
    for snapshot in Snapshot.objects.filter(entries=None).iterator(chunk_size=500):
        if sha256_of(snapshot.content) != snapshot.sha256:
            return BrokenLink(0, snapshot.kind, f"Bản đóng băng {snapshot.pk} đã bị sửa.")
    return None


def _entries() -> Iterator[AuditEntry]:
    return AuditEntry.objects.select_related("snapshot").order_by("number").iterator(chunk_size=500)


def _hash_of(entry: AuditEntry, snapshot_sha256: str) -> str:
    covered = {
        "number": entry.number,
        "at": plain(entry.at),
        "actor_id": entry.actor_id,
        "actor_label": entry.actor_label,
        "act": entry.act,
        "subject": entry.subject,
        "facts": entry.facts,
        "snapshot": snapshot_sha256,
        "previous": entry.previous_hash,
    }
    return sha256_of(canonical_text(covered))
