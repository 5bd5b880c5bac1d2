"""What an office sends and keeps: packages, notices, its numbers, its wording, work under way."""

from django.conf import settings
from django.db import models

from ocop.councils.models import CouncilResult
from ocop.dossiers.models import Dossier
from ocop.files.models import StoredFile
from ocop.jobs.models import JobRun
from ocop.kernel.models import Frozen, Snapshot
from ocop.register.models import Certificate, CertificateEdition, Decision


class Referral(Frozen):
    """A dossier of 90 points or more sent to the ministry, with the papers of Điều 6.3."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="referrals")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="referrals")
    letter_number = models.CharField("số văn bản đề nghị", max_length=60)
    sent_on = models.DateField("ngày gửi")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.letter_number}"


class ResultNotice(Frozen):
    """The written notice of a council's result to commune and producer; its text is the snapshot."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="notices")
    result = models.OneToOneField(CouncilResult, on_delete=models.PROTECT, related_name="notice")
    number = models.CharField("số thông báo", max_length=60)
    issued_on = models.DateField("ngày thông báo")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.number} · {self.dossier}"


class NumberSeries(models.Model):
    """A counter of an office that wants its numbers made here; the ministry's has no unit."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", "Giấy chứng nhận"
        DECISION = "decision", "Quyết định"
        NOTICE = "notice", "Thông báo kết quả"

    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại giấy tờ", max_length=12, choices=Kind)
    pattern = models.CharField("mẫu số", max_length=50)
    next_number = models.PositiveIntegerField("số tiếp theo", default=1)
    restarts_yearly = models.BooleanField("đếm lại từ 1 mỗi năm", default=True)
    # The year of `next_number`, where the count begins anew each year.
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(name="one_series_per_office", fields=["unit", "kind"]),
            models.UniqueConstraint(
                name="one_series_at_ministry", fields=["kind"], condition=models.Q(unit=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.pattern}"


class PaperTemplate(Frozen):
    """An office's wording of a paper, in versions: a change is a new version with its first day."""

    class Paper(models.TextChoices):
        CERTIFICATE = "certificate", "Giấy chứng nhận"
        DECISION = "decision", "Quyết định công nhận"

    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.CharField("giấy tờ", max_length=12, choices=Paper)
    version = models.PositiveSmallIntegerField("phiên bản")
    valid_from = models.DateField("dùng từ ngày")
    # The texts by their names in `ocop.recognition.wording`.
    wording = models.JSONField()
    image = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                name="one_template_version_per_office", fields=["unit", "paper", "version"]
            ),
            models.UniqueConstraint(
                name="one_template_version_at_ministry",
                fields=["paper", "version"],
                condition=models.Q(unit=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} · phiên bản {self.version}"


class ReplacementRule(Frozen):
    """What a province lets follow from a change after the star; the newest row counts.

    QĐ 26/2026/QĐ-TTg is silent here, so nothing holds until the office names its own basis.
    """

    unit = models.ForeignKey("places.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("thay đổi", max_length=12, choices=CertificateEdition.Reason)
    needs_evaluation = models.BooleanField("phải đánh giá lại")
    basis = models.CharField("căn cứ", max_length=240)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.basis}"


class BulkIssue(models.Model):
    """One decision whose certificates are issued one after another by the worker."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="bulk_issue")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(JobRun, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"Cấp giấy theo {self.decision}"


class BulkLine(models.Model):
    """A product of the decision: its number, and its certificate or why there is none."""

    issue = models.ForeignKey(BulkIssue, on_delete=models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="bulk_lines")
    certificate_number = models.CharField(max_length=60)
    certificate = models.OneToOneField(
        Certificate, null=True, on_delete=models.PROTECT, related_name="bulk_line"
    )
    refusal = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="dossier_once_per_bulk", fields=["issue", "dossier"])
        ]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.certificate_number}"
