"""What one year's evaluations gave: by kind and star, those below three stars too (E08)."""

from django.db.models import Count, Max, Q, QuerySet

from ocop.councils.models import CouncilResult
from ocop.dossiers.states import DossierState
from ocop.register.models import EvaluationKind, Recognition
from ocop.statistics.asked import Asked
from ocop.statistics.tables import NONE, Column, Line, Table, summed

SLUG = "ket-qua"
STARS = {f"sao-{star}": star for star in (5, 4, 3)}
BELOW, KEPT = "duoi-3", "giu-sao"
COLUMNS = {
    "tat-ca": "Được đánh giá",
    "dat": "Được công nhận",
    "sao-5": "5 sao",
    "sao-4": "4 sao",
    "sao-3": "3 sao",
    BELOW: "Dưới 3 sao",
    KEPT: "Chưa lên hạng, giữ sao",
}
LINES = {
    EvaluationKind.FIRST.value: "Đánh giá lần đầu",
    EvaluationKind.REEVALUATION.value: "Đánh giá lại",
    EvaluationKind.UPGRADE.value: "Nâng hạng",
    NONE: "Danh sách không ghi loại đánh giá",
}
SENTENCE = (
    "Đếm kết quả đánh giá trong năm, không đếm sản phẩm: một sản phẩm được đánh giá hai lần thì "
    "đếm hai lần. Công nhận tính theo ngày ký quyết định; dưới 3 sao tính theo ngày Hội đồng kết luận."
)
_ENDED = {BELOW: DossierState.NOT_RECOGNISED, KEPT: DossierState.NOT_UPGRADED}


def result_table(asked: Asked, year: int) -> Table:
    """Two queries."""
    stars: dict[tuple[str, int], int] = {
        (row["kind"] or NONE, row["star"]): row["n"]
        for row in _recognitions(asked, year)
        .values("kind", "star")
        .annotate(n=Count("pk"))
        .order_by()
    }
    ended: dict[tuple[str, str], int] = {
        (row["dossier__kind"], row["dossier__state"]): row["n"]
        for row in _ended(asked, year)
        .values("dossier__kind", "dossier__state")
        .annotate(n=Count("pk"))
        .order_by()
    }
    lines = []
    for key, label in LINES.items():
        by_star = [stars.get((key, star), 0) for star in STARS.values()]
        below = sum(n for (kind, star), n in stars.items() if kind == key and star < 3)
        below += ended.get((key, _ENDED[BELOW]), 0)
        kept = ended.get((key, _ENDED[KEPT]), 0)
        numbers = (sum(by_star) + below + kept, sum(by_star), *by_star, below, kept)
        if key != NONE or numbers[0]:
            lines.append(Line(key, label, numbers))
    return Table(
        SLUG,
        f"Kết quả đánh giá năm {year}",
        SENTENCE,
        "Loại đánh giá",
        tuple(Column(key, label) for key, label in COLUMNS.items()),
        tuple(lines),
        summed("Cộng", lines, len(COLUMNS)),
    )


def result_rows(
    asked: Asked, year: int, line: str, column: str
) -> tuple[QuerySet[Recognition], QuerySet[CouncilResult]] | None:
    """The recognitions and the other results behind one number; None where there is no such cell."""
    if column not in COLUMNS or (line and line not in LINES):
        return None
    stars, ended = _recognitions(asked, year), _ended(asked, year)
    if line:
        stars = stars.filter(kind="" if line == NONE else line)
        ended = ended.filter(dossier__kind=line)
    if column == "dat":
        stars, ended = stars.filter(star__gte=3), ended.none()
    elif column in STARS:
        stars, ended = stars.filter(star=STARS[column]), ended.none()
    elif column in _ENDED:
        stars = stars.filter(star__lt=3) if column == BELOW else stars.none()
        ended = ended.filter(dossier__state=_ENDED[column])
    return stars, ended


def _recognitions(asked: Asked, year: int) -> QuerySet[Recognition]:
    return Recognition.objects.filter(
        _of_place("product__", asked), recognised_on__year=year, recognised_on__lte=asked.on
    )


def _ended(asked: Asked, year: int) -> QuerySet[CouncilResult]:
    """The last result of each dossier that ended without a new star."""
    newest = CouncilResult.objects.values("dossier").annotate(last=Max("pk")).values("last")
    return CouncilResult.objects.filter(
        _of_place("dossier__product__", asked),
        dossier__state__in=list(_ENDED.values()),
        pk__in=newest,
        concluded_on__year=year,
        concluded_on__lte=asked.on,
    )


def _of_place(path: str, asked: Asked) -> Q:
    """Without the list: what never had three stars is not on it."""
    if asked.commune:
        return Q(**{f"{path}current_commune": asked.commune})
    if not asked.province:
        return Q()
    return Q(**{f"{path}current_commune__province_today": asked.province}) | Q(
        **{f"{path}current_commune": None, f"{path}commune__province_today": asked.province}
    )
