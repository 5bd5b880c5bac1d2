"""News pages, feed, press page, sitemap and robots as a stranger gets them."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ocop.newsroom.services import (
    ContactLines,
    NewPicture,
    keep_press_contact,
    withdraw_article,
    write_version,
)
from ocop.web.public.crawling import sections
from tests.factories.basic import make_product
from tests.factories.uploads import picture, upload
from tests.newsroom.world import draft, published, text, tomorrow
from tests.web.public.test_english import vietnamese_words
from tests.withdrawals.world import make_certificate, make_world

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_only_what_is_published_and_due_is_read(client: Client) -> None:
    world = make_world()
    hidden = [
        draft(world.places.dong_thap, world.office, title="Bài kín"),
        published(world.places.dong_thap, world.office, title="Bài kín", publish_on=tomorrow()),
        withdraw_article(
            article=published(None, world.ministry, title="Bài kín"),
            because="kín",
            by=world.ministry,
        ),
    ]
    standing = published(world.places.dong_thap, world.office)
    write_version(article=standing, text=text(title="Bài kín", body="Bài kín"), by=world.office)
    for reader in (None, world.neighbour, world.office):
        if reader:
            client.force_login(reader)
        for article in hidden:
            assert client.get(f"/tin-tuc/{article.pk}/").status_code == 404
        for address in (
            "/",
            "/tin-tuc/",
            "/tin-tuc/?loai=news",
            f"/tin-tuc/{standing.pk}/",
            "/tin-tuc/atom.xml",
            "/bao-chi/",
        ):
            page = client.get(address).content.decode()
            assert "Bài kín" not in page, address
    listed = client.get("/sitemap-tin-1.xml").content.decode()
    assert re.findall(r"<loc>[^<]*/tin-tuc/(\d+)/</loc>", listed) == [str(standing.pk)] * 2


def test_an_article_is_drawn_and_never_active(client: Client) -> None:
    world = make_world()
    article = published(
        world.places.dong_thap,
        world.office,
        title="<b>Sen</b>",
        body="## Đầu đề\n\n<script>alert(1)</script> [x](javascript:y) [luật](/luat/)",
        codes=world.certificate.short_code,
        tags="Sen",
        added=[NewPicture(upload("a.jpg", picture()), "Đầm sen")],
    )
    page = client.get(f"/tin-tuc/{article.pk}/").content.decode()
    assert "<h2>Đầu đề" in page
    assert "&lt;script&gt;alert(1)" in page
    assert '<a href="/luat/" rel="nofollow noopener">luật</a>' in page
    assert 'href="javascript' not in page
    assert "<b>Sen</b>" not in page
    assert world.certificate.recognition.product.name in page
    assert 'alt="Đầm sen"' in page
    assert world.office.full_name not in page
    assert re.findall(r'<script[^>]+src="(http[^"]*)', page) == []


def test_the_picture_of_a_draft_is_closed_to_another_province(client: Client) -> None:
    world = make_world()
    added = [NewPicture(upload("a.jpg", picture()), "Đầm sen")]
    article = draft(world.places.dong_thap, world.office, added=added)
    assert article.newest
    address = f"/tep/{article.newest.pictures.get().file_id}/"
    assert client.get(address).status_code == 404
    client.force_login(world.neighbour)
    assert client.get(address).status_code == 404
    client.force_login(world.office)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_one_and_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    world = make_world()
    for _ in range(count):
        added = [NewPicture(upload("a.jpg", picture()), "Đầm sen")]
        published(world.places.dong_thap, world.office, added=added)
    with django_assert_num_queries(4):
        assert len(client.get("/tin-tuc/").context["articles"]) == count
    with django_assert_num_queries(2):
        client.get("/tin-tuc/atom.xml")


def test_english_where_the_office_wrote_it(client: Client) -> None:
    world = make_world()
    article = published(
        world.places.dong_thap,
        world.office,
        title_en="Lotus season",
        summary_en="Lotus everywhere.",
        body_en="It blooms.",
    )
    plain = published(None, world.ministry)
    page = client.get(f"/en/tin-tuc/{article.pk}/").content.decode()
    assert "It blooms." in page and "Mùa sen về" not in page
    for address in (f"/en/tin-tuc/{plain.pk}/", "/en/tin-tuc/", "/en/bao-chi/", "/en/"):
        assert vietnamese_words(client.get(address).content.decode()) == [], address


def test_the_feed_names_each_article_by_its_public_address(
    client: Client, settings: LazySettings
) -> None:
    settings.OCOP_PUBLIC_ADDRESS = "https://ocop.example/"
    world = make_world()
    article = published(world.places.dong_thap, world.office)
    answer = client.get("/tin-tuc/atom.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    [entry] = ET.fromstring(answer.content).findall(f"{ATOM}entry")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"https://ocop.example/tin-tuc/{article.pk}/"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Cơ quan OCOP tỉnh Đồng Tháp"


def test_the_press_page_counts_what_is_valid(client: Client) -> None:
    world = make_world()
    keep_press_contact(
        province=None, lines=ContactLines("Cục (mẫu)", mail="ocop@bo.example"), by=world.ministry
    )
    published(None, world.ministry, kind="press", title="Thông cáo một")
    answer = client.get("/bao-chi/")
    assert (answer.context["total"], answer.context["stars"]) == (1, [(5, 0), (4, 1), (3, 0)])
    page = answer.content.decode()
    assert "Thông cáo một" in page and "ocop@bo.example" in page


def test_the_first_page_shows_news_and_new_stars_without_a_question(client: Client) -> None:
    world = make_world()
    published(world.places.dong_thap, world.office)
    page = client.get("/").content.decode()
    assert "Mùa sen về" in page and "Mới được công nhận" in page
    for address in ("/san-pham/", "/?sao=4"):
        assert "Mới được công nhận" not in client.get(address).content.decode()


def test_robots_closes_desks_and_files_and_names_the_sitemap(
    client: Client, settings: LazySettings
) -> None:
    settings.OCOP_PUBLIC_ADDRESS = "https://ocop.example"
    lines = client.get("/robots.txt").content.decode().splitlines()
    for closed in ("/ban-lam-viec/", "/co-so/", "/tep/"):
        assert f"Disallow: {closed}" in lines
    assert "Sitemap: https://ocop.example/sitemap.xml" in lines


def test_the_sitemap_has_pages_in_both_languages(
    client: Client,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.OCOP_PUBLIC_ADDRESS = "https://ocop.example"
    monkeypatch.setattr(sections, "PAGE_SIZE", 2)
    world = make_world()
    product = world.certificate.recognition.product
    for name in ("Hai", "Ba"):
        make_certificate(make_product(product.producer, name=name))
    with django_assert_num_queries(2):
        index = ET.fromstring(client.get("/sitemap.xml").content)
    assert [one.text for one in index.iter(f"{MAP}loc")] == [
        "https://ocop.example/sitemap-trang-1.xml",
        "https://ocop.example/sitemap-san-pham-1.xml",
        "https://ocop.example/sitemap-san-pham-2.xml",
    ]
    with django_assert_num_queries(1):
        first = ET.fromstring(client.get("/sitemap-san-pham-1.xml").content)
    urls = first.findall(f"{MAP}url")
    assert len(urls) == 4
    assert [one.findtext(f"{MAP}loc") for one in urls[:2]] == [
        f"https://ocop.example/san-pham/{product.pk}/",
        f"https://ocop.example/en/san-pham/{product.pk}/",
    ]
    assert urls[0].findtext(f"{MAP}lastmod") == "2026-03-02"
    assert client.get("/sitemap-san-pham-3.xml").status_code == 404
    assert client.get("/sitemap-khac-1.xml").status_code == 404
    pages = client.get("/sitemap-trang-1.xml").content.decode()
    assert "https://ocop.example/en/luat/qd26-2026/8/" in pages
    assert "https://ocop.example/san-pham/?tinh=82" in pages
