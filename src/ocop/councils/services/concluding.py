"""The council's word: the result of one product, and the minutes of the session."""

from django.db import transaction

from ocop.accounts.models import User
from ocop.councils import policy
from ocop.councils.counting import Counting, Outcome, counting, outcome
from ocop.councils.models import AgendaItem, CouncilResult, Session
from ocop.councils.queries import standing_items
from ocop.councils.services.content import minutes_content, result_content, two_places
from ocop.councils.services.records import (
    State,
    advance,
    locked_item,
    locked_session,
    require_open,
    require_state,
    require_text,
)
from ocop.councils.written import differences_of, returned
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc


@transaction.atomic
def conclude_item(*, by: User, item: AgendaItem, discussion: str = "") -> CouncilResult:
    """The council's result on one product, with everything behind it, frozen (Điều 7.3.d).

    The chair concludes when every counted member has submitted, at least the regulation's number
    of sheets stand, they do not differ beyond its limit, and every mark is settled. Raises
    RefusedError at "discussion" where only some members raised a ground to stop and nothing says
    what the council made of it.
    """
    item = locked_item(item)
    _require_chair(by, item.session)
    require_state(item.session, State.SCORING)
    require_open(item)
    if said := discussion.strip():
        item.discussion = f"{item.discussion}\n{said}".strip()
        item.save(update_fields=["discussion"])
    counted = counting(item)
    if item.session.is_written:
        _require_agreement(counted)
    found = outcome(counted)
    _require_settled(counted, found)
    score = found.score
    assert score is not None
    snapshot = audit.freeze("council_result", result_content(counted, score))
    parts = [two_places(score.parts[part.code]) for part in score.rubric.parts]
    result = CouncilResult.objects.create(
        item=item,
        dossier=item.dossier,
        level=item.session.council.level,
        part_a=parts[0],
        part_b=parts[1],
        part_c=parts[2],
        total=two_places(score.total),
        band_star=score.ranking.band_star,
        star=score.ranking.star,
        snapshot=snapshot,
        concluded_on=clock.today(),
    )
    advance(item.dossier, "conclude")
    audit.record(
        act="result_concluded",
        actor=by.actor,
        subject=item.dossier.subject,
        facts={"item": item.pk, "result": result.pk},
        snapshot=snapshot,
    )
    return result


@transaction.atomic
def conclude_session(
    *,
    by: User,
    session: Session,
    minutes_number: str,
    guests: str = "",
    notes: str = "",
) -> Session:
    """End the session and freeze its minutes; what it decided is open from here on.

    Raises RefusedError at "minutes_number", or while a product of the list has no result.
    """
    session = locked_session(session)
    _require_chair(by, session)
    require_state(session, State.SCORING)
    items = list(standing_items(session))
    waiting = [item for item in items if not hasattr(item, "result") and not item.is_withdrawn]
    if waiting:
        names = ", ".join(item.dossier.product.name for item in waiting)
        raise RefusedError(f"Còn sản phẩm chưa kết luận: {names}. Kết luận hoặc đưa ra trước.")
    session.minutes_number = require_text(
        nfc(minutes_number), "Hãy nhập số biên bản.", field="minutes_number"
    )
    session.guests, session.minutes_notes = nfc(guests), notes.strip()
    session.state, session.concluded_at = State.CONCLUDED, clock.now()
    session.minutes = audit.freeze("minutes", minutes_content(session, items))
    session.save()
    audit.record(
        act="minutes_closed",
        actor=by.actor,
        subject=session.subject,
        facts={
            "number": session.minutes_number,
            "concluded_on": session.concluded_on,
            "results": [item.result.pk for item in items if hasattr(item, "result")],
        },
        snapshot=session.minutes,
    )
    return session


def _require_agreement(counted: Counting) -> None:
    """Điều 7.6.d: written opinions carry a conclusion only where enough came and they agree."""
    if not counted.is_complete:
        return  # `outcome` says how many sheets are still waited for
    came = returned(counted)
    if not came.is_enough:
        raise RefusedError(f"{came.shortfall} Kéo dài hạn gửi hoặc đưa ra họp.")
    if found := differences_of(counted):
        raise RefusedError(
            f"Ý kiến bằng văn bản chưa thống nhất, phải họp (Điều 7.6.d): {found[0].words}"
        )


def _require_settled(counted: Counting, found: Outcome) -> None:
    least = counted.item.session.council.rules.least_sheets
    if len(counted.sheets) < least:
        raise RefusedError(
            f"Chỉ có {len(counted.sheets)} phiếu được tính; Quy chế cần ít nhất {least}."
        )
    if found.is_over_limit:
        raise RefusedError(
            f"Các phiếu chênh nhau quá {found.limit} điểm. Hội đồng thảo luận rồi chấm lại."
        )
    if found.score is None:
        raise RefusedError(
            "Một số thành viên nêu lý do dừng đánh giá. Hội đồng thảo luận, rồi kết luận có dừng "
            "hay chấm lại."
        )
    if found.undecided:
        raise RefusedError(
            f"Hội đồng cần thống nhất mức ở tiêu chí {', '.join(found.undecided)} "
            "trước khi kết luận."
        )
    if found.minority_gates and not counted.item.discussion:
        raise RefusedError(
            "Có thành viên nêu lý do loại. Hãy ghi Hội đồng đã thảo luận thế nào.",
            field="discussion",
        )


def _require_chair(by: User, session: Session) -> None:
    policy.require(policy.is_chair(by, session.council), "Chỉ Chủ tịch Hội đồng mới kết luận được.")
