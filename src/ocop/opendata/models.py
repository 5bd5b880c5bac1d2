"""Snapshots of the open datasets: dated files that never change."""

from django.db import models

from ocop.kernel.models import Frozen


class DataSnapshot(Frozen):
    """One dataset as it was on a day. `number` counts the snapshots of the dataset from 1."""

    dataset = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    on = models.DateField("ngày của dữ liệu")
    made_at = models.DateTimeField()
    rows = models.PositiveIntegerField("số dòng")
    # Lines that the snapshot before did not have, and lines it had that are gone; a changed line
    # counts in both. None for the first.
    lines_new = models.PositiveIntegerField(null=True)
    lines_gone = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-on", "-number"]
        constraints = [
            models.UniqueConstraint(name="snapshot_number_once", fields=["dataset", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.number} ({self.on:%d/%m/%Y})"


class SnapshotFile(Frozen):
    """The snapshot in one format, with the SHA-256 of its bytes."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        JSON = "json", "JSON"
        XLSX = "xlsx", "XLSX"

    snapshot = models.ForeignKey(DataSnapshot, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=Format)
    content = models.FileField(upload_to="du-lieu-mo/%Y", max_length=200)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["format"]
        constraints = [
            models.UniqueConstraint(name="snapshot_format_once", fields=["snapshot", "format"])
        ]

    def __str__(self) -> str:
        return f"{self.snapshot} · {self.format}"
