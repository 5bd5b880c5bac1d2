"""How often the page behind a QR was opened: sums by day, nothing about who opened it."""

from django.db import models

from ocop.register.models import Certificate


class VisitCount(models.Model):
    """How often a certificate's page was opened on one day in Vietnam."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="visits")
    day = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="visits_once_a_day", fields=["certificate", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.certificate} · {self.day:%d/%m/%Y} · {self.count}"


class LogPosition(models.Model):
    """How far a log was counted; one row for each file. `inode` tells a new file from a longer one."""

    path = models.CharField(max_length=400, unique=True)
    inode = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.path} · {self.offset}"
