"""What the minutes of a visit say, as plain data: frozen, then printed as PDF and as DOCX alike."""

import datetime as dt
from typing import Any

from ocop.inspections.models import FieldEntry, FieldPhoto, Inspection, InspectionFinding
from ocop.inspections.queries import current_entries, newest_certificate
from ocop.inspections.rules.checklists import VALUES, Question, checklist

Content = dict[str, Any]


def minutes_content(inspection: Inspection, *, ended_at: dt.datetime) -> Content:
    """Everything the team found, ready to be read out and frozen. No internal note, no risk reason."""
    asked = checklist(inspection.checklist)
    entries = current_entries(inspection)
    photos: dict[str, list[FieldPhoto]] = {}
    for photo in inspection.photos.select_related("file"):
        photos.setdefault(photo.question, []).append(photo)
    product = inspection.product
    certificate = newest_certificate(product.pk)
    return {
        "inspection": inspection.pk,
        "is_sample": product.is_sample,
        "level": inspection.level,
        "province": inspection.province.name_in_sentence,
        "cause": inspection.get_cause_display(),
        "cause_text": inspection.cause_text if inspection.cause == "request" else "",
        "plan": {"name": inspection.plan.name, "basis": inspection.plan.basis}
        if inspection.plan
        else None,
        "checklist": {
            "id": asked.id,
            "version": asked.version,
            "sha256": inspection.checklist_sha256,
            "name": asked.name,
            "about": asked.about,
            "basis": asked.basis,
        },
        "product": product.name,
        "producer": product.producer.name,
        "address": product.producer.address,
        "commune": (product.current_commune or product.commune).full_name,
        "certificate": {
            "number": certificate.number,
            "star": certificate.recognition.star,
            "expires_on": certificate.expires_on,
        }
        if certificate
        else None,
        "dossier": inspection.dossier_id,
        "place": inspection.place,
        "began_at": inspection.began_at,
        "ended_at": ended_at,
        "team": [
            {
                "user": member.user_id,
                "name": member.user.full_name,
                "part": member.part,
                "part_name": member.get_part_display(),
                "organisation": member.organisation,
            }
            for member in inspection.team.select_related("user")
        ],
        "producer_side": inspection.producer_side,
        "topics": [
            {
                "code": topic.code,
                "title": topic.title,
                "questions": [
                    _line(one, entries.get(one.code), photos.get(one.code, []))
                    for one in topic.questions
                ],
            }
            for topic in asked.topics
        ],
        "samples": [
            {
                "what": sample.what,
                "quantity": sample.quantity,
                "seal": sample.seal_number,
                "stage": sample.get_stage_display(),
                "taken_on": sample.taken_on,
                "laboratory": sample.laboratory,
            }
            for sample in inspection.samples.all()
        ],
        "findings": [_finding(one) for one in inspection.findings.all()],
        "team_opinion": inspection.team_opinion,
        "producer_opinion": inspection.producer_opinion,
        "reply_until": inspection.reply_until,
    }


def _line(question: Question, entry: FieldEntry | None, photos: list[FieldPhoto]) -> Content:
    return {
        "code": question.code,
        "text": question.text,
        "basis": question.basis,
        "value": entry.value if entry else "",
        "value_name": VALUES.get(entry.value, "Chưa xem") if entry else "Chưa xem",
        "note": entry.note if entry else "",
        "by": entry.written_by.full_name if entry else "",
        "written_at": entry.written_at if entry else None,
        "at": [str(entry.latitude), str(entry.longitude)] if entry and entry.latitude else None,
        "photos": [{"sha256": photo.file.sha256, "taken_at": photo.taken_at} for photo in photos],
    }


def _finding(finding: InspectionFinding) -> Content:
    return {
        "question": finding.question,
        "text": finding.text,
        "ground": finding.ground,
        "remedy": finding.remedy,
        "due_on": finding.due_on,
    }
