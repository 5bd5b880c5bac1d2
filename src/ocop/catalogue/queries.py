"""The rows that answer a search. What is listed is public, so no scope by user applies."""

from collections.abc import Iterator

from django.db.models import BooleanField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from ocop.catalogue.models import ListedPeriod, ListedProduct
from ocop.catalogue.narrowing import Closeness, Condition, Narrowed
from ocop.catalogue.search import STATES, Order, Search
from ocop.register.status import StatusKind

ORDERS = {
    Order.NAME: ("listed__order_key", "listed"),
    Order.NEWEST: ("-recognised_on", "-listed"),
    Order.STAR: ("-star", "-listed"),
    Order.ENDING: ("until", "listed"),
}


def answering(search: Search, words: Narrowed) -> QuerySet[ListedPeriod]:
    """The period of each product that answers, as of the day asked for, in order.

    For questions that few products answer: the narrowest condition leads.
    """
    if words.closeness is Closeness.NOTHING:
        return ListedPeriod.objects.none()
    periods = ListedPeriod.objects.filter(_of_day(search), _star_and_state(search))
    periods = periods.filter(_of_product(search, "listed__"))
    if words.words:
        periods = periods.filter(listed__in=words.products())
    return periods.order_by(*ORDERS[search.order])


def first_answering(search: Search, words: Narrowed, start: int, size: int) -> list[int]:
    """Ids of the periods from `start` on, where very many products answer.

    The order's own index is walked until the page is full: each condition is asked of one product
    after the other.
    """
    if search.order is Order.NAME:
        listed = ListedProduct.objects.filter(_of_product(search, ""))
        listed = listed.filter(Exists(_periods_of(search, OuterRef("pk"))))
        for word in words.words:
            listed = listed.filter(_has_word(word, "catalogue_listedproduct.product_id"))
        ids = list(
            listed.order_by("order_key", "product").values_list("pk", flat=True)[
                start : start + size
            ]
        )
        place = {pk: index for index, pk in enumerate(ids)}
        periods = ListedPeriod.objects.filter(_of_day(search), listed__in=ids)
        found = periods.values_list("listed", "pk")
        return [pk for _, pk in sorted(found, key=lambda pair: place[pair[0]])]
    periods = _periods_of(search, None).filter(_of_product(search, "listed__"))
    for word in words.words:
        periods = periods.filter(_has_word(word, "catalogue_listedperiod.listed_id"))
    ordered = periods.order_by(*ORDERS[search.order]).values_list("pk", flat=True)
    return list(ordered[start : start + size])


def to_show(ids: list[int]) -> list[ListedPeriod]:
    """These periods in this order, with all that a line of a list says: product, producer, places,
    certificate and its facts."""
    periods = (
        ListedPeriod.objects.filter(pk__in=ids)
        .select_related(
            "recognition__product__producer",
            "recognition__product__current_commune__parent",
            "recognition__commune",
            "recognition__decision",
            "recognition__certificate",
        )
        .prefetch_related("recognition__certificate__facts")
        .in_bulk()
    )
    return [periods[pk] for pk in ids]


def _periods_of(search: Search, listed: OuterRef | None) -> QuerySet[ListedPeriod]:
    """Those of the day with the star and state asked for, without the help of their indexes."""
    periods = ListedPeriod.objects.filter(_of_day(search))
    if listed is not None:
        return periods.filter(_star_and_state(search), listed=listed)
    if search.state:
        others = [kind for kind in StatusKind if kind not in STATES[search.state]]
        periods = periods.exclude(kind__in=others)
    if search.star:
        periods = periods.annotate(its_star=F("star") + 0).filter(its_star=search.star)
    if search.year:
        periods = periods.filter(year=search.year)
    # True of every period of that day; said so that the walk begins in the right place.
    if search.order is Order.ENDING:
        return periods.filter(until__gte=search.on)
    if search.order is Order.NEWEST:
        return periods.filter(recognised_on__lte=search.on)
    return periods


def _has_word(word: Condition, listed: str) -> RawSQL:
    sql = (
        f"EXISTS (SELECT 1 FROM catalogue_listedword w WHERE w.listed_id = {listed} AND {word.sql})"  # noqa: S608
    )
    return RawSQL(sql, list(word.values), output_field=BooleanField())  # noqa: S611


def _of_day(search: Search) -> Q:
    return Q(first_day__lte=search.on, last_day__gte=search.on)


def _star_and_state(search: Search) -> Q:
    return _all_of(
        {
            "star": search.star,
            "year": search.year,
            "kind__in": search.state and STATES[search.state],
        }
    )


def _of_product(search: Search, path: str) -> Q:
    wanted = {
        "province": search.province,
        "commune": search.commune,
        "district_then": search.district_then,
        "commune_then": search.commune_then,
        "sector": search.sector,
        "set_number": search.set_number,
        "key_sector": search.key_sector,
        "legal_form": search.legal_form,
        "is_craft_village": search.is_craft_village,
        "is_export": search.is_export,
    }
    return _all_of({f"{path}{name}": value for name, value in wanted.items()})


def _all_of(wanted: dict[str, object]) -> Q:
    return Q(**dict(_asked(wanted)))


def _asked(wanted: dict[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in wanted.items():
        if value:
            yield name, value
