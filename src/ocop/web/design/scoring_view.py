"""What the scoring screen shows, for the producer's self-assessment and the council alike.

The pages fill these from the law's rubric and the stored answers; nothing here computes a star.
Points may be whole numbers, decimals or fractions: the templates write them the Vietnamese way.
"""

import datetime as dt
from dataclasses import dataclass

from ocop.web.design.figures import Number
from ocop.web.design.pieces import Status
from ocop.web.typed import whole_number

NONE_LABEL = "Chưa đạt mức nào"
MOST_KEYS = 9


def answer_value(option: int, case: int | None = None) -> str:
    """The value a radio button posts: "2", or "1-2" for option 2 of case 1. 0 means none."""
    return str(option) if case is None else f"{case}-{option}"


def parse_answer(value: str) -> tuple[int | None, int]:
    """The posted value as (case or None, option).

    Raises:
        ValueError: not a value this screen could have posted.
    """
    case, dash, option = value.rpartition("-")
    number, case_number = whole_number(option), whole_number(case)
    if number is None or (dash and case_number is None):
        raise ValueError(value)
    return case_number, number


@dataclass(frozen=True)
class OptionView:
    """One level: its number as printed (from 1; 0 = none met), points, words and star mark."""

    number: int
    points: Number | str
    label: str
    min_star: int | None = None
    checked: bool = False
    case: int | None = None

    @property
    def key(self) -> str:
        """The key that chooses it: its number; none within cases, where numbers repeat."""
        return str(self.number) if self.case is None and self.number <= MOST_KEYS else ""

    @property
    def value(self) -> str:
        """What the radio button posts."""
        return answer_value(self.number, self.case)

    @property
    def is_none(self) -> bool:
        """Whether this is "chưa đạt mức nào"."""
        return self.number == 0


def none_option(*, checked: bool = False, case: int | None = None) -> OptionView:
    """The answer "chưa đạt mức nào (0 điểm)", chosen with the key 0."""
    return OptionView(0, 0, NONE_LABEL, checked=checked, case=case)


@dataclass(frozen=True)
class CaseView:
    """One of several alternative cases of a criterion; the scorer answers within exactly one."""

    number: int
    name: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True)
class EvidenceView:
    """One paper beside a criterion; without `url` it is missing."""

    title: str
    status: Status
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class PageView:
    """One page of the paper being read."""

    number: int
    url: str
    current: bool = False


@dataclass(frozen=True)
class ProofView:
    """The evidence panel: its papers, and the page being read if any.

    `image_url` is a preview of the page, empty for what is no picture; `image_text` says what it is.
    `full_url` opens the file itself in a new tab, under the words `full_label`.
    """

    summary: Status
    papers: tuple[EvidenceView, ...] = ()
    pages: tuple[PageView, ...] = ()
    image_url: str = ""
    image_text: str = ""
    full_url: str = ""
    full_label: str = "Xem to"


@dataclass(frozen=True)
class CriterionView:
    """A criterion to answer, or to read when `locked`.

    `place` says where it stands ("A. Sản phẩm… · Tổ chức sản xuất"). Either `options` or `cases`
    is filled; both end with `none_option`. `blocked` and `blocked_rest` explain a star this answer
    holds back. `answer_name` and `comment_name` are the posted fields; no `comment_name`, no box.
    """

    code: str
    name: str
    max_points: Number | str = ""
    place: str = ""
    notes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    options: tuple[OptionView, ...] = ()
    cases: tuple[CaseView, ...] = ()
    blocked: str = ""
    blocked_rest: str = ""
    comment: str = ""
    comment_name: str = "comment"
    comment_help: str = ""
    comment_label: str = "Nhận xét"
    answer_name: str = "answer"
    error: str = ""
    locked: bool = False


@dataclass(frozen=True)
class PartSum:
    """The points of one part: code A/B/C, points so far, most possible."""

    code: str
    value: Number | str
    max_points: Number | str


@dataclass(frozen=True)
class SumsView:
    """The bar on top: sums, the star by points, the star after the minimum levels.

    `unanswered` counts criteria without an answer; `blocked` says what holds the star back
    ("1 mức tối thiểu"). Both stars are None while the law gives none (missing answer, gate).
    """

    parts: tuple[PartSum, ...]
    total: Number | str
    band_star: int | None = None
    star: int | None = None
    blocked: str = ""
    unanswered: int = 0
    stopped: str = ""

    @property
    def blocked_at(self) -> str:
        """Where the minimum levels hold the product: "Đang bị chặn ở 3 sao"."""
        if self.star is None or self.star < 3:
            return "Chưa đạt 3 sao"
        return f"Đang bị chặn ở {self.star} sao"


@dataclass(frozen=True)
class RibbonItem:
    """A step of the ribbon; `state` is "answered", "empty" or "blocked"."""

    code: str
    url: str
    name: str
    state: str = "empty"
    current: bool = False


@dataclass(frozen=True)
class RibbonPart:
    """The steps of one part under its title."""

    title: str
    items: tuple[RibbonItem, ...]


@dataclass(frozen=True)
class ScoringScreen:
    """The whole screen of `design/scoring.html`: one criterion, or the parts of one.

    `action` takes the pressed button (`go` = "next"), `autosave` the drafts; no `action`, a sheet
    to read. `version` is the draft's stored version.
    """

    sums: SumsView
    ribbon: tuple[RibbonPart, ...]
    criteria: tuple[CriterionView, ...]
    proof: ProofView
    heading: str = ""
    action: str = ""
    autosave: str = ""
    version: int | None = None
    saved_at: dt.datetime | None = None
    previous_url: str = ""
    previous_name: str = ""
    next_url: str = ""
    next_name: str = ""
