"""Which records follow a unit that ends, and which keep the unit they were made under.

Every foreign key to a unit stands in exactly one of the two lists; a test holds that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model, Q, QuerySet

from ocop.kernel import clock
from ocop.places.models import Unit


@dataclass(frozen=True, slots=True)
class Following:
    """Records that belong to the office of today: `model` as "app.Model", `field` its unit.

    `words` name them in the preview. `stays_if_divided`: a person gives them their new unit, one by
    one, and until then the field keeps the old unit instead of being emptied. `is_own_rule`: of
    two offices that become one, the second's stays behind where the first has its own.
    """

    model: str
    field: str
    words: str
    stays_if_divided: bool = False
    is_own_rule: bool = False

    def rows(self) -> QuerySet[Model]:
        """The records that would follow."""
        found: QuerySet[Model] = apps.get_model(self.model)._default_manager.all()
        if self.model == "accounts.Membership":
            return found.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()))
        return found


FOLLOWING = (
    Following("producers.Producer", "current_commune", "chủ thể"),
    Following("products.Product", "current_commune", "sản phẩm"),
    Following("dossiers.Dossier", "commune", "hồ sơ ở xã", stays_if_divided=True),
    Following("dossiers.Dossier", "province", "hồ sơ ở tỉnh", stays_if_divided=True),
    Following("accounts.Membership", "unit", "vai trò của cán bộ", stays_if_divided=True),
    Following("accounts.Invitation", "unit", "lời mời", stays_if_divided=True),
    Following("councils.Council", "unit", "Hội đồng", stays_if_divided=True),
    Following("misuse.Report", "commune", "phản ánh ở xã"),
    Following("misuse.Report", "province", "phản ánh ở tỉnh", stays_if_divided=True),
    Following("inspections.Plan", "province", "kế hoạch kiểm tra", stays_if_divided=True),
    Following("inspections.Inspection", "province", "cuộc kiểm tra", stays_if_divided=True),
    Following("benefits.RewardList", "province", "danh sách thưởng", stays_if_divided=True),
    Following("benefits.Ceremony", "province", "lễ trao giấy", stays_if_divided=True),
    Following("imports.Import", "office", "lần nhập danh sách", stays_if_divided=True),
    Following("imports.Import", "usual_province", "tỉnh của danh sách nhập", stays_if_divided=True),
    Following("newsroom.Article", "province", "bài viết", stays_if_divided=True),
    *(
        Following(model, field, words, stays_if_divided=True, is_own_rule=True)
        for model, field, words in (
            ("newsroom.PressContact", "province", "đầu mối báo chí"),
            ("storefront.ModerationRule", "province", "quy định duyệt trang sản phẩm"),
            ("benefits.RewardNorm", "province", "mức thưởng của tỉnh"),
            ("imports.SavedColumns", "office", "cách đọc cột đã lưu"),
            ("products.KeySector", "province", "ngành hàng chủ lực"),
            ("recognition.NumberSeries", "unit", "dãy số của văn thư"),
            ("recognition.PaperTemplate", "unit", "mẫu giấy"),
            ("recognition.ReplacementRule", "unit", "quy định thay giấy"),
        )
    ),
)

KEPT = frozenset(
    {
        ("producers.Producer", "commune"),
        ("products.Product", "commune"),
        ("register.Recognition", "commune"),
        ("register.Decision", "unit"),
        ("dossiers.Receipt", "unit"),
        # How units follow each other is places' own affair.
        ("places.Unit", "parent"),
        ("places.Unit", "today"),
        ("places.Unit", "province_today"),
        ("places.UnitChange", "old"),
        ("places.UnitChange", "new"),
        # Made anew from the register when units change.
        ("catalogue.ListedProduct", "commune"),
        ("catalogue.ListedProduct", "province"),
        ("catalogue.ListedProduct", "commune_then"),
        ("catalogue.ListedProduct", "district_then"),
    }
)
"""Facts of their day: the unit as it was then."""


@dataclass(frozen=True, slots=True)
class Touched:
    """How many records of one kind a change touches."""

    words: str
    count: int


def touched_by(units: QuerySet[Unit]) -> list[Touched]:
    """What belongs to these units now, by kind; kinds without a record are left out."""
    counted = [
        Touched(kind.words, kind.rows().filter(**{f"{kind.field}__in": units}).count())
        for kind in FOLLOWING
    ]
    return [kind for kind in counted if kind.count]


def move(followers: Mapping[int, Unit | None]) -> dict[str, int]:
    """Let the records of ended units follow; returns how many moved, by "app.Model.field"."""
    moved: dict[str, int] = {}
    for old, new in followers.items():
        for kind in FOLLOWING:
            if new is None and kind.stays_if_divided:
                continue
            rows = kind.rows().filter(**{kind.field: old})
            if kind.model == "products.Product" and new is not None:
                give_free_serials(rows, new)
            count = _take_along(kind, rows, new)
            name = f"{kind.model}.{kind.field}"
            if count:
                moved[name] = moved.get(name, 0) + count
    return moved


def _take_along(kind: Following, rows: QuerySet[Model], new: Unit | None) -> int:
    if not kind.is_own_rule:
        return rows.update(**{kind.field: new})
    count = 0
    for pk in list(rows.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                count += rows.filter(pk=pk).update(**{kind.field: new})
        except IntegrityError:
            # The office of today has a rule of its own; the other stays with the unit that ended.
            continue
    return count


def give_free_serials(arriving: QuerySet[Model], there: Unit) -> None:
    """Products that come to a commune where their running number is taken get the next ones.

    Codes already printed stay as they are; the number is part of the next code only.
    """
    settled = apps.get_model("products.Product")._default_manager.filter(current_commune=there)
    taken = set(settled.exclude(serial=None).values_list("serial", flat=True))
    own = dict(arriving.exclude(serial=None).order_by("serial").values_list("pk", "serial"))
    last = max([0, *taken, *own.values()])
    for pk, serial in own.items():
        if serial in taken:
            last += 1
            arriving.filter(pk=pk).update(serial=last)
