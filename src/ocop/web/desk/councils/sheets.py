"""A member's own sheets: the list, the whole sheet before submitting, the submission."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ocop.councils.models import AgendaItem
from ocop.councils.own_sheets import own_lines
from ocop.councils.services.sheets import save_opinion, submit_sheet
from ocop.kernel.errors import RefusedError
from ocop.web.desk.councils.forms import ConflictForm, OpinionForm
from ocop.web.desk.councils.gates import for_seats
from ocop.web.desk.councils.reached import item_of, person
from ocop.web.desk.councils.sheet_page import SheetPage, sheet_page
from ocop.web.typed import whole_number


@for_seats
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every product the person has to score, and what they have done."""
    return render(request, "desk/councils/mine.html", {"lines": own_lines(person(request))})


def cannot_score(request: HttpRequest, item: AgendaItem, refusal: RefusedError) -> HttpResponse:
    """Why the person has no sheet here."""
    context = {"item": item, "reason": refusal.message}
    return render(request, "desk/councils/no_sheet.html", context, status=403)


@for_seats
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole sheet to read before submitting, and after."""
    item = item_of(request, pk)
    try:
        page = sheet_page(person(request), item)
    except RefusedError as refusal:
        return cannot_score(request, item, refusal)
    return _reviewed(request, page, OpinionForm.of(page.rubric, page.sheet))


@for_seats
@require_POST
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the general opinion and the grounds to stop."""
    item = item_of(request, pk)
    try:
        page = sheet_page(person(request), item)
    except RefusedError as refusal:
        return cannot_score(request, item, refusal)
    form = OpinionForm.of(page.rubric, page.sheet, request.POST)
    if form.is_valid():
        try:
            save_opinion(
                by=person(request),
                item=item,
                opinion=form.cleaned_data["opinion"],
                gates=form.chosen_gates(),
                version=form.cleaned_data["version"],
                meeting_reason=form.cleaned_data.get("meeting_reason", ""),
            )
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Đã lưu nhận xét chung.")
            return redirect("desk:councils:review", pk)
    return _reviewed(request, page, form, status=422)


@for_seats
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the sheet, once."""
    item = item_of(request, pk)
    version = whole_number(request.POST.get("version")) or 0
    try:
        submit_sheet(by=person(request), item=item, version=version)
    except RefusedError as refusal:
        messages.error(request, refusal.message)
        return redirect("desk:councils:review", pk)
    messages.success(request, f"Đã nộp phiếu chấm {item.dossier.product.name}.")
    return redirect("desk:councils:mine")


def _reviewed(
    request: HttpRequest, page: SheetPage, form: OpinionForm, status: int = 200
) -> HttpResponse:
    parts: dict[str, list[object]] = {}
    for part, _, leaf in page.rubric.walk():
        view = page.criterion(leaf.code, locked=True)
        parts.setdefault(f"{part.code}. {part.name.capitalize()}", []).append(
            {"view": view, "chosen": _chosen(page, leaf.code), "url": page.url(leaf.code)}
        )
    context = {
        "page": page,
        "item": page.item,
        "sums": page.sums,
        "parts": parts.items(),
        "form": form,
        "conflict_form": ConflictForm.for_oneself(page.member),
        "first_missing": page.url(page.score.missing[0]) if page.score.missing else "",
    }
    return render(request, "desk/councils/review.html", context, status=status)


def _chosen(page: SheetPage, code: str) -> object:
    """The answer as the score counts it: with the 0 of a criterion that needs a story."""
    answers = {a.criterion: a for a in page.score.chosen if a is not None}
    return answers.get(code)
