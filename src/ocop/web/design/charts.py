"""Charts drawn on the server; a table with the same numbers stands beside each.

Coordinates are written as text with a point. Colour is never the only mark: bars have hatching and
a place of their own, and every value is a tooltip and a cell of the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ocop.web.design.figures import number

WIDTH, HEIGHT, LEFT, RIGHT, FOOT, TOP = 760, 240, 44, 26, 26, 14
FILLS = ("s-1", "s-2", "s-3", "s-hatch")
HATCH = SafeString(
    '<svg class="vh" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" '
    'height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" '
    'height="6" class="hatch-ground"/><line x1="0" x2="0" y1="0" y2="6" class="hatch-line"/>'
    "</pattern></defs></svg>"
)
"""The pattern of `s-hatch`: once on a page that draws it."""
_ids = count(1)


@dataclass(frozen=True)
class Values:
    """One row of numbers through all places of the axis."""

    label: str
    numbers: Sequence[int]


def legend(labels: Sequence[str], fills: Sequence[str] = FILLS) -> SafeString:
    """What each fill means."""
    return format_html(
        '<ul class="legend">{}</ul>',
        format_html_join(
            "",
            '<li><svg viewBox="0 0 16 16" aria-hidden="true"><rect class="{}" width="16" '
            'height="16"/></svg>{}</li>',
            zip(fills, labels, strict=False),
        ),
    )


def stacked_bar(parts: Sequence[int], most: int, goal: int | None = None) -> SafeString:
    """One line of a table as a bar: parts side by side, `most` is the full width.

    `goal` is drawn as a tick. Decorative: the numbers stand in the same line.
    """
    if not most:
        return SafeString("")
    edges = [sum(parts[:at]) * 300 / most for at in range(len(parts) + 1)]
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" width="{}" y="2" height="16"/>',
        (
            (fill, _at(start), _at(end - start))
            for fill, start, end in zip(FILLS, edges, edges[1:], strict=False)
            if end > start
        ),
    )
    tick = (
        format_html(
            '<line class="goal-line" x1="{0}" x2="{0}" y1="0" y2="20"/>', _at(goal * 300 / most)
        )
        if goal is not None
        else ""
    )
    return format_html(
        '<svg viewBox="0 0 300 20" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>',
        drawn,
        tick,
    )


def columns(places: Sequence[str], rows: Sequence[Values], title: str, words: str) -> SafeString:
    """Columns side by side, one group for each place of the axis."""
    most = _round_top(max((n for row in rows for n in row.numbers), default=0))
    step = (WIDTH - RIGHT - LEFT) / max(len(places), 1)
    wide = step * 0.8 / max(len(rows), 1)
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}, {}: {}</title></rect>',
        (
            (
                FILLS[order],
                _at(LEFT + step * (at + 0.1) + wide * order),
                _at(_height(value, most)),
                _at(max(wide - 1, 0.6)),
                _at(HEIGHT - FOOT - _height(value, most)),
                places[at],
                row.label,
                number(value),
            )
            for order, row in enumerate(rows)
            for at, value in enumerate(row.numbers)
            if value
        ),
    )
    return _framed(places, most, drawn, title, words)


def line(places: Sequence[str], row: Values, title: str, words: str) -> SafeString:
    """One line from place to place, a dot at each."""
    most = _round_top(max(row.numbers, default=0))
    step = (WIDTH - RIGHT - LEFT) / max(len(places), 1)
    points = [
        (_at(LEFT + step * (at + 0.5)), _at(_height(value, most)), places[at], number(value))
        for at, value in enumerate(row.numbers)
    ]
    drawn = format_html(
        '<polyline class="chart-line" points="{}"/>{}',
        " ".join(f"{x},{y}" for x, y, _, _ in points),
        format_html_join(
            "",
            '<circle class="s-1" cx="{}" cy="{}" r="3.5"><title>{}: {}</title></circle>',
            points,
        ),
    )
    return _framed(places, most, drawn, title, words)


def _framed(
    places: Sequence[str], most: int, drawn: SafeString, title: str, words: str
) -> SafeString:
    """The drawing with its grid, the names of some places, title and description."""
    mark = f"chart-{next(_ids)}"
    levels = sorted({0, most // 2, most}) if most else [0]
    grid = format_html_join(
        "",
        '<line class="grid-line" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (
                LEFT,
                WIDTH,
                y := _at(_height(level, most)),
                y,
                LEFT - 6,
                _at(float(y) + 4),
                number(level),
            )
            for level in levels
        ),
    )
    step = (WIDTH - RIGHT - LEFT) / max(len(places), 1)
    every = max(1, round(len(places) / 9 + 0.49))
    names = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (_at(LEFT + step * (at + 0.5)), HEIGHT - 8, place)
            for at, place in enumerate(places)
            if (len(places) - 1 - at) % every == 0
        ),
    )
    return format_html(
        '<div class="chart-scroll" tabindex="0" role="region" aria-labelledby="{0}"><svg class="bars" '
        'viewBox="0 0 {1} {2}" role="img" aria-labelledby="{0} {0}-w"><title id="{0}">{3}</title>'
        '<desc id="{0}-w">{4}</desc>{5}{6}{7}</svg></div>',
        mark,
        WIDTH,
        HEIGHT,
        title,
        words,
        grid,
        drawn,
        names,
    )


def _height(value: int, most: int) -> float:
    floor = HEIGHT - FOOT
    return floor - (floor - TOP) * value / most if most else float(floor)


def _round_top(most: int) -> int:
    """The top of the axis: an even number a little above the highest value."""
    if most <= 2:
        return 2 * bool(most)
    unit = 10 ** (len(str(most)) - 1)
    step = next(part for part in (unit // 5 or 1, unit // 2 or 1, unit) if part * 10 >= most)
    return -(-most // (2 * step)) * 2 * step


def _at(place: float) -> str:
    return f"{place:.1f}"
