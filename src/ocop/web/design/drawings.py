"""The small pictures drawn on the server: stars, the bar of days, the spread of score sheets.

Coordinates are written as text with a point: a localised "12,5" is no SVG number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ocop.web.design.figures import number

MOST_BOXES = 40


@cache
def asset(name: str) -> str:
    """The address of a file of `static/design/`, looked up once: pages name many."""
    return static(f"design/{name}")


def sprite() -> str:
    """The address of the drawing sheet that holds every icon and star."""
    return asset("sprite.svg")


@cache
def icon(name: str) -> SafeString:
    """One icon of the sheet, decorative: words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', sprite(), name
    )


@cache
def star_row(filled: int) -> SafeString:
    """Five stars, the first `filled` (0 to 5) of them gold. Decorative: words stand beside it."""
    if not 0 <= filled <= 5:
        raise ValueError(filled)
    return format_html(
        '<svg class="rank-stars" viewBox="0 0 128 24" aria-hidden="true">'
        '<use href="{}#stars-{}"/></svg>',
        sprite(),
        filled,
    )


def boxes(used: int, total: int) -> SafeString:
    """A bar of `total` boxes, `used` of them filled; above 40 it becomes one smooth bar."""
    filled = min(max(used, 0), total)
    if total > MOST_BOXES:
        return format_html(
            '<svg viewBox="0 0 {0} 12" preserveAspectRatio="none" aria-hidden="true">'
            '<rect width="{0}" height="12"/><rect class="used" width="{1}" height="12"/></svg>',
            str(total),
            str(filled),
        )
    return format_html(
        '<svg viewBox="0 0 {} 12" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        str(max(total, 1) * 10 - 2),
        format_html_join(
            "",
            '<rect x="{}" width="8" height="12"{}/>',
            (
                (str(day * 10), SafeString(' class="used"') if day < filled else "")
                for day in range(total)
            ),
        ),
    )


@dataclass(frozen=True)
class Scale:
    """A straight scale from `low` to `high` points onto `start`…`end` of the drawing."""

    low: Fraction
    high: Fraction
    start: int
    end: int

    def __call__(self, value: Fraction | Decimal | int) -> str:
        """The place of a value, held inside the drawing, with one decimal."""
        inside = min(max(Fraction(value), self.low), self.high)
        place = self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)
        return number(place, 1).replace(",", ".")


def spread(
    totals: Sequence[Fraction | Decimal | int],
    limit: Fraction | Decimal | int | None = None,
    low: int = 50,
    high: int = 100,
) -> SafeString:
    """The sheets of one product as dots on a scale of points, the mean as a bold tick.

    `limit` is the widest difference the regulation allows: beyond it the picture turns red and
    shows the allowed range round the mean. Decorative: the figures stand beside it in words.
    """
    low = min(low, int(min(totals)))
    scale = Scale(Fraction(low), Fraction(high), 14, 256)
    mean = sum(map(Fraction, totals), Fraction(0)) / len(totals)
    over = limit is not None and max(totals) - min(totals) > limit
    allowed = SafeString("")
    if over and limit is not None:
        half = Fraction(limit) / 2
        allowed = format_html(
            '<path class="limit" d="M{} 3v26M{} 3v26"/>', scale(mean - half), scale(mean + half)
        )
    ticks = [tick for tick in range(0, 101, 10) if low <= tick <= high and (tick // 10) % 2]
    return format_html(
        '<svg class="spread{}" viewBox="0 0 270 48" aria-hidden="true">'
        '<line class="axis" x1="10" x2="260" y1="30" y2="30"/>{}{}'
        '<line class="range" x1="{}" x2="{}" y1="16" y2="16"/>{}'
        '<path class="mean" d="M{} 5h2.4v22h-2.4z"/></svg>',
        " is-over" if over else "",
        format_html_join(
            "",
            '<line class="tick" x1="{0}" x2="{0}" y1="4" y2="33"/>'
            '<text x="{0}" y="46" text-anchor="middle">{1}</text>',
            ((scale(tick), str(tick)) for tick in ticks),
        ),
        allowed,
        scale(min(totals)),
        scale(max(totals)),
        format_html_join(
            "", '<circle class="dot" cx="{}" cy="16" r="4.5"/>', ((scale(t),) for t in totals)
        ),
        scale(mean),
    )
