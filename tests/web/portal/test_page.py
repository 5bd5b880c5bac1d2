"""A producer's way to its page, and the office's answer, through the pages themselves."""

import pytest
from django.conf import LazySettings
from django.test import Client

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.storefront.models import PageVersion
from ocop.storefront.services import drafting
from tests.factories import uploads
from tests.factories.basic import make_official, make_producer, make_product, make_user
from tests.factories.uploads import upload
from tests.storefront.test_versions import World
from tests.web.desk.world import client_of

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/trang-san-pham/"


@pytest.fixture
def world(settings: LazySettings, tmp_path) -> World:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        },
    }
    return World()


def home_of(world: World) -> str:
    return f"/co-so/san-pham/{world.product.pk}/trang/"


def words(draft: PageVersion, **texts: str) -> dict[str, str]:
    names = drafting.Texts.__dataclass_fields__
    return {"version": str(draft.saves), **dict.fromkeys(names, ""), **texts}


def test_written_sent_returned_mended_and_approved(world: World) -> None:
    owner, office = client_of(world.owner), client_of(world.office)
    home = home_of(world)
    assert owner.get(f"{home}viet/").status_code == 404
    assert owner.post(f"{home}bat-dau/")["Location"] == f"{home}viet/"
    draft = PageVersion.objects.get()
    typed = words(draft, story="Đạt OCOP 5 sao.")
    assert owner.post(f"{home}viet/", typed)["Location"] == home
    assert owner.post(f"{home}gui/").status_code == 302
    page = office.get(f"{DESK}{draft.pk}/").content.decode()
    assert "Có chữ “5 sao” nhưng sản phẩm đang có 4 sao." in page
    refused = office.post(f"{DESK}{draft.pk}/tra-lai/", {"reason": ""})
    assert refused.status_code == 422
    office.post(f"{DESK}{draft.pk}/tra-lai/", {"reason": "Ghi đúng số sao."})
    assert "Ghi đúng số sao." in owner.get(home).content.decode()
    owner.post(f"{home}bat-dau/")
    mended = PageVersion.objects.get(state="draft")
    owner.post(f"{home}viet/", words(mended, story="Đạt OCOP 4 sao."))
    owner.post(f"{home}gui/")
    assert "Máy không thấy" in office.get(f"{DESK}{mended.pk}/").content.decode()
    office.post(f"{DESK}{mended.pk}/duyet/")
    public = Client().get(f"/san-pham/{world.product.pk}/").content.decode()
    assert "Đạt OCOP 4 sao." in public and "Đạt OCOP 5 sao." not in public


def test_the_draft_is_saved_while_typing_and_a_stale_window_is_told(world: World) -> None:
    owner, home = client_of(world.owner), home_of(world)
    owner.post(f"{home}bat-dau/")
    draft = PageVersion.objects.get()
    json = {"Accept": "application/json"}
    saved = owner.post(f"{home}viet/", words(draft, story="Một."), headers=json)
    assert saved.json()["version"] == draft.saves + 1
    stale = owner.post(f"{home}viet/", words(draft, story="Hai."), headers=json)
    assert stale.status_code == 409
    draft.refresh_from_db()
    assert draft.story == "Một."
    long = owner.post(f"{home}viet/", words(draft, introduction="a" * 401, story="Giữ chữ này."))
    assert long.status_code == 422
    assert "Giữ chữ này." in long.content.decode()


def test_photos_places_and_contacts_by_their_forms(world: World) -> None:
    owner, home = client_of(world.owner), home_of(world)
    owner.post(f"{home}bat-dau/")
    draft = PageVersion.objects.get()
    picture = upload("a.jpg", uploads.picture())
    owner.post(f"{home}anh/", {"photo": picture.file, "caption": "Phơi khô"})
    photo = draft.photos.get()
    script = owner.post(f"{home}noi-ban/", {"kind": "online", "url": "javascript:alert(1)"})
    assert script.status_code == 422 and "Đường dẫn chưa đúng" in script.content.decode()
    owner.post(f"{home}noi-ban/", {"kind": "online", "url": "https://shopee.vn/a"})
    place = draft.places.get()
    refused = owner.post(f"{home}lien-he/", {"kind": "phone", "value": "0912345678"})
    assert refused.status_code == 422 and "Phải đánh dấu đồng ý" in refused.content.decode()
    agreed = {"kind": "phone", "value": "0912345678", "consents": "on"}
    assert owner.post(f"{home}lien-he/", agreed).status_code == 302
    contact = world.product.contacts.get()
    shown = owner.get(f"{home}xem-thu/").content.decode()
    assert "0912 345 678" in shown and str(photo.file_id) in shown
    owner.post(f"{home}lien-he/{contact.pk}/rut/")
    owner.post(f"{home}anh/{photo.pk}/bo/")
    owner.post(f"{home}noi-ban/{place.pk}/bo/")
    assert (draft.photos.count(), draft.places.count()) == (0, 0)


def test_the_card_is_for_printing_and_only_with_a_valid_star(world: World) -> None:
    owner, home = client_of(world.owner), home_of(world)
    assert owner.get(f"{home}the-chia-se.pdf").content.startswith(b"%PDF")
    assert owner.get(f"{home}the-chia-se.png").content.startswith(b"\x89PNG")
    bare = make_product(world.producer)
    assert owner.get(f"/co-so/san-pham/{bare.pk}/trang/the-chia-se.png").status_code == 404


def test_another_producer_reaches_nothing_by_number(world: World) -> None:
    draft = world.draft()
    neighbour: User = make_user("Người khác (mẫu)")
    own = make_product(make_producer(world.places.tan_ho_co, owner=neighbour))
    client = client_of(neighbour)
    for rest in ("", "viet/", "xem-thu/", "the-chia-se.png"):
        assert client.get(home_of(world) + rest).status_code == 404
    drafting.open_draft(product=own, by=neighbour)
    photo = drafting.add_place(
        version=draft, kind="online", url="https://shopee.vn/a", by=world.owner
    )
    stolen = client.post(f"/co-so/san-pham/{own.pk}/trang/noi-ban/{photo.pk}/bo/")
    assert stolen.status_code == 404
    assert draft.places.count() == 1


@pytest.mark.parametrize("who", ["elsewhere", "owner"])
def test_the_desk_keeps_drafts_and_other_provinces_out(world: World, who: str) -> None:
    draft = world.draft()
    office = client_of(world.office)
    assert office.get(f"{DESK}{draft.pk}/").status_code == 404
    office.post(f"{home_of(world)}gui/")
    sent = world.sent("Chuyện riêng.")
    stranger = client_of(getattr(world, who))
    for method, rest in (("get", ""), ("post", "duyet/"), ("post", "tra-lai/"), ("post", "go/")):
        answer = getattr(stranger, method)(f"{DESK}{sent.pk}/{rest}", {"reason": "x"})
        assert answer.status_code in (403, 404)
    if who == "elsewhere":
        assert world.product.name not in stranger.get(f"{DESK}?loc=tat-ca").content.decode()
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_commune_reads_but_decides_only_where_its_province_lets_it(world: World) -> None:
    sent = world.sent()
    commune, office = client_of(world.commune), client_of(world.office)
    assert "Duyệt, cho công khai" not in commune.get(f"{DESK}{sent.pk}/").content.decode()
    commune.post(f"{DESK}{sent.pk}/duyet/")
    sent.refresh_from_db()
    assert sent.state == "sent"
    office.post(f"{DESK}cach-duyet/", {"province": world.places.dong_thap.pk, "commune": "1"})
    commune.post(f"{DESK}{sent.pk}/duyet/")
    sent.refresh_from_db()
    assert sent.state == "published"
    other = {"province": world.places.vinh_long.pk, "commune": "1"}
    assert office.post(f"{DESK}cach-duyet/", other).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_queue_takes_as_many_queries_for_three_as_for_one(
    world: World, many: int, django_assert_num_queries
) -> None:
    world.sent()
    for _ in range(many - 1):
        more = World.__new__(World)
        more.__dict__.update(world.__dict__)
        more.product = make_product(world.producer)
        more.product.recognitions.create(star=3, commune=world.places.tan_ho_co, source="recorded")
        more.sent()
    client = client_of(world.office)
    client.get(DESK)
    with django_assert_num_queries(9):
        assert client.get(DESK).content.decode().count('role="rowheader"') == many


def test_the_start_page_tells_the_office_what_waits(world: World) -> None:
    world.sent()
    office = client_of(world.office).get("/ban-lam-viec/").content.decode()
    assert "Trang sản phẩm chờ duyệt" in office
    elsewhere = client_of(make_official(Role.PROVINCE_OFFICE, world.places.vinh_long))
    assert "Trang sản phẩm chờ duyệt" not in elsewhere.get("/ban-lam-viec/").content.decode()
