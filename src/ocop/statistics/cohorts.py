"""The stars of one year and what became of them three years later."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q

from ocop.config.law import law_settings
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.register.models import Certificate, CertificateFact, EvaluationKind, Recognition
from ocop.register.status import CertificateDates, Fact
from ocop.statistics.asked import Asked
from ocop.statistics.cohort_rules import (
    APART,
    RECOGNISED_AGAIN,
    TOOK_PART,
    Filing,
    Later,
    Member,
    Outcome,
    filing,
    outcome,
)
from ocop.statistics.shares import Share
from ocop.statistics.tables import Column, Line, Table, summed

SLUG = "khoa"
ALL, PART, AGAIN = "ca-khoa", "tham-gia", "lai"
COLUMNS = {
    ALL: "Phải đánh giá lại",
    PART: "Tham gia đánh giá lại",
    AGAIN: "Được công nhận lại",
    Outcome.RAISED: "Lên sao",
    Outcome.KEPT: "Giữ sao",
    Outcome.LOWERED: "Xuống sao",
    Outcome.FAILED: "Không đạt",
    Outcome.UNDER_WAY: "Đang xét",
    Outcome.DROPPED: "Rút hồ sơ",
    Outcome.WITHDRAWN: "Bị thu hồi",
    Outcome.NOT_FILED: "Hết hạn, không nộp",
    Outcome.NOT_DUE: "Chưa hết hạn, chưa nộp",
    Outcome.UPGRADED: "Đã nâng hạng trước (tính riêng)",
}
FILINGS = {
    Filing.IN_WINDOW: "Nộp đúng kỳ",
    Filing.LATE: "Nộp muộn",
    Filing.EARLY: "Nộp sớm",
    Filing.UNKNOWN: "Có kết quả, không ghi ngày nộp",
    Filing.NOT: "Không nộp hoặc chưa nộp",
}
SENTENCE = (
    "Đếm sản phẩm theo năm cấp giấy chứng nhận (36 tháng sau là đến kỳ). Phải đánh giá lại: cả "
    "khóa trừ sản phẩm đã nâng hạng trước kỳ, vì 36 tháng của chúng tính lại. Tham gia: đã nộp hồ "
    "sơ đánh giá lại và không rút. Được công nhận lại: kết quả đánh giá lại từ 3 sao. Hai tỷ lệ này "
    "khác nhau và luôn ghi riêng."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One member of a cohort as of the day asked for."""

    member: Member
    outcome: Outcome
    filing: Filing

    def counts_in(self, column: str) -> bool:
        """Whether it belongs to a column of the table."""
        if column == ALL:
            return self.outcome not in APART
        if column == PART:
            return self.outcome in TOOK_PART
        if column == AGAIN:
            return self.outcome in RECOGNISED_AGAIN
        if column in FILINGS:
            return self.filing == column and self.outcome not in APART
        return self.outcome == column


@dataclass(frozen=True, slots=True)
class Cohort:
    """The certificates issued in `year`; they are due three years on."""

    year: int
    judged: tuple[Judged, ...]

    @property
    def due_year(self) -> int:
        """The year in which they have to be evaluated again."""
        return self.year + 3

    def count(self, column: str) -> int:
        """How many belong to a column."""
        return sum(one.counts_in(column) for one in self.judged)

    def share(self, column: str) -> Share:
        """Those of a column among all who had to be evaluated again."""
        return Share(self.count(column), self.count(ALL))

    @property
    def took_part(self) -> Share:
        """ "Tỷ lệ tham gia": filed, whatever came of it."""
        return self.share(PART)

    @property
    def recognised_again(self) -> Share:
        """ "Tỷ lệ được công nhận lại": a result of 3 stars or more."""
        return self.share(AGAIN)


def cohorts(asked: Asked, star: int | None = None, kind: str = "") -> list[Cohort]:
    """Every cohort of the place, the newest first; by star and kind where asked. Four queries.

    A product with several certificates of one year counts with the last.
    """
    members = _members(asked)
    settings = law_settings()
    by_year: dict[int, list[Judged]] = defaultdict(list)
    for member in members:
        if (star and member.star != star) or (kind and member.kind != kind):
            continue
        result = outcome(member, asked.on, settings)
        by_year[member.dates.issued_on.year].append(
            Judged(member, result, filing(member, asked.on, result))
        )
    return [Cohort(year, tuple(by_year[year])) for year in sorted(by_year, reverse=True)]


def cohort_table(found: Sequence[Cohort]) -> Table:
    """One line for each year."""
    lines = tuple(
        Line(
            str(cohort.year),
            f"Năm {cohort.year}, đến kỳ {cohort.due_year}",
            tuple(map(cohort.count, COLUMNS)),
        )
        for cohort in found
    )
    return Table(
        SLUG,
        "Kết quả của từng khóa",
        SENTENCE,
        "Năm",
        tuple(Column(str(key), label) for key, label in COLUMNS.items()),
        lines,
        summed("Cộng", lines, len(COLUMNS)),
        has_shares=False,
    )


def filing_table(found: Sequence[Cohort]) -> Table:
    """When they filed, against the window of Điều 7.6.a."""
    lines = tuple(
        Line(
            str(cohort.year),
            f"Năm {cohort.year}, đến kỳ {cohort.due_year}",
            tuple(map(cohort.count, FILINGS)),
        )
        for cohort in found
    )
    return Table(
        SLUG,
        "Nộp hồ sơ đánh giá lại lúc nào",
        "Đếm sản phẩm phải đánh giá lại theo ngày xã nhận hồ sơ. Đúng kỳ: từ 180 đến 120 ngày trước "
        "khi giấy hết hạn (Điều 7.6.a QĐ 26/2026/QĐ-TTg).",
        "Năm",
        tuple(Column(str(key), label) for key, label in FILINGS.items()),
        lines,
        summed("Cộng", lines, len(FILINGS)),
        has_shares=False,
    )


def cohort_rows(found: Sequence[Cohort], line: str, column: str) -> list[int] | None:
    """The recognitions behind one number; None where there is no such line or column."""
    if column not in COLUMNS and column not in FILINGS:
        return None
    chosen = [cohort for cohort in found if not line or str(cohort.year) == line]
    if line and not chosen:
        return None
    return [
        one.member.recognition
        for cohort in chosen
        for one in cohort.judged
        if one.counts_in(column)
    ]


def _members(asked: Asked) -> list[Member]:
    place = _place(asked)
    certificates = (
        Certificate.objects.filter(
            _at("recognition__product__", place), recognition__star__gte=3, issued_on__lte=asked.on
        )
        .order_by("issued_on", "pk")
        .values_list(
            "pk",
            "recognition",
            "recognition__product",
            "recognition__star",
            "recognition__kind",
            "issued_on",
            "expires_on",
        )
    )
    last = {(row[2], row[5].year): row for row in certificates}
    facts: dict[int, list[Fact]] = defaultdict(list)
    told = CertificateFact.objects.filter(_at("certificate__recognition__product__", place))
    for certificate, kind, on in told.order_by("on", "pk").values_list("certificate", "kind", "on"):
        facts[certificate].append(Fact(kind, on))
    given: dict[int, list[tuple[int, Later]]] = defaultdict(list)
    stars = Recognition.objects.filter(_at("product__", place), recognised_on__isnull=False)
    for product, pk, kind, star, day in stars.values_list(
        "product", "pk", "kind", "star", "recognised_on"
    ):
        assert day is not None
        given[product].append((pk, Later(kind, star, day)))
    failed = _failed(asked.on, place)
    days = {pk: later.on for rows in given.values() for pk, later in rows}
    return [
        Member(
            recognition=recognition,
            product=product,
            star=star,
            kind=kind,
            dates=CertificateDates(issued_on, expires_on),
            facts=tuple(facts[pk]),
            later=tuple(
                later
                for other, later in given[product]
                if (later.on, other) > (days.get(recognition, issued_on), recognition)
            ),
            failed_on=failed.get(recognition),
        )
        for pk, recognition, product, star, kind, issued_on, expires_on in last.values()
    ]


def _failed(on: dt.date, place: Mapping[str, int]) -> dict[int, dt.date]:
    """The day of the result below 3 stars by the recognition that was evaluated again."""
    dossiers = (
        Dossier.objects.filter(
            _at("product__", place),
            kind=EvaluationKind.REEVALUATION,
            state=DossierState.NOT_RECOGNISED,
            builds_on__isnull=False,
        )
        .annotate(concluded=Max("results__concluded_on"))
        .filter(concluded__lte=on)
        .order_by()
    )
    return dict(dossiers.values_list("builds_on", "concluded"))


def _place(asked: Asked) -> dict[str, int]:
    if asked.commune:
        return {"listed__commune": asked.commune}
    return {"listed__province": asked.province} if asked.province else {}


def _at(path: str, place: Mapping[str, int]) -> Q:
    return Q(**{f"{path}{name}": value for name, value in place.items()})
