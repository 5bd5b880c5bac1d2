"""One product of a session: the advisory report, conflicts, discussion, agreement, conclusion."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ocop.accounts.models import User
from ocop.councils import policy
from ocop.councils.counting import Outcome, counting, outcome, rubric_of
from ocop.councils.models import AgendaItem, Council, Session
from ocop.councils.services.agenda import declare_conflict, report_advice, take_off_agenda
from ocop.councils.services.concluding import conclude_item
from ocop.councils.services.meeting import conclude_gates, confirm_option, start_new_round
from ocop.councils.services.rounds import why_meet
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.law.explaining import explain
from ocop.web.desk.councils.forms import (
    ActForm,
    AdviceForm,
    AgreementForm,
    ConclusionForm,
    ConflictForm,
    DiscussionForm,
    GatesForm,
)
from ocop.web.desk.councils.gates import for_advice, for_planning, for_readers, for_seats
from ocop.web.desk.councils.reached import item_of, person
from ocop.web.desk.dossier.reading import read

Chosen = dict[str, Any]


@for_readers
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One product, with what this person may do to it now."""
    return _shown(request, item_of(request, pk))


@for_readers
@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier as handed in, with its evidence, for those who evaluate it."""
    agenda_item = item_of(request, pk)
    context = {"item": agenda_item, "reading": read(agenda_item.dossier, on=clock.today())}
    return render(request, "desk/councils/dossier.html", context)


@for_planning
@require_POST
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the product from the session's list."""
    agenda_item = _item_for(request, pk, policy.may_plan)
    try:
        take_off_agenda(by=person(request), item=agenda_item)
    except RefusedError as refusal:
        messages.error(request, refusal.message)
        return redirect("desk:councils:item", pk)
    messages.success(request, f"Đã đưa {agenda_item.dossier.product.name} ra khỏi danh sách.")
    return redirect("desk:councils:agenda", agenda_item.session_id)


@for_planning
@require_POST
def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare a conflict: one's own, or the office's word on a member."""
    agenda_item = item_of(request, pk)
    seat = policy.seat_of(person(request), agenda_item.session.council)
    if seat is not None and not policy.may_plan(person(request), agenda_item.session.council):
        form = ConflictForm.for_oneself(seat, request.POST)
    else:
        form = ConflictForm.for_item(agenda_item, request.POST)

    def declare(chosen: Chosen) -> str:
        declare_conflict(by=person(request), item=agenda_item, **chosen)
        return "Đã ghi xung đột lợi ích; phiếu của thành viên đó không được tính."

    return _act(request, agenda_item, "conflict_form", form, declare)


@for_advice
@require_POST
def advice(request: HttpRequest, pk: int) -> HttpResponse:
    """The advisory team's report."""
    agenda_item = _item_for(request, pk, policy.may_advise)

    def report(chosen: Chosen) -> str:
        report_advice(by=person(request), item=agenda_item, **chosen)
        return "Đã lưu báo cáo tư vấn."

    return _act(request, agenda_item, "advice_form", AdviceForm(request.POST), report)


@for_seats
@require_POST
def new_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Score again after a discussion."""
    agenda_item = _item_for(request, pk, policy.runs_board)

    def start(chosen: Chosen) -> str:
        start_new_round(by=person(request), item=agenda_item, **chosen)
        return "Đã mở lượt chấm mới; phiếu lượt trước được giữ nguyên."

    return _act(request, agenda_item, "discussion_form", DiscussionForm(request.POST), start)


@for_seats
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """The level the council agreed on at one criterion."""
    agenda_item = _item_for(request, pk, policy.runs_board)
    found = _outcome(request, agenda_item)
    code = request.POST.get("criterion", "")
    rows = found.score.criteria if found and found.score else ()
    tally = next((row for row in rows if row.code == code), None)
    if tally is None:
        messages.error(request, "Tiêu chí này không cần thống nhất.")
        return redirect("desk:councils:item", pk)
    form = AgreementForm.of(rubric_of(agenda_item.dossier), tally, request.POST)

    def confirm(chosen: Chosen) -> str:
        case, option = form.chosen()
        confirm_option(
            by=person(request),
            item=agenda_item,
            criterion=code,
            option=option,
            case=case,
            reason=chosen["reason"],
        )
        return f"Đã ghi mức thống nhất ở tiêu chí {code}."

    return _act(request, agenda_item, f"agreement_{code}", form, confirm)


@for_seats
@require_POST
def gates(request: HttpRequest, pk: int) -> HttpResponse:
    """The grounds to stop on which the council agreed."""
    agenda_item = _item_for(request, pk, policy.runs_board)
    form = GatesForm.of(rubric_of(agenda_item.dossier), agenda_item, request.POST)

    def stop(chosen: Chosen) -> str:
        conclude_gates(
            by=person(request),
            item=agenda_item,
            gates=form.chosen_gates(),
            discussion=chosen["discussion"],
        )
        return "Đã ghi kết luận của Hội đồng về lý do dừng."

    return _act(request, agenda_item, "gates_form", form, stop)


@for_seats
@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair concludes on the product."""
    agenda_item = _item_for(request, pk, policy.is_chair)
    form = ConclusionForm(request.POST)
    if form.is_valid():
        try:
            conclude_item(by=person(request), item=agenda_item, **form.cleaned_data)
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Hội đồng đã kết luận; mọi phiếu được mở và khóa lại.")
            return redirect("desk:councils:result", pk)
    return _shown(request, item_of(request, pk), conclusion_form=form)


def _item_for(request: HttpRequest, pk: int, may: Callable[[User, Council], bool]) -> AgendaItem:
    """The item, for those whom the policy lets act on it."""
    agenda_item = item_of(request, pk)
    if not may(person(request), agenda_item.session.council):
        raise PermissionDenied
    return agenda_item


def _act(
    request: HttpRequest,
    agenda_item: AgendaItem,
    name: str,
    form: ActForm,
    act: Callable[[Chosen], str],
) -> HttpResponse:
    if form.is_valid():
        try:
            done = act(form.cleaned_data)
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, done)
            return redirect("desk:councils:item", agenda_item.pk)
    return _shown(request, item_of(request, agenda_item.pk), **{name: form})


def _outcome(request: HttpRequest, agenda_item: AgendaItem) -> Outcome | None:
    """What the sheets add up to, for those who run the session and once all are in."""
    if not policy.runs_board(person(request), agenda_item.session.council):
        return None
    counted = counting(agenda_item)
    return outcome(counted) if counted.is_complete else None


def _shown(request: HttpRequest, agenda_item: AgendaItem, **bound: ActForm) -> HttpResponse:
    user, session = person(request), agenda_item.session
    council = session.council
    is_open = (
        agenda_item.taken_off_on is None
        and not agenda_item.is_withdrawn
        and not hasattr(agenda_item, "result")
        and session.state != Session.State.CONCLUDED
    )
    runs = policy.runs_board(user, council)
    is_running = is_open and runs and session.state == Session.State.SCORING
    found = _outcome(request, agenda_item) if is_running else None
    reasons = why_meet(agenda_item) if found is not None and session.is_written else []
    seat = policy.seat_of(user, council)
    conflicts = agenda_item.conflicts.select_related("member__user")
    context = {
        "item": agenda_item,
        "session": session,
        "is_open": is_open,
        "is_running": is_running,
        "runs": runs,
        "is_chair": policy.is_chair(user, council),
        "may_plan": policy.may_plan(user, council),
        "may_advise": is_open and policy.may_advise(user, council),
        "scores": seat is not None
        and seat.seat != seat.Seat.SECRETARY
        and seat.pk not in {conflict.member_id for conflict in conflicts},
        "conflicts": conflicts,
        "waiting": counting(agenda_item).waiting,
        "found": found,
        "may_conclude": found is not None
        and found.score is not None
        and not (found.is_over_limit or found.undecided or reasons),
        "reasons": reasons,
        "sentences": explain(found.score.rubric, found.score.ranking)
        if found and found.score
        else (),
        "limit": council.rules.spread_limit,
        **_forms(agenda_item, found, bound),
    }
    return render(request, "desk/councils/item.html", context, status=422 if bound else 200)


def _forms(
    agenda_item: AgendaItem, found: Outcome | None, bound: dict[str, ActForm]
) -> dict[str, object]:
    rubric = rubric_of(agenda_item.dossier)
    tallies = found.score.criteria if found and found.score else ()
    undecided = found.undecided if found and not agenda_item.session.is_written else ()
    return {
        "conflict_form": bound.get("conflict_form", ConflictForm.for_item(agenda_item)),
        "advice_form": bound.get(
            "advice_form", AdviceForm(initial={"report": agenda_item.advisory_report})
        ),
        "discussion_form": bound.get("discussion_form", DiscussionForm()),
        "gates_form": bound.get("gates_form", GatesForm.of(rubric, agenda_item)),
        "conclusion_form": bound.get("conclusion_form", ConclusionForm()),
        "agreements": [
            (tally, bound.get(f"agreement_{tally.code}", AgreementForm.of(rubric, tally)))
            for tally in tallies
            if tally.code in undecided
        ],
    }
