"""`/kiem-tra/`: check codes one by one or a whole shelf; without a script by a plain form."""

import json
from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.register.seals.looking_up import look_up
from ocop.register.seals.words import Said, phrases
from ocop.web.access import anyone
from ocop.web.public.answers import ICONS
from ocop.web.security import POLICY

MOST_CODES = 100
MOST_LETTERS = 600
"""Of one line: an address with its seal has fewer than 400."""

# Reading a picture needs WebAssembly where the browser has no reader of its own.
SCANNING_POLICY = f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"


# Changes nothing, and a page kept for use without a network has no fresh token.
@anyone
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def checking(request: HttpRequest) -> HttpResponse:
    """The page; a POST answers on the codes typed one on a line, repeated ones once."""
    typed = request.POST.get("ma", "")
    lines = typed_lines(typed)
    response = render(
        request,
        "public/checking.html",
        {
            "typed": typed,
            "answers": [(said, ICONS[said.tone]) for said in _once(look_up(lines[:MOST_CODES]))],
            "left_out": max(len(lines) - MOST_CODES, 0),
            "most": MOST_CODES,
            "asked": request.method == "POST",
            "icons_json": json.dumps(ICONS),
            "words": json.dumps(_spoken(), ensure_ascii=False),
            "address": settings.OCOP_PUBLIC_ADDRESS,
        },
    )
    response["Content-Security-Policy"] = SCANNING_POLICY
    return response


@anyone
@csrf_exempt
@require_POST
def answers(request: HttpRequest) -> JsonResponse:
    """The same answers for the page's script, at most MOST_CODES lines of `ma`."""
    lines = typed_lines(request.POST.get("ma", ""))[:MOST_CODES]
    return JsonResponse(
        {"answers": [{**asdict(said), "is_valid": said.is_valid} for said in look_up(lines)]}
    )


@anyone
@require_safe
def sentences(request: HttpRequest) -> JsonResponse:
    """Every sentence with its blanks: the script says what the server would say."""
    return JsonResponse({**phrases(), "address": settings.OCOP_PUBLIC_ADDRESS})


def _once(said: list[Said]) -> list[Said]:
    """The same answer on the same code once, however often and however it was typed."""
    return list({(one.code or one.typed, one.title, one.tone): one for one in said}.values())


def _spoken() -> dict[str, str]:
    """What the page's script tells besides the answers."""
    return {
        "list": _("Danh sách giấy bị thu hồi, bị thay, được kéo dài: đến ngày {day}."),
        "listNone": _("Chưa có danh sách trạng thái. Mở trang này khi có mạng để lấy."),
        "listWrong": _("Danh sách trạng thái nhận được không đúng chữ ký nên không dùng."),
        "looking": _("Đưa hình QR vào giữa khung."),
        "reading": _("Đang đọc ảnh…"),
        "noCode": _("Không thấy hình QR trong ảnh. Chụp gần hơn, đủ sáng, không bị lóa."),
        "noCamera": _("Không mở được máy ảnh. Cho phép dùng máy ảnh, hoặc gõ mã."),
        "copied": _("Đã chép danh sách."),
        "sure": _("Xóa cả danh sách đã kiểm tra?"),
    }


def typed_lines(typed: str) -> list[str]:
    """The lines that hold something, each once, in order."""
    lines = (line.strip()[:MOST_LETTERS] for line in typed.splitlines())
    return list(dict.fromkeys(line for line in lines if line))
