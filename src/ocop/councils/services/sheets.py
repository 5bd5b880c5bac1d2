"""A member's own sheet: saved criterion by criterion, submitted once, frozen from then on."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from ocop.accounts.models import User
from ocop.councils import policy
from ocop.councils.counting import rubric_of, score_of
from ocop.councils.models import AgendaItem, CouncilMember, ScoreSheet
from ocop.councils.services.records import State, locked_item, require_open, require_state
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.law.rubric import Rubric
from ocop.law.scoring import SheetScore


def own_sheet(item: AgendaItem, member: CouncilMember) -> ScoreSheet:
    """The member's sheet of the present round; an unsaved one where they have not begun.

    After a discussion, or a written round that did not agree, the new round begins with their own
    answers of the round before.
    """
    rounds = ScoreSheet.objects.filter(item__in=_lines_of(item), member=member).order_by("-round")
    last = rounds.first()
    if last is not None and last.round == item.round and last.item_id == item.pk:
        return last
    fresh = ScoreSheet(item=item, member=member, round=item.round)
    if last is not None:
        fresh.answers, fresh.cases = dict(last.answers), dict(last.cases)
        fresh.comments, fresh.gates, fresh.opinion = dict(last.comments), last.gates, last.opinion
    return fresh


def _lines_of(item: AgendaItem) -> list[int]:
    """The item and the lines it goes on from, newest first."""
    lines = [item.pk]
    earlier = item.continues
    while earlier is not None:
        lines.append(earlier.pk)
        earlier = earlier.continues
    return lines


@transaction.atomic
def save_sheet(
    *,
    by: User,
    item: AgendaItem,
    criterion: str,
    option: int | None,
    case: int | None = None,
    comment: str = "",
    version: int,
) -> ScoreSheet:
    """Save the answer and the comment at one criterion; None takes an answer back.

    Where the answer says that there is no story, the answers that depend on one are taken back
    (they count 0). Raises RefusedError at "answer" or "comment", StaleDraftError where the sheet
    was saved from another window since `version`.
    """
    sheet, rubric = _open_sheet(by, item, version)
    _answer(sheet, rubric, criterion, option, case)
    _put(sheet.comments, criterion, comment.strip() or None)
    return _scored(sheet, rubric)


@transaction.atomic
def save_answers(
    *,
    by: User,
    item: AgendaItem,
    answers: Mapping[str, int],
    cases: Mapping[str, int],
    version: int,
) -> ScoreSheet:
    """Save several answers at once, copied from a sheet filled in on paper; see `save_sheet`."""
    sheet, rubric = _open_sheet(by, item, version)
    for criterion, option in answers.items():
        _answer(sheet, rubric, criterion, option, cases.get(criterion))
    return _scored(sheet, rubric)


@transaction.atomic
def save_opinion(
    *,
    by: User,
    item: AgendaItem,
    opinion: str,
    gates: Sequence[tuple[str, str | None]],
    version: int,
    meeting_reason: str = "",
) -> ScoreSheet:
    """Save the general opinion (for the council alone) and the grounds to stop the member sees.

    `meeting_reason` asks for a meeting; only a written round knows it. Raises RefusedError at "gates", StaleDraftError as `save_sheet`.
    """
    sheet, rubric = _open_sheet(by, item, version)
    sheet.opinion = opinion.strip()
    sheet.meeting_reason = meeting_reason.strip() if sheet.item.session.is_written else ""
    sheet.gates = [list(gate) for gate in gates]
    score_of(sheet, rubric, sheet.item.session.council.law_settings)
    return _saved(sheet)


@transaction.atomic
def submit_sheet(*, by: User, item: AgendaItem, version: int) -> ScoreSheet:
    """Hand in the sheet: complete (or stopped by a ground), frozen with its hash, once.

    Raises RefusedError at "missing" with the criteria still open, for a second submission, for
    the secretary and for a member with a conflict.
    """
    sheet, rubric = _open_sheet(by, item, version)
    score = score_of(sheet, rubric, sheet.item.session.council.law_settings)
    if score.missing and not score.gates:
        raise RefusedError(
            f"Phiếu còn {len(score.missing)} tiêu chí chưa chấm: {', '.join(score.missing)}.",
            field="missing",
        )
    sheet.snapshot = audit.freeze("score_sheet", sheet_content(sheet, rubric, score))
    sheet.submitted_at = clock.now()
    sheet.save()
    audit.record(
        act="sheet_submitted",
        actor=by.actor,
        subject=sheet.item.dossier.subject,
        # No points here: the chain is read by people who may not read a sealed sheet.
        facts={"item": sheet.item_id, "member": sheet.member_id, "round": sheet.round},
        snapshot=sheet.snapshot,
    )
    return sheet


def sheet_content(sheet: ScoreSheet, rubric: Rubric, score: SheetScore) -> dict[str, object]:
    """The frozen form of a submitted sheet; points as exact whole numbers."""
    return {
        "item": sheet.item_id,
        "dossier": sheet.item.dossier_id,
        "submission_sha256": sheet.item.submission.snapshot.sha256,
        "member": sheet.member_id,
        "seat": sheet.member.seat,
        "organisation": sheet.member.organisation,
        "round": sheet.round,
        "instrument": rubric.instrument,
        "set": rubric.number,
        "rubric_sha256": rubric.sha256,
        "answers": sheet.answers,
        "cases": sheet.cases,
        "gates": sheet.gates,
        "comments": sheet.comments,
        "opinion": sheet.opinion,
        **({"asks_meeting": sheet.meeting_reason} if sheet.meeting_reason else {}),
        "parts": {code: int(points) for code, points in score.parts.items()},
        "total": int(score.total),
    }


def _open_sheet(by: User, item: AgendaItem, version: int) -> tuple[ScoreSheet, Rubric]:
    """The member's sheet, locked and ready to change, with its rubric."""
    item = locked_item(item)
    member = policy.may_score(by, item)
    require_state(item.session, State.SCORING)
    require_open(item)
    if not item.session.takes_sheets(clock.today()):
        raise RefusedError(
            f"Đợt lấy ý kiến đã hết hạn gửi ngày {item.session.held_on:%d/%m/%Y}, không nhận thêm phiếu."
        )
    if not item.session.present.filter(pk=member.pk).exists():
        raise RefusedError("Bạn được ghi là vắng trong phiên họp này nên không chấm được.")
    sheet = own_sheet(item, member)
    sheet.item, sheet.member = item, member
    if sheet.submitted_at:
        raise RefusedError("Bạn đã nộp phiếu này; mỗi phiếu chỉ nộp một lần và không sửa được nữa.")
    if sheet.version != version:
        raise StaleDraftError(
            "Phiếu này vừa được lưu ở một cửa sổ khác. Hãy xem lại rồi lưu lần nữa.",
            current=sheet.version,
        )
    return sheet, rubric_of(item.dossier)


def _answer(
    sheet: ScoreSheet, rubric: Rubric, criterion: str, option: int | None, case: int | None
) -> None:
    leaf = rubric.leaf(criterion)
    if leaf is None:
        raise RefusedError(f"Phiếu này không có tiêu chí {criterion}.", field="answer")
    if leaf.cases and option is not None and case is None:
        raise RefusedError("Hãy chọn mức trong đúng một trường hợp.", field="answer")
    _put(sheet.answers, criterion, option)
    _put(sheet.cases, criterion, case if option is not None else None)
    _drop_story_dependents(rubric, sheet, criterion)


def _scored(sheet: ScoreSheet, rubric: Rubric) -> ScoreSheet:
    """Saved, if its answers can be scored."""
    try:
        score_of(sheet, rubric, sheet.item.session.council.law_settings)
    except RefusedError as refusal:
        raise RefusedError(refusal.message, field="answer") from refusal
    return _saved(sheet)


def _saved(sheet: ScoreSheet) -> ScoreSheet:
    sheet.version += 1
    sheet.save()
    return sheet


def _put(kept: dict[str, object], code: str, value: object) -> None:
    if value is None:
        kept.pop(code, None)
    else:
        kept[code] = value


def _drop_story_dependents(rubric: Rubric, sheet: ScoreSheet, criterion: str) -> None:
    story = rubric.story
    if story is None or story.criterion != criterion:
        return
    said = sheet.answers.get(criterion)
    if said is not None and said <= story.no_story_option:
        for code in story.dependents:
            _put(sheet.answers, code, None)
