"""The papers of the desk: the draft of a decision, the notice of a result."""

from typing import Literal, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ocop.accounts.models import User
from ocop.dossiers import queries as dossiers
from ocop.kernel import clock
from ocop.papers.decision import render_decision
from ocop.papers.result_notice import render_result_notice
from ocop.recognition import policy
from ocop.recognition.draft_decision import draft_decision
from ocop.recognition.notice import NoticeHead, frozen_notice, notice_data
from ocop.recognition.outcomes import latest_result, may_be_told
from ocop.recognition.queries import waiting_at_province, with_results
from ocop.recognition.rules import Outcome
from ocop.recognition.wording import template_in_force
from ocop.web.access import signed_in
from ocop.web.desk.decisions.results import notice_initial
from ocop.web.desk.decisions.rows import rows_of
from ocop.web.desk.decisions.views import at_decision_desk

Purpose = Literal["recognition", "approval"]
_PURPOSES: dict[str, tuple[Purpose, Outcome]] = {
    "cong-nhan": ("recognition", Outcome.RECOGNISE),
    "chuyen-bo": ("approval", Outcome.REFER),
}


@at_decision_desk
@require_safe
def draft(request: HttpRequest, kind: str) -> HttpResponse:
    """The draft decision with its list; `?hs=` names the dossiers, all of them otherwise."""
    if kind not in _PURPOSES:
        raise Http404
    purpose, outcome = _PURPOSES[kind]
    chosen = set(request.GET.getlist("hs"))
    rows = [
        row
        for row in rows_of(waiting_at_province(request.user))
        if row.outcome is outcome and (not chosen or str(row.dossier.pk) in chosen)
    ]
    if not rows:
        raise Http404
    province = rows[0].dossier.province
    template = template_in_force(province, "decision", clock.today())
    data = draft_decision(
        [(row.dossier, row.result) for row in rows if row.dossier.province_id == province.pk],
        purpose=purpose,
        unit=province,
        office=str(notice_initial(cast(User, request.user), rows[0].dossier)["agency"]),
        wording=template.wording if template else None,
    )
    return _pdf(render_decision(data, dated=clock.today()), f"du-thao-{kind}")


@signed_in
@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice as issued, for everyone who may open the dossier; before, the office's draft."""
    rows = with_results(dossiers.visible_to(request.user))
    dossier = get_object_or_404(rows.filter(results__isnull=False).distinct(), pk=pk)
    issued = dossier.notices.select_related("snapshot").first()
    if issued:
        pdf = render_result_notice(frozen_notice(issued.snapshot), dated=issued.issued_on)
        return _pdf(pdf, f"thong-bao-ket-qua-{pk}")
    result = latest_result(dossier)
    if not (policy.may_close(request.user, dossier) and may_be_told(dossier, result)):
        raise Http404
    agency = str(notice_initial(cast(User, request.user), dossier)["agency"])
    data = notice_data(dossier, result, NoticeHead(agency=agency))
    return _pdf(render_result_notice(data, dated=clock.today()), f"du-thao-thong-bao-{pk}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
