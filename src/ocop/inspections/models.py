"""Inspections after recognition (Điều 9 QĐ 26/2026/QĐ-TTg): plans, visits, findings, conclusions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ocop.dossiers.models import Dossier
from ocop.files.models import StoredFile
from ocop.inspections.states import InspectionState
from ocop.kernel.models import Frozen, Snapshot
from ocop.products.models import Product

USER = settings.AUTH_USER_MODEL


class InspectingLevel(models.TextChoices):
    """Who inspects today (Điều 9)."""

    PROVINCE = "province", "Cơ quan tham mưu OCOP cấp tỉnh"
    MINISTRY = "ministry", "Bộ Nông nghiệp và Môi trường"


class Plan(models.Model):
    """A yearly plan; once its sample is drawn, the draw is frozen in `snapshot`."""

    name = models.CharField("tên kế hoạch", max_length=200)
    year = models.PositiveSmallIntegerField("năm")
    basis = models.CharField("văn bản làm căn cứ", max_length=300)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    level = models.CharField(max_length=8, choices=InspectingLevel)
    # The province that plans; the ministry has none.
    province = models.ForeignKey(
        "places.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    seed = models.CharField("số gieo", max_length=40, blank=True)
    size = models.PositiveIntegerField("số sản phẩm", default=0)
    risk_percent = models.PositiveSmallIntegerField("phần chọn theo rủi ro", default=50)
    weights_version = models.CharField(max_length=20, blank=True)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_dates_in_order", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="plan_percent", condition=Q(risk_percent__lte=100)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The name of this plan in the audit chain."""
        return f"inspection_plan:{self.pk}"


class PlanLine(models.Model):
    """A drawn product with its reasons; a replaced one stays, with why and by whom."""

    class Share(models.TextChoices):
        RISK = "risk", "Theo rủi ro"
        RANDOM = "random", "Ngẫu nhiên"
        REPLACEMENT = "replacement", "Thay thế"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    share = models.CharField(max_length=11, choices=Share)
    points = models.PositiveIntegerField()
    # [{"label": "…", "count": 1, "points": 8}], never shown to the producer.
    reasons = models.JSONField()
    replaced_by = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaces"
    )
    replaced_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(name="product_once_per_plan", fields=["plan", "product"])
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.product}"


class Inspection(models.Model):
    """One visit to one product, planned or ad hoc, by one team with one checklist."""

    class Cause(models.TextChoices):
        PLAN = "plan", "Theo kế hoạch"
        MISUSE = "misuse", "Đột xuất: có phản ánh dùng sai sao"
        REQUEST = "request", "Đột xuất: Bộ yêu cầu"
        COMPLAINT = "complaint", "Đột xuất: có khiếu nại, tố cáo"
        OTHER = "other", "Đột xuất: lý do khác"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="inspections")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="inspections")
    cause = models.CharField("lý do kiểm tra", max_length=9, choices=Cause)
    cause_text = models.CharField("nội dung lý do", max_length=400, blank=True)
    level = models.CharField(max_length=8, choices=InspectingLevel)
    # The province of today where the product is made, whoever inspects.
    province = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    checklist = models.CharField("nội dung kiểm tra", max_length=30)
    checklist_version = models.CharField(max_length=20)
    checklist_sha256 = models.CharField(max_length=64)
    # The past dossier under review (Điều 10.1.b), where that is what is inspected.
    dossier = models.ForeignKey(
        Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="inspections"
    )
    state = models.CharField(max_length=9, choices=InspectionState, default=InspectionState.PLANNED)
    planned_on = models.DateField("ngày kiểm tra")
    place = models.CharField("nơi kiểm tra", max_length=240, blank=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    producer_side = models.CharField("người đại diện chủ thể", max_length=200, blank=True)
    producer_opinion = models.TextField("ý kiến của chủ thể", blank=True)
    team_opinion = models.TextField("nhận xét của đoàn", blank=True)
    # For the office only.
    internal_note = models.TextField("ghi chú nội bộ", blank=True)
    # The producer may reply until this day (included), from the minutes on.
    reply_until = models.DateField(null=True)
    minutes = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-planned_on", "-pk"]
        indexes = [models.Index(fields=["province", "state"])]
        constraints = [
            models.UniqueConstraint(
                name="one_inspection_per_plan_and_product", fields=["plan", "product"]
            )
        ]

    def __str__(self) -> str:
        return f"Kiểm tra {self.pk} · {self.product}"

    @property
    def subject(self) -> str:
        """The name of this inspection in the audit chain."""
        return f"inspection:{self.pk}"


class TeamMember(models.Model):
    """A person of the team; one leads."""

    class Part(models.TextChoices):
        LEAD = "lead", "Trưởng đoàn"
        MEMBER = "member", "Thành viên"

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="inspection_parts")
    part = models.CharField(max_length=6, choices=Part)
    organisation = models.CharField("cơ quan", max_length=200, blank=True)

    class Meta:
        ordering = ["part", "pk"]
        constraints = [
            models.UniqueConstraint(name="person_once_per_team", fields=["inspection", "user"]),
            models.UniqueConstraint(
                name="one_lead_per_team", fields=["inspection"], condition=Q(part="lead")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} · {self.user}"


class FieldEntry(Frozen):
    """One answer as it came from the field; the newest of a question counts, all are kept."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="entries")
    # Made on the phone: a message sent twice is stored once.
    client_id = models.UUIDField(unique=True)
    question = models.CharField(max_length=12)
    value = models.CharField(max_length=4, blank=True)
    note = models.TextField(blank=True)
    # When the inspector wrote it, by the phone's clock, and where, if they allowed it.
    written_at = models.DateTimeField()
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["inspection", "question"])]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"


class FieldPhoto(Frozen):
    """A photo taken at a question, with time and place."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="photos")
    client_id = models.UUIDField(unique=True)
    question = models.CharField(max_length=12)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="field_photos")
    taken_at = models.DateTimeField()
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    taken_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["question", "taken_at", "pk"]

    def __str__(self) -> str:
        return f"{self.question} · {self.file}"


class LabSample(models.Model):
    """A sample sealed on the spot and what the laboratory found (H07)."""

    class Stage(models.TextChoices):
        PRODUCTION = "production", "Sản xuất"
        PREPARATION = "preparation", "Sơ chế, chế biến"
        STORAGE = "storage", "Bảo quản"
        SALE = "sale", "Tiêu thụ"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="samples")
    what = models.CharField("mẫu gì", max_length=200)
    quantity = models.CharField("lượng mẫu", max_length=80)
    seal_number = models.CharField("số niêm phong", max_length=60)
    stage = models.CharField("lấy ở khâu", max_length=11, choices=Stage)
    taken_on = models.DateField("ngày lấy mẫu")
    taken_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    laboratory = models.CharField("phòng kiểm nghiệm", max_length=200, blank=True)
    sent_on = models.DateField("ngày gửi mẫu", null=True, blank=True)
    report_number = models.CharField("số phiếu kết quả", max_length=80, blank=True)
    reported_on = models.DateField("ngày có kết quả", null=True, blank=True)
    report = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["taken_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="seal_once", fields=["inspection", "seal_number"])
        ]

    def __str__(self) -> str:
        return f"{self.what} · {self.seal_number}"


class LabResult(Frozen):
    """One line of the laboratory's report."""

    sample = models.ForeignKey(LabSample, on_delete=models.PROTECT, related_name="results")
    indicator = models.CharField(max_length=160)
    limit = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=80)
    unit = models.CharField(max_length=40, blank=True)
    passes = models.BooleanField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value} {self.unit}"


class Signature(Frozen):
    """A signature under the frozen minutes, drawn or photographed; or a refusal with a witness."""

    class Party(models.TextChoices):
        LEAD = "lead", "Trưởng đoàn"
        MEMBER = "member", "Thành viên đoàn"
        PRODUCER = "producer", "Đại diện chủ thể"
        WITNESS = "witness", "Người chứng kiến"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="signatures")
    # Exactly what was signed: minutes opened again need new signatures.
    minutes = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=8, choices=Party)
    name = models.CharField("họ và tên", max_length=160)
    user = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    # The reason as the producer said it, where they would not sign.
    refusal = models.CharField("lý do từ chối ký", max_length=300, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_party_display()} · {self.name}"


class SignedCopy(Frozen):
    """The paper minutes signed by hand and photographed or scanned."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="signed_copies"
    )
    minutes = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)


class InspectionFinding(models.Model):
    """What is wrong, what must be done about it and by when."""

    class State(models.TextChoices):
        OPEN = "open", "Chưa khắc phục"
        REPORTED = "reported", "Chủ thể báo đã khắc phục"
        VERIFIED = "verified", "Đã xác nhận khắc phục"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    # A question of the checklist, or "" for another finding.
    question = models.CharField(max_length=12, blank=True)
    sample = models.ForeignKey(
        LabSample, null=True, on_delete=models.PROTECT, related_name="findings"
    )
    text = models.TextField("vi phạm, tồn tại")
    # A point of Điều 8.1 it could be, or "".
    ground = models.CharField("điểm của Điều 8.1", max_length=2, blank=True)
    remedy = models.TextField("phải khắc phục", blank=True)
    due_on = models.DateField("hạn khắc phục", null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.UniqueConstraint(
                name="one_finding_per_question",
                fields=["inspection", "question"],
                condition=~Q(question=""),
            ),
            models.UniqueConstraint(
                name="one_finding_per_sample",
                fields=["sample"],
                condition=Q(sample__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class FollowUp(Frozen):
    """A step after the minutes: the producer's reply or proof, the office's word on it."""

    class Kind(models.TextChoices):
        REPLY = "reply", "Chủ thể trả lời"
        DONE = "done", "Chủ thể báo đã khắc phục"
        VERIFIED = "verified", "Đã xác nhận khắc phục"
        REJECTED = "rejected", "Chưa đạt, phải làm tiếp"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="follow_ups")
    finding = models.ForeignKey(
        InspectionFinding, null=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField()
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.at:%d/%m/%Y}"


class Conclusion(Frozen):
    """The office's conclusion, with number and date as its registry gave them."""

    inspection = models.OneToOneField(
        Inspection, on_delete=models.PROTECT, related_name="conclusion"
    )
    number = models.CharField("số kết luận", max_length=60)
    concluded_on = models.DateField("ngày kết luận")
    signer_title = models.CharField("chức vụ người ký", max_length=160)
    text = models.TextField("nội dung kết luận")
    # A point of Điều 8.1 where the conclusion finds a ground of withdrawal.
    ground = models.CharField(max_length=2, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    concluded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-concluded_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.number} · {self.inspection}"
