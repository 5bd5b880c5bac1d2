"""Stored files: checked once on entry, named by content, never changed."""

import uuid

from django.conf import settings
from django.db import models


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
