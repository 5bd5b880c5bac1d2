"""What follows from a star: rewards by the province's norms, the ceremony, the uses of the mark."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from ocop.benefits.rules.rewards import Case, Upgrades
from ocop.benefits.states import ListState, Presence, UseState
from ocop.files.models import StoredFile
from ocop.kernel.models import Snapshot
from ocop.register.models import Certificate, Decision, Recognition

CASES = [
    (Case.FIRST.value, "Đạt sao lần đầu"),
    (Case.KEPT.value, "Giữ sao khi đánh giá lại"),
    (Case.UPGRADED.value, "Nâng hạng"),
]
UPGRADES = [
    (Upgrades.STATED.value, "Nghị quyết ghi sẵn mức"),
    (Upgrades.DIFFERENCE.value, "Phần chênh lệch giữa hai mức sao"),
]


class RewardNorm(models.Model):
    """One resolution of a province on rewards, for a period of recognition days."""

    province = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.CharField("số nghị quyết", max_length=60)
    signed_on = models.DateField("ngày ký")
    valid_from = models.DateField("áp dụng từ ngày")
    # The last day; none while it stands.
    valid_to = models.DateField("đến hết ngày", null=True)
    upgrades = models.CharField("khi nâng hạng", max_length=10, choices=UPGRADES)
    note = models.CharField("ghi chú", max_length=240, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return f"{self.number} ngày {self.signed_on:%d/%m/%Y}"


class RewardAmount(models.Model):
    """One sum of a resolution, in đồng."""

    norm = models.ForeignKey(RewardNorm, on_delete=models.CASCADE, related_name="amounts")
    case = models.CharField(max_length=8, choices=CASES)
    star = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField("đồng")

    class Meta:
        ordering = ["case", "star"]
        constraints = [
            models.UniqueConstraint(
                name="reward_amount_once_per_case_and_star", fields=["norm", "case", "star"]
            ),
            models.CheckConstraint(name="reward_star_3_to_5", condition=Q(star__range=(3, 5))),
        ]

    def __str__(self) -> str:
        return f"{self.get_case_display()} · {self.star} sao · {self.amount}"


class RewardList(models.Model):
    """The rewards of one decision's recognitions in one province; frozen when approved."""

    province = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reward_lists")
    norm = models.ForeignKey(RewardNorm, on_delete=models.PROTECT, related_name="lists")
    state = models.CharField(max_length=8, choices=ListState, default=ListState.DRAFT)
    approval_number = models.CharField("số quyết định khen thưởng", max_length=60, blank=True)
    approved_on = models.DateField("ngày quyết định", null=True)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"Thưởng theo {self.decision}"


class RewardLine(models.Model):
    """One recognition on a list: its sum in đồng, or why it gets none."""

    reward_list = models.ForeignKey(RewardList, on_delete=models.CASCADE, related_name="lines")
    recognition = models.ForeignKey(
        Recognition, on_delete=models.PROTECT, related_name="reward_lines"
    )
    case = models.CharField(max_length=8, choices=CASES, blank=True)
    previous_star = models.PositiveSmallIntegerField(null=True)
    amount = models.PositiveBigIntegerField("đồng", default=0)
    # How the sum came about, in words.
    basis = models.CharField(max_length=240, blank=True)
    left_out_reason = models.CharField("vì sao không thưởng", max_length=240, blank=True)
    paid_on = models.DateField("ngày chi", null=True)
    payment_document = models.CharField("số chứng từ", max_length=80, blank=True)

    class Meta:
        ordering = ["-recognition__star", "recognition__product__folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="recognition_rewarded_once",
                fields=["recognition"],
                condition=Q(left_out_reason=""),
            ),
            models.UniqueConstraint(
                name="recognition_once_per_reward_list", fields=["reward_list", "recognition"]
            ),
            models.CheckConstraint(
                name="paid_with_a_document",
                condition=Q(paid_on=None, payment_document="")
                | Q(paid_on__isnull=False) & ~Q(payment_document=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recognition} · {self.amount}"

    @property
    def is_rewarded(self) -> bool:
        """Whether money goes to this one."""
        return not self.left_out_reason


class Ceremony(models.Model):
    """Handing over certificates: where, when, and the event it belongs to."""

    # None: the ministry's.
    province = models.ForeignKey(
        "places.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("tên buổi lễ", max_length=200)
    held_on = models.DateField("ngày")
    starts_at = models.TimeField("giờ", null=True)
    place = models.CharField("nơi tổ chức", max_length=240)
    event = models.TextField("gắn với sự kiện", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.held_on:%d/%m/%Y}"


class CeremonyLine(models.Model):
    """One certificate to hand over, in its place of the order."""

    ceremony = models.ForeignKey(Ceremony, on_delete=models.CASCADE, related_name="lines")
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="ceremony_lines"
    )
    position = models.PositiveSmallIntegerField("thứ tự trao", validators=[MinValueValidator(1)])
    seat = models.CharField("chỗ ngồi", max_length=40, blank=True)
    receiver = models.CharField("người nhận", max_length=120, blank=True)
    presence = models.CharField(max_length=9, choices=Presence, default=Presence.EXPECTED)
    collected_on = models.DateField("ngày nhận sau", null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="certificate_once_per_ceremony", fields=["ceremony", "certificate"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} · {self.certificate}"


class MarkUse(models.Model):
    """One way in which a producer shows the star, as it declared it and as the office found it.

    Who may use the mark is never stored: it follows from the certificate's status on a day.
    """

    class Kind(models.TextChoices):
        LABEL = "label", "Tem, nhãn"
        PACKAGE = "package", "Bao bì, hộp"
        SIGN = "sign", "Biển hiệu"
        WEB = "web", "Trang web, gian hàng trên mạng"
        ADVERT = "advert", "Quảng cáo, tờ rơi"

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="mark_uses")
    kind = models.CharField("dùng ở đâu", max_length=8, choices=Kind)
    words = models.CharField("mô tả", max_length=400)
    photo = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    stamps_printed = models.PositiveIntegerField("số tem, nhãn đã in", null=True)
    first_used_on = models.DateField("dùng từ ngày")
    state = models.CharField(max_length=8, choices=UseState, default=UseState.DECLARED)
    reason = models.CharField("sai ở đâu", max_length=400, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    stopped_on = models.DateField("ngừng dùng từ ngày", null=True)
    stop_words = models.CharField("đã làm gì với tem, nhãn còn lại", max_length=400, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="wrong_use_has_a_reason", condition=~Q(state="wrong") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="stopped_use_has_a_day",
                condition=~Q(state="stopped") | Q(stopped_on__gte=F("first_used_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} · {self.get_kind_display()}"
