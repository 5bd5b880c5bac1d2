"""The vault of papers: photographed once, used by every dossier."""

import datetime as dt

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.files.limits import LARGEST
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.law.evidence import evidence_kinds
from ocop.producers import vault as vault_service
from ocop.producers.models import Paper, PaperFile
from ocop.producers.policy import own_producer_ids
from ocop.producers.queries import own_producers, papers_of
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status, Task
from ocop.web.portal.forms import PaperForm
from ocop.web.portal.scope import paper_or_404, producer_or_404
from ocop.web.typed import whole_number


@signed_in
@require_safe
def vault(request: HttpRequest) -> HttpResponse:
    """Every paper of the person's producers with how long it is valid."""
    producers = list(own_producers(request.user))
    today = clock.today()
    papers = list(papers_of(request.user))
    shelves = [
        (producer, [_task(paper, today) for paper in papers if paper.producer_id == producer.pk])
        for producer in producers
    ]
    return render(request, "portal/papers.html", {"shelves": shelves, "kinds": evidence_kinds()})


@signed_in
@require_safe
def shoot(request: HttpRequest) -> HttpResponse:
    """The round button: straight to a new paper of the only producer, else which one."""
    producers = list(own_producers(request.user))
    if not producers:
        return redirect("portal:start")
    if len(producers) == 1:
        return redirect("portal:add_paper", producers[0].pk)
    return redirect("portal:papers")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new paper; `?thay=` names the one it replaces, `?loai=` its kind."""
    producer = producer_or_404(request, pk)
    replaces = papers_of(request.user).filter(pk=whole_number(request.GET.get("thay"))).first()
    initial = {"kind": replaces.kind if replaces else request.GET.get("loai", "")}
    form = PaperForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                paper = vault_service.add_paper(
                    producer=producer,
                    by=request.user,
                    replaces=replaces,
                    files=[store_upload(file, request.user) for file in form.cleaned_data["files"]],
                    **form.details(),
                )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã cất “{paper.title}” vào tủ giấy tờ.")
            return redirect("portal:papers")
    context = {
        "form": form,
        "producer": producer,
        "office": producer.name,
        "replaces": replaces,
        "most_bytes": LARGEST,
    }
    return render(request, "portal/paper_new.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: its pages, what it says, and more pages."""
    paper = paper_or_404(request, pk)
    names = [name for name in PaperForm.base_fields if name != "files"]
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        initial={name: getattr(paper, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                vault_service.update_paper(paper=paper, by=request.user, **form.details())
                files = [store_upload(file, request.user) for file in form.cleaned_data["files"]]
                vault_service.add_files(paper=paper, files=files, by=request.user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã lưu “{paper.title}”.")
            return redirect("portal:papers")
    context = {
        "form": form,
        "paper": Paper.objects.get(pk=paper.pk),
        "pages": paper.files.select_related("file"),
        "status": _status(paper, clock.today()),
        "uses": paper.uses.select_related("dossier__product").order_by("dossier", "criterion"),
        "most_bytes": LARGEST,
    }
    return render(request, "portal/paper.html", context)


@signed_in
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper out of the vault while nothing uses it."""
    paper = paper_or_404(request, pk)
    try:
        vault_service.remove_paper(paper=paper, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("portal:paper", pk)
    messages.success(request, f"Đã bỏ “{paper.title}” khỏi tủ giấy tờ.")
    return redirect("portal:papers")


@signed_in
@require_POST
def remove_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one page out of a paper."""
    page = get_object_or_404(
        PaperFile.objects.select_related("paper__producer"),
        pk=pk,
        paper__producer__in=own_producer_ids(request.user),
    )
    try:
        vault_service.remove_file(page=page, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    return redirect("portal:paper", page.paper_id)


def _task(paper: Paper, today: dt.date) -> Task:
    names = {kind.code: kind.name for kind in evidence_kinds()}
    count = len(paper.files.all())
    hint = names.get(paper.kind, "")
    if paper.number:
        hint += f", số {paper.number}"
    return Task(
        paper.title,
        _status(paper, today, pages=count),
        reverse("portal:paper", args=[paper.pk]),
        f"{hint} · {count} trang" if count else hint,
    )


def _status(paper: Paper, today: dt.date, *, pages: int | None = None) -> Status:
    last = paper.expires_on
    if paper.replaced_by_id:
        return Status(Kind.OFF, "Đã thay bằng giấy mới")
    if paper.state == Paper.State.APPLYING:
        return Status(Kind.WAIT, "Đang xin cấp")
    if last and last < today:
        return Status(Kind.STOP, "Hết hạn", f"ngày {date(last)}")
    if not (paper.files.count() if pages is None else pages):
        return Status(Kind.WARN, "Chưa có ảnh", "hoặc tệp")
    if last:
        return Status(Kind.OK, "Còn hạn", f"đến {date(last)}")
    return Status(Kind.OK, "Đã có")
