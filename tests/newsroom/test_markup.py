"""The markup gives plain pieces and no address that could act."""

import pytest

from ocop.newsroom.markup import Block, Span, blocks, plain, spans


def test_a_body_falls_into_its_pieces() -> None:
    assert blocks("## Đầu\nmột\nhai\n\nba\n- x\n- y\n> lời") == [
        Block("heading", ((Span("Đầu"),),)),
        Block("text", ((Span("một hai"),),)),
        Block("text", ((Span("ba"),),)),
        Block("list", ((Span("x"),), (Span("y"),))),
        Block("quote", ((Span("lời"),),)),
    ]


def test_links_and_strong_words() -> None:
    assert spans("xem [trang](https://a.vn/b?c=1) **này**") == (
        Span("xem "),
        Span("trang", href="https://a.vn/b?c=1"),
        Span(" "),
        Span("này", is_strong=True),
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "vbscript:x",
        'https://a.vn/"onclick=x',
    ],
)
def test_other_addresses_stay_words(address: str) -> None:
    assert [span.href for span in spans(f"[x]({address})")] == [""] * len(spans(f"[x]({address})"))


def test_html_is_only_words() -> None:
    assert blocks("<script>alert(1)</script>") == [
        Block("text", ((Span("<script>alert(1)</script>"),),))
    ]


def test_plain_words() -> None:
    assert plain("## A\n\n**b** [c](/d)") == "A\n\nb c"
