"""Cases of withdrawal (Điều 8 QĐ 26/2026/QĐ-TTg) and the ministry's requests (Điều 10.1.b)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.files.models import StoredFile
from ocop.kernel.models import Frozen, Snapshot
from ocop.register.models import Certificate, Decision, Recognition
from ocop.withdrawals.states import OPEN_STATES, CaseState


class Ground(models.TextChoices):
    """The points of Điều 8.1; their words stand in `ocop.law.withdrawal`."""

    A = "a", "Thông tin không đúng hoặc giả mạo hồ sơ"
    B = "b", "Không còn đáp ứng tiêu chí"
    C = "c", "Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ, nhãn"
    D = "d", "Dùng sai nhãn hiệu OCOP"
    STOPPED = "đ", "Không còn sản xuất"
    E = "e", "Trường hợp khác theo kết luận của cơ quan có thẩm quyền"


class MinistryRequest(models.Model):
    """The ministry asks a province to evaluate again or to withdraw (Điều 10.1.b), and the answer."""

    class Wish(models.TextChoices):
        REDO = "redo", "Làm lại việc đánh giá, phân hạng"
        WITHDRAW = "withdraw", "Thu hồi quyết định công nhận"

    recognition = models.ForeignKey(
        Recognition, on_delete=models.PROTECT, related_name="ministry_requests"
    )
    wish = models.CharField("Bộ đề nghị", max_length=8, choices=Wish)
    wrong = models.TextField("điều không đúng quy định")
    letter_number = models.CharField("số văn bản", max_length=60)
    sent_on = models.DateField("ngày văn bản")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField("tỉnh trả lời", blank=True)
    answer_number = models.CharField("số văn bản trả lời", max_length=60, blank=True)
    answered_on = models.DateField("ngày trả lời", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-sent_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.letter_number} · {self.recognition}"


class Withdrawal(models.Model):
    """One case about one certificate; the fact itself is written into the register."""

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="withdrawals"
    )
    state = models.CharField(max_length=9, choices=CaseState, default=CaseState.PROPOSED)
    ground = models.CharField("căn cứ", max_length=1, choices=Ground)
    # An id of `ocop.law.withdrawal.sources`.
    source = models.CharField("nguồn", max_length=12)
    conclusion_number = models.CharField("số văn bản", max_length=60)
    conclusion_issuer = models.CharField("cơ quan ban hành", max_length=200)
    # The 15 days of Điều 8.4 are counted from here.
    concluded_on = models.DateField("ngày văn bản")
    conclusion_file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField("nội dung", blank=True)
    request = models.ForeignKey(
        MinistryRequest, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    reply_due_on = models.DateField("chủ thể trả lời trước hết ngày", null=True)
    dropped_why = models.TextField("lý do không thu hồi", blank=True)
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="withdrawals"
    )
    annulment = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="annulled_withdrawals"
    )

    class Meta:
        ordering = ["concluded_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_withdrawal_per_certificate",
                fields=["certificate"],
                condition=Q(state__in=[*OPEN_STATES]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate} · điểm {self.ground}"


class Reply(Frozen):
    """What the producer answered, in the application or on paper entered by the office."""

    case = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="replies")
    words = models.TextField("ý kiến của chủ thể")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField("ngày trả lời")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["said_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} · {self.said_on:%d/%m/%Y}"


class Verification(Frozen):
    """The report of who checked (Điều 8.3.a): what was found, how the producer was heard."""

    case = models.OneToOneField(Withdrawal, on_delete=models.PROTECT, related_name="verification")
    found = models.TextField("kết quả xác minh")
    heard = models.TextField("ý kiến của chủ thể", blank=True)
    verified_on = models.DateField("ngày báo cáo")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.case} · {self.verified_on:%d/%m/%Y}"


class OfficeLetter(models.Model):
    """A decision sent by e-mail to an office without an account (Điều 8.3.c); once per address."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField("địa chỉ thư")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # Claimed before it is sent: a worker killed in between sends no second one.
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="office_letter_once_per_address", fields=["decision", "address"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision} · {self.address}"
