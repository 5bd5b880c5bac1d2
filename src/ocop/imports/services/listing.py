"""After a large list stands in the register: its products come into the public search, by parts.

The answer behind a QR code reads the register itself and does not wait for this. What breaks off is
gone on with from the page of the import; the nightly comparison of the search mends it as well.
"""

from django.db import transaction
from django.db.models import QuerySet

from ocop.imports.models import Import
from ocop.imports.queries import written_by
from ocop.jobs.queue import Slice
from ocop.kernel.changes import announce
from ocop.register.models import Recognition

PRODUCTS_A_SLICE = 500
TASK = ("ocop.imports.services.listing.list_slice", "Lập danh sách tra cứu")


def products_with_stars(batch: Import) -> "QuerySet[Recognition, int]":
    """Ids of the products that got a star from the import, each once, in order."""
    rows = Recognition.objects.filter(written_by(batch, "register.recognition"))
    return rows.order_by("product").values_list("product", flat=True).distinct()


def expect_listing(batch: Import) -> int:
    """Note on the import (not saved) how many products the search does not have yet."""
    count = products_with_stars(batch).count()
    batch.result = batch.result | {"to_list": count, "listed": 0, "listed_to": 0}
    return count


def unlisted(batch: Import) -> int:
    """How many products of a written import the search still waits for."""
    if batch.state != Import.State.WRITTEN:
        return 0
    return int(batch.result.get("to_list", 0)) - int(batch.result.get("listed", 0))


def list_slice(cursor: dict[str, object]) -> Slice:
    """The next products; where the import was undone meanwhile there is nothing to list."""
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=str(cursor["import"]))
        if unlisted(batch):
            _list_next(batch)
        done, total = (int(batch.result.get(name, 0)) for name in ("listed", "to_list"))
        return Slice(cursor, done, total, is_finished=not unlisted(batch))


def list_all(batch: Import) -> None:
    """All of it now: in the caller's transaction, or each part in one of its own."""
    while not list_slice({"import": str(batch.pk)}).is_finished:
        continue
    batch.refresh_from_db(fields=["result"])


def _list_next(batch: Import) -> None:
    after = int(batch.result["listed_to"])
    ids = list(products_with_stars(batch).filter(product__gt=after)[:PRODUCTS_A_SLICE])
    announce(products=ids)
    is_last = len(ids) < PRODUCTS_A_SLICE
    batch.result = batch.result | {
        "listed": batch.result["to_list"] if is_last else batch.result["listed"] + len(ids),
        "listed_to": ids[-1] if ids else after,
    }
    batch.save(update_fields=["result"])
