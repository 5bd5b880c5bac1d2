"""What the search holds of a product, made from the register as it is now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from ocop.catalogue.models import ListedPeriod, ListedProduct, ListedWord
from ocop.catalogue.periods import BEGINNING, Given, Period, newest_on, periods
from ocop.catalogue.words import order_key, words_of
from ocop.config.law import law_settings
from ocop.law.classification import product_class
from ocop.places.models import Level, Unit
from ocop.products.models import Product, ProductTrait
from ocop.register.models import Certificate, Recognition
from ocop.register.status import CertificateDates, Fact


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of one product, not yet written."""

    row: ListedProduct
    periods: tuple[ListedPeriod, ...]
    words: tuple[ListedWord, ...]


def listings(product_ids: Sequence[int]) -> list[Listing]:
    """The listings of those among the products that ever had 3 stars or more. Six queries."""
    recognitions = (
        Recognition.objects.filter(star__gte=3)
        .select_related("certificate", "commune__parent__parent")
        .prefetch_related("certificate__facts")
        .order_by("pk")
    )
    products = (
        Product.objects.filter(pk__in=product_ids)
        .select_related(
            "producer",
            "key_sector",
            "commune__parent__parent",
            "commune__province_today",
            "current_commune__province_today",
        )
        .prefetch_related(
            Prefetch("recognitions", recognitions, to_attr="stars"),
            "traits",
        )
    )
    return [listing(product, product.stars) for product in products if product.stars]


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
        tuple(_words(row, product, recognitions, then)),
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


def _words(
    row: ListedProduct, product: Product, recognitions: Sequence[Recognition], then: Unit
) -> Iterator[ListedWord]:
    found = {word for text in texts_of(product, recognitions, then) for word in words_of(text)}
    for word in sorted(found):
        yield ListedWord(listed=row, folded=word.folded, written=word.written)


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
