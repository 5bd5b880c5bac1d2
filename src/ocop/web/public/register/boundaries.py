"""Boundaries that an installation may provide (`OCOP_BOUNDARIES`): a GeoJSON file, read once.

Each feature names its unit by the official code in the property "code" or "ma". Anything else in
the file is left aside; a file that cannot be read as such draws no boundary, and the log says why.
"""

import json
import logging
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

Point = tuple[float, float]
Ring = tuple[Point, ...]
LARGEST_FILE = 64 * 1024 * 1024
TOLERANCE = 0.7
"""Units of the sheet by which a simplified line may leave the true one."""

logger = logging.getLogger(__name__)


def rings_of(codes: Collection[str]) -> dict[str, tuple[Ring, ...]]:
    """The rings of those units that the configured file knows; empty without a file."""
    path = Path(settings.OCOP_BOUNDARIES) if settings.OCOP_BOUNDARIES else None
    if path is None:
        return {}
    try:
        known = _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        logger.warning("Không đọc được tệp ranh giới %s: %s", path, error)
        return {}
    return {code: known[code] for code in codes if code in known}


@lru_cache(maxsize=2)
def _read(path: Path, modified: int) -> dict[str, tuple[Ring, ...]]:
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError("tệp lớn hơn 64 MB")
    try:
        document = json.loads(path.read_bytes())
    except RecursionError:
        raise ValueError("lồng quá sâu") from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise ValueError("không phải GeoJSON FeatureCollection")
    found: dict[str, tuple[Ring, ...]] = {}
    for feature in features:
        code, rings = _feature(feature)
        if code and rings:
            found[code] = found.get(code, ()) + rings
    return found


def _feature(feature: Any) -> tuple[str, tuple[Ring, ...]]:
    if not isinstance(feature, dict):
        return "", ()
    properties, geometry = feature.get("properties"), feature.get("geometry")
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        return "", ()
    code = str(properties.get("code") or properties.get("ma") or "")
    parts = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        parts = [parts]
    elif geometry.get("type") != "MultiPolygon":
        return "", ()
    return code, tuple(ring for ring in map(_ring, _rings(parts)) if len(ring) >= 4)


def _rings(parts: Any) -> Iterator[Any]:
    for polygon in parts if isinstance(parts, list) else ():
        yield from polygon if isinstance(polygon, list) else ()


def _ring(raw: Any) -> Ring:
    """The points of a ring; empty where one is no place on Earth."""
    if not isinstance(raw, list):
        return ()
    points = []
    for pair in raw:
        if not isinstance(pair, list) or len(pair) < 2:
            return ()
        longitude, latitude = pair[0], pair[1]
        if not (_is_degree(longitude, 180) and _is_degree(latitude, 90)):
            return ()
        points.append((float(longitude), float(latitude)))
    return tuple(points)


def _is_degree(value: object, most: int) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and math.isfinite(value) and abs(value) <= most  # type: ignore[arg-type]


def path_of(rings: Iterable[Sequence[Point]]) -> str:
    """The `d` of an SVG path through rings already on the sheet, simplified."""
    parts = []
    for ring in rings:
        kept = simplified(ring)
        if len(kept) >= 4:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept[:-1]) + "Z")
    return "".join(parts)


def simplified(line: Sequence[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """The line without the points that lie within `tolerance` of what is left (Douglas, Peucker)."""
    if len(line) < 3:
        return list(line)
    keep = {0, len(line) - 1}
    open_parts = [(0, len(line) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        distances = [
            (_distance(line[index], line[first], line[last]), index)
            for index in range(first + 1, last)
        ]
        farthest, index = max(distances, default=(0.0, first))
        if farthest > tolerance:
            keep.add(index)
            open_parts += [(first, index), (index, last)]
    return [line[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the stretch between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    share = 0.0
    if length:
        share = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / length
        share = min(max(share, 0.0), 1.0)
    return math.hypot(point[0] - start[0] - share * across, point[1] - start[1] - share * down)
