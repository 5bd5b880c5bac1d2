"""What the last column of the board says about one product."""

from ocop.councils.board import BoardRow
from ocop.councils.counting import Outcome
from ocop.councils.models import CouncilResult
from ocop.web.design.figures import points
from ocop.web.design.pieces import Kind, Status


def said_of(row: BoardRow, *, runs: bool) -> Status:
    """The state of one product in a sentence."""
    if row.item.is_withdrawn:
        return Status(Kind.OFF, "Chủ thể đã rút hồ sơ")
    if row.result is not None:
        return _concluded(row.result)
    if not row.is_complete:
        return Status(Kind.WAIT, f"Chờ {row.waiting} phiếu")
    if row.outcome is None:
        return Status(Kind.WAIT, "Đã đủ phiếu", "chờ Chủ tịch kết luận" if not runs else "")
    return _unconcluded(row.outcome)


def _concluded(result: CouncilResult) -> Status:
    if result.star is None:
        return Status(Kind.STOP, "Dừng đánh giá")
    if result.star >= 3:
        return Status(Kind.OK, f"Kết luận {result.star} sao", f"{points(result.total)} điểm")
    return Status(Kind.STOP, "Kết luận chưa đạt 3 sao", f"{points(result.total)} điểm")


def _unconcluded(found: Outcome) -> Status:
    if found.is_over_limit:
        return Status(Kind.STOP, f"Vượt giới hạn {points(found.limit)}.", "Thảo luận rồi chấm lại")
    if found.score is None:
        return Status(Kind.STOP, "Có lý do dừng đánh giá.", "Hội đồng thảo luận")
    if found.undecided:
        return Status(Kind.WARN, "Cần thống nhất", f"tiêu chí {', '.join(found.undecided)}")
    ranking = found.score.ranking
    if ranking.gates:
        return Status(Kind.STOP, "Dừng đánh giá", "theo đa số phiếu")
    if ranking.blocked:
        codes = sorted({mark.mark.criterion for mark in ranking.blocked})
        star = f"Bị chặn ở {ranking.star} sao" if (ranking.star or 0) >= 3 else "Chưa đạt 3 sao"
        return Status(Kind.STOP, star, f", tiêu chí {', '.join(codes)}")
    return Status(Kind.OK, f"{ranking.star} sao", "theo điểm và mức tối thiểu")
