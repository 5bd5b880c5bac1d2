"""The map: what was found by province, and inside a province by commune, beside its table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Avg
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.catalogue.counting import Counts
from ocop.catalogue.finding import find
from ocop.places.models import Level, Unit
from ocop.places.queries import communes_of, provinces_today
from ocop.web.access import anyone
from ocop.web.public.register.asking import Asked, asked
from ocop.web.public.register.boundaries import path_of, rings_of
from ocop.web.public.register.drawing import WIDTH, Bubble, Projection, Spot, shade, sheet
from ocop.web.public.register.listing import filters

STARS = (5, 4, 3)
Centre = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One unit in the table: products in all and by star, and where each number leads."""

    unit: Unit
    total: int
    by_star: tuple[tuple[int, int, str], ...]
    list_query: str
    # The map of this province; empty for a commune.
    map_query: str


@anyone
@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """Bubbles from centroids, or the boundaries that this installation was given."""
    question = asked(request.GET)
    answer = find(question.search)
    province = question.units.get("tinh")
    units = list(communes_of(province) if province else provinces_today())
    centres = _own_centres(units) if province else centres_of_provinces()
    lines = _lines(question, answer.counts, units, inside=province is not None)
    islands = [] if province else list(archipelagos())
    spots = [
        Spot(line.unit.pk, *centres[line.unit.pk], line.total)
        for line in lines
        if line.unit.pk in centres
    ]
    spots += [Spot(-unit.pk, *centre, 0) for unit, centre in islands]
    drawn = sheet(spots)
    by_unit = {line.unit.pk: line for line in lines}
    nameless = answer.counts.total - sum(line.total for line in lines)
    return render(
        request,
        "public/register/map.html",
        {
            **filters(question, answer),
            "province": province,
            "width": WIDTH,
            "sheet": drawn,
            "bubbles": [(b, by_unit[b.key]) for b in drawn.bubbles if b.key in by_unit],
            "islands": [
                (bubble, unit)
                for bubble in drawn.bubbles
                for unit, _ in islands
                if bubble.key == -unit.pk
            ],
            "named": _named(drawn.bubbles),
            **_areas(lines),
            "lines": [line for line in lines if line.total],
            "empty_units": sum(1 for line in lines if not line.total),
            "unplaced": [line for line in lines if line.total and line.unit.pk not in centres],
            "nameless": nameless,
            "stars": STARS,
            "map_words": _(
                "Bản đồ bong bóng: số sản phẩm theo đơn vị. Bảng bên cạnh ghi đủ các số."
            ),
        },
    )


def _own_centres(units: Iterable[Unit]) -> dict[int, Centre]:
    """Those known; doubtful ones were left out of the data."""
    return {
        unit.pk: (float(unit.longitude), float(unit.latitude))
        for unit in units
        if unit.longitude is not None and unit.latitude is not None
    }


def centres_of_provinces() -> dict[int, Centre]:
    """The middle of a province's communes: the data have no centre for the province itself."""
    communes = Unit.objects.filter(level=Level.COMMUNE, valid_to=None, latitude__isnull=False)
    means = communes.values("province_today").annotate(x=Avg("longitude"), y=Avg("latitude"))
    return {row["province_today"]: (float(row["x"]), float(row["y"])) for row in means.order_by()}


def archipelagos() -> Iterator[tuple[Unit, Centre]]:
    """Hoàng Sa and Trường Sa stand on every map of the country, with or without products."""
    named = Unit.objects.filter(
        level=Level.COMMUNE, valid_to=None, folded_name__in=["hoang sa", "truong sa"]
    )
    for unit in named.filter(kind="Đặc khu", latitude__isnull=False):
        yield unit, (float(unit.longitude), float(unit.latitude))


def _areas(lines: Sequence[Line]) -> dict[str, object]:
    """The shaded areas of the units whose boundary is known, with the height of their sheet."""
    rings = rings_of([line.unit.code for line in lines])
    if not rings:
        return {"areas": [], "areas_height": 0}
    project = Projection([point for each in rings.values() for ring in each for point in ring])
    most = max(line.total for line in lines) or 1
    areas = [
        (
            line,
            shade(line.total, most),
            path_of([project(*p) for p in ring] for ring in rings[code]),
        )
        for line in lines
        if (code := line.unit.code) in rings
    ]
    return {"areas": areas, "areas_height": project.height}


def _lines(question: Asked, counts: Counts, units: Iterable[Unit], *, inside: bool) -> list[Line]:
    held: Counter[tuple[int | None, int]] = Counter()
    for (province, commune, star), number in counts.by_place.items():
        held[(commune if inside else province), star] += number
    name = "xa" if inside else "tinh"
    return sorted(
        (_line(question, unit, held, name) for unit in units),
        key=lambda line: (-line.total, line.unit.folded_name),
    )


def _line(
    question: Asked, unit: Unit, held: Mapping[tuple[int | None, int], int], name: str
) -> Line:
    numbers = {star: held.get((unit.pk, star), 0) for star in STARS}
    return Line(
        unit=unit,
        total=sum(numbers.values()),
        by_star=tuple(
            (star, number, question.address(**{name: unit.code, "sao": str(star)}))
            for star, number in numbers.items()
        ),
        list_query=question.address(**{name: unit.code}),
        map_query=question.address(tinh=unit.code) if name == "tinh" else "",
    )


def _named(bubbles: Iterable[Bubble]) -> set[int]:
    """The largest bubbles whose names do not run into each other."""
    taken: list[Bubble] = []
    for bubble in bubbles:
        if len(taken) >= 12 or not bubble.count:
            break
        if all(abs(b.x - bubble.x) > 160 or abs(b.label_y - bubble.label_y) > 32 for b in taken):
            taken.append(bubble)
    return {bubble.key for bubble in taken}
