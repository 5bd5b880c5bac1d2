"""Counts, cohorts and series, each number with its rows and its sentence."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.register.models import EvaluationKind
from ocop.statistics import cohorts as by_year
from ocop.statistics import communes, producers, products, results, series
from ocop.statistics.dimensions import dimensions
from ocop.statistics.policy import READERS
from ocop.statistics.published import targets
from ocop.statistics.shares import ratio
from ocop.web.access import officials
from ocop.web.design import charts
from ocop.web.desk.statistics.asking import FIRST_YEAR, Question, question
from ocop.web.desk.statistics.shown import several, shown
from ocop.web.desk.statistics.tables import FILINGS, spans_of, table_of
from ocop.web.exports import Cell, list_file

readers = officials(*READERS)
RATES = (by_year.ALL, by_year.PART, by_year.AGAIN)
HALVES = (
    tuple(str(key) for key in by_year.COLUMNS if key not in RATES),
    tuple(str(key) for key in by_year.FILINGS),
)


@readers
@require_safe
def product_figures(request: HttpRequest) -> HttpResponse:
    """Products by star, sector, set, unit, producer type … ever recognised and in force."""
    asked = question(request)
    tables = [products.product_table(asked.asked, by) for by in dimensions(asked.asked)]
    context = {
        **_around(asked, "products"),
        "tables": several(asked, tables),
        "sentence": products.SENTENCE,
    }
    return render(request, "desk/statistics/products.html", context)


@readers
@require_safe
def producer_figures(request: HttpRequest) -> HttpResponse:
    """Producers by type and sex, products for each of them, communes without a product."""
    asked = question(request)
    tables = [producers.producer_table(asked.asked, by) for by in producers.DIMENSIONS.values()]
    tables.append(communes.commune_table(asked.asked))
    owners = tables[0].total.numbers
    made = products.counts(asked.asked)
    context = {
        **_around(asked, "producers"),
        "tables": several(asked, tables),
        "pairs": [
            ("Lũy kế", made[0], owners[0], ratio(made[0], owners[0])),
            ("Còn hiệu lực", made[1], owners[1], ratio(made[1], owners[1])),
        ],
    }
    return render(request, "desk/statistics/producers.html", context)


@readers
@require_safe
def year_results(request: HttpRequest) -> HttpResponse:
    """What the evaluations of one year gave."""
    asked = question(request)
    table = results.result_table(asked.asked, asked.year)
    context = {**_around(asked, "results"), "tables": several(asked, [table])}
    return render(request, "desk/statistics/results.html", context)


@readers
@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    """What became of the stars of each year; the two rates stand apart."""
    asked = question(request)
    found = by_year.cohorts(asked.asked, asked.star, asked.kind)
    table, filings = by_year.cohort_table(found), by_year.filing_table(found)
    goal = targets()["took_part"]
    rates = shown(asked, table, only=RATES, has_bars=False)
    lines = [
        (
            cohort,
            line,
            charts.stacked_bar(
                [cohort.took_part.part], cohort.took_part.whole, _tick(cohort, goal.percent)
            ),
        )
        for cohort, line in zip(found, rates.lines, strict=True)
    ]
    context = {
        **_around(asked, "cohorts"),
        "table": rates,
        "lines": lines,
        "goal": goal,
        "sentence": by_year.SENTENCE,
        "kinds": EvaluationKind.choices,
        "tables": [
            shown(asked, table, only=HALVES[0], has_bars=False),
            shown(asked, filings, slug=FILINGS, has_bars=False),
        ],
    }
    return render(request, "desk/statistics/cohorts.html", context)


@readers
@require_safe
def through_time(request: HttpRequest) -> HttpResponse:
    """By month, quarter or year: recognised, expired, withdrawn, in force at the end."""
    asked = question(request)
    table = series.series_table(asked.asked, spans_of(asked))
    places = [line.label for line in table.lines]
    in_force, *events = [
        charts.Values(column.label, [line.numbers[at] for line in table.lines])
        for at, column in enumerate(table.columns)
    ]
    context = {
        **_around(asked, "series"),
        "table": shown(asked, table, has_bars=False),
        "line": charts.line(
            places, in_force, "Sản phẩm còn hiệu lực cuối mỗi kỳ", "Các số có trong bảng bên dưới."
        ),
        "columns": charts.columns(
            places,
            events,
            "Lượt công nhận, hết hạn, thu hồi trong mỗi kỳ",
            "Các số có trong bảng bên dưới.",
        ),
        "legend": charts.legend([row.label for row in events]),
        "steps": [("thang", "Tháng"), ("quy", "Quý"), ("nam", "Năm")],
    }
    return render(request, "desk/statistics/series.html", context)


@readers
@require_safe
def table_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """One table as a file, with the shares and what is counted."""
    asked = question(request)
    table = table_of(asked, asked.given["bang"])
    if table is None:
        raise Http404
    head = [table.line_title, *(column.label for column in table.columns)]
    lines: list[list[Cell]] = [[line.label, *line.numbers] for line in (*table.lines, table.total)]
    if table.has_shares:
        head.append("Tỷ lệ (%)")
        for row, line in zip(lines, table.lines, strict=False):
            share = table.share(line)
            row.append(
                f"{share.percent}".replace(".", ",") if share and share.percent is not None else ""
            )
        lines[-1].append(f"{table.shares_sum}".replace(".", ","))
    lines += [[], [table.counted], [f"{asked.place_name}, ngày", asked.asked.on]]
    return list_file(suffix, f"thong-ke-{table.slug}", head, lines)


def _around(asked: Question, page: str) -> dict[str, object]:
    """What every page of figures has: the question, its tabs, the pattern of the hatching."""
    return {
        "question": asked,
        "page_name": page,
        "tabs": [
            ("products", "desk:statistics:products", "Sản phẩm"),
            ("producers", "desk:statistics:producers", "Chủ thể và xã"),
            ("results", "desk:statistics:results", "Kết quả một năm"),
            ("cohorts", "desk:statistics:cohorts", "Đánh giá lại"),
            ("series", "desk:statistics:series", "Diễn biến"),
        ],
        "place_query": asked.address(bang=None, dong=None, cot=None),
        "hatch": charts.HATCH,
        "years": range(asked.asked.on.year, FIRST_YEAR, -1),
    }


def _tick(cohort: by_year.Cohort, percent: int) -> int | None:
    """Where the target stands on the bar of a cohort, in products."""
    return -(-cohort.took_part.whole * percent // 100) if cohort.took_part.whole else None
