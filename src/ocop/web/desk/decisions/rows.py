"""A result on the decision desk: what it is, and the one thing that follows from it."""

from dataclasses import dataclass
from typing import Any

from ocop.councils.models import CouncilLevel, CouncilResult
from ocop.dossiers.states import DossierState as S
from ocop.kernel.findings import Finding
from ocop.recognition.outcomes import has_minutes, outcome_for
from ocop.recognition.rules import ENDS_WITH_NOTICE, Outcome, referral_findings
from ocop.web.design.pieces import Kind, Status


@dataclass(frozen=True)
class ResultRow:
    """A dossier (from `with_results`) with its council's last result."""

    dossier: Any
    result: CouncilResult
    outcome: Outcome

    @property
    def is_ready(self) -> bool:
        """Whether the minutes are closed, so that it may be decided."""
        return has_minutes(self.result)

    @property
    def ends_with_notice(self) -> bool:
        """Whether the notice ends the dossier, because there is no new star."""
        return self.outcome in ENDS_WITH_NOTICE

    @property
    def is_back(self) -> bool:
        """Whether the central council sent it back (Điều 7.4)."""
        return bool(self.dossier.state == S.BACK_AT_PROVINCE)

    @property
    def session(self) -> Any:
        """The session of the result."""
        return self.result.item.session

    @property
    def is_central(self) -> bool:
        """Whether the result is the central council's."""
        return self.result.level == CouncilLevel.CENTRAL

    @property
    def warnings(self) -> list[Finding]:
        """What the office should know before it sends the dossier on."""
        return referral_findings(band_star=self.result.band_star, star=self.result.star)

    @property
    def star_words(self) -> str:
        """The star where it is no certificate's: "Chưa đạt 3 sao", "Chưa xếp hạng"."""
        if self.result.star is None:
            return "Chưa xếp hạng"
        return f"{self.result.star} sao" if self.result.star >= 3 else "Chưa đạt 3 sao"

    @property
    def status(self) -> Status:
        """Whether it can be decided now."""
        if not self.is_ready:
            return Status(Kind.WAIT, "Chờ biên bản,", "phiên họp chưa kết thúc", "people")
        return Status(Kind.WARN, _NEXT[self.outcome])


_NEXT = {
    Outcome.RECOGNISE: "Chờ quyết định công nhận",
    Outcome.REFER: "Chờ phê duyệt, chuyển Bộ",
    Outcome.CLOSE: "Chờ thông báo kết quả",
    Outcome.KEEP: "Không lên hạng, chờ thông báo",
    Outcome.RETURN_TO_PROVINCE: "Chờ chuyển lại tỉnh",
}


def row(dossier: Any) -> ResultRow:
    """The row of a dossier whose `concluded` list is attached and not empty."""
    result = dossier.concluded[0]
    return ResultRow(dossier, result, outcome_for(dossier, result))


def rows_of(dossiers: Any) -> list[ResultRow]:
    """The rows, best star and highest total first, then by name."""
    found = [row(dossier) for dossier in dossiers if dossier.concluded]
    return sorted(
        found,
        key=lambda each: (
            -(each.result.star or 0),
            -each.result.total,
            each.dossier.product.folded_name,
            each.dossier.pk,
        ),
    )
