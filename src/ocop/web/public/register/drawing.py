"""A map of bubbles as plain numbers: where each unit lies on the sheet and how large it is drawn.

Nothing but centroids is needed. Longitudes are shortened by the cosine of the middle latitude, which
over one country is as good as a real projection.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 760
MARGIN = 46
LARGEST = 40.0
SMALLEST = 7.0
_TALLEST = 1150


@dataclass(frozen=True)
class Spot:
    """A unit to draw: its key, longitude and latitude in degrees, how many products it has."""

    key: int
    longitude: float
    latitude: float
    count: int


@dataclass(frozen=True)
class Bubble:
    """A circle on the sheet; a place without products is a small dot."""

    key: int
    x: float
    y: float
    radius: float
    count: int

    @property
    def label_y(self) -> float:
        """Where its name is written: inside a large bubble, above a small one."""
        return self.y + 6 if self.radius > 26 else self.y - self.radius - 5


@dataclass(frozen=True)
class Sheet:
    """A drawing of WIDTH by `height` units, larger bubbles first so that small ones stay visible."""

    height: int
    bubbles: tuple[Bubble, ...]


class Projection:
    """Degrees to the sheet, fitted to the points given (at least one)."""

    def __init__(self, points: Iterable[tuple[float, float]]) -> None:
        longitudes, latitudes = zip(*points, strict=True)
        self._west, self._north = min(longitudes), max(latitudes)
        middle = (self._north + min(latitudes)) / 2
        self._shorten = math.cos(math.radians(middle))
        width = max((max(longitudes) - self._west) * self._shorten, 0.05)
        tall = max(self._north - min(latitudes), 0.05)
        self._scale = min((WIDTH - 2 * MARGIN) / width, (_TALLEST - 2 * MARGIN) / tall)
        self._left = (WIDTH - width * self._scale) / 2
        self.height = round(tall * self._scale + 2 * MARGIN)

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The point on the sheet, from the top left."""
        x = (longitude - self._west) * self._shorten * self._scale + self._left
        return round(x, 1), round((self._north - latitude) * self._scale + MARGIN, 1)


def sheet(spots: Sequence[Spot]) -> Sheet:
    """Lay the spots out; the area of a bubble follows its count."""
    if not spots:
        return Sheet(0, ())
    project = Projection([(spot.longitude, spot.latitude) for spot in spots])
    most = max(spot.count for spot in spots)
    bubbles = [
        Bubble(
            spot.key, *project(spot.longitude, spot.latitude), radius(spot.count, most), spot.count
        )
        for spot in spots
    ]
    return Sheet(project.height, tuple(sorted(bubbles, key=lambda bubble: -bubble.count)))


def radius(count: int, most: int) -> float:
    """The radius whose circle has its share of the largest one's area.

    >>> radius(100, 100), radius(25, 100), radius(0, 100)
    (40.0, 20.0, 3.0)
    """
    if not count:
        return 3.0
    return round(max(LARGEST * math.sqrt(count / most), SMALLEST), 1)


def shade(count: int, most: int) -> int:
    """From 0 (nothing) to 5 (most), in equal steps of the count's square root.

    >>> [shade(count, 100) for count in (0, 1, 25, 100)]
    [0, 1, 3, 5]
    """
    if not count:
        return 0
    return min(5, 1 + int(5 * math.sqrt(count / most)))
