"""What the rules find in a text, what a link may be, what a page lacks."""

import pytest

from ocop.kernel.errors import RefusedError
from ocop.kernel.findings import Weight, blockers
from ocop.storefront.rules.claims import claimed_stars, star_claims, text_findings
from ocop.storefront.rules.goodness import missing_for_good
from ocop.storefront.rules.links import host_of, platform_of, tidy_link


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("Khô cá đạt OCOP 5 sao", [5]),
        ("đạt chuẩn NĂM SAO", [5]),
        ("a five-star gift, 4 stars", [5, 4]),
        ("★★★★★", [5]),
        ("⭐⭐⭐ ngon", [3]),
        ("Nghề có từ năm 1980, vì sao ngon", []),
        ("ăn sao cho ngon", []),
    ],
)
def test_stars_are_read_in_words_figures_and_drawn(text: str, stars: list[int]) -> None:
    assert claimed_stars(text) == stars


def test_a_star_the_product_does_not_have_is_found_and_its_own_is_not() -> None:
    texts = [("Câu chuyện", "Đạt 3 sao năm 2023, nay 5 sao."), ("Giới thiệu", "OCOP quốc gia")]
    found = star_claims(texts, 3)
    assert [finding.message for finding in found] == [
        "Có chữ “5 sao” nhưng sản phẩm đang có 3 sao.",
        "Có chữ “OCOP quốc gia” nhưng sản phẩm không có 5 sao.",
    ]
    assert {finding.weight for finding in found} == {Weight.WARNING}


def test_without_a_valid_star_every_claim_is_found() -> None:
    assert [f.message for f in star_claims([("Giới thiệu", "OCOP 4 sao")], None)] == [
        "Có chữ “4 sao” nhưng sản phẩm hiện không có sao còn hiệu lực."
    ]


def test_markup_stops_and_a_phone_in_the_text_is_shown() -> None:
    found = text_findings([("Câu chuyện", "<b>Ngon</b>"), ("Giới thiệu", "Gọi 0912 345 678")])
    assert [finding.place for finding in blockers(found)] == ["Câu chuyện"]
    assert [finding.place for finding in found] == ["Câu chuyện", "Giới thiệu"]
    assert text_findings([("Câu chuyện", "Cá < 1 kg, giá > 100.000 đồng & rẻ")]) == []


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "javascript://shopee.vn/%0aalert(1)",
        "http://shopee.vn/a",
        "data:text/html,x",
        "https://user:pw@shopee.vn",
        "https://shopee.vn:8443/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://localhost/",
        "https://shopee.vn/<script>",
        'https://shopee.vn/"onclick=',
        "https://shopee.vn/a b",
        "https://[::1]/",
        "https://[/",
    ],
)
def test_only_https_to_a_named_host_is_a_link(typed: str) -> None:
    with pytest.raises(RefusedError) as refused:
        tidy_link(typed)
    assert refused.value.field == "url"


def test_a_link_is_shown_by_its_real_host() -> None:
    link = tidy_link("https://WWW.Shopee.VN/kho-ca?x=1")
    assert link == "https://www.shopee.vn/kho-ca?x=1"
    assert (host_of(link), platform_of(link)) == ("shopee.vn", "Shopee")
    assert platform_of("https://shopee.vn.example.com/") == "shopee.vn.example.com"


def test_a_good_page_lacks_nothing_and_an_empty_one_is_told_everything() -> None:
    story = " ".join(["chữ"] * 80)
    good = missing_for_good(
        photos=1, introduction="a", story=story, places=1, english=True, contacts=1
    )
    assert good == []
    empty = missing_for_good(
        photos=0, introduction="", story="", places=0, english=False, contacts=0
    )
    assert [finding.place for finding in empty] == [
        "anh", "loi-gioi-thieu", "cau-chuyen", "noi-ban", "lien-he", "tieng-anh",
    ]  # fmt: skip
