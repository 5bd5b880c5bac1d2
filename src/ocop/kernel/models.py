"""Tables of record: frozen snapshots and the append-only chain of acts."""

from django.db import models


class Frozen(models.Model):
    """A row that is written once. Changing or deleting it through the ORM raises."""

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise FrozenRecordError(f"{type(self).__name__} {self.pk} đã đóng băng")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise FrozenRecordError(f"{type(self).__name__} {self.pk} đã đóng băng")


class FrozenRecordError(Exception):
    """Someone tried to rewrite a fact of record."""


class Snapshot(Frozen):
    """Content exactly as it stood at an act: canonical JSON and its SHA-256."""

    kind = models.CharField(max_length=60)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sha256"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"


class AuditEntry(Frozen):
    """One act with legal weight; `entry_hash` covers the act and the entry before it."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    # Kept as id and words: the chain must stay readable when the account is gone.
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    facts = models.TextField()
    snapshot = models.ForeignKey(
        Snapshot, null=True, on_delete=models.PROTECT, related_name="entries"
    )
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["subject", "number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"


class ChainHead(models.Model):
    """The last number and hash, one row, locked by each writer so that numbers have no gap."""

    number = models.PositiveBigIntegerField(default=0)
    entry_hash = models.CharField(max_length=64, default="0" * 64)
