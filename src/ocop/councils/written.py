"""What a round of written opinions has brought for one product (Điều 7.6.d QĐ 26/2026/QĐ-TTg)."""

from dataclasses import dataclass

from ocop.councils.agreement import Difference, WrittenOpinion, written_differences
from ocop.councils.counting import Counting, rubric_of, score_of, scoring_members
from ocop.councils.models import CouncilMember
from ocop.law.readings import LawSettings
from ocop.law.scoring import SheetScore


@dataclass(frozen=True)
class Returned:
    """How many sheets came back of those asked for; `least` is what the regulation needs."""

    sheets: int
    asked: int
    least: int
    chair_is_missing: bool

    @property
    def is_enough(self) -> bool:
        """Whether the quorum of the regulation holds."""
        return self.sheets >= self.least and not self.chair_is_missing

    @property
    def shortfall(self) -> str:
        """What is missing, in a sentence; "" where nothing is."""
        if self.sheets < self.least:
            return f"Nhận {self.sheets} trong {self.asked} phiếu; Quy chế cần ít nhất {self.least}."
        return "Quy chế yêu cầu có phiếu của Chủ tịch Hội đồng." if self.chair_is_missing else ""


def returned(counted: Counting) -> Returned:
    """The quorum of a written round: returned sheets of those who score without a conflict."""
    session = counted.item.session
    rules = session.council.rules
    away = set(counted.item.conflicts.values_list("member_id", flat=True))
    asked = [member for member in scoring_members(session) if member.pk not in away]
    sent = {sheet.member_id for sheet in counted.sheets}
    return Returned(
        sheets=len(sent),
        asked=len(asked),
        least=max(rules.least_present(len(asked)), rules.least_sheets),
        chair_is_missing=rules.chair_attendance == "required"
        and any(m.seat == CouncilMember.Seat.CHAIR and m.pk not in sent for m in asked),
    )


def differences_of(counted: Counting) -> list[Difference]:
    """Why the returned opinions on one product do not agree."""
    council = counted.item.session.council
    rules, settings = council.rules, council.law_settings
    return written_differences(
        opinions_of(counted, settings), limit=rules.spread_limit, rule=rules.written_difference
    )


def opinions_of(counted: Counting, settings: LawSettings) -> list[WrittenOpinion]:
    """The returned sheets as the rule reads them, each scored alone."""
    rubric = rubric_of(counted.item.dossier)
    marked = {mark.criterion for mark in rubric.marks}
    found = []
    for sheet in counted.sheets:
        score: SheetScore = score_of(sheet, rubric, settings)
        found.append(
            WrittenOpinion(
                represents=sheet.member.represents,
                total=score.total,
                star=score.ranking.star,
                levels={
                    answer.criterion: (answer.case, answer.number)
                    for answer in score.chosen
                    if answer is not None and answer.criterion in marked
                },
                stops=frozenset(f"{gate.type}:{gate.criterion or ''}" for gate in score.gates),
                asks_meeting=sheet.meeting_reason,
            )
        )
    return found
