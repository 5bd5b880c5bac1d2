"""National totals by province, sector and year of a day, against the same question as bare SQL."""

from bench.measure import Row, at_most, take_turns

TURNS = 25
BARE = """
SELECT l.province_id, l.sector, p.year, COUNT(*)
FROM catalogue_listedperiod p JOIN catalogue_listedproduct l ON l.product_id = p.listed_id
WHERE p.first_day <= %s AND p.last_day >= %s AND p.kind IN ('in_force', 'expiring', 'extended')
GROUP BY l.province_id, l.sector, p.year
ORDER BY l.province_id, l.sector, p.year"""


def run() -> list[Row]:
    """Median time of one answer; both must say the same."""
    _prepare()
    from django.db import connection

    from ocop.catalogue.services import rebuild_where_needed
    from ocop.kernel import clock
    from ocop.statistics.totals import by_province_sector_year

    rebuild_where_needed(print)
    today = clock.today()

    def bare() -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [today, today])
            return list(cursor.fetchall())

    ours = [
        (one.province, one.sector, one.year, one.products) for one in by_province_sector_year(today)
    ]
    assert sorted(map(repr, ours)) == sorted(map(repr, bare()))
    medians = take_turns(lambda: by_province_sector_year(today), bare, TURNS)
    return [at_most("số cả nước theo tỉnh, ngành, năm", *medians, 1.5)]


def _prepare() -> None:
    import django

    django.setup()
