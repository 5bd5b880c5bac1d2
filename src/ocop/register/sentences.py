"""A status in words: the first line of every public answer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.kernel.language import written_date
from ocop.register.status import Status, StatusKind


@dataclass(frozen=True)
class Verdict:
    """`tone` is one of ok, warn, stop, off; `title` two or three words; `detail` completes them."""

    tone: str
    title: str
    detail: str


GROUNDS = {
    "a": gettext_lazy("hồ sơ có thông tin không đúng hoặc giả mạo"),
    "b": gettext_lazy("không còn đáp ứng tiêu chí"),
    "c": gettext_lazy(
        "vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc ghi nhãn"
    ),
    "d": gettext_lazy("dùng sai nhãn hiệu OCOP"),
    "đ": gettext_lazy("không còn sản xuất"),
    "e": gettext_lazy("theo kết luận của cơ quan có thẩm quyền"),
}
"""The six grounds of Điều 8.1 in short words."""


def verdict(status: Status) -> Verdict:
    """The status as a tone, a title and a sentence with its date."""
    until = written_date(status.until) if status.until else ""
    since = written_date(status.since) if status.since else ""
    match status.kind:
        case StatusKind.IN_FORCE:
            return Verdict("ok", _("Còn hiệu lực"), _("đến hết ngày %s") % until)
        case StatusKind.EXPIRING:
            return Verdict(
                "ok", _("Còn hiệu lực"), _("đến hết ngày %s, sắp đến kỳ đánh giá lại") % until
            )
        case StatusKind.EXTENDED:
            return Verdict(
                "warn",
                _("Đang được kéo dài hiệu lực"),
                _("chờ kết quả đánh giá lại, không quá ngày %s") % until,
            )
        case StatusKind.EXPIRED:
            return Verdict("off", _("Đã hết hiệu lực"), _("từ ngày %s") % since)
        case StatusKind.WITHDRAWN:
            return Verdict(
                "stop",
                _("Đã bị thu hồi"),
                _("ngày %s. Sao trên nhãn này không còn giá trị.") % since,
            )
        case StatusKind.REPLACED:
            return Verdict("off", _("Đã được thay bằng giấy mới"), _("từ ngày %s") % since)
        case StatusKind.NOT_YET_ISSUED:
            return Verdict("off", _("Chưa có hiệu lực"), _("có giá trị từ ngày %s") % until)
        case StatusKind.INSUFFICIENT_DATA:
            return Verdict(
                "off",
                _("Chưa đủ dữ liệu"),
                _(": danh sách đã công bố không ghi quyết định và thời hạn"),
            )
