"""Administrative units with dates, and how they followed each other."""

from django.db import models


class Level(models.TextChoices):
    """The level of a unit; districts ended on 30/6/2025."""

    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class Unit(models.Model):
    """One version of a unit: its code and name between two dates (both included)."""

    code = models.CharField(max_length=5)
    name = models.CharField("tên", max_length=80)
    # The kind word as written before the name: "Xã", "Phường", "Thị trấn", "Huyện" …
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=8, choices=Level)
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    legal_basis = models.CharField(max_length=240, blank=True)
    folded_name = models.CharField(max_length=80, db_index=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="unit_version_once", fields=["level", "code", "valid_from"]
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Kind and name: "Xã Tân Hộ Cơ"."""
        return f"{self.kind} {self.name}"


class UnitChange(models.Model):
    """An old unit (or a part of it) became (part of) a new one."""

    class Kind(models.TextChoices):
        WHOLE = "whole", "Giữ nguyên địa giới"
        MERGED = "merged", "Nhập vào"
        DIVIDED = "divided", "Chia"

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="followed_by")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="follows")
    kind = models.CharField(max_length=7, choices=Kind)
    # A divided unit's mapping is a proposal until an official confirms it.
    is_proposal = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="unit_change_once", fields=["old", "new"])]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
