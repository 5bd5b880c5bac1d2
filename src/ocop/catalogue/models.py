"""What the public search reads: derived from the register, never a source of facts.

Every row can be made again from the register by `catalogue.services.rebuild`.
"""

from django.db import models

from ocop.catalogue.words import LONGEST_WORD
from ocop.producers.models import LegalForm
from ocop.products.models import KeySector, Product
from ocop.register.models import Recognition


class ListedProduct(models.Model):
    """One recognised product with the columns by which it is filtered, counted and ordered."""

    product = models.OneToOneField(
        Product, primary_key=True, on_delete=models.CASCADE, related_name="listed"
    )
    # `words.order_key` of the name.
    order_key = models.CharField(max_length=120)
    set_number = models.PositiveSmallIntegerField(null=True)
    sector = models.CharField(max_length=8, blank=True)
    key_sector = models.ForeignKey(
        KeySector, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    legal_form = models.CharField(max_length=24, choices=LegalForm)
    is_craft_village = models.BooleanField(default=False)
    is_export = models.BooleanField(default=False)
    # The units of today; no commune where a division waits for a person.
    province = models.ForeignKey(
        "places.Unit", null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    commune = models.ForeignKey(
        "places.Unit", null=True, db_index=False, on_delete=models.PROTECT, related_name="+"
    )
    # The units of the newest recognition as they were then; a district only in history.
    commune_then = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    district_then = models.ForeignKey(
        "places.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["order_key", "product"], name="listed_by_name"),
            models.Index(fields=["province", "order_key"], name="listed_by_province"),
            models.Index(fields=["commune", "order_key"], name="listed_by_commune"),
            models.Index(fields=["set_number", "order_key"], name="listed_by_set"),
            models.Index(fields=["sector", "order_key"], name="listed_by_sector"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}"


class ListedPeriod(models.Model):
    """From one day to another (both included) a product's star and its state stay the same.

    Exactly one period of a product holds each day since its first recognition, so that the state
    on any day is one comparison. `kind` is a `StatusKind`, made by `register.status`.
    """

    listed = models.ForeignKey(
        ListedProduct, db_index=False, on_delete=models.CASCADE, related_name="periods"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    kind = models.CharField(max_length=20)
    star = models.PositiveSmallIntegerField()
    # `periods.BEGINNING` where the list does not say; no empty dates, since databases order these
    # differently.
    recognised_on = models.DateField()
    # Its year, 0 where the list does not say.
    year = models.PositiveSmallIntegerField()
    # The last day on which the certificate counts; `periods.END` where it does not count.
    until = models.DateField()
    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["listed", "first_day"], name="period_of_day"),
            models.Index(fields=["star", "listed"], name="period_by_star"),
            models.Index(fields=["kind", "last_day"], name="period_by_kind"),
            models.Index(fields=["until", "listed"], name="period_by_until"),
            models.Index(fields=["recognised_on", "listed"], name="period_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.listed_id} · {self.kind} {self.first_day} – {self.last_day}"


class ListedWord(models.Model):
    """One word under which a product is found (see `catalogue.words`)."""

    pk = models.CompositePrimaryKey("folded", "listed_id", "written")
    folded = models.CharField(max_length=LONGEST_WORD)
    written = models.CharField(max_length=LONGEST_WORD)
    listed = models.ForeignKey(ListedProduct, on_delete=models.CASCADE, related_name="words")

    def __str__(self) -> str:
        return self.written or self.folded


class Edition(models.Model):
    """One row: every change gives it another token, so that counts may be kept until then.

    The token is drawn, not counted: an act that is rolled back must not leave one that comes again.
    """

    token = models.BigIntegerField()
    # Under which readings of the law the periods were made.
    made_under = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.token}"
