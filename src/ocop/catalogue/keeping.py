"""Every night: does the search still say of each product what the register and the rules say?"""

import logging
from collections.abc import Sequence

from ocop.catalogue.listing import Listing, listings
from ocop.catalogue.models import ListedPeriod, ListedProduct, ListedWord
from ocop.catalogue.services import refresh
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.jobs.queue import Slice
from ocop.products.models import Product

TASK = "ocop.catalogue.keeping.compare"
BATCH = 200
logger = logging.getLogger(__name__)


def begin() -> None:
    """Ask for the nightly comparison, unless one is still going on."""
    if not JobRun.objects.filter(task=TASK, state__in=["waiting", "running"]).exists():
        queue.enqueue(TASK, title="Đối chiếu trang tra cứu với sổ đăng ký")


def compare(cursor: dict[str, object]) -> Slice:
    """One slice: list anew what differs. `result` counts it; each is written to the log."""
    after, mended = int(str(cursor.get("after", 0))), int(str(cursor.get("mended", 0)))
    ids = list(
        Product.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]
    )
    wrong = differing(ids)
    if wrong:
        logger.error("Trang tra cứu lệch sổ đăng ký ở sản phẩm %s; đã lập lại.", wrong)
        refresh(wrong)
    mended += len(wrong)
    total = Product.objects.count()
    return Slice(
        cursor={"after": ids[-1] if ids else after, "mended": mended},
        done=Product.objects.filter(pk__lte=ids[-1]).count() if ids else total,
        total=total,
        is_finished=len(ids) < BATCH,
        result={"mended": mended},
    )


def differing(product_ids: Sequence[int]) -> list[int]:
    """Those among the products that are listed otherwise than the register and the rules say."""
    should = {one.row.pk: _said(one) for one in listings(product_ids)}
    stored = _stored(product_ids)
    return [pk for pk in product_ids if should.get(pk) != stored.get(pk)]


def _said(one: Listing) -> tuple[object, ...]:
    return (
        _columns(one.row),
        sorted(map(_period, one.periods)),
        sorted((word.folded, word.written) for word in one.words),
    )


def _stored(product_ids: Sequence[int]) -> dict[int, tuple[object, ...]]:
    rows = {row.pk: row for row in ListedProduct.objects.filter(pk__in=product_ids)}
    spans: dict[int, list[tuple[object, ...]]] = {pk: [] for pk in rows}
    for period in ListedPeriod.objects.filter(listed__in=product_ids):
        spans[period.listed_id].append(_period(period))
    words: dict[int, list[tuple[str, str]]] = {pk: [] for pk in rows}
    kept = ListedWord.objects.filter(listed__in=product_ids)
    for pk, folded, written in kept.values_list("listed", "folded", "written"):
        words[pk].append((folded, written))
    return {pk: (_columns(row), sorted(spans[pk]), sorted(words[pk])) for pk, row in rows.items()}


def _columns(row: ListedProduct) -> tuple[object, ...]:
    return tuple(getattr(row, field.attname) for field in ListedProduct._meta.concrete_fields)


def _period(span: ListedPeriod) -> tuple[object, ...]:
    fields = ("first_day", "last_day", "kind", "star", "recognised_on", "year", "until")
    return (*(getattr(span, name) for name in fields), span.recognition_id)
