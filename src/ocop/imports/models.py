"""Imported lists: the file, what was found in it, what a person decided, what was written."""

from django.conf import settings
from django.db import models

from ocop.imports.rules.kinds import LABELS, Kind, Severity
from ocop.jobs.models import JobRun
from ocop.places.models import Unit


class Import(models.Model):
    """One list of earlier years on its way into the register."""

    class State(models.TextChoices):
        COLUMNS = "columns", "Chờ xác nhận các cột"
        EXAMINING = "examining", "Đang đọc và kiểm tra"
        CHECKING = "checking", "Chờ xem và ghi vào sổ"
        WRITING = "writing", "Đang ghi vào sổ"
        WRITTEN = "written", "Đã ghi vào sổ"
        UNDOING = "undoing", "Đang hoàn tác"
        UNDONE = "undone", "Đã hoàn tác"
        DISCARDED = "discarded", "Đã bỏ"

    # The province whose office imports; empty for the ministry's.
    office = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("tên danh sách", max_length=160)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    # Taken away when the list is written, undone or discarded.
    content = models.FileField(upload_to="imports/%Y/%m", max_length=200, blank=True)
    sheet = models.CharField(max_length=120, blank=True)
    # Columns as [index, header, field]; the rows of data begin at `first_row`.
    columns = models.JSONField(default=list)
    first_row = models.PositiveIntegerField(default=1)
    fingerprint = models.CharField(max_length=32)
    # Stands where the list names no province.
    usual_province = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    # What the personal columns are taken for; without it they are not read.
    purpose = models.CharField("mục đích dùng dữ liệu cá nhân", max_length=240, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.COLUMNS)
    run = models.ForeignKey(JobRun, null=True, on_delete=models.SET_NULL, related_name="+")
    is_cancel_asked = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    # Empty where the command of the installation imported.
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class ImportRow(models.Model):
    """One row of the list: its cells as they stand in the file, and what they were read as."""

    # "batch" in the code: `import` is a word of the language.
    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    # The record as `ocop.imports.records` writes it; empty for lines of totals.
    record = models.JSONField(default=dict)
    severity = models.CharField(max_length=7, blank=True)
    is_to_write = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="import_row_once", fields=["batch", "number"])]

    def __str__(self) -> str:
        return f"{self.batch} · dòng {self.number}"


class ImportFinding(models.Model):
    """One finding; `column` is -1 where it is of the whole row."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="findings")
    row = models.PositiveIntegerField()
    column = models.IntegerField()
    kind = models.CharField(max_length=30, choices=[(kind.value, LABELS[kind]) for kind in Kind])
    severity = models.CharField(
        max_length=7, choices=[(each.value, each.value) for each in Severity]
    )
    message = models.CharField(max_length=400)
    candidates = models.JSONField(default=list)

    class Meta:
        ordering = ["row", "column", "pk"]
        indexes = [models.Index(fields=["batch", "severity", "kind"])]

    def __str__(self) -> str:
        return f"{self.row}: {self.message}"


class CellCorrection(models.Model):
    """What a person put in the place of a cell; the cell itself stays as it was."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="corrections")
    row = models.PositiveIntegerField()
    column = models.PositiveIntegerField()
    before = models.TextField(blank=True)
    after = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["row", "column"]
        constraints = [
            models.UniqueConstraint(name="cell_corrected_once", fields=["batch", "row", "column"])
        ]

    def __str__(self) -> str:
        return f"{self.row}/{self.column}: {self.after}"


class MatchQuestion(models.Model):
    """A producer or product of the list that may be one of the register: a person decides."""

    class Subject(models.TextChoices):
        PRODUCER = "producer", "Cơ sở"
        PRODUCT = "product", "Sản phẩm"

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="questions")
    subject = models.CharField(max_length=8, choices=Subject)
    # SHA-256 of what identifies it in the list, so that a second reading finds the answer again.
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=240)
    first_row = models.PositiveIntegerField()
    # The nearest of the register: [id, name, place, likeness of 100].
    candidates = models.JSONField()
    is_answered = models.BooleanField(default=False)
    # The one it is; empty once answered means a new one.
    chosen_id = models.BigIntegerField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["is_answered", "first_row", "pk"]
        constraints = [
            models.UniqueConstraint(name="match_asked_once", fields=["batch", "subject", "key"])
        ]

    def __str__(self) -> str:
        return self.name


class SavedColumns(models.Model):
    """How an office corrected the columns of a header, for the next list that has it."""

    office = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=32)
    # The field of each column in order, "" for none.
    fields = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="columns_saved_once_per_province", fields=["office", "fingerprint"]
            ),
            models.UniqueConstraint(
                name="columns_saved_once_at_ministry",
                fields=["fingerprint"],
                condition=models.Q(office=None),
            ),
        ]

    def __str__(self) -> str:
        return self.fingerprint


class WrittenRow(models.Model):
    """Rows of the register that an import wrote, from one id to another: what an undo takes back."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="written")
    # "producers.producer" and so on.
    model = models.CharField(max_length=40)
    # Both belong to it; every id between them as well.
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="written_once", fields=["model", "first_id"])]

    def __str__(self) -> str:
        return f"{self.model} {self.first_id} – {self.last_id}"
