"""Evidence of a dossier: papers of the vault put beside criteria."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.dossiers.content import evidence_of
from ocop.dossiers.models import Dossier, Evidence
from ocop.dossiers.queries import visible_to
from ocop.dossiers.rules.content import GENERAL
from ocop.dossiers.services.drafting import attach_evidence, detach_evidence
from ocop.files.limits import LARGEST
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.law.evidence import EvidenceKind, evidence_kind, evidence_wanted
from ocop.law.loading import load_rubric
from ocop.producers.models import Paper
from ocop.producers.vault import add_paper
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.evidence_adapter import paper_status
from ocop.web.portal.forms import PaperForm
from ocop.web.portal.places import asked_points
from ocop.web.portal.scope import draft_or_404
from ocop.web.scoring_adapter import sentence_case
from ocop.web.typed import whole_number

GENERAL_NAME = "Giấy tờ chung của hồ sơ"
_GENERAL_KINDS = ("business_registration", "production_certificate")


@signed_in
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every paper of the dossier under the criterion it proves, and what is still wanted."""
    dossier = draft_or_404(request, pk)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    today = clock.today()
    rows: dict[str, list[dict[str, object]]] = {}
    for row in evidence_of(dossier):
        rows.setdefault(row["criterion"], []).append(
            {"paper": row["paper"], "note": row["note"], "status": paper_status(row, today)}
        )
    wanted = evidence_wanted(rubric)
    places = [(GENERAL, GENERAL_NAME, rows.get(GENERAL, []), _kinds(_GENERAL_KINDS))]
    places += [
        (
            leaf.code,
            f"{leaf.code} {sentence_case(leaf.name)}",
            rows.get(leaf.code, []),
            wanted[leaf.code],
        )
        for leaf in rubric.leaves
    ]
    context = {
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "places": places,
        "count": sum(len(each) for each in rows.values()),
    }
    return render(request, "portal/evidence.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Beside one criterion (or `GENERAL`): a paper from the vault, or a new photo into it."""
    dossier = draft_or_404(request, pk)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    leaf = rubric.leaf(code)
    if leaf is None and code != GENERAL:
        raise Http404
    kinds = evidence_wanted(rubric)[code] if leaf else _kinds(_GENERAL_KINDS)
    chosen = request.POST.getlist("papers")
    is_new = request.method == "POST" and not chosen
    form = PaperForm(
        request.POST if is_new else None,
        request.FILES if is_new else None,
        initial={"kind": kinds[0].code if kinds else ""},
        first=[kind.code for kind in kinds],
    )
    back = _back(dossier, code)
    if chosen:
        _attach(request, dossier, code, chosen)
        return redirect(back)
    if is_new and form.is_valid() and _add_new(request, dossier, code, form):
        return redirect(back)
    used = Evidence.objects.filter(dossier=dossier, criterion=code).select_related("paper")
    context = {
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "place": GENERAL_NAME if leaf is None else f"{code} {sentence_case(leaf.name)}",
        "code": code,
        "back": back,
        "form": form,
        "kinds": kinds,
        "used": used,
        "asked": asked_points(dossier).get("papers" if code == GENERAL else code, ()),
        "vault": _offered(dossier, [row.paper_id for row in used], kinds),
        "most_bytes": LARGEST,
    }
    return render(request, "portal/evidence_add.html", context)


@signed_in
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper away from a criterion; it stays in the vault."""
    evidence = get_object_or_404(
        Evidence.objects.select_related("dossier", "paper"),
        pk=pk,
        dossier__in=visible_to(request.user),
    )
    try:
        detach_evidence(evidence=evidence, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(
            request, f"Đã bỏ “{evidence.paper.title}” khỏi chỗ này. Giấy vẫn ở trong tủ."
        )
    return redirect("portal:add_evidence", evidence.dossier_id, evidence.criterion)


def _attach(request: HttpRequest, dossier: Dossier, code: str, chosen: list[str]) -> None:
    numbers = [whole_number(pk) for pk in chosen]
    papers = Paper.objects.filter(
        producer=dossier.product.producer_id, pk__in=[pk for pk in numbers if pk is not None]
    )
    try:
        with transaction.atomic():
            for paper in papers:
                attach_evidence(dossier=dossier, criterion=code, paper=paper, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã kèm {len(papers)} giấy tờ.")


def _add_new(request: HttpRequest, dossier: Dossier, code: str, form: PaperForm) -> bool:
    """Whether the new paper was stored and attached; nothing is half done."""
    try:
        with transaction.atomic():
            paper = add_paper(
                producer=dossier.product.producer,
                by=request.user,
                files=[store_upload(file, request.user) for file in form.cleaned_data["files"]],
                **form.details(),
            )
            attach_evidence(dossier=dossier, criterion=code, paper=paper, by=request.user)
    except RefusedError as refused:
        refusals.show(form, refused)
        return False
    messages.success(request, f"Đã kèm “{paper.title}” và cất vào tủ giấy tờ.")
    return True


def _offered(
    dossier: Dossier, used: list[int], kinds: tuple[EvidenceKind, ...]
) -> list[tuple[Paper, bool]]:
    """The vault's other papers, those of the wanted kinds first and marked."""
    codes = [kind.code for kind in kinds]
    papers = (
        Paper.objects.filter(producer=dossier.product.producer_id, replaced_by=None)
        .exclude(pk__in=used)
        .order_by("title", "pk")
    )
    return sorted(((paper, paper.kind in codes) for paper in papers), key=lambda row: not row[1])


def _kinds(codes: tuple[str, ...]) -> tuple[EvidenceKind, ...]:
    return tuple(evidence_kind(code) for code in codes)


def _back(dossier: Dossier, code: str) -> str:
    if code == GENERAL:
        return reverse("portal:evidence", args=[dossier.pk])
    return f"{reverse('portal:criterion', args=[dossier.pk, code])}#minh-chung"
