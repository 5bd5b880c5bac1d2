"""Sending a page, deciding on it, and ending it. The old page stays until the new one is approved."""

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.findings import Finding, blockers
from ocop.kernel.text import nfc
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.producers.queries import users_of
from ocop.products import policy as products_policy
from ocop.storefront import policy
from ocop.storefront.models import PageVersion
from ocop.storefront.queries import is_recognised, moderators_of, page_of, valid_star
from ocop.storefront.rules.claims import star_claims, text_findings
from ocop.storefront.rules.limits import REASON
from ocop.storefront.states import STEPS, VersionState


def texts_of(version: PageVersion) -> list[tuple[str, str]]:
    """Every text of a version with the name of its place, for the rules."""
    page = page_of(version)
    texts = [
        ("Giới thiệu", version.introduction),
        ("Câu chuyện", version.story),
        ("Tên tiếng Anh", version.name_en),
        ("Giới thiệu tiếng Anh", version.introduction_en),
        ("Câu chuyện tiếng Anh", version.story_en),
    ]
    texts += [("Chú thích ảnh", f"{each.caption}\n{each.caption_en}") for each in page.photos]
    texts += [("Nơi bán", f"{each.name}\n{each.hours}") for each in page.places]
    return [(place, text) for place, text in texts if text.strip()]


def findings_of(version: PageVersion) -> list[Finding]:
    """What the moderator should look at, against the star that is valid today."""
    texts = texts_of(version)
    return [*star_claims(texts, valid_star(version.product_id)), *text_findings(texts)]


@transaction.atomic
def send_page(*, version: PageVersion, by: User) -> PageVersion:
    """Hand a draft to the office. Raises RefusedError for an empty one, for markup in a text."""
    locked = _lock(version)
    products_policy.require_edit(by, locked.product)
    locked.state = STEPS.target(locked.state, "send")
    if not is_recognised(locked.product_id):
        raise RefusedError("Sản phẩm chưa được công nhận sao nên chưa có trang công khai.")
    if not (locked.introduction or locked.story):
        raise RefusedError("Hãy viết lời giới thiệu hoặc câu chuyện rồi gửi.", field="introduction")
    if found := blockers(text_findings(texts_of(locked))):
        raise RefusedError(f"{found[0].place}: {found[0].message}")
    locked.sent_at, locked.sent_by = clock.now(), by
    locked.save()
    _record("page_sent", locked, by)
    notify(
        to=moderators_of(locked.product),
        key=f"page:{locked.pk}:sent:{locked.saves}",
        kind=NoticeKind.PAGE,
        title=f"Trang sản phẩm chờ duyệt: {locked.product.name}"[:200],
        body=f"{locked.product.producer.name} gửi trang giới thiệu để duyệt.",
        link=f"/ban-lam-viec/trang-san-pham/{locked.pk}/",
    )
    return locked


@transaction.atomic
def recall_page(*, version: PageVersion, by: User) -> PageVersion:
    """Take a sent version back to write on; nothing public changes."""
    locked = _lock(version)
    products_policy.require_edit(by, locked.product)
    locked.state = STEPS.target(locked.state, "recall")
    locked.sent_at = locked.sent_by = None
    locked.saves += 1
    locked.save()
    _record("page_recalled", locked, by)
    return locked


@transaction.atomic
def approve_page(*, version: PageVersion, by: User) -> PageVersion:
    """Publish a sent version in place of the old one; what was approved is frozen."""
    locked = _lock(version)
    policy.require_moderate(by, locked)
    policy.require_second_person(by, locked)
    target = STEPS.target(locked.state, "approve")
    now = clock.now()
    for old in PageVersion.objects.filter(
        product=locked.product_id, state=VersionState.PUBLISHED
    ).select_for_update():
        old.state, old.ended_at = STEPS.target(old.state, "replace"), now
        old.save(update_fields=["state", "ended_at"])
    locked.state, locked.decided_at, locked.decided_by = target, now, by
    locked.snapshot = audit.freeze("product_page", content_of(locked))
    locked.save()
    _record("page_approved", locked, by)
    _tell(locked, "approved", "đã được duyệt và đang công khai", "")
    return locked


@transaction.atomic
def return_page(*, version: PageVersion, reason: str, by: User) -> PageVersion:
    """Send it back with reasons; the producer goes on in a new draft. Raises at "reason"."""
    locked = _lock(version)
    policy.require_moderate(by, locked)
    locked.state = STEPS.target(locked.state, "return")
    locked.reason = _reason(reason)
    locked.decided_at, locked.decided_by = clock.now(), by
    locked.save()
    _record("page_returned", locked, by, reason=locked.reason)
    _tell(locked, "returned", "được trả lại để sửa", locked.reason)
    return locked


@transaction.atomic
def withdraw_page(*, version: PageVersion, by: User) -> PageVersion:
    """The producer takes its published page back at once, without asking anybody."""
    locked = _lock(version)
    products_policy.require_edit(by, locked.product)
    locked.state, locked.ended_at = STEPS.target(locked.state, "withdraw"), clock.now()
    locked.save()
    _record("page_withdrawn", locked, by)
    return locked


@transaction.atomic
def take_down_page(*, version: PageVersion, reason: str, by: User) -> PageVersion:
    """The office takes a published page off at once, with its reason. Raises at "reason"."""
    locked = _lock(version)
    policy.require_moderate(by, locked)
    locked.state, locked.ended_at = STEPS.target(locked.state, "take_down"), clock.now()
    locked.reason = _reason(reason)
    locked.save()
    _record("page_taken_down", locked, by, reason=locked.reason)
    _tell(locked, "taken_down", "đã bị gỡ khỏi trang công khai", locked.reason)
    return locked


def content_of(version: PageVersion) -> dict[str, object]:
    """All that a version says, plain, for the record; photos by their content's hash."""
    page = page_of(version)
    return {
        "product": version.product_id,
        "number": version.number,
        "introduction": version.introduction,
        "story": version.story,
        "name_en": version.name_en,
        "introduction_en": version.introduction_en,
        "story_en": version.story_en,
        "photos": [
            {"sha256": one.file.sha256, "caption": one.caption, "caption_en": one.caption_en}
            for one in page.photos
        ],
        "places": [
            {"kind": p.kind, "name": p.name, "address": p.address, "hours": p.hours, "url": p.url}
            for p in page.places
        ],
    }


def _lock(version: PageVersion) -> PageVersion:
    return (
        PageVersion.objects.select_for_update(of=("self",))
        .select_related(
            "product__producer__current_commune",
            "product__current_commune__province_today",
            "product__commune",
        )
        .get(pk=version.pk)
    )


def _reason(typed: str) -> str:
    reason = typed.strip()
    if not nfc(reason):
        raise RefusedError("Hãy ghi lý do để cơ sở biết phải sửa gì.", field="reason")
    if len(reason) > REASON:
        raise RefusedError(f"Lý do dài quá {REASON} chữ.", field="reason")
    return reason


def _tell(version: PageVersion, event: str, words: str, body: str) -> None:
    notify(
        to=users_of(version.product.producer),
        key=f"page:{version.pk}:{event}",
        kind=NoticeKind.PAGE,
        title=f"Trang của {version.product.name} {words}"[:200],
        body=body,
        link=f"/co-so/san-pham/{version.product_id}/trang/",
    )


def _record(act: str, version: PageVersion, by: User, **facts: object) -> None:
    audit.record(
        act=act,
        actor=by.actor,
        subject=f"product:{version.product_id}",
        facts={"version": version.number, **facts},
        snapshot=version.snapshot if act == "page_approved" else None,
    )
