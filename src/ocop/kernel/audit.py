"""The append-only chain of acts with legal weight.

Each entry's hash covers its own facts and the hash before it, so a changed byte anywhere is found
by walking the chain (`first_broken_link`).
"""

from collections.abc import Callable, Mapping
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


@dataclass(frozen=True)
class Walk:
    """How far a walk along the chain has come, and what it found."""

    number: int = 0
    entry_hash: str = "0" * 64
    broken: BrokenLink | None = None
    is_finished: bool = False


def walk_on(walk: Walk, entries: int = 2000) -> Walk:
    """Check the next `entries` entries with their snapshots; at the end, the head and the rest."""
    rows = AuditEntry.objects.select_related("snapshot").filter(number__gt=walk.number)
    number, previous, seen = walk.number, walk.entry_hash, 0
    for entry in rows.order_by("number")[:entries]:
        if reason := _disagreement(entry, number + 1, previous):
            return Walk(number, previous, BrokenLink(number + 1, entry.subject, reason), True)
        number, previous, seen = entry.number, entry.entry_hash, seen + 1
    if seen == entries:
        return Walk(number, previous)
    head = ChainHead.objects.filter(pk=1).first()
    if head and (head.number, head.entry_hash) != (number, previous):
        cut = BrokenLink(number + 1, "chain", "Chuỗi nhật ký bị cắt ở cuối.")
        return Walk(number, previous, cut, True)
    return Walk(number, previous, _changed_orphan(), True)


def first_broken_link(progress: Callable[[int], None] | None = None) -> BrokenLink | None:
    """Walk the whole chain and every snapshot; None when all agree.

    `progress` is called now and then with the number of the last entry checked.
    """
    walk = Walk()
    while not walk.is_finished:
        walk = walk_on(walk)
        if progress and not walk.is_finished:
            progress(walk.number)
    return walk.broken


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


def _changed_orphan() -> BrokenLink | None:
    """A snapshot outside the chain must still agree with its own hash."""
    for snapshot in Snapshot.objects.filter(entries=None).iterator(chunk_size=500):
        if sha256_of(snapshot.content) != snapshot.sha256:
            return BrokenLink(0, snapshot.kind, f"Bản đóng băng {snapshot.pk} đã bị sửa.")
    return None


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
