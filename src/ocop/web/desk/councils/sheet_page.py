"""What the pages of one member's sheet share: the sheet, its score, its criteria, its evidence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from ocop.councils import policy
from ocop.councils.counting import rubric_of, score_of
from ocop.councils.models import AgendaItem, CouncilMember, ScoreSheet
from ocop.councils.services.sheets import own_sheet
from ocop.kernel import clock
from ocop.law.rubric import Rubric
from ocop.law.scoring import SheetScore
from ocop.web import scoring_adapter as adapter
from ocop.web.design.scoring_view import CriterionView, ProofView, RibbonPart, SumsView
from ocop.web.evidence_adapter import proof_view

COMMENT_HELP = "Chủ thể đọc được sau khi có kết quả. Đừng viết tên người chấm."


@dataclass(frozen=True)
class SheetPage:
    """One member's sheet for one item, with everything its pages show."""

    item: AgendaItem
    member: CouncilMember
    sheet: ScoreSheet

    @property
    def is_open(self) -> bool:
        """Whether the member may still write."""
        item = self.item
        return (
            self.sheet.submitted_at is None
            and item.session.takes_sheets(clock.today())
            and item.taken_off_on is None
            and not item.is_withdrawn
            and not hasattr(item, "result")
        )

    @cached_property
    def rubric(self) -> Rubric:
        """The product's score sheet."""
        return rubric_of(self.item.dossier)

    @cached_property
    def score(self) -> SheetScore:
        """The sheet as it stands."""
        return score_of(self.sheet, self.rubric, self.item.session.council.law_settings)

    @cached_property
    def submission(self) -> Mapping[str, Any]:
        """The dossier as handed in."""
        content: dict[str, Any] = json.loads(self.item.submission.snapshot.content)
        return content

    @property
    def sums(self) -> SumsView:
        """The bar on top."""
        return adapter.sums_view(self.score)

    def url(self, code: str) -> str:
        """The page of one criterion."""
        return reverse("desk:councils:score", args=[self.item.pk, code])

    def ribbon(self, current: str) -> tuple[RibbonPart, ...]:
        """Every criterion with its state; those that count 0 without a story are answered."""
        answers = {
            question.code: answer.number if answer else None
            for question, answer in zip(self.score.table.questions, self.score.chosen, strict=True)
        }
        return adapter.ribbon(
            self.rubric,
            answers,
            current=current,
            blocked=adapter.blocked_codes(self.score),
            url=self.url,
        )

    def criterion(self, code: str, *, locked: bool, typed: "Typed | None" = None) -> CriterionView:
        """One criterion with the member's answer, or with what was `typed` and refused."""
        view = adapter.criterion_view(
            self.rubric,
            code,
            answer=typed.option if typed else self.sheet.answers.get(code),
            case=typed.case if typed else self.sheet.cases.get(code),
            comment=typed.comment if typed else self.sheet.comments.get(code, ""),
            comment_name="" if locked else "comment",
            comment_help=COMMENT_HELP,
            blocked=adapter.blocked_sentences(self.score, code),
            error=typed.error if typed else "",
            locked=locked,
        )
        return replace(view, notes=(*view.notes, *self._own_words(code)))

    def _own_words(self, code: str) -> tuple[str, ...]:
        """What the producer wrote at this criterion."""
        said = self.submission["answers"].get(code, {}).get("description", "")
        return (f"Chủ thể viết: {said}",) if said else ()

    def proof(self, code: str, chosen: QueryDict) -> ProofView:
        """The producer's papers beside this criterion; `?giay=&tep=` opens one."""
        here = self.url(code)
        return proof_view(
            [row for row in self.submission["evidence"] if row["criterion"] == code],
            on=clock.today(),
            page_url=lambda paper, file: f"{here}?giay={paper}&tep={file}#trang",
            file_url=lambda file: reverse("files:read", args=[file]),
            paper=chosen.get("giay", ""),
            file=chosen.get("tep", ""),
        )


@dataclass(frozen=True)
class Typed:
    """An answer that was refused, shown again with the reason."""

    option: int | None
    case: int | None
    comment: str
    error: str


def sheet_page(user: Any, item: AgendaItem) -> SheetPage:
    """The person's own sheet. Raises RefusedError where they do not score this item."""
    member = policy.may_score(user, item)
    sheet = own_sheet(item, member)
    sheet.item, sheet.member = item, member
    return SheetPage(item, member, sheet)
