"""What went wrong, for machines and people alike: application/problem+json (RFC 9457)."""

import json
from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.utils.translation import get_language

from ocop.opendata.columns import Words

TITLES = {
    400: Words("Yêu cầu này không đọc được.", "This request cannot be read."),
    401: Words(
        "Cần mã truy cập còn hiệu lực. Hãy gửi: Authorization: Bearer <mã>.",
        "A valid token is needed. Send: Authorization: Bearer <token>.",
    ),
    403: Words("Mã truy cập này không mở được mục này.", "This token does not open this."),
    404: Words("Không có mục này.", "There is no such thing."),
    405: Words("Địa chỉ này chỉ để đọc: GET, HEAD.", "This address is for reading: GET, HEAD."),
    422: Words("Có tham số chưa đúng.", "Some parameters are not right."),
    429: Words(
        "Bạn đã hỏi quá nhiều trong một phút. Hãy chờ rồi hỏi tiếp.",
        "You asked too often within a minute. Wait, then go on.",
    ),
    500: Words("Hệ thống có lỗi. Hãy thử lại sau.", "Something failed here. Try again later."),
}


def said(words: Words) -> str:
    """The words in the language of the answer."""
    return words.en if get_language() == "en" else words.vi


def problem(
    status: int,
    *,
    detail: Words | None = None,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """An answer with the status, its title, and what is wrong with which parameter."""
    body: dict[str, object] = {"type": "about:blank", "title": said(TITLES[status])}
    body["status"] = status
    if detail:
        body["detail"] = said(detail)
    if errors:
        body["errors"] = list(errors)
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type="application/problem+json",
        headers=headers,
    )
