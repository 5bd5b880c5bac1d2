"""Thông báo kết quả tới chủ thể và xã (Điều 7.3g, QĐ 26/2026), also where no star is given."""

import datetime as dt
from typing import Literal, TypedDict

from ocop.papers.certificate import RecognisedBy
from ocop.papers.shapes import Letterhead, Points
from ocop.papers.typesetting import render_pdf


class PartResult(TypedDict):
    code: str
    max: int
    points: Points


class MissingMark(TypedDict):
    """A star mark not reached: the level given and the level needed, in words."""

    criterion: str  # "1.5"
    name: str
    given: str  # "Mức 1 điểm: Có hợp đồng …"
    needed: str
    star: int  # of the mark


class ResultNoticeData(Letterhead):
    """`decision` is read for "recognised" only; of "kept" (an upgrade that did not rise) `star` and
    `valid_until` are the old certificate's.

    What is missing leads to `target_star`: 3 for a product not recognised, else the next rank.
    """

    sign: str  # "TB-SNNMT"
    addressees: list[str]
    council: str
    held_on: dt.date
    product: str
    code: str
    producer: str
    production_place: str
    parts: list[PartResult]
    total: Points
    band_star: int | None  # None where the evaluation was stopped
    finding: str  # one sentence on the star marks; "" if nothing to say
    outcome: Literal["recognised", "referred", "not_recognised", "kept"]
    star: int | None
    decision: RecognisedBy | None
    valid_until: dt.date | None
    check_address: str  # "" before the certificate exists
    target_star: int | None
    points_needed: int | None  # lower bound of the target's band
    points_short: Points | None  # None where the points suffice
    missing: list[MissingMark]
    advice: list[str]
    contact: str  # closing sentence: whom to ask


def render_result_notice(data: ResultNoticeData, *, dated: dt.date) -> bytes:
    """The notice as PDF/A-2b. Raises PaperError."""
    return render_pdf("result-notice", data, dated=dated)
