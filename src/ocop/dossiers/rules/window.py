"""When a re-evaluation may be handed in (Điều 7.6.a), and what lateness means (Điều 12.3). Pure."""

import datetime as dt

from ocop.dossiers.rules.content import RecognisedContent
from ocop.kernel.findings import Finding, Weight
from ocop.law import deadlines
from ocop.law.deadlines import Window
from ocop.law.readings import DEFAULT_SETTINGS, LawSettings
from ocop.register.status import NEW_LAW_ON

PLACE = "window"


def window_of(recognised: RecognisedContent | None) -> Window | None:
    """The window of the certificate to be renewed; None where its last day is not known."""
    expires_on = recognised and recognised["expires_on"]
    return deadlines.reevaluation_window(dt.date.fromisoformat(expires_on)) if expires_on else None


def window_findings(
    recognised: RecognisedContent | None,
    on: dt.date,
    settings: LawSettings = DEFAULT_SETTINGS,
) -> list[Finding]:
    """Too early stops with the day on which the window opens; too late warns.

    Both ends belong to the window. A star whose certificate is not in the register has no window
    that could be counted; that is said and stops nothing.
    """
    window = window_of(recognised)
    if recognised is None or window is None:
        return [
            Finding(
                "Sổ không có giấy chứng nhận của lần công nhận trước nên không tính được thời "
                "gian nộp. Hãy xem ngày hết hạn trên giấy.",
                PLACE,
                "Điều 7.6.a QĐ 26/2026/QĐ-TTg",
                Weight.WARNING,
            )
        ]
    if on < window.opens:
        return [
            Finding(
                f"Chưa đến lúc nộp. Nộp được từ ngày {window.opens:%d/%m/%Y}, trước ngày hết hạn "
                "180 ngày. Bạn soạn sẵn được từ bây giờ.",
                PLACE,
                window.article,
            )
        ]
    if on <= window.closes:
        return []
    return [_late(recognised, on, window, settings)]


def _late(
    recognised: RecognisedContent, on: dt.date, window: Window, settings: LawSettings
) -> Finding:
    assert recognised["expires_on"], "a window has a last day"
    expires_on = dt.date.fromisoformat(recognised["expires_on"])
    limit = deadlines.extension(expires_on)
    head = f"Đã quá hạn nộp {window.closes:%d/%m/%Y} (trước ngày hết hạn 120 ngày). Vẫn nộp được. "
    issued_on = recognised["issued_on"]
    if (
        settings.extension_180 == "transitional"
        and issued_on
        and dt.date.fromisoformat(issued_on) >= NEW_LAW_ON
    ):
        end = f"Sao hết giá trị sau ngày {expires_on:%d/%m/%Y} nếu chưa có kết quả."
    elif on > limit.last_day:
        end = f"Sao đã hết giá trị: quá 180 ngày kể từ ngày hết hạn {expires_on:%d/%m/%Y}."
    else:
        end = (
            "Từ ngày xã nhận hồ sơ, sao còn giá trị đến khi có kết quả, nhưng không quá ngày "
            f"{limit.last_day:%d/%m/%Y}. Trong lúc chờ, bạn phải làm đúng hồ sơ đã được công nhận."
        )
    return Finding(head + end, PLACE, limit.article, Weight.WARNING)
