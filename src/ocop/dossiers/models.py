"""Dossiers: the draft that may change, and the submissions, receipts and assessments that may not."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.dossiers.states import CLOSED_STATES, DossierState
from ocop.files.models import StoredFile
from ocop.kernel.models import Frozen, Snapshot
from ocop.producers.models import Paper, Producer
from ocop.products.models import Product
from ocop.register.models import EvaluationKind, Recognition


class Dossier(models.Model):
    """One request of one product to be evaluated, bound for ever to one instrument and score sheet."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="dossiers")
    # Who asked: the product may pass to another producer, what this one handed in does not.
    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="dossiers")
    kind = models.CharField(max_length=12, choices=EvaluationKind, default=EvaluationKind.FIRST)
    instrument = models.CharField(max_length=16)
    set_number = models.PositiveSmallIntegerField()
    rubric_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=24, choices=DossierState, default=DossierState.DRAFT)
    # Today's units of the place of production: the receiving commune (reading 9c) and its province.
    commune = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="dossiers")
    province = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    # Part II of Mẫu số 02 by its four printed contents, part IV, and Điều 6.1.b and c.
    results_production = models.TextField("vùng nguyên liệu, công nghệ, đóng gói", blank=True)
    results_quality = models.TextField("chất lượng, bao bì, nhãn mác", blank=True)
    results_market = models.TextField("thị trường phân phối", blank=True)
    results_business = models.TextField("doanh thu, lợi nhuận", blank=True)
    plan_text = models.TextField("kế hoạch sản xuất, kinh doanh", blank=True)
    changes_text = models.TextField("thay đổi so với lần công nhận trước", blank=True)
    # Điều 6.1.c: topic of `rules.updates.TOPICS` → what is new since the recognition.
    updates = models.JSONField(default=dict, blank=True)
    # The recognition an upgrade or a re-evaluation builds on, and what it was prefilled from.
    builds_on = models.ForeignKey(
        Recognition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    prefilled_from = models.ForeignKey(
        "Submission", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Samples offered with the dossier (Điều 6.2.d: 05, none for tourism).
    samples = models.PositiveSmallIntegerField("số sản phẩm mẫu", null=True, blank=True)
    is_committed = models.BooleanField(default=False)
    # Raised by every saved change: what was checked before handing in is what is handed in.
    version = models.PositiveIntegerField(default=1)
    # Raised when the texts change; each answer has its own, so that two people can work at once.
    texts_version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The official who has it on the desk now; handed over when they leave.
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_dossier_per_product",
                fields=["product"],
                condition=~Q(state__in=sorted(CLOSED_STATES)),
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "state"]),
            models.Index(fields=["province", "state"]),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        if self._state.adding and self.producer_id is None:
            self.producer_id = self.product.producer_id
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"Hồ sơ {self.pk} · {self.product}"

    @property
    def subject(self) -> str:
        """The name of this dossier in the audit chain."""
        return f"dossier:{self.pk}"


class Answer(models.Model):
    """The producer's own answer at one criterion, while it may still change."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=12)
    # The option's number as printed, from 1; 0 is "none of these"; null is not answered yet.
    option = models.PositiveSmallIntegerField(null=True, blank=True)
    case = models.PositiveSmallIntegerField(null=True, blank=True)
    description = models.TextField("mô tả", blank=True)
    # Carried over from an earlier sheet whose words differ: the producer looks at it again.
    needs_review = models.BooleanField(default=False)
    # Raised by every save; a form with an older number is refused.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_answer_per_criterion", fields=["dossier", "criterion"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.option}"


class Evidence(models.Model):
    """A paper of the vault put beside a criterion."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="evidence")
    criterion = models.CharField(max_length=12)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="uses")
    note = models.CharField("viện dẫn", max_length=240, blank=True)

    class Meta:
        ordering = ["criterion", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="paper_once_per_criterion", fields=["dossier", "criterion", "paper"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion} · {self.paper}"


class Submission(Frozen):
    """The dossier exactly as handed in (Điều 7.1: it has the force of the paper dossier)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()
    # Every file the snapshot names: a desk may open these and no newer ones.
    files = models.ManyToManyField(StoredFile, related_name="submissions")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="submission_number_once", fields=["dossier", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.dossier} · lần {self.number}"


class Receipt(Frozen):
    """A receipt by the commune or the province (the office part of Mẫu số 01)."""

    class Desk(models.TextChoices):
        COMMUNE = "commune", "UBND cấp xã"
        PROVINCE = "province", "Cơ quan tham mưu OCOP cấp tỉnh"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="receipts")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="receipts")
    desk = models.CharField(max_length=8, choices=Desk)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    # `12/PĐK-82-30001-2026`
    number = models.CharField(max_length=60)
    received_on = models.DateField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    samples = models.PositiveSmallIntegerField("số sản phẩm mẫu", default=0)
    # True where the paper receipt was older than the software (opening balance).
    is_carried_over = models.BooleanField(default=False)

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="receipt_serial_once", fields=["desk", "unit", "year", "serial"]
            ),
            models.UniqueConstraint(
                name="one_receipt_per_desk_and_submission", fields=["submission", "desk"]
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ReturnNote(Frozen):
    """A dossier sent back to be completed, with what is missing and where."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="return_notes")
    desk = models.CharField(max_length=8, choices=Receipt.Desk)
    # [{"place": "2.3" or "registration" …, "reason": "…"}]
    points = models.JSONField()
    due_on = models.DateField(null=True)
    returned_on = models.DateField()
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["returned_on", "pk"]

    def __str__(self) -> str:
        return f"{self.dossier} · trả {self.returned_on:%d/%m/%Y}"


class SiteCheck(Frozen):
    """Whether the office went to see the producer of a re-evaluation, and why (Điều 7.6.c)."""

    class Ground(models.TextChoices):
        NONE = "none", "Không kiểm tra: quy mô không đổi lớn, minh chứng rõ"
        SCALE = "scale", "Đã kiểm tra: quy mô sản xuất thay đổi lớn"
        EVIDENCE = "evidence", "Đã kiểm tra: hồ sơ minh chứng không rõ ràng"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="site_checks")
    ground = models.CharField(max_length=8, choices=Ground)
    reason = models.TextField("lý do, kết quả kiểm tra")
    checked_on = models.DateField("ngày kiểm tra", null=True, blank=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.get_ground_display()}"


class CommuneAssessment(models.Model):
    """The commune's draft of the four contents of Điều 7.2, frozen with the proposal (Mẫu số 03)."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, related_name="commune_assessment"
    )
    local_materials = models.TextField("nguồn gốc, nguyên liệu địa phương", blank=True)
    local_labour = models.TextField("sử dụng lao động địa phương", blank=True)
    idea_origin = models.TextField("nguồn gốc ý tưởng sản phẩm", blank=True)
    local_identity = models.TextField("bản sắc, trí tuệ địa phương", blank=True)
    is_complete = models.BooleanField("thành phần hồ sơ đầy đủ", default=False)
    meeting_held_on = models.DateField("ngày họp", null=True, blank=True)
    report_number = models.CharField("số báo cáo", max_length=60, blank=True)
    letter_number = models.CharField("số văn bản đề nghị", max_length=60, blank=True)
    reported_on = models.DateField("ngày báo cáo", null=True, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=160, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Mẫu số 03 · {self.dossier}"
