"""What a reminder says, in plain Vietnamese: one idea a sentence, every date written out. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ocop.law import deadlines
from ocop.recognition.certificate_clock import Due, Moment, moments

_WINDOW_ARTICLE = "Điều 7.6.a QĐ 26/2026/QĐ-TTg"
MOST_LISTED = 40
"""How many products a digest lists under one heading; the list behind its link has all."""


@dataclass(frozen=True, slots=True)
class Words:
    """Title and body of a notice, and the day to remember (shown in the calendar)."""

    title: str
    body: str
    due_on: dt.date


def for_producer(
    product: str, expires_on: dt.date, due: Due, on: dt.date, *, late_extends: bool
) -> Words:
    """The reminder to the producer of one product, told on day `on`."""
    days = moments(expires_on)
    closes, ends = days[Moment.WINDOW_CLOSES], days[Moment.EXTENSION_ENDS]
    last_day, closing_day = f"{expires_on:%d/%m/%Y}", f"{closes:%d/%m/%Y}"
    match due.moment:
        case Moment.WINDOW_OPENS:
            return Words(
                f"Đã đến kỳ đánh giá lại: {product}",
                f"Sao của {product} có giá trị đến hết ngày {last_day}.\n"
                f"Muốn giữ sao, hãy nộp hồ sơ đánh giá lại từ {days[Moment.WINDOW_OPENS]:%d/%m/%Y} "
                f"đến hết {closing_day} ({_WINDOW_ARTICLE}).",
                closes,
            )
        case Moment.WINDOW_CLOSES_SOON:
            left = (closes - on).days
            return Words(
                f"Còn {left} ngày để nộp hồ sơ đánh giá lại: {product}",
                f"Ngày cuối nhận hồ sơ là {closing_day} ({_WINDOW_ARTICLE}).\n"
                f"Sao của {product} hết hạn ngày {last_day}.",
                closes,
            )
        case Moment.WINDOW_CLOSES:
            return Words(
                f"Hôm nay là ngày cuối nộp hồ sơ đánh giá lại: {product}"
                if on == closes
                else f"Đã qua hạn nộp hồ sơ đánh giá lại: {product}",
                f"Hạn nộp là hết ngày {closing_day} ({_WINDOW_ARTICLE}).\n"
                + _after_the_window(expires_on, late_extends=late_extends),
                closes,
            )
        case Moment.EXPIRES if due.is_extended:
            return Words(
                f"Hồ sơ đang xét, sao được kéo dài: {product}",
                f"Giấy chứng nhận của {product} hết 36 tháng ngày {last_day}.\n"
                "Hồ sơ đánh giá lại đang được xét. Giấy còn giá trị đến khi có kết quả, "
                f"không quá ngày {ends:%d/%m/%Y} ({_extension_article(expires_on)}).",
                ends,
            )
        case Moment.EXPIRES:
            return Words(
                f"Sao hết hạn {'hôm nay' if on == expires_on else 'ngày ' + last_day}: {product}",
                f"Giấy chứng nhận của {product} có giá trị đến hết ngày {last_day}. Sau ngày này "
                "trang tra cứu ghi là đã hết hạn.\n"
                "Nếu vẫn làm sản phẩm này, hãy hỏi cán bộ xã về hồ sơ đánh giá lại.",
                expires_on,
            )
        case Moment.EXTENSION_ENDS if due.is_extended:
            return Words(
                f"Hết thời gian kéo dài của sao: {product}",
                f"Sao của {product} được kéo dài đến hết ngày {ends:%d/%m/%Y} "
                f"({_extension_article(expires_on)}).\n"
                "Sau ngày này sao không còn giá trị nếu chưa có kết quả đánh giá lại. "
                "Hãy hỏi cơ quan đang giữ hồ sơ.",
                ends,
            )
        case _:
            return Words(
                f"Đã 180 ngày kể từ khi sao hết hạn: {product}",
                f"Sao của {product} hết hạn ngày {last_day}. Sổ chưa thấy hồ sơ đánh giá lại.\n"
                f"Sau ngày {ends:%d/%m/%Y}, nộp hồ sơ không còn kéo dài được giấy cũ "
                f"({_extension_article(expires_on)}).",
                ends,
            )


def _after_the_window(expires_on: dt.date, *, late_extends: bool) -> str:
    if not late_extends:
        return (
            f"Nộp sau ngày này thì sao vẫn hết hạn ngày {expires_on:%d/%m/%Y} nếu chưa có kết quả. "
            "Hãy báo cán bộ xã ngay."
        )
    ends = deadlines.extension(expires_on).last_day
    return (
        "Nếu lỡ, vẫn nên nộp ngay và báo cán bộ xã: giấy được kéo dài đến khi có kết quả, "
        f"không quá ngày {ends:%d/%m/%Y} ({_extension_article(expires_on)})."
    )


def _extension_article(expires_on: dt.date) -> str:
    return deadlines.extension(expires_on).article


HEADINGS = {
    Moment.WINDOW_OPENS: "Đã đến kỳ đánh giá lại",
    Moment.WINDOW_CLOSES_SOON: "Còn một tuần để nộp hồ sơ đánh giá lại",
    Moment.WINDOW_CLOSES: "Đến ngày cuối nộp hồ sơ đánh giá lại mà chưa nộp",
    Moment.EXPIRES: "Hết 36 tháng",
    Moment.EXTENSION_ENDS: "Hết 180 ngày sau khi hết hạn",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One product in an office's digest."""

    heading: str
    day: dt.date
    product: str
    producer: str
    place: str


def digest(listed: Sequence[Listed], on: dt.date, *, what: str = "mốc về hạn của sao") -> Words:
    """One message for an office person: the products by heading, at most 40 under each."""
    by_heading: dict[str, list[Listed]] = {}
    for line in listed:
        by_heading.setdefault(line.heading, []).append(line)
    parts = []
    for heading, lines in by_heading.items():
        names = [
            f"- {line.product}, {line.producer}, {line.place}: {line.day:%d/%m/%Y}"
            for line in lines[:MOST_LISTED]
        ]
        if len(lines) > MOST_LISTED:
            names.append(f"và {len(lines) - MOST_LISTED} sản phẩm nữa, xem trong danh sách.")
        parts.append("\n".join([f"{heading} ({len(lines)} sản phẩm):", *names]))
    return Words(f"{len(listed)} {what}, ngày {on:%d/%m/%Y}", "\n\n".join(parts), on)


def for_paper(title: str, expires_on: dt.date, on: dt.date, products: Sequence[str]) -> Words:
    """The reminder that a paper of the vault ends, naming the recognised products it stands behind."""
    left = (expires_on - on).days
    if left > 0:
        begins = f"Giấy còn {left} ngày: {title}"
    else:
        begins = f"{'Giấy hết hạn hôm nay' if left == 0 else 'Giấy đã hết hạn'}: {title}"
    body = f"{title} có giá trị đến hết ngày {expires_on:%d/%m/%Y}."
    if products:
        body += (
            "\nGiấy này là minh chứng của sản phẩm đang có sao: "
            + ", ".join(products)
            + ". Không còn đáp ứng tiêu chí là một căn cứ thu hồi sao (Điều 8.1.b QĐ 26/2026/QĐ-TTg)."
        )
    return Words(
        begins,
        body + "\nHãy xin giấy mới rồi chụp thay trong Tủ giấy tờ.",
        expires_on,
    )
