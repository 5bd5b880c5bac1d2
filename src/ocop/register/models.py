"""The register: decisions, recognitions and certificates as facts. Nothing here is rewritten."""

from django.db import models
from django.db.models import Q

from ocop.files.models import StoredFile
from ocop.kernel.models import Frozen, FrozenRecordError, Snapshot
from ocop.products.models import Product


class IssuerLevel(models.TextChoices):
    """The level that signed; districts exist only in history (until 30/6/2025)."""

    DISTRICT = "district", "UBND cấp huyện"
    PROVINCE = "province", "UBND cấp tỉnh"
    MINISTRY = "ministry", "Bộ Nông nghiệp và Môi trường"
    UNKNOWN = "unknown", "Không rõ thẩm quyền"


class EvaluationKind(models.TextChoices):
    """The three kinds of Điều 6.1 QĐ 26/2026/QĐ-TTg."""

    FIRST = "first", "Đánh giá lần đầu"
    UPGRADE = "upgrade", "Nâng hạng"
    REEVALUATION = "reevaluation", "Đánh giá lại"


class Decision(models.Model):
    """A signed decision as the office's registry gave it: number and date are entered, not made."""

    class Kind(models.TextChoices):
        RECOGNITION = "recognition", "Công nhận kết quả, cấp giấy chứng nhận"
        RESULT_APPROVAL = "result_approval", "Phê duyệt kết quả, đề nghị Bộ đánh giá 5 sao"
        WITHDRAWAL = "withdrawal", "Thu hồi giấy chứng nhận"
        NEW_PAPER = "new_paper", "Đính chính, cấp lại, thay giấy chứng nhận"
        ANNULMENT = "annulment", "Hủy quyết định thu hồi"

    kind = models.CharField(max_length=16, choices=Kind)
    level = models.CharField(max_length=8, choices=IssuerLevel)
    # The issuing province or (history) district; the ministry has none.
    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("số quyết định", max_length=60)
    signed_on = models.DateField("ngày ký")
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=160, blank=True)
    capacity = models.CharField("tư cách ký", max_length=3, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="decision_number_once_per_province_and_day",
                fields=["unit", "number", "signed_on"],
            ),
            models.UniqueConstraint(
                name="decision_number_once_at_ministry_and_day",
                fields=["number", "signed_on"],
                condition=Q(unit=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ngày {self.signed_on:%d/%m/%Y}"


class Recognition(models.Model):
    """One star given to one product at one time, under one instrument."""

    class Source(models.TextChoices):
        EVALUATED = "evaluated", "Chấm trên hệ thống"
        RECORDED = "recorded", "Ghi lại từ danh sách đã công bố"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="recognitions")
    kind = models.CharField(max_length=12, choices=EvaluationKind, blank=True)
    star = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="recognitions"
    )
    level = models.CharField(max_length=8, choices=IssuerLevel, default=IssuerLevel.UNKNOWN)
    recognised_on = models.DateField(null=True)
    instrument = models.CharField(max_length=16, blank=True)
    set_number = models.PositiveSmallIntegerField(null=True)
    rubric_sha256 = models.CharField(max_length=64, blank=True)
    part_a = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    part_b = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    part_c = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    # The commune as it was called on that day.
    commune = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source)
    source_note = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["-recognised_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="recognition_star_1_to_5", condition=Q(star__range=(1, 5))),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.star} sao"


class Certificate(models.Model):
    """The certificate of a recognition of 3 stars or more (Điều 4.3: 36 months from issue)."""

    recognition = models.OneToOneField(
        Recognition, on_delete=models.PROTECT, related_name="certificate"
    )
    short_code = models.CharField(max_length=12, unique=True)
    # As given by the office's registry; unique within the issuer.
    number = models.CharField("số giấy chứng nhận", max_length=60)
    issuer_key = models.CharField(max_length=20)
    product_code = models.CharField("mã sản phẩm", max_length=40)
    issued_on = models.DateField()
    # The last day on which it is valid.
    expires_on = models.DateField()
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="certificate_number_once_per_issuer", fields=["issuer_key", "number"]
            ),
        ]
        indexes = [models.Index(fields=["expires_on"])]

    def __str__(self) -> str:
        return f"{self.number} · {self.short_code}"


class CertificateFact(models.Model):
    """What happened to a certificate after issue; its status by date is computed from these."""

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", "Thu hồi"
        WITHDRAWAL_ANNULLED = "withdrawal_annulled", "Hủy quyết định thu hồi"
        REPLACED = "replaced", "Được thay bằng giấy khác"
        REEVALUATION_RECEIVED = "reevaluation_received", "Đã nhận hồ sơ đánh giá lại"
        REEVALUATION_ENDED = "reevaluation_ended", "Đã có kết quả đánh giá lại"

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=24, choices=Kind)
    on = models.DateField()
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    # A point of Điều 8.1 for a withdrawal (a, b, c, d, đ, e).
    ground = models.CharField(max_length=2, blank=True)
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.certificate} · {self.get_kind_display()} {self.on:%d/%m/%Y}"


class CertificateEdition(Frozen):
    """One paper of a certificate. The newest is the valid one; code, star and last day never change.

    The law of the programme knows no second paper: correction and re-issue follow what offices do
    with every certificate, replacement a rule of the province.
    """

    class Kind(models.TextChoices):
        ORIGINAL = "original", "Bản gốc"
        CORRECTION = "correction", "Đính chính"
        REISSUE = "reissue", "Cấp lại"
        REPLACEMENT = "replacement", "Thay thế"

    class Reason(models.TextChoices):
        MISPRINT = "misprint", "In sai"
        LOST = "lost", "Bị mất"
        DAMAGED = "damaged", "Bị hỏng, rách"
        OWNER = "owner", "Đổi chủ thể"
        LEGAL_FORM = "legal_form", "Đổi loại hình của chủ thể"
        NAME = "name", "Đổi tên chủ thể hoặc tên sản phẩm"
        PLACE = "place", "Đổi nơi sản xuất hoặc tên đơn vị hành chính"

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("lần cấp")
    kind = models.CharField("loại", max_length=12, choices=Kind)
    reason = models.CharField("lý do", max_length=12, choices=Reason, blank=True)
    note = models.CharField("diễn giải", max_length=240, blank=True)
    # What stands on this paper; the office may give a new number or keep the certificate's.
    paper_number = models.CharField("số ghi trên giấy", max_length=60)
    issuer_key = models.CharField(max_length=20)
    has_own_number = models.BooleanField(default=True)
    issued_on = models.DateField("ngày cấp")
    # What the new paper rests on: a decision, or a letter by its number and day.
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="editions"
    )
    letter_number = models.CharField("số văn bản", max_length=60, blank=True)
    letter_date = models.DateField("ngày văn bản", null=True)
    basis_file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # None where the paper was printed by its issuer before this register.
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    signed_file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="edition_number_once_per_certificate", fields=["certificate", "number"]
            ),
            models.UniqueConstraint(
                name="paper_number_once_per_issuer",
                fields=["issuer_key", "paper_number"],
                condition=Q(has_own_number=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} · {self.get_kind_display()} {self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Written once; only the scan of the signed paper comes later."""
        if self._state.adding:
            super().save(*args, **kwargs)
        elif kwargs.get("update_fields") == ["signed_file"]:
            models.Model.save(self, update_fields=["signed_file"])
        else:
            raise FrozenRecordError(f"{type(self).__name__} {self.pk} đã đóng băng")
