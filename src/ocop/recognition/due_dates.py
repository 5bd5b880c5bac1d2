"""The days a person's calendar shows: of own products and papers, and of those looked after."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ocop.accounts.models import User
from ocop.accounts.policy import units_with_role
from ocop.accounts.roles import COMMUNE_ROLES
from ocop.config.law import law_settings
from ocop.dossiers.queues import commune_queue
from ocop.dossiers.states import DossierState
from ocop.law import deadlines
from ocop.law.evidence import evidence_kinds
from ocop.producers.policy import own_producer_ids
from ocop.producers.queries import papers_of
from ocop.recognition import expiry
from ocop.recognition.certificate_clock import HORIZON_DAYS, Moment, days_ahead
from ocop.register.models import Certificate
from ocop.register.status import CertificateDates, Fact

DAYS_AHEAD = 400
MOST_NAMES = 40

TITLES = {
    Moment.WINDOW_OPENS: "Bắt đầu nộp hồ sơ đánh giá lại",
    Moment.WINDOW_CLOSES: "Ngày cuối nộp hồ sơ đánh giá lại",
    Moment.EXPIRES: "Giấy chứng nhận hết 36 tháng",
    Moment.EXTENSION_ENDS: "Hết thời gian kéo dài của sao",
}
PAPER_TITLE, COMMUNE_TITLE = "Giấy tờ hết hạn", "Hạn xã đánh giá hồ sơ (15 ngày làm việc)"


@dataclass(frozen=True, slots=True)
class DueDay:
    """One thing on one day: `key` names it for good, `names` are products or kinds of paper."""

    key: str
    day: dt.date
    title: str
    names: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One name as it is, several as their number."""
        return (
            f"{self.title}: {self.names[0] if len(self.names) == 1 else f'{len(self.names)} mục'}"
        )

    @property
    def details(self) -> str:
        """The names line by line, at most 40."""
        lines = list(self.names[:MOST_NAMES])
        if len(self.names) > MOST_NAMES:
            lines.append(f"và {len(self.names) - MOST_NAMES} mục nữa")
        return "\n".join(lines)


def due_days(user: User, on: dt.date) -> list[DueDay]:
    """The person's days from 30 days ago to 400 days ahead; what falls together is one entry."""
    entries = [*_certificates(user, on), *_papers(user, on), *_commune_clocks(user, on)]
    grouped: dict[tuple[dt.date, str, str], dict[str, None]] = {}
    for key, day, title, name in entries:
        grouped.setdefault((day, key, title), {})[name] = None
    return [
        DueDay(f"{key}-{day.isoformat()}", day, title, tuple(names))
        for (day, key, title), names in sorted(grouped.items())
    ]


Entry = tuple[str, dt.date, str, str]


def _certificates(user: User, on: dt.date) -> Iterable[Entry]:
    until = on + dt.timedelta(days=DAYS_AHEAD)
    latest = until + dt.timedelta(days=180)
    own = expiry.standing_on(on).filter(
        recognition__product__producer__in=own_producer_ids(user), expires_on__lte=latest
    )
    looked_after = expiry.visible_to(user, on, latest=latest)
    ids = {*own.values_list("pk", flat=True), *looked_after.values_list("pk", flat=True)}
    rows = (
        Certificate.objects.filter(pk__in=ids, expires_on__gte=on - dt.timedelta(days=210))
        .select_related("recognition__product")
        .prefetch_related("facts")
        .order_by("expires_on", "pk")
    )
    settings = law_settings()
    for row in rows:
        dates = CertificateDates(row.issued_on, row.expires_on)
        facts = [Fact(fact.kind, fact.on, fact.ground) for fact in row.facts.all()]
        for due in days_ahead(dates, facts, on, settings):
            if due.day <= until:
                yield due.moment.value, due.day, TITLES[due.moment], row.recognition.product.name


def _papers(user: User, on: dt.date) -> Iterable[Entry]:
    names = {kind.code: kind.name for kind in evidence_kinds()}
    papers = papers_of(user).filter(
        replaced_by=None,
        expires_on__gt=on - dt.timedelta(days=HORIZON_DAYS),
        expires_on__lte=on + dt.timedelta(days=DAYS_AHEAD),
    )
    for paper in papers.prefetch_related(None):
        assert paper.expires_on is not None
        yield "paper", paper.expires_on, PAPER_TITLE, names.get(paper.kind, "Giấy tờ")


def _commune_clocks(user: User, on: dt.date) -> Iterable[Entry]:
    """Điều 7.2: the commune's 15 working days, where the person serves at a commune."""
    communes = units_with_role(user, COMMUNE_ROLES)
    if not communes:
        return
    for dossier in commune_queue(user, communes).filter(state=DossierState.AT_COMMUNE):
        counted_from: dt.date | None = dossier.counted_from  # type: ignore[attr-defined]
        if counted_from is not None:
            last = deadlines.commune_assessment(counted_from).last_day
            yield "commune", last, COMMUNE_TITLE, dossier.product.name
