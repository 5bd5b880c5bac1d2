"""Versions are frozen; the public reads the approved one, from its day on."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ocop.files.models import StoredFile
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry, FrozenRecordError
from ocop.newsroom import queries
from ocop.newsroom.models import PressContact, Version
from ocop.newsroom.services import (
    ContactLines,
    NewPicture,
    keep_press_contact,
    publish_article,
    withdraw_article,
    write_version,
)
from tests.factories.uploads import picture, upload
from tests.newsroom.world import draft, published, text, tomorrow
from tests.withdrawals.world import make_world

pytestmark = pytest.mark.django_db


def titles() -> list[str]:
    return [one.approved.title for one in queries.public_articles() if one.approved]


def test_a_change_is_public_only_when_published_again() -> None:
    world = make_world()
    article = published(world.places.dong_thap, world.office)
    article = write_version(article=article, text=text(title="Bản sửa"), by=world.office)
    assert (titles(), article.has_newer_words) == (["Mùa sen về"], True)
    publish_article(article=article, version_id=article.newest_id or 0, by=world.leader)
    assert titles() == ["Bản sửa"]
    assert list(AuditEntry.objects.order_by("number").values_list("act", flat=True))[-4:] == [
        "article_written",
        "article_published",
        "article_written",
        "article_published",
    ]


def test_only_the_version_that_was_read_is_published() -> None:
    world = make_world()
    article = draft(world.places.dong_thap, world.office)
    seen = article.newest_id or 0
    write_version(article=article, text=text(title="Đổi lén"), by=world.office)
    with pytest.raises(RefusedError, match="vừa được sửa"):
        publish_article(article=article, version_id=seen, by=world.leader)
    assert titles() == []


def test_a_version_is_never_rewritten() -> None:
    world = make_world()
    draft(world.places.dong_thap, world.office)
    version = Version.objects.get()
    version.title = "Khác"
    with pytest.raises(FrozenRecordError):
        version.save()


def test_an_embargo_holds_until_its_day_and_a_withdrawal_at_once() -> None:
    world = make_world()
    waiting = published(world.places.dong_thap, world.office, publish_on=tomorrow())
    assert titles() == []
    assert [one.pk for one in queries.public_articles(tomorrow())] == [waiting.pk]
    standing = published(None, world.ministry)
    with pytest.raises(RefusedError) as refused:
        withdraw_article(article=standing, because=" ", by=world.ministry)
    assert refused.value.field == "because"
    withdraw_article(article=standing, because="Sai số liệu.", by=world.minister)
    assert titles() == []


def test_nobody_writes_or_reads_drafts_for_another_place() -> None:
    world = make_world()
    own = draft(world.places.dong_thap, world.office)
    national = draft(None, world.ministry)
    assert list(queries.visible_to(world.leader)) == [own]
    assert list(queries.visible_to(world.minister)) == [national]
    for stranger in (
        world.neighbour,
        world.owner,
        world.commune,
        world.inspector,
        AnonymousUser(),
    ):
        assert list(queries.visible_to(stranger)) == []
    for by, article in ((world.neighbour, own), (world.ministry, own), (world.office, national)):
        with pytest.raises(RefusedError):
            write_version(article=article, text=text(), by=by)
        with pytest.raises(RefusedError):
            publish_article(article=article, version_id=article.newest_id or 0, by=by)
    with pytest.raises(RefusedError):
        draft(world.places.vinh_long, world.office)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "x"}, "kind"),
        ({"title": " "}, "title"),
        ({"body": ""}, "body"),
        ({"tags": "a,b,c,d,e,f,g,h,i"}, "tags"),
        ({"codes": "KHONGCO"}, "codes"),
        ({"title_en": "Lotus"}, "summary_en"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(given: dict[str, object], field: str) -> None:
    world = make_world()
    with pytest.raises(RefusedError) as refused:
        draft(world.places.dong_thap, world.office, **given)
    assert refused.value.field == field
    assert Version.objects.count() == 0


def test_products_are_named_by_their_codes() -> None:
    world = make_world()
    article = draft(world.places.dong_thap, world.office, codes=world.certificate.short_code)
    assert article.newest
    assert list(queries.public_products(article.newest)) == [world.certificate.recognition.product]


def test_pictures_are_read_with_what_they_stand_in() -> None:
    world = make_world()
    added = [NewPicture(upload("a.jpg", picture()), "Đầm sen")]
    article = draft(world.places.dong_thap, world.office, added=added)
    assert list(queries.readable_pictures(AnonymousUser())) == []
    assert list(queries.readable_pictures(world.neighbour)) == []
    file = StoredFile.objects.get()
    assert list(queries.readable_pictures(world.office)) == [file]
    publish_article(article=article, version_id=article.newest_id or 0, by=world.office)
    assert list(queries.readable_pictures(AnonymousUser())) == [file]
    kept = {one.pk: "Đầm sen buổi sớm" for one in article.newest.pictures.all()}  # type: ignore[union-attr]
    article = write_version(article=article, text=text(kept=kept), by=world.office)
    assert [one.file for one in article.newest.pictures.all()] == [file]  # type: ignore[union-attr]
    withdraw_article(article=article, because="Sai ảnh.", by=world.office)
    assert list(queries.readable_pictures(AnonymousUser())) == []


def test_a_picture_needs_words() -> None:
    world = make_world()
    added = [NewPicture(upload("a.jpg", picture()), " ")]
    with pytest.raises(RefusedError) as refused:
        draft(world.places.dong_thap, world.office, added=added)
    assert refused.value.field == "caption"


def test_tags_kinds_and_places_narrow() -> None:
    world = make_world()
    here = published(world.places.dong_thap, world.office, tags="Sen, Du lịch, sen")
    there = published(None, world.ministry, kind="press", tags="Du lịch sinh thái")
    found = queries.public_articles()
    assert here.newest and here.newest.tag_list == ["Sen", "Du lịch"]
    assert list(queries.narrowed(found, tag="du lich")) == [here]
    assert list(queries.narrowed(found, kind="press")) == [there]
    assert list(queries.narrowed(found, province="82")) == [here]
    assert list(queries.narrowed(found, province="vn")) == [there]


def test_one_contact_for_each_place() -> None:
    world = make_world()
    for phone in ("0277 000 000", "0277 000 001"):
        keep_press_contact(
            province=world.places.dong_thap,
            lines=ContactLines("Chi cục (mẫu)", phone=phone),
            by=world.office,
        )
    keep_press_contact(
        province=None, lines=ContactLines("Cục (mẫu)", mail="a@b.example"), by=world.ministry
    )
    assert list(queries.press_contacts().values_list("office", "phone")) == [
        ("Cục (mẫu)", ""),
        ("Chi cục (mẫu)", "0277 000 001"),
    ]
    with pytest.raises(RefusedError):
        keep_press_contact(province=None, lines=ContactLines("x", phone="1"), by=world.office)
    with pytest.raises(RefusedError) as refused:
        keep_press_contact(
            province=world.places.dong_thap, lines=ContactLines("Chi cục"), by=world.office
        )
    assert refused.value.field == "phone"
    assert PressContact.objects.count() == 2
