"""The package that a province sends to the ministry (Điều 6.3)."""

from django.conf import settings
from django.db import models

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
