"""Whose sheets count for an item, and what they add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ocop.councils.models import AgendaItem, CouncilMember, ScoreSheet, Session
from ocop.dossiers.models import Dossier
from ocop.kernel.errors import RefusedError
from ocop.law.loading import load_rubric
from ocop.law.readings import LawSettings
from ocop.law.rubric import Gate, Rubric
from ocop.law.scoring import CouncilScore, SheetScore, aggregate, score_sheet


@dataclass(frozen=True)
class Counting:
    """The members counted for one item in its present round, and those of them who submitted."""

    item: AgendaItem
    members: tuple[CouncilMember, ...]
    sheets: tuple[ScoreSheet, ...]

    @property
    def waiting(self) -> int:
        """How many counted members have not submitted yet."""
        return len(self.members) - len(self.sheets)

    @property
    def is_complete(self) -> bool:
        """Whether every counted member has submitted."""
        return bool(self.members) and not self.waiting


def rubric_of(dossier: Dossier) -> Rubric:
    """The score sheet the dossier is bound to. Raises RefusedError where its text has changed."""
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    if rubric.sha256 != dossier.rubric_sha256:
        raise RefusedError(
            "Bộ tiêu chí trên máy khác với bộ tiêu chí khi nộp hồ sơ. Hãy báo quản trị hệ thống."
        )
    return rubric


def scoring_members(session: Session) -> list[CouncilMember]:
    """The members with a sheet: without the secretary, and the chair where the regulation says."""
    seats = [CouncilMember.Seat.MEMBER]
    if session.council.rules.chair_scores:
        seats.append(CouncilMember.Seat.CHAIR)
    return list(session.council.members.filter(seat__in=seats, left_on=None).select_related("user"))


def voting_members(session: Session) -> list[CouncilMember]:
    """Chair and members: those the quorum is counted of."""
    return list(
        session.council.members.exclude(seat=CouncilMember.Seat.SECRETARY)
        .filter(left_on=None)
        .select_related("user")
    )


def counting(item: AgendaItem) -> Counting:
    """The counting of one item: present, scoring, without conflict.

    When the collecting of a written round has ended, those who returned a sheet are counted.
    """
    session = item.session
    present = set(session.present.values_list("pk", flat=True))
    away = set(item.conflicts.values_list("member_id", flat=True))
    members = [m for m in scoring_members(session) if m.pk in present and m.pk not in away]
    rows = item.sheets.filter(round=item.round, submitted_at__isnull=False)
    submitted = list(rows.select_related("member", "snapshot"))
    if session.collected_at:
        returned = {sheet.member_id for sheet in submitted}
        members = [member for member in members if member.pk in returned]
    return counting_of(item, members, submitted)


def counting_of(
    item: AgendaItem, members: Sequence[CouncilMember], submitted: Sequence[ScoreSheet]
) -> Counting:
    """The same from rows already at hand; sheets of members who do not count are left out."""
    by_member = {sheet.member_id: sheet for sheet in submitted if sheet.round == item.round}
    sheets = tuple(by_member[m.pk] for m in members if m.pk in by_member)
    return Counting(item, tuple(members), sheets)


def score_of(sheet: ScoreSheet, rubric: Rubric, settings: LawSettings) -> SheetScore:
    """One sheet's score under the council's settings. Raises RefusedError for a wrong answer."""
    return score_sheet(
        rubric,
        sheet.answers,
        sheet.cases,
        [(kind, criterion) for kind, criterion in sheet.gates],
        settings,
    )


@dataclass(frozen=True)
class Outcome:
    """What the counted sheets of one item add up to, before the council concludes.

    `score` is None where some members stopped at a ground that the others did not see, so that
    their sheets are incomplete: the council must discuss first.
    """

    score: CouncilScore | None
    totals: tuple[Fraction, ...]
    minority_gates: tuple[Gate, ...]
    limit: int

    @property
    def mean(self) -> Fraction:
        """The exact arithmetic mean of the counted totals."""
        return sum(self.totals, Fraction(0)) / len(self.totals)

    @property
    def spread(self) -> Fraction:
        """Points between the highest and the lowest counted total."""
        return max(self.totals) - min(self.totals)

    @property
    def is_over_limit(self) -> bool:
        """Whether the totals differ by more than the regulation allows."""
        if self.score is None or self.score.ranking.gates:
            return False  # stopped sheets hold subtotals
        return self.spread > self.limit

    @property
    def undecided(self) -> tuple[str, ...]:
        """The criteria whose option for a mark the council has still to agree on."""
        return self.score.ranking.undecided if self.score else ()

    @property
    def needs_discussion(self) -> bool:
        """Whether there is anything to settle before a conclusion."""
        unsettled = self.undecided or self.minority_gates
        return self.score is None or self.is_over_limit or bool(unsettled)


def outcome(counted: Counting, *, agreed: bool = True) -> Outcome:
    """What the counted sheets add up to, with what the council agreed unless `agreed` is False.

    Raises RefusedError while a counted member has not submitted.
    """
    if not counted.is_complete:
        raise RefusedError(f"Còn chờ {counted.waiting} phiếu.")
    item, council = counted.item, counted.item.session.council
    rules, settings = council.rules, council.law_settings
    rubric = rubric_of(item.dossier)
    sheets = [score_of(sheet, rubric, settings) for sheet in counted.sheets]
    totals = tuple(sheet.total for sheet in sheets)
    concluded = concluded_gates(rubric, item) if agreed else []
    raised = {gate for sheet in sheets for gate in sheet.gates}
    stopped_by_most = any(
        2 * sum(gate in sheet.gates for sheet in sheets) > len(sheets) for gate in raised
    )
    if any(sheet.missing for sheet in sheets) and not (stopped_by_most or concluded):
        return Outcome(None, totals, tuple(raised), rules.spread_limit)
    score = aggregate(
        sheets,
        settings,
        confirmed=confirmed_votes(item.confirmed_options) if agreed else None,
        gates=concluded,
    )
    return Outcome(score, totals, score.minority_gates, rules.spread_limit)


def confirmed_votes(
    kept: Mapping[str, Mapping[str, int | None]],
) -> dict[str, int | tuple[int, int]]:
    """The options agreed in the meeting as the law's `aggregate` takes them."""
    votes: dict[str, int | tuple[int, int]] = {}
    for code, row in kept.items():
        option, case = row["option"], row["case"]
        assert option is not None
        votes[code] = option if case is None else (case, option)
    return votes


def concluded_gates(rubric: Rubric, item: AgendaItem) -> list[Gate]:
    """The grounds to stop that the council concluded, as the sheet prints them."""
    wanted = {(kind, criterion) for kind, criterion in item.concluded_gates}
    return [gate for gate in rubric.gates if (gate.type, gate.criterion) in wanted]
