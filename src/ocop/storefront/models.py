"""A producer's own page about its product, in versions; the contacts it chose to publish."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ocop.files.models import StoredFile
from ocop.kernel.models import Snapshot
from ocop.products.models import Product
from ocop.storefront.rules import limits
from ocop.storefront.states import OPEN_STATES, VersionState


class PageVersion(models.Model):
    """One version of a page. The public reads the published one only; the others are history."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="page_versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    # Counts the saves, so that two open windows do not overwrite each other.
    saves = models.PositiveIntegerField(default=1)
    introduction = models.CharField("giới thiệu ngắn", max_length=limits.INTRODUCTION, blank=True)
    story = models.TextField("câu chuyện", blank=True)
    # English texts stand beside, each may be missing.
    name_en = models.CharField(max_length=limits.NAME, blank=True)
    introduction_en = models.CharField(max_length=limits.INTRODUCTION, blank=True)
    story_en = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Why it was returned or taken down, as the producer reads it.
    reason = models.TextField("lý do", blank=True)
    ended_at = models.DateTimeField(null=True)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="page_number_once", fields=["product", "number"]),
            models.UniqueConstraint(
                name="one_open_page_version",
                fields=["product"],
                condition=Q(state__in=[str(state) for state in OPEN_STATES]),
            ),
            models.UniqueConstraint(
                name="one_published_page_version",
                fields=["product"],
                condition=Q(state=str(VersionState.PUBLISHED)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.number}"


class PagePhoto(models.Model):
    """A photo of one version, in order; the first is the large one."""

    version = models.ForeignKey(PageVersion, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="page_photos")
    caption = models.CharField("chú thích", max_length=limits.CAPTION, blank=True)
    caption_en = models.CharField(max_length=limits.CAPTION, blank=True)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.caption or f"{self.version} · {self.order}"


class SellingPlace(models.Model):
    """Where the product can be bought: a shop with its address, or a link."""

    class Kind(models.TextChoices):
        OWN_SHOP = "own_shop", "Cửa hàng của cơ sở"
        POINT_OF_SALE = "point_of_sale", "Điểm bán"
        ONLINE = "online", "Trên mạng"

    version = models.ForeignKey(PageVersion, on_delete=models.CASCADE, related_name="places")
    kind = models.CharField(max_length=13, choices=Kind)
    name = models.CharField("tên nơi bán", max_length=limits.PLACE_NAME, blank=True)
    address = models.CharField("địa chỉ", max_length=limits.PLACE_ADDRESS, blank=True)
    hours = models.CharField("giờ mở cửa", max_length=limits.OPENING_HOURS, blank=True)
    url = models.CharField("đường dẫn", max_length=limits.ADDRESS_OF_A_LINK, blank=True)

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.name or self.url


class PublishedContact(models.Model):
    """A phone or e-mail the producer agreed to publish: for what, when, by whom; until withdrawn."""

    class Kind(models.TextChoices):
        PHONE = "phone", "Điện thoại"
        EMAIL = "email", "Thư điện tử"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=5, choices=Kind)
    value = models.CharField(max_length=254)
    purpose = models.CharField(max_length=200)
    consented_at = models.DateTimeField()
    consented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-consented_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_contact_of_a_kind",
                fields=["product", "kind"],
                condition=Q(withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.get_kind_display()}"


class ModerationRule(models.Model):
    """A province's own rule on who approves pages: its office alone, or the commune as well."""

    province = models.OneToOneField("places.Unit", on_delete=models.PROTECT, related_name="+")
    commune_may_approve = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.province)
