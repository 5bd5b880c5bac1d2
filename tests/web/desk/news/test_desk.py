"""The news desk: from an empty form to the public page, and its doors."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.newsroom.models import Article, PressContact, Version
from tests.factories.basic import make_official
from tests.factories.uploads import picture, upload
from tests.newsroom.world import draft, published
from tests.withdrawals.world import make_world

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/tin-tuc/"


def typed(**given: object) -> dict[str, object]:
    values: dict[str, object] = {
        "kind": "story",
        "title": "Nghề khô",
        "summary": "Ba đời làm khô.",
        "body": "Một đoạn.",
        "publish_on": f"{clock.today():%d/%m/%Y}",
    }
    return values | given


def test_an_article_goes_from_the_form_to_the_public_page(client: Client) -> None:
    world = make_world()
    client.force_login(world.office)
    photo = upload("a.jpg", picture())
    answer = client.post(f"{DESK}viet/", typed(photo=photo, caption="Phơi khô"))
    article = Article.objects.get()
    assert answer["Location"] == f"{DESK}{article.pk}/"
    assert client.get(f"/tin-tuc/{article.pk}/").status_code == 404
    client.post(f"{DESK}{article.pk}/dang/", {"ban": article.newest_id})
    assert client.get(f"/tin-tuc/{article.pk}/").status_code == 200
    assert article.newest
    kept = article.newest.pictures.get()
    words = typed(title="Nghề khô cá", **{f"caption_{kept.pk}": "Phơi khô", f"drop_{kept.pk}": ""})
    assert client.post(f"{DESK}{article.pk}/sua/", words).status_code == 302
    assert "Nghề khô cá" not in client.get(f"/tin-tuc/{article.pk}/").content.decode()
    assert "có bản sửa chưa đăng" in client.get(f"{DESK}{article.pk}/").content.decode()
    newest = Version.objects.latest("pk")
    assert newest.pictures.get().file_id == kept.file_id
    client.post(f"{DESK}{article.pk}/sua/", typed(**{f"drop_{newest.pictures.get().pk}": "on"}))
    assert Version.objects.latest("pk").pictures.count() == 0
    answer = client.post(f"{DESK}{article.pk}/go/", {"because": ""})
    assert (answer.status_code, Article.objects.get().state) == (422, "published")
    client.post(f"{DESK}{article.pk}/go/", {"because": "Sai số liệu."})
    assert client.get(f"/tin-tuc/{article.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"publish_on": "32/13/2026"}, "publish_on"),
        ({"codes": "KHONGCO"}, "codes"),
        ({"caption": "Không có ảnh"}, "photo"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    client: Client, wrong: dict[str, object], field: str
) -> None:
    client.force_login(make_world().office)
    answer = client.post(f"{DESK}viet/", typed(**wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "Ba đời làm khô." in answer.content.decode()
    assert Article.objects.count() == 0


def test_an_upload_that_is_no_picture_is_refused(client: Client) -> None:
    client.force_login(make_world().office)
    page = upload("a.jpg", b"<html><script>alert(1)</script></html>")
    answer = client.post(f"{DESK}viet/", typed(photo=page, caption="x"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["photo"])
    assert Article.objects.count() == 0


def test_articles_of_others_are_not_there(client: Client) -> None:
    world = make_world()
    others = [draft(world.places.dong_thap, world.office, title="Kín"), draft(None, world.ministry)]
    client.force_login(world.neighbour)
    assert "Kín" not in client.get(DESK).content.decode()
    for article in others:
        for act, data in (("", None), ("sua/", None)):
            assert client.get(f"{DESK}{article.pk}/{act}", data).status_code == 404
        for act in ("sua/", "dang/", "go/"):
            words = typed(ban=article.newest_id, because="x")
            assert client.post(f"{DESK}{article.pk}/{act}", words).status_code == 404
    assert set(Article.objects.values_list("state", flat=True)) == {"draft"}


def test_a_reader_without_a_pen_reads(client: Client) -> None:
    world = make_world()
    article = draft(world.places.dong_thap, world.office)
    auditor = make_official(Role.AUDITOR, None)
    client.force_login(auditor)
    page = client.get(f"{DESK}{article.pk}/").content.decode()
    assert "Đăng bản này" not in page
    assert client.get(f"{DESK}viet/").status_code == 403
    answer = client.post(f"{DESK}{article.pk}/dang/", {"ban": article.newest_id})
    assert answer.status_code == 403


def test_a_version_written_meanwhile_is_not_published(client: Client) -> None:
    world = make_world()
    article = draft(world.places.dong_thap, world.office)
    client.force_login(world.leader)
    client.post(f"{DESK}{article.pk}/sua/", typed())
    answer = client.post(f"{DESK}{article.pk}/dang/", {"ban": article.newest_id}, follow=True)
    assert "Bài vừa được sửa" in answer.content.decode()
    assert Article.objects.get().state == "draft"


def test_the_contact_of_the_own_office(client: Client) -> None:
    world = make_world()
    client.force_login(world.office)
    answer = client.post(f"{DESK}lien-he/", {"office": "Chi cục (mẫu)"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["phone"])
    client.post(f"{DESK}lien-he/", {"office": "Chi cục (mẫu)", "phone": "0277 000 000"})
    assert PressContact.objects.get().province == world.places.dong_thap
    assert "Chi cục (mẫu)" in client.get(f"{DESK}lien-he/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_one_and_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    world = make_world()
    for _ in range(count):
        published(world.places.dong_thap, world.office)
    client.force_login(world.office)
    client.get(DESK)
    with django_assert_num_queries(7):
        assert len(client.get(DESK).context["rows"]) == count
