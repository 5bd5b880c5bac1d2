"""Products, from the idea on."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from ocop.files.models import StoredFile
from ocop.kernel.text import folded, nfc
from ocop.producers.models import Producer


class KeySector(models.Model):
    """A province's key sector ("Xoài", "Cá tra", "Sen"): its own classification beside Phụ lục I."""

    province = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên ngành hàng", max_length=80)
    folded_name = models.CharField(max_length=80, editable=False)
    # What the province put it in force with: a decision, a plan.
    basis = models.CharField("căn cứ", max_length=240, blank=True)
    is_closed = models.BooleanField("không còn dùng", default=False)

    class Meta:
        ordering = ["folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="key_sector_once_per_province", fields=["province", "folded_name"]
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name = nfc(self.name)
        self.folded_name = folded(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Product(models.Model):
    """A product made at a place. The classification leaf is the number of its score sheet."""

    class Stage(models.TextChoices):
        IDEA = "idea", "Ý tưởng"
        MADE = "made", "Đang sản xuất"
        STOPPED = "stopped", "Đã ngừng sản xuất"

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="products")
    name = models.CharField("tên sản phẩm", max_length=200)
    folded_name = models.CharField(max_length=200, editable=False, db_index=True)
    # Leaf of Phụ lục I QĐ 26/2026/QĐ-TTg, 1 to 26; null where a recorded list does not say.
    leaf = models.PositiveSmallIntegerField("nhóm sản phẩm", null=True, blank=True)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.MADE)
    # The commune of the place of production, as it was and as it is today.
    commune = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    current_commune = models.ForeignKey(
        "places.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="products"
    )
    # The serial kept by the commune (STT of the product code), given with the first receipt.
    serial = models.PositiveIntegerField(null=True, blank=True)
    description = models.TextField("mô tả sản phẩm", blank=True)
    story = models.TextField("câu chuyện sản phẩm", blank=True)
    yearly_output = models.CharField("sản lượng một năm", max_length=120, blank=True)
    key_sector = models.ForeignKey(
        KeySector, null=True, blank=True, on_delete=models.PROTECT, related_name="products"
    )
    # The craft village it comes from, by its name; empty where it comes from none.
    craft_village = models.CharField("làng nghề", max_length=120, blank=True)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="product_serial_once_per_commune",
                fields=["current_commune", "serial"],
                condition=Q(serial__isnull=False),
            ),
            models.CheckConstraint(
                name="product_leaf_of_annex_one", condition=Q(leaf=None) | Q(leaf__range=(1, 26))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name = nfc(self.name)
        self.folded_name = folded(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class ProductTrait(models.Model):
    """One thing that is true of a product and that lists and plans ask for."""

    class Kind(models.TextChoices):
        FRESH = "fresh", "Tươi sống, chưa qua chế biến"
        SEASONAL = "seasonal", "Theo mùa vụ"
        PROCESSED = "processed", "Đã qua chế biến"
        DEEP_PROCESSED = "deep_processed", "Chế biến sâu"
        GIFT = "gift", "Làm quà tặng"
        EXPORT = "export", "Có xuất khẩu"
        TOURISM = "tourism", "Gắn với du lịch"
        COMMUNITY = "community", "Có cộng đồng tham gia"
        STARTUP = "startup", "Khởi nghiệp"

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="traits")
    kind = models.CharField(max_length=14, choices=Kind)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(name="product_trait_once", fields=["product", "kind"])
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ProductPhoto(models.Model):
    """A photo of the product or its packaging; the first is the one shown."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="product_photos")
    caption = models.CharField("chú thích", max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.caption or f"{self.product} · {self.order}"
