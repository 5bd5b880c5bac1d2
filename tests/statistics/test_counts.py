"""Counts on a day: against real reports, against the rules product by product, number against rows."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from ocop.catalogue.services import rebuild
from ocop.places.models import Level, Unit
from ocop.producers.models import LegalForm, Producer
from ocop.products.models import Product
from ocop.register.models import Recognition
from ocop.register.queries import status_of_recognition
from ocop.statistics import communes, producers, products, results, series
from ocop.statistics.asked import Asked, Units
from ocop.statistics.dimensions import dimension, dimensions
from ocop.statistics.shares import Share, ratio
from ocop.statistics.tables import NONE, Table
from ocop.statistics.totals import by_province_sector_year
from tests.factories.basic import Places, make_places, make_producer
from tests.factories.published import published_stars, random_register

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 22)
DAYS = [dt.date(2020, 6, 30), dt.date(2023, 12, 31), dt.date(2027, 2, 28), DAY]


@pytest.fixture
def places() -> Places:
    return make_places()


def by_star(asked: Asked) -> Table:
    by = dimension("hang-sao", asked)
    assert by
    return products.product_table(asked, by)


def numbers(table: Table, column: int = 0) -> dict[str, int]:
    return {line.key: line.numbers[column] for line in table.lines}


def a_province(places: Places) -> None:
    """581 products of 246 producers, 21 of them cooperatives with 29 products."""
    forms = [LegalForm.COOPERATIVE] * 21 + [LegalForm.HOUSEHOLD] * 225
    owners = Producer.objects.bulk_create(
        Producer(
            name=f"Chủ thể {at}",
            legal_form=form,
            commune=places.tan_ho_co,
            current_commune=places.tan_ho_co,
        )
        for at, form in enumerate(forms)
    )
    stars = [3] * 26 + [4] * 3 + [3] * 438 + [4] * 113 + [5]
    made = Product.objects.bulk_create(
        Product(
            producer=owners[at % 21 if at < 29 else 21 + at % 225],
            name=f"Món {at}",
            leaf=8,
            commune=places.tan_ho_co,
            current_commune=places.tan_ho_co,
        )
        for at in range(581)
    )
    signed_on = dt.date(2024, 6, 1)
    published_stars(
        [(one, star, signed_on, "first") for one, star in zip(made, stars, strict=True)],
        places.dong_thap,
    )


def test_581_products_of_246_producers(places: Places, django_assert_num_queries: object) -> None:
    a_province(places)
    asked = Asked(DAY, places.dong_thap.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        stars = by_star(asked)
    assert numbers(stars) == {"5": 1, "4": 116, "3": 464}
    assert stars.total.numbers[:2] == (581, 581)
    shares = [share.percent for line in stars.lines if (share := stars.share(line))]
    assert shares == [Decimal("0.17"), Decimal("19.97"), Decimal("79.86")]
    with django_assert_num_queries(1):  # type: ignore[operator]
        owners = producers.producer_table(asked, producers.TYPES)
    assert numbers(owners) == {"hop-tac-xa": 21, "ho": 225}
    assert owners.share(owners.lines[0]) == Share(21, 246)
    assert ratio(stars.total.numbers[0], owners.total.numbers[0]) == Decimal("2.36")
    by = dimension("loai-chu-the", asked)
    assert by
    cooperatives = products.product_table(asked, by).lines[0]
    assert cooperatives.numbers == (29, 29, 0, 3, 26)


def test_136_producers_by_type(places: Places) -> None:
    forms = (
        [LegalForm.SMALL_ENTERPRISE] * 39 + [LegalForm.COOPERATIVE] * 12
        + [LegalForm.FAMILY] * 45 + [LegalForm.HOUSEHOLD] * 40
    )  # fmt: skip
    place = {"commune": places.tan_ho_co, "current_commune": places.tan_ho_co}
    owners = Producer.objects.bulk_create(
        Producer(name=f"Chủ thể {at}", legal_form=form, **place) for at, form in enumerate(forms)
    )
    made = Product.objects.bulk_create(
        Product(producer=one, name=one.name, **place) for one in owners
    )
    published_stars([(one, 3, dt.date(2025, 1, 2), "") for one in made], places.dong_thap)
    table = producers.producer_table(Asked(DAY), producers.TYPES)
    assert numbers(table) == {"doanh-nghiep": 39, "hop-tac-xa": 12, "ho": 85}
    assert table.total.numbers == (136, 136)


def test_251_results_of_a_year(places: Places) -> None:
    kinds = ["reevaluation"] * 58 + ["upgrade"] * 15 + ["first"] * 178
    stars = [4] * 35 + [3] * 203 + [2] * 13
    place = {"commune": places.tan_ho_co, "current_commune": places.tan_ho_co}
    owner = make_producer(places.tan_ho_co)
    made = Product.objects.bulk_create(
        Product(producer=owner, name=f"Món {at}", **place) for at in range(251)
    )
    rows = [
        (one, star, dt.date(2024, 12, 1), kind)
        for one, star, kind in zip(made, stars, kinds, strict=True)
    ]
    published_stars(rows, places.dong_thap)
    table = results.result_table(Asked(DAY, places.dong_thap.pk), 2024)
    assert numbers(table) == {"first": 178, "reevaluation": 58, "upgrade": 15}
    assert table.total.numbers == (251, 238, 0, 35, 203, 13, 0)
    assert results.result_table(Asked(DAY, places.vinh_long.pk), 2024).total.numbers[0] == 0


@pytest.mark.parametrize("seed", range(3))
def test_in_force_on_a_day_is_what_the_rules_say(places: Places, seed: int) -> None:
    random_register(places, seed)
    given = Recognition.objects.filter(star__gte=3).prefetch_related("certificate__facts")
    for on in DAYS:
        newest: dict[int, Recognition] = {}
        known = [one for one in given if one.recognised_on is None or one.recognised_on <= on]
        for one in sorted(known, key=lambda r: (r.recognised_on or dt.date.min, r.pk)):
            newest[one.product_id] = one
        valid = [one for one in newest.values() if status_of_recognition(one, on).is_valid]
        table = by_star(Asked(on))
        assert numbers(table, 0) == {
            str(k): n for k, n in Counter(r.star for r in newest.values()).items()
        }
        assert {k: n for k, n in numbers(table, 1).items() if n} == {
            str(k): n for k, n in Counter(r.star for r in valid).items()
        }
        # The states divide all that were ever recognised.
        for line in table.lines:
            assert line.numbers[0] == sum(line.numbers[1:])


@pytest.mark.parametrize("seed", range(2))
def test_every_number_has_exactly_its_rows(places: Places, seed: int) -> None:
    random_register(places, seed)
    scopes = [(None, None), (places.dong_thap.pk, None), (places.dong_thap.pk, places.tan_ho_co.pk)]
    for units in Units:
        for province, commune in scopes:
            asked = Asked(DAY, province, commune, units)
            for by in dimensions(asked):
                table = products.product_table(asked, by)
                for line in (*table.lines, table.total):
                    for column, number in zip(table.columns, line.numbers, strict=True):
                        rows = products.product_rows(asked, by, line.key, column.key)
                        assert rows is not None
                        assert rows.count() == number, (by.slug, line, column)
    asked = Asked(DAY, places.dong_thap.pk)
    tables = [
        (
            producers.producer_table(asked, by),
            lambda line, column, slug=by.slug: producers.producer_rows(asked, slug, line, column),
        )
        for by in producers.DIMENSIONS.values()
    ]
    tables.append(
        (
            communes.commune_table(asked),
            lambda line, column: communes.commune_rows(asked, line, column),
        )
    )
    spans = series.spans(series.Step.YEAR, 2018, DAY)
    tables.append(
        (
            series.series_table(asked, spans),
            lambda line, column: series.series_rows(asked, spans, line, column),
        )
    )
    for table, rows_of in tables:
        for line in (*table.lines, table.total):
            for column, number in zip(table.columns, line.numbers, strict=True):
                assert rows_of(line.key, column.key).count() == number, (table.slug, line, column)
    table = results.result_table(asked, 2020)
    for line in (*table.lines, table.total):
        for column, number in zip(table.columns, line.numbers, strict=True):
            found = results.result_rows(asked, 2020, line.key, column.key)
            assert found is not None
            assert sum(part.count() for part in found) == number, (line, column)


@pytest.mark.parametrize("seed", range(3))
def test_then_and_now_add_up_to_the_same(places: Places, seed: int) -> None:
    random_register(places, seed)
    for province in (None, places.dong_thap.pk, places.vinh_long.pk):
        asked = Asked(DAY, province)
        expected = by_star(asked).total.numbers[:2]
        for units in Units:
            seen = replace(asked, units=units)
            for by in dimensions(seen):
                assert products.product_table(seen, by).total.numbers[:2] == expected


def test_a_divided_commune_waits_on_a_line_of_its_own(places: Places) -> None:
    random_register(places, 1)
    waiting = Unit.objects.get(name="Tân Thành B", level=Level.COMMUNE)
    held = Product.objects.filter(commune=waiting, recognitions__star__gte=3).distinct().count()
    asked = Asked(DAY, places.dong_thap.pk)
    by = dimension("xa", asked)
    assert by and held
    assert numbers(products.product_table(asked, by))[NONE] == held
    of_communes = [
        by_star(Asked(DAY, places.dong_thap.pk, unit.pk)).total.numbers[0]
        for unit in (places.tan_ho_co, places.sa_dec)
    ]
    assert by_star(asked).total.numbers[0] == sum(of_communes) + held
    then = replace(asked, units=Units.THEN)
    by = dimension("xa", then)
    assert by
    assert numbers(products.product_table(then, by))[str(waiting.pk)] >= held


def test_unknown_sex_is_never_counted_as_no(places: Places) -> None:
    for sex in ("female", "male", "male", "", "", ""):
        owner = make_producer(places.tan_ho_co, representative_sex=sex)
        product = Product.objects.create(
            producer=owner, name="Món", commune=places.tan_ho_co, current_commune=places.tan_ho_co
        )
        published_stars([(product, 3, dt.date(2025, 1, 2), "")], places.dong_thap)
    table = producers.producer_table(Asked(DAY), producers.SEXES)
    assert numbers(table) == {"female": 1, "male": 2, NONE: 3}
    women, men, unknown = table.lines
    assert (table.share(women), table.share(men)) == (Share(1, 3), Share(2, 3))
    assert table.share(unknown) is None


def test_the_country_by_province_sector_and_year(
    places: Places, django_assert_num_queries: object
) -> None:
    random_register(places, 0)
    with django_assert_num_queries(1):  # type: ignore[operator]
        totals = by_province_sector_year(DAY)
    assert sum(total.products for total in totals) == by_star(Asked(DAY)).total.numbers[1]


def test_a_day_before_anything_counts_only_what_has_no_day(places: Places) -> None:
    random_register(places, 2)
    rebuild()
    early = by_star(Asked(dt.date(2018, 1, 1))).total.numbers
    assert early[0] == early[-1]
