"""What a council's result and minutes keep for ever."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ocop.councils.counting import Counting, voting_members
from ocop.councils.models import AgendaItem, Conflict, ScoreSheet, Session
from ocop.councils.queries import conflicts_of
from ocop.law.explaining import explain, mark_article, readings_used, star_words
from ocop.law.points import dotted
from ocop.law.rubric import Gate, Rubric
from ocop.law.scoring import CouncilScore, CriterionTally

Content = dict[str, object]


def two_places(points: Fraction) -> Decimal:
    """Points as the register keeps and prints them: rounded half up to two places."""
    return Decimal(dotted(points))


def exact(points: Fraction) -> str:
    """Points as an exact fraction: "232/3", "77"."""
    return str(points)


def result_content(counted: Counting, score: CouncilScore) -> Content:
    """The frozen form of a council's result.

    `parts` and `total` are printed points, `total_exact` is what the band was tested on;
    `comments` name no member.
    """
    item, session, ranking = counted.item, counted.item.session, score.ranking
    settings = session.council.law_settings
    return {
        "item": item.pk,
        "dossier": item.dossier_id,
        "submission_sha256": item.submission.snapshot.sha256,
        "instrument": score.rubric.instrument,
        "set": score.rubric.number,
        "rubric_sha256": score.rubric.sha256,
        "council": _council(session),
        "session": {
            "id": session.pk,
            "name": session.name,
            "held_on": session.held_on,
            **({"form": session.form} if session.is_written else {}),
        },
        "round": item.round,
        "regulation": session.council.regulation,
        "sheets": [
            _sheet(sheet, total)
            for sheet, total in zip(counted.sheets, score.member_totals, strict=True)
        ],
        "conflicts": [_conflict(row) for row in item.conflicts.select_related("member")],
        "parts": {code: dotted(points) for code, points in score.parts.items()},
        "total": dotted(score.total),
        "total_exact": exact(score.total),
        "low": int(min(score.member_totals)),
        "high": int(max(score.member_totals)),
        "spread": int(score.spread),
        "band_star": ranking.band_star,
        "star": ranking.star,
        "star_words": star_words(ranking),
        "sentences": list(explain(score.rubric, ranking)),
        "blocked": [
            {
                "star": row.star,
                "criterion": row.mark.criterion,
                "name": row.mark.criterion_name,
                "needs_option": row.mark.option,
                "needs_points": row.mark.points,
                "has_option": row.has_option,
                "has_points": row.has_points,
                "article": mark_article(score.rubric, row),
            }
            for row in ranking.blocked
        ],
        "gates": [_gate(gate) for gate in ranking.gates],
        "minority_gates": [_gate(gate) for gate in score.minority_gates],
        "criteria": [_criterion(row) for row in score.criteria],
        "agreed_options": item.confirmed_options,
        "discussion": item.discussion,
        "advisory_report": item.advisory_report,
        "comments": _comments(counted, score.rubric),
        "readings": [
            {
                "id": found.id,
                "question": found.question,
                "text": found.text_in(settings),
                "basis": found.basis,
                "articles": list(found.articles),
            }
            for found in readings_used(score.readings)
        ],
    }


def minutes_content(session: Session, items: Sequence[AgendaItem]) -> Content:
    """The frozen form of the minutes; results by their own snapshots' hashes."""
    present = set(session.present.values_list("pk", flat=True))
    if session.is_written:
        sent = ScoreSheet.objects.filter(item__session=session, submitted_at__isnull=False)
        present = set(sent.values_list("member_id", flat=True))
    seats = session.council.members.filter(left_on=None).select_related("user")
    voting = voting_members(session)
    return {
        "council": _council(session),
        "session": {
            "id": session.pk,
            "name": session.name,
            "held_on": session.held_on,
            "starts_at": f"{session.starts_at:%H:%M}" if session.starts_at else "",
            "place": session.place,
        },
        "number": session.minutes_number,
        "concluded_at": session.concluded_at,
        "regulation": [
            {"question": setting.question, "value": value, "basis": setting.basis}
            for setting, value in session.council.rules.explained()
        ],
        "members": [
            {
                "name": member.user.full_name,
                "seat": member.seat,
                "seat_name": member.get_seat_display(),
                "represents": member.represents,
                "present": member.pk in present,
            }
            for member in seats
        ],
        "quorum": {
            "present": sum(member.pk in present for member in voting),
            "of": len(voting),
            "least": session.council.rules.least_present(len(voting)),
        },
        "guests": session.guests,
        "notes": session.minutes_notes,
        "conflicts": [
            {**_conflict(row), "product": row.item.dossier.product.name}
            for row in conflicts_of(session)
        ],
        "results": [_minuted(item) for item in items],
        **(_written(session) if session.is_written else {}),
    }


def _written(session: Session) -> Content:
    """What the paper of a written round says besides: its days, and what was called to a meeting."""
    moved = session.items.exclude(meeting_reason="").select_related("dossier__product__producer")
    return {
        "form": session.form,
        "opened_at": session.opened_at,
        "reply_by": session.held_on,
        "collected_at": session.collected_at,
        "called_to_meeting": [
            {
                "product": item.dossier.product.name,
                "producer": item.dossier.product.producer.name,
                "reason": item.meeting_reason,
            }
            for item in moved
        ],
    }


def _minuted(item: AgendaItem) -> Content:
    product = item.dossier.product
    row: Content = {
        "item": item.pk,
        "dossier": item.dossier_id,
        "product": product.name,
        "producer": product.producer.name,
        "round": item.round,
        "discussion": item.discussion,
        "agreed_options": item.confirmed_options,
    }
    if hasattr(item, "result"):
        row["result_sha256"] = item.result.snapshot.sha256
    return row


def _council(session: Session) -> Content:
    council = session.council
    return {
        "id": council.pk,
        "name": council.name,
        "level": council.level,
        "province": council.unit.full_name if council.unit else "",
        "decision_number": council.decision_number,
        "decided_on": council.decided_on,
    }


def _sheet(sheet: ScoreSheet, total: Fraction) -> Content:
    assert sheet.snapshot is not None, "only submitted sheets count"
    return {
        "member": sheet.member_id,
        "seat": sheet.member.seat,
        "represents": sheet.member.represents,
        "sha256": sheet.snapshot.sha256,
        "total": int(total),
    }


def _conflict(row: Conflict) -> Content:
    return {"member": row.member_id, "represents": row.member.represents, "reason": row.reason}


def _gate(gate: Gate) -> Content:
    return {"type": gate.type, "criterion": gate.criterion, "text": gate.text}


def _criterion(row: CriterionTally) -> Content:
    return {
        "code": row.code,
        "name": row.name,
        "mean": dotted(row.mean),
        "low": row.low,
        "high": row.high,
        "votes": [
            {"case": case, "option": option, "members": members}
            for case, option, members in row.votes
        ],
        "option": row.option,
        "confirmed": row.confirmed,
    }


def _comments(counted: Counting, rubric: Rubric) -> list[Content]:
    """What members wrote for the producer, without who; equal places sorted so order tells nothing."""
    rows = {
        (code, text) for sheet in counted.sheets for code, text in sheet.comments.items() if text
    }
    order = {leaf.code: place for place, leaf in enumerate(rubric.leaves)}
    return [
        {"criterion": code, "text": text}
        for code, text in sorted(rows, key=lambda row: (order[row[0]], row[1]))
    ]
