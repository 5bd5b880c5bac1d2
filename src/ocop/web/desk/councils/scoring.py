"""Scoring one criterion at a time, the evidence beside it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ocop.councils.services.sheets import save_sheet
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.law.rubric import Criterion
from ocop.web import scoring_adapter as adapter
from ocop.web.design import autosave
from ocop.web.design.scoring_view import ScoringScreen, parse_answer
from ocop.web.desk.councils.gates import for_seats
from ocop.web.desk.councils.reached import item_of, person
from ocop.web.desk.councils.sheet_page import SheetPage, Typed, sheet_page
from ocop.web.desk.councils.sheets import cannot_score
from ocop.web.typed import whole_number

TEMPLATE = "desk/councils/score.html"


@for_seats
@require_http_methods(["GET", "POST"])
def score(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One criterion of the person's own sheet; a POST saves it and goes on to the next."""
    item = item_of(request, pk)
    try:
        page = sheet_page(person(request), item)
    except RefusedError as refusal:
        return cannot_score(request, item, refusal)
    if page.rubric.leaf(code) is None:
        raise Http404
    if request.method == "POST":
        return _save(request, page, code)
    return _shown(request, page, code)


def _save(request: HttpRequest, page: SheetPage, code: str) -> HttpResponse:
    typed = _typed(request)
    try:
        sheet = save_sheet(
            by=person(request),
            item=page.item,
            criterion=code,
            option=typed.option,
            case=typed.case,
            comment=typed.comment,
            version=whole_number(request.POST.get("version")) or 0,
        )
    except RefusedError as refusal:
        if autosave.wanted(request):
            stale = isinstance(refusal, StaleDraftError)
            return autosave.not_saved(refusal.message, status=409 if stale else 422)
        again = Typed(typed.option, typed.case, typed.comment, refusal.message)
        return _shown(request, sheet_page(person(request), page.item), code, again)
    saved = SheetPage(page.item, page.member, sheet)
    if autosave.wanted(request):
        return autosave.saved(
            request,
            at=sheet.changed_at,
            version=sheet.version,
            parts={
                "tong-diem": ("design/sums.html", {"sums": saved.sums}),
                "cac-tieu-chi": ("design/ribbon.html", {"ribbon": saved.ribbon(code)}),
            },
        )
    following = adapter.neighbours(page.rubric, code)[1]
    if following is None:
        return redirect("desk:councils:review", page.item.pk)
    return redirect(page.url(following.code))


def _typed(request: HttpRequest) -> Typed:
    value = request.POST.get("answer", "")
    comment = request.POST.get("comment", "")
    if not value:
        return Typed(None, None, comment, "")
    try:
        case, option = parse_answer(value)
    except ValueError:
        raise Http404 from None
    return Typed(option, case, comment, "")


def _shown(
    request: HttpRequest, page: SheetPage, code: str, typed: Typed | None = None
) -> HttpResponse:
    before, after = adapter.neighbours(page.rubric, code)
    is_open = page.is_open
    here = page.url(code)
    screen = ScoringScreen(
        sums=page.sums,
        ribbon=page.ribbon(code),
        criteria=(page.criterion(code, locked=not is_open, typed=typed),),
        proof=page.proof(code, request.GET),
        action=here if is_open else "",
        autosave=here if is_open else "",
        version=page.sheet.version,
        saved_at=page.sheet.changed_at,
        previous_url=page.url(before.code) if before else "",
        previous_name=before.code if before else "",
        next_url=page.url(after.code) if after else "",
        next_name=_short_name(after) if after else "đọc lại phiếu",
    )
    context = {"screen": screen, "page": page, "item": page.item}
    return render(request, TEMPLATE, context, status=422 if typed else 200)


def _short_name(leaf: Criterion) -> str:
    """The next criterion on a button: without what the sheet explains in brackets."""
    return f"{leaf.code} {adapter.sentence_case(leaf.name).partition(' (')[0]}"
