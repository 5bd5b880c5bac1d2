"""What a province sends: the package to the ministry (Điều 6.3), the notice of a result (Điều 7.3.g)."""

from django.conf import settings
from django.db import models

from ocop.councils.models import CouncilResult
from ocop.dossiers.models import Dossier
from ocop.kernel.models import Frozen, Snapshot
from ocop.register.models import Decision


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
