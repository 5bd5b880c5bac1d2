"""Where the product is made: a pin among the provinces, from centroids alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.html import escape
from django.utils.safestring import SafeString

from ocop.places.models import Unit
from ocop.web.public.register.drawing import WIDTH, Projection
from ocop.web.public.register.map_page import archipelagos, centres_of_provinces

_KEY = "product-page-map"
_KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Pin:
    """The sheet with a dot for each province, the archipelagos by name, and the pin."""

    width: int
    height: int
    dots: SafeString
    islands: SafeString
    x: float
    y: float


def pin_of(commune: Unit) -> Pin | None:
    """The pin of a commune; None where its centroid is not known."""
    if commune.latitude is None or commune.longitude is None:
        return None
    place = (float(commune.longitude), float(commune.latitude))
    provinces, islands = _kept_points()
    project = Projection([*provinces, *(centre for _, centre in islands), place])
    return Pin(
        WIDTH,
        project.height,
        _dots(project(*one) for one in provinces),
        _islands((name, *project(*centre)) for name, centre in islands),
        *project(*place),
    )


def _dots(places: Iterable[tuple[float, float]]) -> SafeString:
    return SafeString(
        "".join(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="9"/>' for x, y in places)
    )


def _islands(named: Iterable[tuple[str, float, float]]) -> SafeString:
    return SafeString(
        "".join(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="6"/><text lang="vi" x="{x:.1f}" '
            f'y="{y:.1f}" dx="30" dy="34" text-anchor="end">{escape(name)}</text>'
            for name, x, y in named
        )
    )


_Centre = tuple[float, float]


def _kept_points() -> tuple[list[_Centre], list[tuple[str, _Centre]]]:
    """Provinces move once in a decade: asked of the database once an hour."""
    kept: tuple[list[_Centre], list[tuple[str, _Centre]]] | None = cache.get(_KEY)
    if kept is None:
        named = [(unit.name, centre) for unit, centre in archipelagos()]
        kept = (list(centres_of_provinces().values()), named)
        cache.set(_KEY, kept, _KEPT_SECONDS)
    return kept
