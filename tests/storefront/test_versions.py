"""A version's way: draft, sent, decided, ended; what the public reads at each step."""

import datetime as dt

import pytest

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.kernel.models import AuditEntry
from ocop.notices.models import Notice
from ocop.products.models import Product
from ocop.storefront import queries
from ocop.storefront.models import PageVersion, PublishedContact, SellingPlace
from ocop.storefront.public_page import public_facts
from ocop.storefront.services import contacts, drafting, publishing, ruling
from tests.factories.basic import Places, make_official, make_places, make_producer, make_user
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


class World:
    """A recognised product of Tân Hộ Cơ with its owner, its offices, and those of elsewhere."""

    def __init__(self) -> None:
        self.places: Places = make_places()
        self.owner: User = make_user("Chủ cơ sở (mẫu)")
        self.producer = make_producer(self.places.tan_ho_co, owner=self.owner)
        certificate = make_certificate(
            self.places.tan_ho_co,
            clock.today() + dt.timedelta(days=700),
            star=4,
            producer=self.producer,
        )
        self.product: Product = certificate.recognition.product
        self.office = make_official(Role.PROVINCE_OFFICE, self.places.dong_thap)
        self.elsewhere = make_official(Role.PROVINCE_OFFICE, self.places.vinh_long)
        self.commune = make_official(Role.COMMUNE_OFFICER, self.places.tan_ho_co)

    def draft(self, story: str = "Chuyện của món khô.") -> PageVersion:
        version = drafting.open_draft(product=self.product, by=self.owner)
        texts = drafting.Texts(introduction="Khô cá lóc.", story=story)
        return drafting.save_texts(
            version=version, texts=texts, saves=version.saves, by=self.owner, captions={}
        )

    def sent(self, story: str = "Chuyện của món khô.") -> PageVersion:
        return publishing.send_page(version=self.draft(story), by=self.owner)

    def published(self, story: str = "Chuyện của món khô.") -> PageVersion:
        return publishing.approve_page(version=self.sent(story), by=self.office)


@pytest.fixture
def world() -> World:
    return World()


def public_story(world: World) -> str:
    facts = public_facts(world.product.pk)
    assert facts
    return facts.texts.story


def test_the_old_page_stays_until_the_new_one_is_approved(world: World) -> None:
    assert public_story(world) == ""
    first = world.published("Bản một.")
    assert public_story(world) == "Bản một."
    second = world.sent("Bản hai.")
    assert public_story(world) == "Bản một."
    publishing.approve_page(version=second, by=world.office)
    assert public_story(world) == "Bản hai."
    first.refresh_from_db()
    assert first.state == "replaced"
    assert audit.first_broken_link() is None


def test_what_was_approved_is_frozen_and_told_once(world: World) -> None:
    version = world.published("Bản một.")
    assert version.snapshot is not None and "Bản một." in version.snapshot.content
    assert list(Notice.objects.filter(person=world.owner).values_list("kind", flat=True)) == [
        "page"
    ]
    assert Notice.objects.filter(person=world.office).count() == 1
    assert not Notice.objects.filter(person=world.elsewhere).exists()


def test_a_sent_or_published_version_cannot_be_written(world: World) -> None:
    sent = world.sent()
    texts = drafting.Texts(story="Đổi lén.")
    for version in (sent, publishing.approve_page(version=sent, by=world.office)):
        with pytest.raises(RefusedError):
            drafting.save_texts(
                version=version, texts=texts, saves=version.saves, by=world.owner, captions={}
            )
        with pytest.raises(RefusedError):
            drafting.add_place(
                version=version, kind="online", url="https://shopee.vn/a", by=world.owner
            )
    assert public_story(world) == "Chuyện của món khô."


def test_a_returned_version_keeps_its_reason_and_the_next_draft_its_words(world: World) -> None:
    sent = world.sent("Bản một.")
    with pytest.raises(RefusedError) as refused:
        publishing.return_page(version=sent, reason=" ", by=world.office)
    assert refused.value.field == "reason"
    returned = publishing.return_page(version=sent, reason="Thiếu ảnh.", by=world.office)
    draft = drafting.open_draft(product=world.product, by=world.owner)
    assert (returned.reason, draft.number, draft.story) == ("Thiếu ảnh.", 2, "Bản một.")


def test_withdrawing_and_taking_down_work_at_once(world: World) -> None:
    publishing.withdraw_page(version=world.published(), by=world.owner)
    assert public_story(world) == ""
    again = world.published("Bản hai.")
    publishing.take_down_page(version=again, reason="Ghi sai số sao.", by=world.office)
    assert public_story(world) == ""
    acts = list(AuditEntry.objects.order_by("-number").values_list("act", flat=True)[:1])
    assert acts == ["page_taken_down"]


@pytest.mark.parametrize("who", ["elsewhere", "commune", "owner"])
def test_only_the_provinces_office_decides(world: World, who: str) -> None:
    sent, person = world.sent(), getattr(world, who)
    with pytest.raises(RefusedError):
        publishing.approve_page(version=sent, by=person)
    with pytest.raises(RefusedError):
        publishing.return_page(version=sent, reason="x", by=person)
    published = publishing.approve_page(version=sent, by=world.office)
    with pytest.raises(RefusedError):
        publishing.take_down_page(version=published, reason="x", by=person)


def test_the_province_may_let_its_communes_decide(world: World) -> None:
    sent = world.sent()
    assert not queries.to_moderate(world.commune).exists()
    with pytest.raises(RefusedError):
        ruling.set_commune_approval(
            province=world.places.dong_thap, allowed=True, by=world.elsewhere
        )
    ruling.set_commune_approval(province=world.places.dong_thap, allowed=True, by=world.office)
    assert list(queries.to_moderate(world.commune)) == [sent]
    publishing.approve_page(version=sent, by=world.commune)
    assert public_story(world) == "Chuyện của món khô."


def test_who_sent_a_page_for_a_producer_does_not_approve_it(world: World) -> None:
    certificate = make_certificate(world.places.tan_ho_co, dt.date(2099, 1, 1))
    product = certificate.recognition.product
    draft = drafting.open_draft(product=product, by=world.office)
    texts = drafting.Texts(story="Cơ quan viết giúp.")
    draft = drafting.save_texts(
        version=draft, texts=texts, saves=draft.saves, by=world.office, captions={}
    )
    sent = publishing.send_page(version=draft, by=world.office)
    with pytest.raises(RefusedError):
        publishing.approve_page(version=sent, by=world.office)


def test_drafts_are_the_producers_own_and_sent_ones_stay_in_their_province(world: World) -> None:
    draft = world.draft()
    readers = (world.owner, world.office, world.commune, world.elsewhere)
    assert [queries.visible_to(who).count() for who in readers] == [1, 0, 0, 0]
    publishing.send_page(version=draft, by=world.owner)
    assert [queries.visible_to(who).count() for who in readers] == [1, 1, 1, 0]
    assert [queries.to_moderate(who).count() for who in readers] == [0, 1, 0, 0]


def test_two_windows_do_not_overwrite_each_other(world: World) -> None:
    draft = world.draft()
    with pytest.raises(StaleDraftError):
        drafting.save_texts(
            version=draft,
            texts=drafting.Texts(),
            saves=draft.saves - 1,
            by=world.owner,
            captions={},
        )


def test_a_page_needs_a_star_some_words_and_no_markup(world: World) -> None:
    draft = world.draft("<script>alert(1)</script>")
    with pytest.raises(RefusedError, match="Chỉ ghi chữ"):
        publishing.send_page(version=draft, by=world.owner)
    world.product.recognitions.all().first().certificate.delete()
    world.product.recognitions.all().delete()
    with pytest.raises(RefusedError, match="chưa được công nhận"):
        publishing.send_page(version=draft, by=world.owner)


def test_places_are_checked_at_their_fields_and_copied_to_the_next_draft(world: World) -> None:
    draft = world.draft()
    for kind, field in (("online", "url"), ("own_shop", "address"), ("", "kind")):
        with pytest.raises(RefusedError) as refused:
            drafting.add_place(version=draft, kind=kind, by=world.owner)
        assert refused.value.field == field
    drafting.add_place(version=draft, kind="online", url="shopee.vn/a", by=world.owner)
    sent = publishing.send_page(version=draft, by=world.owner)
    publishing.approve_page(version=sent, by=world.office)
    following = drafting.open_draft(product=world.product, by=world.owner)
    assert list(following.places.values_list("url", flat=True)) == ["https://shopee.vn/a"]
    assert SellingPlace.objects.count() == 2


def test_a_contact_needs_consent_says_what_for_and_leaves_no_trace(world: World) -> None:
    args = {"product": world.product, "kind": "phone", "value": "0912 345 678"}
    with pytest.raises(RefusedError) as refused:
        contacts.publish_contact(**args, consents=False, by=world.owner)
    assert refused.value.field == "consents"
    with pytest.raises(RefusedError):
        contacts.publish_contact(**args, consents=True, by=world.office)
    contact = contacts.publish_contact(**args, consents=True, by=world.owner)
    assert (contact.value, contact.purpose) == ("0912 345 678", contacts.PURPOSE)
    contacts.withdraw_contact(contact=contact, by=world.owner)
    kept = PublishedContact.objects.get()
    assert (kept.value, kept.withdrawn_by) == ("", world.owner)
    assert not AuditEntry.objects.filter(facts__contains="345").exists()
