"""Stored files: checked once on entry, named by content, never changed."""

import json
import uuid

from django.conf import settings
from django.db import models

from ocop.files.pdf_signatures.facts import Outcome, Reading, reading_of
from ocop.kernel.models import Frozen, Snapshot


class StoredFile(models.Model):
    """One upload after its checks. Who may read it is the policy of whatever refers to it."""

    class Kind(models.TextChoices):
        IMAGE = "image", "Ảnh"
        PDF = "pdf", "PDF"
        AUDIO = "audio", "Âm thanh"
        VIDEO = "video", "Phim"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    media_type = models.CharField(max_length=80)
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(upload_to="%Y/%m", max_length=200)
    # Of an image wider than lists and panels need; made from the content, so no hash is kept.
    preview = models.FileField(upload_to="%Y/%m", max_length=200, blank=True)
    preview_sha256 = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class SignatureCheck(Frozen):
    """What the digital signatures of a PDF were worth when it was read; a later reading is a new row."""

    class Outcome(models.TextChoices):
        NONE = Outcome.NONE, "Không có chữ ký số"
        READ = Outcome.READ, "Đã đọc chữ ký số"
        UNREADABLE = Outcome.UNREADABLE, "Không đọc được chữ ký số"
        TOO_HEAVY = Outcome.TOO_HEAVY, "Quá nặng để kiểm"

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="signature_checks")
    # Of the bytes that were read; they must still be the file's.
    sha256 = models.CharField(max_length=64)
    checked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    # Whether there are signatures and each is good by the roots of this installation.
    is_good = models.BooleanField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file} · {self.get_outcome_display()}"

    @property
    def reading(self) -> Reading:
        """The facts as frozen."""
        return reading_of(json.loads(self.snapshot.content)["reading"])
