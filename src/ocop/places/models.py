"""Administrative units with dates, and how they followed each other."""

from django.db import models

from ocop.kernel.models import Snapshot
from ocop.kernel.text import folded


class Level(models.TextChoices):
    """The level of a unit; districts ended on 30/6/2025."""

    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class Unit(models.Model):
    """One version of a unit: its code and name between two dates (both included).

    Codes are used again by other units; a record keeps the version it was made under.
    """

    code = models.CharField(max_length=5)
    name = models.CharField("tên", max_length=80)
    # The kind word as written before the name: "Xã", "Phường", "Thị trấn", "Huyện" …
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=8, choices=Level)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    legal_basis = models.CharField(max_length=240, blank=True)
    folded_name = models.CharField(max_length=80, db_index=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    # Kept beside the changes so that a scope is one indexed comparison. `today` is the unit that
    # follows now: itself while in force, empty for districts and for divided units not confirmed.
    today = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    province_today = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )

    # Where a reform entered here began or ended this version, the country's data do not mend it.
    begun_by = models.ForeignKey(
        "UnitReform", null=True, on_delete=models.PROTECT, related_name="units_begun"
    )
    ended_by = models.ForeignKey(
        "UnitReform", null=True, on_delete=models.PROTECT, related_name="units_ended"
    )

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="unit_version_once", fields=["level", "code", "valid_from"]
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        """A unit entered on its own is in force: it follows itself, in its parent's province."""
        self.folded_name = folded(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        if self.valid_to is None and self.today_id is None:
            self.today = self
            self.province_today = self.parent.province_today if self.parent else self
            super().save(update_fields=["today", "province_today"])

    @property
    def full_name(self) -> str:
        """Kind and name: "Xã Tân Hộ Cơ"."""
        return f"{self.kind} {self.name}"

    @property
    def name_in_sentence(self) -> str:
        """Inside a sentence the kind word is small: "xã Tân Hộ Cơ"."""
        return f"{self.kind.lower()} {self.name}"

    @property
    def display(self) -> str:
        """With the units above it: "Xã Tân Hộ Cơ, tỉnh Đồng Tháp" (select_related the parents)."""
        return f"{self.full_name}, {self.parent.above}" if self.parent else self.full_name

    @property
    def above(self) -> str:
        """The unit as it stands after a smaller one: "huyện Tân Hồng, tỉnh Đồng Tháp"."""
        if not self.parent:
            return self.name_in_sentence
        return f"{self.name_in_sentence}, {self.parent.above}"


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


class UnitReform(models.Model):
    """A change of units entered here: its legal basis, its day, and which unit becomes which.

    `rows` are those of `ocop.places.reforms.ReformRow`, each a list of its fields.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", "Chờ đến ngày có hiệu lực"
        APPLIED = "applied", "Đã áp dụng"
        DROPPED = "dropped", "Đã bỏ"

    legal_basis = models.CharField("căn cứ pháp lý", max_length=240)
    effective_on = models.DateField("ngày có hiệu lực")
    rows = models.JSONField()
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-effective_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.legal_basis} · {self.effective_on:%d/%m/%Y}"
