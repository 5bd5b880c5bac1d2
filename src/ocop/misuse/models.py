"""What buyers report about stars on goods, and what keeps the form from being flooded."""

from django.conf import settings
from django.db import models

from ocop.files.models import StoredFile
from ocop.misuse.states import ReportState
from ocop.register.models import Certificate


class Report(models.Model):
    """One report. Nobody signs in for it; contact is optional and forgotten after closing."""

    class Kind(models.TextChoices):
        EXPIRED = "expired", "Sao đã hết hạn hoặc bị thu hồi mà vẫn bán"
        NOT_THEIRS = "not_theirs", "Sao không phải của sản phẩm này"
        FAKE = "fake", "Hàng giả, hàng nhái"
        WRONG_STAR = "wrong_star", "Ghi sai số sao"
        OTHER = "other", "Việc khác"

    class Verdict(models.TextChoices):
        FOUNDED = "founded", "Phản ánh đúng"
        NOT_FOUNDED = "not_founded", "Phản ánh không có cơ sở"
        HANDED_OVER = "handed_over", "Đã chuyển Quản lý thị trường"

    # The reporter's own; whoever has it reads state and answer, nothing else.
    follow_code = models.CharField(max_length=12, unique=True)
    kind = models.CharField("chuyện gì", max_length=10, choices=Kind)
    certificate = models.ForeignKey(
        Certificate, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    product_name = models.CharField("tên trên hàng", max_length=200)
    words = models.TextField("đã thấy gì", blank=True)
    shop = models.CharField("nơi bán", max_length=200, blank=True)
    commune = models.ForeignKey(
        "places.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Whose office looks at it: the star's province, else the shop's; none: the ministry's office.
    province = models.ForeignKey(
        "places.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    photo = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.CharField("liên hệ", max_length=120, blank=True)
    state = models.CharField(max_length=7, choices=ReportState, default=ReportState.NEW)
    verdict = models.CharField("kết luận", max_length=11, choices=Verdict, blank=True)
    answer = models.TextField("trả lời người phản ánh", blank=True)
    internal_note = models.TextField("ghi chú nội bộ", blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    filed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-filed_at", "-pk"]
        indexes = [models.Index(fields=["province", "state"], name="report_by_province")]

    def __str__(self) -> str:
        return f"{self.follow_code} · {self.product_name}"


class DailySalt(models.Model):
    """A secret of one day, deleted the day after: the day's address hashes mean nothing then."""

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class Filing(models.Model):
    """How many reports one address sent that day; the address itself is not kept."""

    day = models.DateField()
    address_hash = models.CharField(max_length=64)
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="filing_once_per_day", fields=["day", "address_hash"])
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} · {self.count}"
