"""`/products`: the register on a day."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router

from ocop.catalogue.models import ListedPeriod
from ocop.catalogue.narrowing import Closeness, Narrowed, ways
from ocop.catalogue.queries import answering
from ocop.catalogue.search import STATES, Search
from ocop.opendata.datasets.products import PRODUCTS, as_tuples, periods_on, shape
from ocop.places.models import Level, Unit
from ocop.register.models import Certificate
from ocop.register.product_codes import parse_product_code
from ocop.web.access import anyone
from ocop.web.api.asking import OnDay, ProductCode, ProductQuestion
from ocop.web.api.errors import WrongError
from ocop.web.api.shapes import PROBLEMS, line_of, list_of, page, written

router = Router(tags=["products"])
ProductLine = line_of(PRODUCTS)
STATE_NAMES = {
    "valid": "con",
    "expiring": "sap",
    "extended": "keo-dai",
    "expired": "het",
    "withdrawn": "thu-hoi",
    "other": "khac",
    "unknown": "chua-ro",
}
assert set(STATE_NAMES.values()) == set(STATES)
_UNITS = {
    "province": ("province", Q(level=Level.PROVINCE, valid_to=None)),
    "commune": ("commune", Q(level=Level.COMMUNE, valid_to=None)),
    "old_district": ("district_then", Q(level=Level.DISTRICT)),
    "old_commune": ("commune_then", Q(level=Level.COMMUNE, valid_to__isnull=False)),
}


@router.get("/products", response={200: list_of(ProductLine), **PROBLEMS})
@anyone
def products(request: HttpRequest, question: Query[ProductQuestion]) -> HttpResponse:
    """Sản phẩm từng có 3 sao trở lên, với tình trạng vào một ngày. Products with their state."""
    search = _search(question)
    after, closeness = _place(question.after)
    words, found = _found(search, closeness)
    rows, last = PRODUCTS.part(as_tuples(found), search.on, after, question.limit)
    cursor = None if last is None else f"{last}.{words.closeness.value}"
    return page(request, PRODUCTS, rows, search.on, cursor)


@router.get("/products/{code}", response={200: ProductLine, **PROBLEMS})
@anyone
def product(request: HttpRequest, code: Path[ProductCode], question: Query[OnDay]) -> HttpResponse:
    """Một sản phẩm theo mã sản phẩm, mới hay cũ. One product by any code it ever had."""
    parts = parse_product_code(code)
    communes = Unit.objects.filter(level=Level.COMMUNE, code=parts.commune)
    named = Certificate.objects.filter(product_code=code).order_by().values("recognition__product")
    owners = named.filter(recognition__commune__in=communes).union(
        named.filter(recognition__product__current_commune__in=communes)
    )
    ids = [row["recognition__product"] for row in owners]
    found = as_tuples(periods_on(question.day)).filter(listed__in=ids).order_by("-listed_id")[:1]
    rows = list(shape(list(found), question.day))
    if not rows:
        raise Http404
    return written(dict(zip(PRODUCTS.heads, rows[0], strict=True)))


def _place(after: str | None) -> tuple[int, Closeness | None]:
    """The last key met, and how the words were understood on the first page: it stays so."""
    if after is None:
        return 0, None
    key, _dot, closeness = after.partition(".")
    if not (key.isascii() and key.isdecimal() and len(key) < 19 and closeness in set(Closeness)):
        raise WrongError("after")
    return int(key), Closeness(closeness)


def _search(question: ProductQuestion) -> Search:
    return Search(
        on=question.day,
        text=question.q,
        sector=question.sector or "",
        set_number=question.set,
        key_sector=question.key_sector,
        star=question.star,
        state=STATE_NAMES[question.status] if question.status else "",
        year=question.year,
        legal_form=question.legal_form or "",
        is_craft_village=question.craft_village,
        is_export=question.export,
        **_units(question),
    )


def _units(question: ProductQuestion) -> dict[str, Any]:
    """The units named, by id; a code that no such unit has is said to be wrong."""
    found: dict[str, Any] = {}
    for name, (field, kind) in _UNITS.items():
        code = getattr(question, name)
        if code is None:
            continue
        unit = Unit.objects.filter(kind, code=code).order_by("-valid_from").first()
        if unit is None:
            raise WrongError(name)
        found[field] = unit.pk
    return found


def _found(search: Search, closeness: Closeness | None) -> tuple[Narrowed, QuerySet[ListedPeriod]]:
    if not search.words:
        return Narrowed(Closeness.AS_WRITTEN), answering(search, Narrowed(Closeness.AS_WRITTEN))
    first = closeness is None
    plain = Search(search.on, search.text)
    for words in ways(search.words):
        if words.closeness is closeness or words.closeness is Closeness.NOTHING:
            return words, answering(search, words)
        if first and answering(plain, words).exists():
            return words, answering(search, words)
    raise AssertionError("the last way is always an answer")
