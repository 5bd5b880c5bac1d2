"""Self-assessment: one criterion a page, with its evidence beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ocop.dossiers.content import answers_of, evidence_of, score_of
from ocop.dossiers.models import Answer, Dossier
from ocop.dossiers.services.drafting import save_answer
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.law.evidence import evidence_wanted
from ocop.law.loading import load_rubric
from ocop.law.rubric import Rubric
from ocop.web.access import signed_in
from ocop.web.design import autosave
from ocop.web.design.scoring_view import ScoringScreen, parse_answer
from ocop.web.evidence_adapter import proof_view
from ocop.web.portal.places import asked_points
from ocop.web.portal.scope import draft_or_404
from ocop.web.scoring_adapter import (
    blocked_codes,
    blocked_sentences,
    criterion_view,
    neighbours,
    ribbon,
    sentence_case,
    sums_view,
)
from ocop.web.typed import whole_number

HELP = "Kể bằng lời thường: đang làm thế nào, số liệu bao nhiêu. Hội đồng đọc phần này khi chấm."


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def criterion(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Choose a level and say why; saved while choosing, or by the button without a script."""
    dossier = draft_or_404(request, pk)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    if rubric.leaf(code) is None:
        raise Http404
    typed: dict[str, Any] = {}
    if request.method == "POST":
        answer = _save(request, dossier, rubric, code, typed)
        if answer is not None:
            return answer
    return render(request, "portal/criterion.html", _context(request, dossier, rubric, code, typed))


def _save(
    request: HttpRequest, dossier: Dossier, rubric: Rubric, code: str, typed: dict[str, Any]
) -> HttpResponse | None:
    """The answer to a save; None where the page comes again with `typed` and its error."""
    quiet = autosave.wanted(request)
    typed |= {"comment": request.POST.get("comment", ""), "error": "", "stale": False}
    try:
        typed |= _chosen(request)
        saved = save_answer(
            dossier=dossier,
            criterion=code,
            option=typed["answer"],
            case=typed["case"],
            description=typed["comment"],
            version=typed["version"],
            by=request.user,
        )
    except StaleDraftError as stale:
        typed |= {"error": stale.message, "version": stale.current, "stale": True}
        return autosave.not_saved(stale.message, status=409) if quiet else None
    except RefusedError as refused:
        typed |= {"error": refused.message}
        return autosave.not_saved(refused.message) if quiet else None
    if quiet:
        sums = sums_view(score_of(dossier, answers_of(dossier)))
        return autosave.saved(
            request,
            at=clock.now(),
            version=saved.version,
            parts={"tong-diem": ("design/sums.html", {"sums": sums})},
        )
    _, following = neighbours(rubric, code)
    if following is None or request.POST.get("go") != "next":
        return redirect("portal:dossier", dossier.pk)
    return redirect("portal:criterion", dossier.pk, following.code)


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """The posted level, case and version. Raises RefusedError for what the page cannot post."""
    value, version = request.POST.get("answer", ""), whole_number(request.POST.get("version"))
    if version is None:
        raise RefusedError("Trang này đã cũ. Hãy tải lại trang.")
    if not value:
        return {"answer": None, "case": None, "version": version}
    try:
        case, option = parse_answer(value)
    except ValueError:
        raise RefusedError("Hãy chọn một mức trên trang này.", field="option") from None
    return {"answer": option, "case": case, "version": version}


def _context(
    request: HttpRequest, dossier: Dossier, rubric: Rubric, code: str, typed: dict[str, Any]
) -> dict[str, Any]:
    stored = Answer.objects.filter(dossier=dossier, criterion=code).first()
    answers = answers_of(dossier)
    score = score_of(dossier, answers)
    before, after = neighbours(rubric, code)
    here = reverse("portal:criterion", args=[dossier.pk, code])
    mine = {
        "answer": stored.option if stored else None,
        "case": stored.case if stored else None,
        "comment": stored.description if stored else "",
        "version": stored.version if stored else 0,
        **typed,
    }
    evidence = evidence_of(dossier, code)
    view = criterion_view(
        rubric,
        code,
        answer=mine["answer"],
        case=mine["case"],
        comment=mine["comment"],
        comment_name="comment",
        comment_help=HELP,
        comment_label="Mô tả, chứng minh",
        blocked=blocked_sentences(score, code),
        error=typed.get("error", ""),
    )
    screen = ScoringScreen(
        sums=sums_view(score),
        ribbon=ribbon(
            rubric,
            {each: row["option"] for each, row in answers.items()},
            current=code,
            blocked=blocked_codes(score),
            url=lambda each: reverse("portal:criterion", args=[dossier.pk, each]),
        ),
        criteria=(view,),
        proof=proof_view(
            evidence,
            on=clock.today(),
            page_url=lambda paper, file: f"{here}?giay={paper}&tep={file}#trang",
            file_url=lambda file: reverse("files:read", args=[file]),
            paper=request.GET.get("giay", ""),
            file=request.GET.get("tep", ""),
        ),
        action=here,
        autosave=here,
        version=mine["version"],
        previous_url=reverse("portal:criterion", args=[dossier.pk, before.code]) if before else "",
        previous_name=before.code if before else "",
        next_url=reverse("portal:criterion", args=[dossier.pk, after.code]) if after else "",
        next_name=f"{after.code} {sentence_case(after.name)}" if after else "",
    )
    return {
        "screen": screen,
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "asked": asked_points(dossier).get(code, ()),
        "needs_review": stored is not None and stored.needs_review,
        "evidence": evidence,
        "wanted": evidence_wanted(rubric)[code],
        "theirs": stored if typed.get("stale") else None,
        "theirs_label": _label(rubric, stored) if typed.get("stale") else "",
    }


def _label(rubric: Rubric, answer: Answer | None) -> str:
    """What the other person chose, in words."""
    leaf = rubric.leaf(answer.criterion) if answer else None
    if answer is None or leaf is None or answer.option is None:
        return "chưa chọn mức nào"
    if answer.option == 0:
        return "“chưa đạt mức nào”"
    return f"mức {leaf.option_at(answer.option, answer.case).points} điểm"
