"""The checking page and what machines fetch, without a script."""

import gzip
import json
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ocop.register.check_address import check_address_of
from ocop.register.seals.keyring import read_keys
from ocop.register.seals.keystore import own_keys
from ocop.register.seals.status_list import read_list
from ocop.web.security import POLICY
from tests.register.seals.test_listing import certificates, note
from tests.web.public.test_english import vietnamese_words
from tests.web.routes import look, routes

pytestmark = pytest.mark.django_db


def test_typed_codes_are_answered_one_by_one(client: Client) -> None:
    fresh, _, expired, _ = certificates()
    note(fresh, "withdrawn", 3, "d")
    typed = f"{check_address_of(fresh)}\n\n{expired.short_code.lower()}\nZZZZZZZ\nzzz-zzzz"
    page = client.post("/kiem-tra/", {"ma": typed}).content.decode()
    titles = re.findall(r'class="checked state-(\w+)">.*?<strong>(.*?)</strong>', page)
    assert titles == [
        ("stop", "Đã bị thu hồi"),
        ("off", "Đã hết hiệu lực"),
        ("stop", "Mã này không có trong sổ"),
    ]
    assert "dùng sai nhãn hiệu OCOP" in page
    assert typed.splitlines()[0] in page


def test_only_a_hundred_codes_are_looked_up_at_once(client: Client) -> None:
    lines = "\n".join(f"ZZZZ{first}{second}{third}" for first in "ABC" for second in "23456"
                      for third in "23456789")  # fmt: skip
    page = client.post("/kiem-tra/", {"ma": lines}).content.decode()
    assert page.count('class="checked state-') == 100
    assert "Còn 20 mã chưa kiểm tra" in page


def test_nothing_typed_is_said_plainly(client: Client) -> None:
    assert "Gõ ít nhất một mã." in client.post("/kiem-tra/", {"ma": " \n "}).content.decode()


def test_the_script_gets_the_same_answers(client: Client) -> None:
    fresh, *_ = certificates()
    (said,) = client.post("/kiem-tra/tra-loi.json", {"ma": fresh.short_code}).json()["answers"]
    assert (said["title"], said["star"], said["is_valid"]) == ("Còn hiệu lực", 4, True)


def test_keys_and_list_are_published_and_fit_together(client: Client) -> None:
    fresh, *_ = certificates()
    note(fresh, "withdrawn", 3, "đ")
    keys = read_keys(client.get("/.well-known/ocop-keys.json").content.decode())
    assert keys == own_keys()
    listed = read_list(client.get("/trang-thai.json").content.decode(), keys)
    assert {code: (state.kind, state.ground) for code, state in listed.rows.items()} == {
        fresh.short_code: ("withdrawn", "đ")
    }


def test_the_list_is_sent_again_only_when_it_changed(client: Client) -> None:
    fresh, *_ = certificates()
    tag = client.get("/trang-thai.json").headers["ETag"]
    assert client.get("/trang-thai.json", headers={"if-none-match": tag}).status_code == 304
    note(fresh, "withdrawn", 0, "a")
    assert client.get("/trang-thai.json", headers={"if-none-match": tag}).status_code == 200


def test_the_list_travels_compressed(client: Client) -> None:
    for certificate in certificates(3):
        note(certificate, "withdrawn", 1, "a")
    answer = client.get("/trang-thai.json", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(answer.content))["rows"]) == 12


def test_only_the_checking_page_may_run_webassembly(client: Client) -> None:
    policies = {
        route.name: look(client, route.example).headers.get("Content-Security-Policy")
        for route in routes()
        if route.access and route.access.anyone
    }
    assert {name for name, policy in policies.items() if policy and "wasm" in policy} == {
        "public:checking"
    }
    assert policies["public:checking"] == f"{POLICY}; script-src 'self' 'wasm-unsafe-eval'"


def test_the_page_asks_nothing_of_who_reads_it(client: Client) -> None:
    """It is kept on the reader's machine: no session, no token, nobody's name."""
    answer = client.get("/kiem-tra/")
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_worker_keeps_this_page_and_nothing_else(client: Client, language: str) -> None:
    script = client.get(f"{language}/kiem-tra/sw.js")
    kept = json.loads(script.content.decode().split(" = ", 1)[1].split(";\n")[0])
    assert kept["page"] == f"{language}/kiem-tra/"
    assert kept["data"] == [reverse("published:keys"), reverse("published:status_list")]
    others = [
        name
        for name in [*kept["files"], *kept["reader"]]
        if not name.startswith(settings.STATIC_URL) and not name.startswith(kept["page"])
    ]
    assert others == []
    named = client.get(f"{language}/kiem-tra/ung-dung.webmanifest").json()
    assert (named["scope"], named["start_url"]) == (kept["page"], kept["page"])


def test_the_page_in_english(client: Client) -> None:
    fresh, *_ = certificates()
    note(fresh, "withdrawn", 3, "d")
    said = f"{fresh.short_code}\nZZZZZZZ\n?"
    product = fresh.recognition.product.name
    page = client.post("/en/kiem-tra/", {"ma": said}).content.decode()
    assert vietnamese_words(page, product) == []
    assert "Withdrawn" in page


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("7K2M9A0", "Bạn gõ 0: chữ này không có trong mã nào."),
        ("7K2M9A", "Mã có 7 chữ, bạn gõ 6."),
        ("7K2M9A3", "Mã 7K2M9A3 không có trong sổ."),
    ],
)
def test_an_unknown_code_is_helped_along(client: Client, code: str, hint: str) -> None:
    answer = client.get(f"/c/{code}")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert hint in page
    assert settings.OCOP_PUBLIC_ADDRESS in page
    assert "/kiem-tra/" in page
    assert vietnamese_words(client.get(f"/en/c/{code}").content.decode()) == []
