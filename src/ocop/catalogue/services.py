"""Keeping the search in step with the register: in the transaction of the act, and all at once."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Q

from ocop.catalogue.listing import Listing, listings
from ocop.catalogue.models import Edition, ListedPeriod, ListedProduct, ListedWord
from ocop.config.law import law_settings
from ocop.kernel import many_rows
from ocop.kernel.changes import Changed
from ocop.products.models import Product

BATCH = 500


def follow_changes(changed: Changed) -> None:
    """List anew every product that a change of products, producers or units touches."""
    touched = set(changed.products)
    if changed.producers or changed.units:
        units = changed.units
        of = Q(producer__in=changed.producers) | Q(listed__isnull=False) & (
            Q(commune__in=units) | Q(current_commune__in=units) | Q(recognitions__commune__in=units)
        )
        touched.update(Product.objects.filter(of).values_list("pk", flat=True))
    refresh(touched)


@transaction.atomic
def refresh(product_ids: Iterable[int]) -> None:
    """List these products as the register has them now; without a star they leave the list."""
    ids = sorted(set(product_ids))
    for start in range(0, len(ids), BATCH):
        _refresh_batch(ids[start : start + BATCH])
    if ids:
        _next_edition()


def rebuild(say: Callable[[str], object] = lambda _: None) -> int:
    """List everything anew, batch by batch; returns how many products the register has."""
    ids = sorted(
        set(Product.objects.filter(recognitions__star__gte=3).values_list("pk", flat=True))
        | set(ListedProduct.objects.values_list("pk", flat=True))
    )
    for start in range(0, len(ids), BATCH):
        refresh(ids[start : start + BATCH])
        say(f"{min(start + BATCH, len(ids))}/{len(ids)} sản phẩm")
    _next_edition()
    Edition.objects.filter(pk=1).update(made_under=_readings())
    return ListedProduct.objects.count()


def rebuild_where_needed(say: Callable[[str], object] = lambda _: None) -> bool:
    """After an upgrade, or when this installation reads the law otherwise than before."""
    edition = Edition.objects.filter(pk=1).first()
    if edition and edition.made_under == _readings():
        return False
    rebuild(say)
    return True


def _refresh_batch(ids: Sequence[int]) -> None:
    # Whoever lists the same product at the same time waits here and then sees what was written.
    locked = Product.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    list(locked.values_list("pk", flat=True))
    made = listings(ids)
    ListedWord.objects.filter(listed__in=ids).delete()
    ListedPeriod.objects.filter(listed__in=ids).delete()
    ListedProduct.objects.filter(pk__in=ids).exclude(pk__in=[one.row.pk for one in made]).delete()
    write(made)


def write(made: Sequence[Listing]) -> None:
    """Write listings whose words and periods are not there yet."""
    rows = {one.row.pk: one.row for one in made}
    there = set(ListedProduct.objects.filter(pk__in=rows).values_list("pk", flat=True))
    fields = ListedProduct._meta.concrete_fields
    ListedProduct.objects.bulk_create(
        [row for pk, row in rows.items() if pk in there],
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=[field.name for field in fields if not field.primary_key],
    )
    names = [field.attname for field in fields]
    fresh = (row for pk, row in rows.items() if pk not in there)
    many_rows.insert_values(
        ListedProduct, names, ([getattr(row, name) for name in names] for row in fresh)
    )
    many_rows.insert([row for one in made for row in one.periods])
    words = sorted((w.folded, one.row.pk, w.written) for one in made for w in one.words)
    if words:
        # Two dozen for every product, and nothing but text: rows are enough.
        with connection.cursor() as cursor:
            cursor.executemany(_WRITE_WORD, words)


_WRITE_WORD = "INSERT INTO catalogue_listedword (folded, listed_id, written) VALUES (%s, %s, %s)"


def _next_edition() -> None:
    token = secrets.randbits(62)
    if not Edition.objects.filter(pk=1).update(token=token):
        Edition.objects.create(pk=1, token=token)


def _readings() -> str:
    """Which readings the periods rest on; a change of this code's own shape counts as well."""
    return hashlib.sha256(f"1 {law_settings()}".encode()).hexdigest()
