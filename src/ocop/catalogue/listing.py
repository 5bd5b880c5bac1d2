"""What the search holds of a product, made from the register as it is now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from ocop.catalogue.models import ListedPeriod, ListedProduct
from ocop.catalogue.periods import BEGINNING, Given, Period, newest_on, periods
from ocop.catalogue.words import Word, order_key, words_of
from ocop.config.law import law_settings
from ocop.law.classification import product_class
from ocop.places.models import Level, Unit
from ocop.products.models import Product, ProductTrait
from ocop.register.models import Certificate, Recognition
from ocop.register.status import CertificateDates, Fact


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of one product, not yet written, and the words under which it is found."""

    row: ListedProduct
    periods: tuple[ListedPeriod, ...]
    words: tuple[Word, ...]


def listings(product_ids: Sequence[int]) -> list[Listing]:
    """The listings of those among the products that ever had 3 stars or more. Nine queries at most."""
    recognitions = (
        Recognition.objects.filter(star__gte=3)
        .select_related("certificate")
        .prefetch_related("certificate__facts")
        .only("product", "star", "recognised_on", "commune", *_OF_CERTIFICATE)
        .order_by("pk")
    )
    products = (
        Product.objects.filter(pk__in=product_ids)
        .select_related("producer", "key_sector")
        .only(*_OF_PRODUCT)
        .prefetch_related(Prefetch("recognitions", recognitions, to_attr="stars"), "traits")
    )
    recognised = [product for product in products if product.stars]
    _with_units(recognised)
    return [listing(product, product.stars) for product in recognised]


_OF_CERTIFICATE = tuple(
    f"certificate__{name}"
    for name in ("recognition", "short_code", "number", "issued_on", "expires_on")
)
_OF_PRODUCT = (
    "name",
    "leaf",
    "commune",
    "current_commune",
    "craft_village",
    "producer__name",
    "producer__legal_form",
    "key_sector__name",
)


def _with_units(products: Sequence[Product]) -> None:
    """Give the products and their recognitions their units, each unit fetched once."""
    placed = [*products, *(one for product in products for one in product.stars)]  # type: ignore[attr-defined]
    wanted = {place.commune_id for place in placed} | {each.current_commune_id for each in products}
    units: dict[int | None, Unit] = {}
    while missing := wanted - units.keys() - {None}:
        units |= Unit.objects.in_bulk(missing)
        wanted = {unit.parent_id for unit in units.values()}
        wanted |= {unit.province_today_id for unit in units.values()}
    for unit in units.values():
        unit.parent, unit.province_today = (
            units.get(unit.parent_id),
            units.get(unit.province_today_id),
        )
    for place in placed:
        place.commune = units[place.commune_id]
    for product in products:
        product.current_commune = units.get(product.current_commune_id)


def listing(product: Product, recognitions: Sequence[Recognition]) -> Listing:
    """The listing of one product with its recognitions of 3 stars and more, everything prefetched."""
    given = [_given(one) for one in recognitions]
    spans = periods(given, law_settings())
    newest = newest_on(given, spans[-1].first_day)
    then = next(one.commune for one in recognitions if newest and one.pk == newest.id)
    row = _row(product, then)
    return Listing(
        row,
        tuple(_period(row, span) for span in spans),
        tuple(_words(product, recognitions, then)),
    )


def _given(one: Recognition) -> Given:
    certificate: Certificate | None = getattr(one, "certificate", None)
    if certificate is None:
        return Given(one.pk, one.star, one.recognised_on)
    facts = tuple(Fact(fact.kind, fact.on, fact.ground) for fact in certificate.facts.all())
    dates = CertificateDates(certificate.issued_on, certificate.expires_on)
    return Given(one.pk, one.star, one.recognised_on, dates, facts)


def _row(product: Product, then: Unit) -> ListedProduct:
    now = product.current_commune
    traits = {trait.kind for trait in product.traits.all()}
    district = then.parent if then.parent and then.parent.level == Level.DISTRICT else None
    return ListedProduct(
        product=product,
        order_key=order_key(product.name),
        set_number=product.leaf,
        sector=product_class(product.leaf).sector_code if product.leaf else "",
        key_sector=product.key_sector,
        legal_form=product.producer.legal_form,
        is_craft_village=bool(product.craft_village),
        is_export=ProductTrait.Kind.EXPORT in traits,
        province_id=(now or product.commune).province_today_id,
        commune=now,
        commune_then=then,
        district_then=district,
    )


def _period(row: ListedProduct, span: Period) -> ListedPeriod:
    return ListedPeriod(
        listed=row,
        first_day=span.first_day,
        last_day=span.last_day,
        kind=span.kind,
        star=span.given.star,
        recognised_on=span.given.recognised_on or BEGINNING,
        year=span.given.recognised_on.year if span.given.recognised_on else 0,
        until=span.until,
        recognition_id=span.given.id,
    )


def _words(product: Product, recognitions: Sequence[Recognition], then: Unit) -> set[Word]:
    return {word for text in texts_of(product, recognitions, then) for word in words_of(text)}


def texts_of(product: Product, recognitions: Iterable[Recognition], then: Unit) -> Iterator[str]:
    """Everything public by which a product is looked for."""
    yield product.name
    yield product.producer.name
    yield product.craft_village
    if product.key_sector:
        yield product.key_sector.name
    now = product.current_commune
    yield (now or product.commune).full_name
    yield _with_kind((now or product.commune).province_today)
    # As it was called: commune, district and province of the place and of each star.
    for unit in {
        u.pk: u for u in (product.commune, then, *(one.commune for one in recognitions))
    }.values():
        above: Unit | None = unit
        while above is not None:
            yield above.full_name
            above = above.parent
    for one in recognitions:
        certificate: Certificate | None = getattr(one, "certificate", None)
        if certificate:
            yield certificate.short_code
            yield certificate.number


def _with_kind(unit: Unit | None) -> str:
    return unit.full_name if unit else ""
