"""The rows behind one number: products, producers or communes, as a list and as a file."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.catalogue.models import ListedPeriod
from ocop.councils.models import CouncilResult
from ocop.law.classification import product_class
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.register.models import Recognition
from ocop.register.queries import status_of_recognition
from ocop.register.sentences import Verdict, verdict
from ocop.statistics import cohorts
from ocop.statistics.policy import READERS
from ocop.statistics.tables import Table
from ocop.web.access import officials
from ocop.web.desk.lists import PAGE_SIZE
from ocop.web.desk.statistics.asking import Question, question
from ocop.web.desk.statistics.tables import rows_of, table_of
from ocop.web.exports import Cell, list_file

HEADS: dict[type, tuple[str, ...]] = {
    Producer: ("Chủ thể", "Loại hình", "Xã, phường nay", "Xã, phường khi đó"),
    Unit: ("Xã, phường", "Mã", "Tỉnh, thành phố"),
}
OF_PRODUCT = (
    "Sản phẩm",
    "Sao",
    "Chủ thể",
    "Xã, phường nay",
    "Xã, phường khi đó",
    "Bộ sản phẩm",
    "Ngày",
    "Số giấy chứng nhận",
    "Tình trạng",
)
_PRODUCT = ("product__producer", "product__current_commune__parent", "commune__parent__parent")
_BATCH = 500


class Rows:
    """The rows of the number that the address names; Http404 where it names none."""

    def __init__(self, asked: Question) -> None:
        slug, line, column = (asked.given[name] for name in ("bang", "dong", "cot"))
        parts = rows_of(asked, slug, line, column)
        table = table_of(asked, slug)
        if parts is None or table is None:
            raise Http404
        self.question, self.table = asked, table
        self.parts = [_to_show(part) for part in parts]
        self.head = HEADS.get(parts[0].model, OF_PRODUCT)
        self.title = _title(table, line, column)

    def count(self) -> int:
        """How many rows: the number itself."""
        return sum(part.count() for part in self.parts)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[list[Cell]]:
        """The lines of one page, in order."""
        return list(
            islice(self._lines(part.start or 0, part.stop), (part.stop or 0) - (part.start or 0))
        )

    def every(self) -> Iterator[list[Cell]]:
        """All of them."""
        return self._lines(0, None)

    def _lines(self, start: int, stop: int | None) -> Iterator[list[Cell]]:
        skipped = start
        for rows in self.parts:
            size = rows.count() if len(self.parts) > 1 and skipped else 0
            if size and skipped >= size:
                skipped -= size
                continue
            at = skipped
            skipped = 0
            while batch := list(rows[at : at + (min(stop - start, _BATCH) if stop else _BATCH)]):
                for row in batch:
                    yield self._line(row)
                at += len(batch)

    def _line(self, row: Any) -> list[Cell]:
        if isinstance(row, Unit):
            return [
                row.full_name,
                row.code,
                row.province_today.full_name if row.province_today else "",
            ]
        if isinstance(row, Producer):
            now = row.current_commune
            return [
                row.name,
                row.get_legal_form_display(),
                now.display if now else "chờ xác nhận",
                row.commune.display,
            ]
        if isinstance(row, CouncilResult):
            return _of_result(row)
        return self._of_recognition(row.recognition if isinstance(row, ListedPeriod) else row)

    def _of_recognition(self, one: Recognition) -> list[Cell]:
        certificate = getattr(one, "certificate", None)
        said = verdict(status_of_recognition(one, self.question.asked.on))
        return [
            *_of_product(one.product, one.star),
            one.commune.display,
            product_class(one.product.leaf).name if one.product.leaf else "",
            one.recognised_on,
            certificate.number if certificate else "",
            _sentence(said) if one.star >= 3 else "Dưới 3 sao",
        ]


def _sentence(said: Verdict) -> str:
    """The detail may begin with its own mark: ": danh sách…"."""
    joint = "" if said.detail.startswith((",", ".", ":", ";")) else " "
    return f"{said.title}{joint}{said.detail}".strip()


def _of_product(product: Any, star: int) -> list[Cell]:
    now = product.current_commune
    return [product.name, star, product.producer.name, now.display if now else "chờ xác nhận"]


def _of_result(row: CouncilResult) -> list[Cell]:
    product = row.dossier.product
    return [
        *_of_product(product, row.star or 0),
        product.commune.display,
        product_class(product.leaf).name if product.leaf else "",
        row.concluded_on,
        "",
        row.dossier.get_state_display(),
    ]


def _to_show(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With everything a line says, in a steady order."""
    if rows.model is Unit:
        return rows.select_related("province_today").order_by("code")
    if rows.model is Producer:
        linked = rows.select_related("current_commune__parent", "commune__parent__parent")
        return linked.order_by("folded_name", "pk")
    if rows.model is CouncilResult:
        linked = rows.select_related(
            "dossier__product__producer",
            "dossier__product__current_commune__parent",
            "dossier__product__commune__parent__parent",
        )
        return linked.order_by("dossier__product__folded_name", "pk")
    path = "recognition__" if rows.model is ListedPeriod else ""
    linked = rows.select_related(*(path + name for name in (*_PRODUCT, "certificate")))
    linked = linked.prefetch_related(f"{path}certificate__facts")
    return linked.order_by(f"{path}product__folded_name", "pk")


def _title(table: Table, line: str, column: str) -> str:
    names = [one.label for one in table.lines if one.key == line and line]
    columns = {one.key: one.label for one in table.columns} | cohorts.FILINGS
    names.append(columns.get(column, ""))
    return ", ".join(names)


readers = officials(*READERS)


@readers
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """One page of the rows; their number is the figure."""
    asked = question(request)
    rows = Rows(asked)
    page: Page[Any] = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"question": asked, "rows": rows, "page": page, "lines": _labelled(rows.head, page)}
    return render(request, "desk/statistics/rows.html", context)


@readers
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """All the rows as a file."""
    rows = Rows(question(request))
    return list_file(suffix, "danh-sach-thong-ke", rows.head, rows.every())


def _labelled(head: Sequence[str], lines: Any) -> list[list[tuple[str, Cell]]]:
    return [list(zip(head, line, strict=True)) for line in lines]
