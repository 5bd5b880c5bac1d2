"""What an office sets for itself: the wording of its papers, its rule on changes after the star."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.places.models import Unit
from ocop.recognition import policy
from ocop.recognition.models import PaperTemplate, ReplacementRule
from ocop.recognition.wording import TEXTS, Text
from ocop.register.models import CertificateEdition

Reason = CertificateEdition.Reason
REPLACEMENT_REASONS = (Reason.OWNER, Reason.LEGAL_FORM, Reason.NAME, Reason.PLACE)


@transaction.atomic
def add_template(
    *,
    unit: Unit | None,
    paper: str,
    wording: Mapping[str, str],
    image: StoredFile | None,
    valid_from: dt.date,
    by: User,
) -> PaperTemplate:
    """A new version of the office's wording; earlier versions and their papers stay as they are.

    Raises RefusedError at the text's name, "image" or "valid_from".
    """
    policy.require(policy.may_keep_papers(by, unit.pk if unit else None))
    kept = checked_wording(paper, wording)
    if image and image.kind != StoredFile.Kind.IMAGE:
        raise RefusedError("Hãy chọn một tấm ảnh.", field="image")
    if valid_from < clock.today():
        raise RefusedError(
            "Phiên bản mới dùng từ hôm nay trở đi; giấy đã cấp giữ nguyên mẫu cũ.",
            field="valid_from",
        )
    last = PaperTemplate.objects.filter(unit=unit, paper=paper).aggregate(last=Max("version"))
    template = PaperTemplate.objects.create(
        unit=unit,
        paper=paper,
        version=(last["last"] or 0) + 1,
        valid_from=valid_from,
        wording=kept,
        image=image,
        made_by=by,
    )
    audit.record(
        act="paper_template_added",
        actor=by.actor,
        subject=f"template:{template.pk}",
        facts={
            "office": unit.code if unit else "ministry",
            "paper": paper,
            "version": template.version,
            "valid_from": valid_from,
            "image_sha256": image.sha256 if image else None,
        },
        snapshot=audit.freeze("paper_template", kept),
    )
    return template


def checked_wording(paper: str, wording: Mapping[str, str]) -> dict[str, str]:
    """The texts in their stored form, blanks left out. Raises RefusedError at a text's name."""
    return {
        text.name: kept
        for text in TEXTS[paper]
        if (kept := _checked(text, wording.get(text.name, "")))
    }


def _checked(text: Text, typed: str) -> str:
    lines = [line for line in map(nfc, typed.splitlines()) if line]
    if len(lines) > text.lines:
        raise RefusedError(f"Nhiều nhất {text.lines} dòng.", field=text.name)
    kept = "\n".join(lines)
    if len(kept) > text.most:
        raise RefusedError(f"Nhiều nhất {text.most} ký tự.", field=text.name)
    if text.name == "star_line" and kept and kept.count("{star}") != 1:
        raise RefusedError("Dòng này phải có {star} đúng một lần.", field=text.name)
    return kept


@transaction.atomic
def set_replacement_rule(
    *, unit: Unit | None, reason: str, needs_evaluation: bool, basis: str, by: User
) -> ReplacementRule:
    """The office's rule on one change after the star. Raises RefusedError at "reason" or "basis"."""
    policy.require(policy.may_keep_papers(by, unit.pk if unit else None))
    if reason not in REPLACEMENT_REASONS:
        raise RefusedError("Hãy chọn một loại thay đổi.", field="reason")
    basis = nfc(basis)
    if not basis:
        raise RefusedError(
            "Ghi căn cứ: số, ngày và cơ quan ban hành quy định của tỉnh.", field="basis"
        )
    rule = ReplacementRule.objects.create(
        unit=unit, reason=reason, needs_evaluation=needs_evaluation, basis=basis, made_by=by
    )
    audit.record(
        act="replacement_rule_set",
        actor=by.actor,
        subject=f"replacement_rule:{rule.pk}",
        facts={
            "office": unit.code if unit else "ministry",
            "reason": reason,
            "needs_evaluation": needs_evaluation,
            "basis": basis,
        },
    )
    return rule


def rules_of(unit: Unit | None) -> dict[str, ReplacementRule | None]:
    """The rule that holds now for each change; None where the office has not spoken."""
    rules: dict[str, ReplacementRule | None] = dict.fromkeys(REPLACEMENT_REASONS)
    for rule in ReplacementRule.objects.filter(unit=unit).order_by("pk"):
        rules[rule.reason] = rule
    return rules


def require_replacement(unit: Unit | None, reason: str) -> ReplacementRule:
    """The rule under which a paper may be replaced. Raises RefusedError at "reason" otherwise."""
    rule = rules_of(unit)[reason]
    if rule is None:
        raise RefusedError(
            "Quyết định 26/2026/QĐ-TTg không nói về thay đổi này và cơ quan cấp giấy chưa ghi quy "
            "định của mình. Vào mục Số và mẫu giấy để ghi quy định và căn cứ trước.",
            field="reason",
        )
    if rule.needs_evaluation:
        raise RefusedError(
            f"Theo {rule.basis}, thay đổi này phải đánh giá lại, không thay giấy được.",
            field="reason",
        )
    return rule
