"""The page of a product: what the public reads, from whom, in how many queries."""

import datetime as dt
import json
import re
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.test import Client
from PIL import Image

from ocop.files.services import store_upload
from ocop.storefront.services import contacts, drafting, publishing
from tests.factories import uploads
from tests.factories.certificates import add_fact, make_certificate
from tests.factories.uploads import upload
from tests.storefront.test_versions import World

pytestmark = pytest.mark.django_db

SCRIPT = "</script><script>alert(1)</script>"


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


def enriched(world: World, photos: int = 1, places: int = 1) -> str:
    """A published page; returns its address."""
    draft = drafting.open_draft(product=world.product, by=world.owner)
    for number in range(photos):
        file = store_upload(upload(f"{number}.jpg", uploads.picture()), world.owner)
        drafting.add_photo(version=draft, file=file, caption="Phơi khô", by=world.owner)
    for number in range(places):
        drafting.add_place(
            version=draft, kind="online", url=f"https://shopee.vn/{number}", by=world.owner
        )
    texts = drafting.Texts("Khô cá lóc.", "Chuyện đã duyệt.", "", "Dried fish.", "")
    draft = drafting.save_texts(
        version=draft, texts=texts, saves=draft.saves, by=world.owner, captions={}
    )
    contacts.publish_contact(
        product=world.product, kind="phone", value="0912345678", consents=True, by=world.owner
    )
    sent = publishing.send_page(version=draft, by=world.owner)
    publishing.approve_page(version=sent, by=world.office)
    return f"/san-pham/{world.product.pk}/"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def graph(page: str) -> list[dict]:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block
    return json.loads(block[1])["@graph"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_takes_as_many_queries_whatever_it_shows(
    client: Client, world: World, many: int, django_assert_num_queries
) -> None:
    for _ in range(many - 1):
        make_certificate(world.places.tan_ho_co, dt.date(2030, 1, 1), product=world.product)
    address = enriched(world, photos=many, places=many)
    read(client, address)
    with django_assert_num_queries(7):
        read(client, address)


def test_a_page_without_words_of_its_producer_is_leaner(
    client: Client, world: World, django_assert_num_queries
) -> None:
    address = f"/san-pham/{world.product.pk}/"
    with django_assert_num_queries(6):
        assert "Cá lóc nuôi tại xã, phơi khô." in read(client, address)


def test_what_nobody_approved_is_not_on_the_page(client: Client, world: World) -> None:
    address = enriched(world)
    world.product.story = "Chuyện chưa ai duyệt."
    world.product.save()
    draft = drafting.open_draft(product=world.product, by=world.owner)
    file = store_upload(upload("b.jpg", uploads.picture()), world.owner)
    drafting.add_photo(version=draft, file=file, caption="", by=world.owner)
    texts = drafting.Texts(story="Chuyện đang soạn.")
    draft = drafting.save_texts(
        version=draft, texts=texts, saves=draft.saves, by=world.owner, captions={}
    )
    for _ in range(2):
        page = read(client, address)
        assert "Chuyện đã duyệt." in page
        assert "Chuyện chưa ai duyệt." not in page and "Chuyện đang soạn." not in page
        assert client.get(f"/tep/{file.pk}/").status_code == 404
        if draft.state == "draft":
            draft = publishing.send_page(version=draft, by=world.owner)
    publishing.approve_page(version=draft, by=world.office)
    assert "Chuyện đang soạn." in read(client, address)
    assert client.get(f"/tep/{file.pk}/").status_code == 200


def test_a_changed_description_waits_for_an_office_too(client: Client, world: World) -> None:
    world.product.description = "Mô tả đổi sau khi có sao."
    world.product.save()
    page = read(client, f"/san-pham/{world.product.pk}/")
    assert "Mô tả đổi sau khi có sao." not in page
    assert "Cá lóc nuôi tại xã, phơi khô." in page


def test_withdrawn_texts_contacts_and_photos_are_gone_at_once(client: Client, world: World) -> None:
    address = enriched(world)
    page = read(client, address)
    assert "0912 345 678" in page and 'rel="nofollow noopener' in page
    version = world.product.page_versions.get()
    photo = version.photos.get().file_id
    assert client.get(f"/tep/{photo}/").status_code == 200
    contacts.withdraw_contact(contact=world.product.contacts.get(), by=world.owner)
    assert "0912 345 678" not in read(client, address)
    publishing.withdraw_page(version=version, by=world.owner)
    assert "Chuyện đã duyệt." not in read(client, address)
    assert client.get(f"/tep/{photo}/").status_code == 404


def test_no_personal_data_unless_chosen(client: Client, world: World) -> None:
    world.producer.phone, world.producer.email = "0900111222", "rieng@example.vn"
    world.producer.address, world.producer.representative_name = "Số 7 ấp Chợ", "Tên riêng"
    world.producer.save()
    page = read(client, f"/san-pham/{world.product.pk}/")
    for private in ("0900111222", "rieng@example.vn", "Số 7 ấp Chợ", "Tên riêng"):
        assert private not in page


def test_a_star_that_ended_says_so_first_and_is_no_star_in_the_data(
    client: Client, world: World
) -> None:
    certificate = world.product.recognitions.get().certificate
    add_fact(certificate, "withdrawn", certificate.issued_on)
    page = read(client, f"/san-pham/{world.product.pk}/")
    assert page.index("Đã bị thu hồi") < page.index("Lịch sử công nhận")
    assert "không được ghi sao OCOP nữa" in page
    certified = graph(page)[0]["hasCertification"]
    assert [one["certificationStatus"] for one in certified] == [
        "https://schema.org/CertificationInactive"
    ]


def test_the_structured_data_have_their_shape(client: Client, world: World) -> None:
    page = read(client, enriched(world))
    product, crumbs = graph(page)
    certificate = world.product.recognitions.get().certificate
    assert (product["@type"], crumbs["@type"]) == ("Product", "BreadcrumbList")
    assert product["manufacturer"]["@type"] == "Organization"
    assert product["manufacturer"]["telephone"] == "0912 345 678"
    (certified,) = product["hasCertification"]
    assert certified["@type"] == "Certification"
    assert certified["certificationIdentification"] == certificate.number
    assert certified["certificationRating"]["ratingValue"] == 4
    assert certified["certificationStatus"] == "https://schema.org/CertificationActive"
    assert certified["expires"] == certificate.expires_on.isoformat()
    assert certified["issuedBy"]["name"] == "Ủy ban nhân dân tỉnh Đồng Tháp"
    assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2, 3]
    urls = [product["url"], *product["image"], certified["url"]]
    assert all(url.startswith("http://127.0.0.1:8000/") for url in urls)


def test_no_text_ends_the_data_block(client: Client, world: World) -> None:
    world.product.name = f"Khô {SCRIPT}"
    world.product.save()
    page = read(client, f"/san-pham/{world.product.pk}/")
    assert "<script>alert" not in page
    assert graph(page)[0]["name"] == f"Khô {SCRIPT}"


def test_english_falls_back_field_by_field(client: Client, world: World) -> None:
    page = read(client, "/en" + enriched(world))
    assert "<p>Dried fish.</p>" in page
    assert '<div class="gap-s" lang="vi"><p>Chuyện đã duyệt.</p></div>' in page
    address = f"http://127.0.0.1:8000/san-pham/{world.product.pk}/"
    assert f'hreflang="vi" href="{address}"' in page
    assert f'rel="canonical" href="{address.replace("/san", "/en/san")}"' in page


def test_the_name_in_the_address_is_put_right(client: Client, world: World) -> None:
    world.product.name = "Khô cá lóc Tân Hộ Cơ"
    world.product.save()
    stable = f"/san-pham/{world.product.pk}/"
    wrong = client.get(f"{stable}ten-cu/")
    assert (wrong.status_code, wrong["Location"]) == (301, f"{stable}kho-ca-loc-tan-ho-co/")
    named = read(client, wrong["Location"])
    assert f'rel="canonical" href="http://127.0.0.1:8000{stable}"' in named


def test_the_share_picture_follows_the_star_and_keeps_one_file(
    client: Client, world: World, tmp_path
) -> None:
    address = enriched(world) + "chia-se.png"
    answer = client.get(address)
    first = b"".join(answer.streaming_content)
    with Image.open(BytesIO(first)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert b"".join(client.get(address).streaming_content) == first
    certificate = world.product.recognitions.get().certificate
    add_fact(certificate, "withdrawn", certificate.issued_on)
    assert b"".join(client.get(address).streaming_content) != first
    assert len(list(tmp_path.glob("share/**/*.png"))) == 1


def test_a_product_without_a_star_has_no_page_and_no_picture(client: Client, world: World) -> None:
    world.product.recognitions.get().certificate.delete()
    world.product.recognitions.all().delete()
    for rest in ("", "ten/", "chia-se.png"):
        assert client.get(f"/san-pham/{world.product.pk}/{rest}").status_code == 404


def test_the_masthead_kept_for_visitors_is_nobody_elses(client: Client, world: World) -> None:
    address = f"/san-pham/{world.product.pk}/"
    sign_in = '<a href="/dang-nhap/">'
    assert sign_in in read(client, address)
    assert f'href="/en{address}?a=1&amp;b=2" hreflang="en"' in read(client, f"{address}?a=1&b=2")
    assert f'href="{address}" hreflang="vi"' in read(client, f"/en{address}")
    client.force_login(world.owner)
    page = read(client, address)
    assert sign_in not in page and f"<b>{world.owner}</b>" in page
    client.logout()
    page = read(client, address)
    assert sign_in in page and f"<b>{world.owner}</b>" not in page
