"""The citizens' pages in English: every word of ours, none of the data."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from ocop.accounts.roles import Role
from ocop.register.models import Certificate, CertificateFact, Recognition
from ocop.web.languages import in_other_language
from tests.factories.basic import Places, make_official, make_places, make_producer, make_product
from tests.web.public.test_answer import certify, text_of

pytestmark = pytest.mark.django_db
VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE
)
OURS_IN_BOTH = {"Sổ OCOP", "Tiếng Việt"}


class Words(HTMLParser):
    """The words of a page outside elements that say they are Vietnamese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        # A title holds text alone, and on some pages it is the product's name.
        hidden = tag == "title" or given.get("lang") == "vi" or bool(self.open and self.open[-1][1])
        if tag not in {"meta", "link", "input", "img", "br"}:
            self.open.append((tag, hidden))
        if not hidden:
            self.words += [given[name] or "" for name in ("alt", "aria-label") if name in given]

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """A drawing: nothing inside, nothing to close."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]) and data.strip():
            self.words.append(data.strip())


def vietnamese_words(page: str, *data: str) -> list[str]:
    """What a reader without Vietnamese meets, the names in `data` set aside."""
    reader = Words()
    reader.feed(page)
    found = []
    for words in reader.words:
        for known in (*OURS_IN_BOTH, *data):
            words = words.replace(known, "")
        if VIETNAMESE.search(words):
            found.append(words)
    return found


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def certificate(places: Places) -> Certificate:
    (made,) = certify(places)
    made.recognition.product.story = "Nghề khô có từ lâu."
    made.recognition.product.save()
    return made


def names_of(certificate: Certificate) -> tuple[str, ...]:
    product = certificate.recognition.product
    return (product.name, product.producer.name, product.story, "Xã Tân Hộ Cơ, tỉnh Đồng Tháp",
            "321/QĐ-UBND", "tỉnh Đồng Tháp", "Điều 8 QĐ 26/2026/QĐ-TTg")  # fmt: skip


@pytest.mark.parametrize(
    "address",
    ["/", "/?tim=khong+co", "/luat/", "/luat/qd26-2026/8/", "/tro-giup/", "/du-lieu-ca-nhan/"],
)
def test_no_word_is_left_in_vietnamese(
    client: Client, certificate: Certificate, address: str
) -> None:
    assert vietnamese_words(text_of(client, f"/en{address}")) == []


def test_the_answer_in_english(client: Client, certificate: Certificate) -> None:
    page = text_of(client, f"/en/c/{certificate.short_code}")
    assert '<html lang="en">' in page
    assert "<strong>Valid</strong> <span>until the end of 12 November 2029</span>" in page
    assert "Recognised by Decision No. 321/QĐ-UBND of 12 November 2026" in page
    assert "4 stars" in page
    assert vietnamese_words(page, *names_of(certificate)) == []
    product = certificate.recognition.product_id
    assert f'href="/en/san-pham/{product}/"' in page
    assert vietnamese_words(text_of(client, f"/en/san-pham/{product}/")) == []


@pytest.mark.parametrize("ground", ["a", "b", "c", "d", "đ", "e"])
def test_article_8_grounds_in_english(
    client: Client, certificate: Certificate, ground: str
) -> None:
    CertificateFact.objects.create(
        certificate=certificate, kind="withdrawn", on=certificate.issued_on, ground=ground
    )
    page = text_of(client, f"/en/c/{certificate.short_code}")
    assert "<strong>Withdrawn</strong>" in page
    assert vietnamese_words(page, *names_of(certificate)) == []


def test_an_unknown_code_and_a_recorded_star_in_english(client: Client, places: Places) -> None:
    unknown = client.get("/en/c/ZZZZZZZ")
    assert unknown.status_code == 404
    assert vietnamese_words(unknown.content.decode()) == []
    product = make_product(make_producer(places.cau_ke), name="Cam sành")
    Recognition.objects.create(
        product=product,
        star=3,
        commune=places.cau_ke,
        source=Recognition.Source.RECORDED,
        source_note="Danh sách đã công bố",
    )
    page = text_of(client, f"/en/san-pham/{product.pk}/")
    assert "Not enough data" in page
    assert vietnamese_words(page) == []


def test_each_page_leads_to_itself_in_the_other_language(
    client: Client, certificate: Certificate
) -> None:
    for address in (f"/c/{certificate.short_code}", "/?tim=kho&amp;sao=4", "/luat/", "/tro-giup/"):
        plain = address.replace("&amp;", "&")
        assert f'hreflang="en" href="/en{address}"' in text_of(client, plain)
        assert f'hreflang="vi" href="{address}"' in text_of(client, f"/en{plain}")


def test_the_language_is_in_the_address_alone(client: Client, certificate: Certificate) -> None:
    page = client.get("/", headers={"accept-language": "en"})
    assert '<html lang="vi">' in page.content.decode()
    # No tracking, no cookie, and the same answer for everyone.
    assert not client.get("/en/").cookies
    assert not client.get(f"/c/{certificate.short_code}").cookies
    typed = certificate.short_code.lower()
    assert client.get(f"/en/c/{typed}").headers["Location"] == f"/en/c/{certificate.short_code}"


def test_officials_pages_stay_vietnamese(client: Client, places: Places) -> None:
    assert client.get("/en/ban-lam-viec/").status_code == 404
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    client.force_login(office, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    client.get("/en/")
    assert '<html lang="vi">' in text_of(client, "/ban-lam-viec/")


def test_changing_the_language_twice_leads_back() -> None:
    for address in ("/", "/c/7K2M9A3", "/?tim=kho+ca&sao=4"):
        assert in_other_language(in_other_language(address)) == address
