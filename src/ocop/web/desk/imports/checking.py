"""What was found in a list: by kind, by row, mended in place; and what may be the same."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.imports.models import CellCorrection, Import, ImportFinding
from ocop.imports.queries import kinds_in, layout_of
from ocop.imports.rules.kinds import LABELS, Kind, Severity
from ocop.imports.services import correcting, running
from ocop.imports.services.examining import plan_again
from ocop.kernel.errors import RefusedError
from ocop.web.desk.imports.rows import cells_of, lines_of
from ocop.web.desk.imports.views import find, office
from ocop.web.desk.lists import Chip
from ocop.web.typed import whole_number

PAGE_SIZE = 50
GRAVEST_FIRST = Case(
    *(When(severity=each.value, then=Value(rank)) for rank, each in enumerate(Severity)),
    default=Value(len(Severity)),
)
S = Import.State


@office
@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Every finding, errors first; `?loai=` keeps one kind."""
    batch = find(request, pk)
    if batch.state == S.COLUMNS or not batch.counts:
        return redirect("desk:imports:detail", pk=pk)
    kinds = kinds_in(batch)
    chosen = request.GET.get("loai", "")
    rows = ImportFinding.objects.filter(batch=batch)
    if chosen in {kind for kind, _, _ in kinds}:
        rows = rows.filter(kind=chosen)
    elif chosen in {each.value for each in Severity}:
        rows = rows.filter(severity=chosen)
    page = Paginator(rows.order_by(GRAVEST_FIRST, "row", "column", "pk"), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    context = {
        "batch": batch,
        "page": page,
        "lines": lines_of(batch, page),
        "chips": [
            Chip("", "Tất cả", sum(count for _, _, count in kinds), chosen == ""),
            *(Chip(kind, LABELS[Kind(kind)], count, kind == chosen) for kind, _, count in kinds),
        ],
        "is_open": batch.state == S.CHECKING,
        "waiting": batch.questions.filter(is_answered=False).count(),
        "corrected": batch.corrections.count(),
    }
    return render(request, "desk/imports/findings.html", context)


@office
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One row with every cell; what is typed over a cell is kept beside what stood there."""
    batch = find(request, pk)
    found = get_object_or_404(batch.rows, number=number)
    refused_words = ""
    if request.method == "POST":
        try:
            changed = _save_cells(request, batch, number)
            if changed:
                running.start_examining(batch=batch, by=cast(User, request.user))
        except RefusedError as refused:
            refused_words = refused.message
        else:
            if changed:
                messages.success(request, f"Đã sửa {changed} ô ở dòng {number} và kiểm tra lại.")
            return redirect("desk:imports:findings", pk=pk)
    layout = layout_of(batch)
    context = {
        "batch": batch,
        "row": found,
        "cells": cells_of(batch, found, layout, request.POST),
        "whole_row": ImportFinding.objects.filter(batch=batch, row=number, column=-1),
        "is_open": batch.state == S.CHECKING,
        "refused": refused_words,
    }
    return render(request, "desk/imports/row.html", context, status=422 if refused_words else 200)


def _save_cells(request: HttpRequest, batch: Import, number: int) -> int:
    """Keep what differs from the file; an own text that equals the file's is taken back."""
    user = cast(User, request.user)
    found = get_object_or_404(batch.rows, number=number)
    layout = layout_of(batch)
    known = dict(
        CellCorrection.objects.filter(batch=batch, row=number).values_list("column", "after")
    )
    changed = 0
    for column in layout.columns:
        typed = request.POST.get(f"o-{column.index}")
        if typed is None:
            continue
        original = found.cells[column.index] if column.index < len(found.cells) else ""
        now = known.get(column.index, original)
        if " ".join(typed.split()) == " ".join(now.split()):
            continue
        changed += 1
        if typed == original:
            correcting.take_back(batch=batch, row=number, column=column.index, by=user)
        else:
            correcting.correct_cell(
                batch=batch, row=number, column=column.index, text=typed, by=user
            )
    return changed


@office
@require_POST
def examine_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a candidate for a cell as it stands in the list of findings, and check once more."""
    batch, user = find(request, pk), cast(User, request.user)
    number, column = whole_number(request.POST.get("row")), whole_number(request.POST.get("column"))
    try:
        if number is not None and column is not None:
            text = request.POST.get("text", "")
            correcting.correct_cell(batch=batch, row=number, column=column, text=text, by=user)
        running.start_examining(batch=batch, by=user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã kiểm tra lại cả danh sách.")
    return redirect("desk:imports:detail", pk=pk)


@office
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """What is near something of the register: a person says whether it is the same."""
    batch, user = find(request, pk), cast(User, request.user)
    if request.method == "POST":
        try:
            _answer(request, batch, user)
        except RefusedError as refused:
            messages.error(request, refused.message)
        return redirect("desk:imports:questions", pk=pk)
    page = Paginator(batch.questions.all(), 20).get_page(request.GET.get("trang"))
    context = {
        "batch": batch,
        "page": page,
        "waiting": batch.questions.filter(is_answered=False).count(),
        "is_open": batch.state == S.CHECKING,
    }
    return render(request, "desk/imports/questions.html", context)


def _answer(request: HttpRequest, batch: Import, user: User) -> None:
    if "all_new" in request.POST:
        correcting.answer_all_new(batch=batch, by=user)
        return
    asked = get_object_or_404(batch.questions, pk=whole_number(request.POST.get("question")))
    chosen = request.POST.get("chosen", "")
    if chosen != "new" and whole_number(chosen) is None:
        raise RefusedError("Hãy chọn một dòng.")
    correcting.answer(question=asked, chosen_id=whole_number(chosen), by=user)
    plan_again(batch)
