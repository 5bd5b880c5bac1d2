"""Councils, their sessions, each member's own score sheet, results and minutes."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.config.law import law_settings
from ocop.councils.regulation import Regulation, stored_regulation
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.files.models import StoredFile
from ocop.kernel.clock import VIETNAM
from ocop.kernel.models import Frozen, Snapshot
from ocop.law.readings import LawSettings


class CouncilLevel(models.TextChoices):
    """The two levels of Điều 4 QĐ 26/2026/QĐ-TTg."""

    PROVINCE = "province", "Hội đồng cấp tỉnh"
    CENTRAL = "central", "Hội đồng cấp trung ương"


class Council(models.Model):
    """A council set up by a decision, with its operating regulation (Quy chế) as settings."""

    level = models.CharField(max_length=8, choices=CouncilLevel)
    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên Hội đồng", max_length=200)
    decision_number = models.CharField("số quyết định thành lập", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    decision_signer = models.CharField("người ký quyết định", max_length=160)
    decision_file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Settings of the regulation, see councils/regulation.py; the law leaves them to each council.
    regulation = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def rules(self) -> Regulation:
        """The operating regulation as typed settings."""
        return stored_regulation(self.regulation, law_settings())

    @property
    def law_settings(self) -> LawSettings:
        """The readings of the law under which this council's sheets are scored."""
        return self.rules.scored_under(law_settings())

    @property
    def subject(self) -> str:
        """The name of this council in the audit chain."""
        return f"council:{self.pk}"


class CouncilMember(models.Model):
    """A person's seat on a council. The secretary never scores."""

    class Seat(models.TextChoices):
        CHAIR = "chair", "Chủ tịch Hội đồng"
        MEMBER = "member", "Thành viên"
        SECRETARY = "secretary", "Thư ký"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="council_seats"
    )
    seat = models.CharField(max_length=9, choices=Seat)
    organisation = models.CharField("cơ quan", max_length=200, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_seat_per_council", fields=["council", "user"]),
            models.UniqueConstraint(
                name="one_chair_per_council",
                fields=["council"],
                condition=Q(seat="chair", left_on=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_seat_display()}"

    @property
    def represents(self) -> str:
        """How boards and papers name the seat: the organisation, or the seat where none is kept."""
        return self.organisation or self.get_seat_display()


class Session(models.Model):
    """One meeting of a council over a list of dossiers, or one round of written opinions."""

    class Form(models.TextChoices):
        MEETING = "meeting", "Họp"
        WRITTEN = "written", "Lấy ý kiến bằng văn bản"

    class State(models.TextChoices):
        PLANNED = "planned", "Đang chuẩn bị"
        SCORING = "scoring", "Đang chấm"
        CONCLUDED = "concluded", "Đã kết luận"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    name = models.CharField("tên phiên", max_length=160)
    form = models.CharField(max_length=7, choices=Form, default=Form.MEETING)
    # The day of the meeting; of a written round the last day to return a sheet.
    held_on = models.DateField("ngày họp")
    starts_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    present = models.ManyToManyField(CouncilMember, blank=True, related_name="attended")
    guests = models.CharField("khách mời", max_length=400, blank=True)
    minutes_notes = models.TextField("ý kiến tại phiên họp", blank=True)
    minutes_number = models.CharField("số biên bản", max_length=60, blank=True)
    minutes = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    concluded_at = models.DateTimeField(null=True, blank=True)
    # Of a written round: when the members were asked, and from when no sheet comes in any more.
    opened_at = models.DateTimeField(null=True, blank=True)
    collected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The name of this session in the audit chain."""
        return f"session:{self.pk}"

    @property
    def is_written(self) -> bool:
        """Whether the members answer in writing instead of meeting (Điều 7.6.d)."""
        return self.form == self.Form.WRITTEN

    def takes_sheets(self, on: dt.date) -> bool:
        """Whether members may write and submit sheets on that day."""
        if self.state != self.State.SCORING:
            return False
        return not self.is_written or (self.collected_at is None and on <= self.held_on)

    @property
    def concluded_on(self) -> dt.date | None:
        """The date in Vietnam on which the session ended: no decision on it may be older."""
        return self.concluded_at.astimezone(VIETNAM).date() if self.concluded_at else None


class AgendaItem(models.Model):
    """A dossier on a session's list, judged on the submission it had then."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="agenda_items")
    submission = models.ForeignKey(
        "dossiers.Submission", on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=1)
    taken_off_on = models.DateField(null=True, blank=True)
    # Grows when the council scores again after a discussion; older rounds keep their sheets.
    round = models.PositiveSmallIntegerField("lần chấm", default=1)
    # Option agreed in the meeting where it counts for a mark, with its case where there are cases:
    # {"1.5": {"option": 3, "case": null, "reason": "…"}}; confirmed in the minutes.
    confirmed_options = models.JSONField(default=dict, blank=True)
    # Grounds to stop the evaluation that the council concluded: [["rejected_if", "1.1"], …].
    concluded_gates = models.JSONField(default=list, blank=True)
    discussion = models.TextField("kết luận thảo luận", blank=True)
    advisory_report = models.TextField("báo cáo của Tổ tư vấn", blank=True)
    # Why a written round could not settle it; it then goes on in a meeting as another item.
    meeting_reason = models.TextField("lý do chuyển họp", blank=True)
    continues = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by"
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="dossier_once_per_session",
                fields=["session", "dossier"],
                condition=Q(taken_off_on=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.dossier}"

    @property
    def subject(self) -> str:
        """The name of this item in the audit chain."""
        return f"agenda_item:{self.pk}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether the producer withdrew the dossier while it stood on the list."""
        return self.dossier.state == DossierState.WITHDRAWN


class Conflict(models.Model):
    """A declared interest that keeps a member away from one dossier."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="conflicts")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.CharField("lý do", max_length=240)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="conflict_once", fields=["item", "member"])]

    def __str__(self) -> str:
        return f"{self.member} · {self.item}"


class ScoreSheet(models.Model):
    """One member's own sheet for one dossier: a draft only they see, sealed when submitted.

    `answers` maps criterion code to option number, `cases` criterion code to case, `comments`
    criterion code to text. `round` grows when the council scores again after a discussion.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="sheets")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="sheets")
    round = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField(default=dict, blank=True)
    cases = models.JSONField(default=dict, blank=True)
    gates = models.JSONField(default=list, blank=True)
    comments = models.JSONField(default=dict, blank=True)
    opinion = models.TextField("nhận xét chung", blank=True)
    # In a written round: why this member asks for a meeting; empty where they do not.
    meeting_reason = models.TextField("lý do đề nghị họp", blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_sheet_per_member_and_round", fields=["item", "member", "round"]
            ),
            models.CheckConstraint(
                name="submitted_sheet_is_frozen",
                condition=Q(submitted_at=None) | Q(snapshot__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.item} · lần {self.round}"


class CouncilResult(Frozen):
    """What the council concluded on one dossier; everything behind it is in the snapshot."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="result")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="results")
    level = models.CharField(max_length=8, choices=CouncilLevel)
    part_a = models.DecimalField(max_digits=6, decimal_places=2)
    part_b = models.DecimalField(max_digits=6, decimal_places=2)
    part_c = models.DecimalField(max_digits=6, decimal_places=2)
    total = models.DecimalField(max_digits=6, decimal_places=2)
    # By points alone, and with the star marks; null where a gate stopped the evaluation.
    band_star = models.PositiveSmallIntegerField(null=True)
    star = models.PositiveSmallIntegerField(null=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    concluded_on = models.DateField()

    class Meta:
        ordering = ["-concluded_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.item} · {self.total} điểm"
