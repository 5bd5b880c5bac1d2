"""A person's notices: own ones only, newest first, read once opened."""

import pytest
from django.test import Client

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.notices.models import Notice, NoticeKind
from ocop.notices.services import notify
from tests.factories import basic

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    return client


def tell(user: User, key: str = "a:1", **more: object) -> Notice:
    words = {"kind": NoticeKind.CERTIFICATE, "title": f"Việc {key}", "body": "Một câu."} | more
    notify(to=[user], key=key, **words)
    return Notice.objects.get(person=user, key=key)


def test_a_newcomer_reads_that_nothing_is_there() -> None:
    page = client_of(basic.make_user()).get("/thong-bao/")
    assert "Chưa có thông báo nào" in page.content.decode()


def test_one_reads_the_own_notices_newest_first_and_no_others() -> None:
    me, other = basic.make_user(), basic.make_user()
    tell(me, "a:1"), tell(me, "a:2"), tell(other, "a:3")
    page = client_of(me).get("/thong-bao/").content.decode()
    assert page.index("Việc a:2") < page.index("Việc a:1")
    assert "Việc a:3" not in page


@pytest.mark.parametrize("view", ["mo", "da-doc"])
def test_anothers_notice_is_not_there(view: str) -> None:
    notice = tell(basic.make_user())
    answer = client_of(basic.make_user()).post(f"/thong-bao/{notice.pk}/{view}/")
    notice.refresh_from_db()
    assert (answer.status_code, notice.read_at) == (404, None)


def test_opening_marks_as_read_and_leads_to_the_thing() -> None:
    me = basic.make_user()
    notice = tell(me, link="/co-so/")
    answer = client_of(me).post(f"/thong-bao/{notice.pk}/mo/")
    notice.refresh_from_db()
    assert answer["Location"] == "/co-so/"
    assert notice.read_at is not None


@pytest.mark.parametrize("link", ["//ban.example/", "https://ban.example/", "javascript:x", ""])
def test_a_notice_never_leads_to_another_site(link: str) -> None:
    me = basic.make_user()
    notice = tell(me, link=link)
    assert client_of(me).post(f"/thong-bao/{notice.pk}/mo/")["Location"] == "/thong-bao/"


def test_reading_all_leaves_what_came_after_the_page_was_made() -> None:
    me, other = basic.make_user(), basic.make_user()
    seen, later, foreign = tell(me, "a:1"), tell(me, "a:2"), tell(other, "a:1")
    client_of(me).post("/thong-bao/da-doc-het/", {"den": seen.pk})
    read = dict(Notice.objects.values_list("pk", "read_at"))
    assert read[seen.pk] is not None
    assert (read[later.pk], read[foreign.pk]) == (None, None)


def test_the_head_counts_what_is_unread() -> None:
    me = basic.make_official(Role.COMMUNE_OFFICER, basic.make_places().tan_ho_co)
    client = client_of(me)
    assert "chưa đọc</span></a>" not in client.get("/thong-bao/").content.decode()
    tell(me, "a:1"), tell(me, "a:2")
    for address in ("/thong-bao/", "/ban-lam-viec/"):
        assert "Thông báo, 2 chưa đọc" in client.get(address).content.decode()
    Notice.objects.bulk_create(
        Notice(
            person=me,
            key=f"b:{number}",
            kind=NoticeKind.OTHER,
            title="x",
            created_at=Notice.objects.first().created_at,
        )
        for number in range(120)
    )
    assert "Thông báo, 99+ chưa đọc" in client.get("/ban-lam-viec/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_questions(
    count: int, django_assert_num_queries: object
) -> None:
    me = basic.make_user()
    for number in range(count):
        tell(me, f"a:{number}")
    client = client_of(me)
    with django_assert_num_queries(6):
        client.get("/thong-bao/")
