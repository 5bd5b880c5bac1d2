"""From evidence in its frozen form to the panel beside a criterion.

One row of evidence is `{"criterion", "note", "paper": {"id", "title", "expires_on", …},
"files": [{"id", "name", "media_type"}]}`, dates in ISO form or as dates.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status
from ocop.web.design.scoring_view import EvidenceView, PageView, ProofView

Evidence = Mapping[str, Any]


def proof_view(
    evidence: Sequence[Evidence],
    *,
    on: dt.date,
    page_url: Callable[[str, str], str],
    file_url: Callable[[str], str],
    paper: str = "",
    file: str = "",
) -> ProofView:
    """The papers beside one criterion as they stand on a date, one of them open.

    `paper` and `file` are ids (as text) of what the reader chose; without them the first is open.
    `page_url(paper, file)` is the same page with that file open, `file_url(file)` the file itself.
    """
    open_row = next((row for row in evidence if str(row["paper"]["id"]) == paper), None)
    open_row = open_row or next((row for row in evidence if row["files"]), None)
    files = open_row["files"] if open_row else []
    open_file = next((f for f in files if str(f["id"]) == file), files[0] if files else None)
    open_id = str(open_row["paper"]["id"]) if open_row else ""
    papers = tuple(
        EvidenceView(
            title=_title(row),
            status=paper_status(row, on),
            url=_first_page(row, page_url),
            current=str(row["paper"]["id"]) == open_id,
        )
        for row in evidence
    )
    if open_row is None or open_file is None:
        return ProofView(summary=_summary(evidence, on), papers=papers)
    url, kind = file_url(str(open_file["id"])), open_file["media_type"].partition("/")[0]
    is_image = kind == "image"
    return ProofView(
        summary=_summary(evidence, on),
        papers=papers,
        pages=tuple(
            PageView(number, page_url(open_id, str(f["id"])), f["id"] == open_file["id"])
            for number, f in enumerate(files, start=1)
        ),
        image_url=f"{url}?nho=1" if is_image else "",
        image_text=f"{open_file['name']} của {_title(open_row)}" if is_image else open_file["name"],
        full_url=url,
        full_label=_OPENING[kind],
    )


_OPENING = {
    "image": "Xem to",
    "application": "Mở tệp PDF",
    "audio": "Nghe tệp ghi âm",
    "video": "Xem phim",
}


def paper_status(row: Evidence, on: dt.date) -> Status:
    """Whether a paper is there and valid on the date."""
    last_day = _day(row["paper"].get("expires_on"))
    if not row["files"]:
        return Status(Kind.STOP, "Chưa có tệp", "trong hồ sơ", icon="x")
    if last_day is None:
        return Status(Kind.OK, "Có", "trong hồ sơ")
    if last_day < on:
        return Status(Kind.STOP, "Hết hạn", f"ngày {date(last_day)}")
    return Status(Kind.OK, "Còn hạn", f"đến {date(last_day)}")


def _summary(evidence: Sequence[Evidence], on: dt.date) -> Status:
    good = sum(paper_status(row, on).kind == Kind.OK for row in evidence)
    if not evidence:
        return Status(Kind.WARN, "Chưa có minh chứng")
    if good < len(evidence):
        return Status(Kind.WARN, f"Có {good} trong {len(evidence)}", "giấy tờ dùng được")
    return Status(Kind.OK, f"Có {good} giấy tờ")


def _title(row: Evidence) -> str:
    paper = row["paper"]
    named = f"{paper['title']} số {paper['number']}" if paper.get("number") else paper["title"]
    return f"{named} ({row['note']})" if row.get("note") else named


def _first_page(row: Evidence, page_url: Callable[[str, str], str]) -> str:
    return page_url(str(row["paper"]["id"]), str(row["files"][0]["id"])) if row["files"] else ""


def _day(value: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else value or None
