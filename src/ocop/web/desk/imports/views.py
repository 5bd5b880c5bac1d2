"""The desk's imports: the list, a new one, its columns, and where each stands."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.models import User
from ocop.files.checks import Upload
from ocop.imports.models import Import
from ocop.imports.policy import IMPORTERS, offices_of
from ocop.imports.queries import layout_of, visible_to
from ocop.imports.reading import open_sheet
from ocop.imports.rules.columns import Layout
from ocop.imports.services import running
from ocop.imports.services.beginning import begin_import, set_columns
from ocop.imports.services.listing import unlisted
from ocop.imports.services.undoing import obstacles
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.imports.forms import BeginForm, ColumnsForm, MinistryForm
from ocop.web.desk.lists import PAGE_SIZE

office = officials(*IMPORTERS)
SAMPLES = 3
S = Import.State
# Where each state's work is done.
STEP_VIEWS = {S.COLUMNS: "desk:imports:columns", S.CHECKING: "desk:imports:findings"}


def find(request: HttpRequest, pk: int) -> Import:
    """An import of the person's own office; another's answers as if it were not there."""
    rows = visible_to(request.user).select_related("office", "run", "confirmed_by", "undone_by")
    return get_object_or_404(rows, pk=pk)


@office
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every list of the office, the newest first."""
    rows = visible_to(request.user).select_related("begun_by", "office")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "desk/imports/index.html", {"page": page})


@office
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Choose a file; its columns are recognised at once."""
    user = cast(User, request.user)
    offices = offices_of(user)
    is_ministry = None in offices
    form_class = MinistryForm if is_ministry else BeginForm
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        own = None if is_ministry else Unit.objects.get(pk=offices[0])
        try:
            batch = begin_import(
                upload=cast(Upload, data["file"]),
                title=data["title"],
                office=own,
                by=user,
                sheet=data["sheet"],
                usual_province=data.get("province"),
                purpose=data["purpose"],
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            return redirect("desk:imports:columns", pk=batch.pk)
    context = {"form": form}
    return render(request, "desk/imports/begin.html", context, status=422 if form.errors else 200)


@office
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column holds, with the first cells of the file beside it."""
    batch = find(request, pk)
    if batch.state not in {S.COLUMNS, S.CHECKING}:
        return redirect("desk:imports:detail", pk=pk)
    layout = layout_of(batch)
    initial = {"first_row": batch.first_row, "purpose": batch.purpose}
    form = ColumnsForm(request.POST or None, columns=layout.columns, initial=initial)
    if request.method == "POST" and form.is_valid():
        user, data = cast(User, request.user), form.cleaned_data
        try:
            batch = set_columns(
                batch=batch,
                fields=form.chosen(),
                first_row=data["first_row"],
                purpose=data["purpose"],
                by=user,
            )
            running.start_examining(batch=batch, by=user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            return redirect("desk:imports:detail", pk=pk)
    samples = _samples(batch, layout)
    lines = [
        (column, form[form.name_of(column.index)], samples[column.index])
        for column in layout.columns
    ]
    earlier = visible_to(request.user).filter(sha256=batch.sha256, state=S.WRITTEN)
    context = {"batch": batch, "form": form, "lines": lines, "earlier": earlier.first()}
    return render(request, "desk/imports/columns.html", context, status=422 if form.errors else 200)


def _samples(batch: Import, layout: Layout) -> list[list[str]]:
    """The first filled cells of each column."""
    samples: list[list[str]] = [[] for _ in layout.columns]
    with batch.content.open("rb") as file:
        sheet = open_sheet(file, batch.file_name, batch.sheet)  # type: ignore[arg-type]
        looked_at = 0
        for number, cells in sheet.rows:
            if number < layout.first_row:
                continue
            for kept, cell in zip(samples, cells, strict=False):
                if cell and len(kept) < SAMPLES:
                    kept.append(cell[:60])
            looked_at += 1
            if looked_at == SAMPLES * 10:
                break
    return samples


@office
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the list stands: its progress, its result, or the step that waits."""
    batch = find(request, pk)
    if view := STEP_VIEWS.get(S(batch.state)):
        return redirect(view, pk=pk)
    context = {
        "batch": batch,
        "is_working": batch.state in {S.EXAMINING, S.WRITING, S.UNDOING},
        "unlisted": unlisted(batch),
        "obstacles": obstacles(batch) if batch.state == S.WRITTEN else [],
    }
    return render(request, "desk/imports/detail.html", context)
