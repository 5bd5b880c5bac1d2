"""The base templates, the error pages and the style guide as whole pages."""

import re

import pytest
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import Settings

from ocop.web import errors
from ocop.web.design import guide


def page(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


PLAIN = (
    '{% extends "design/desk.html" %}{% block heading %}Hồ sơ <em>&amp;</em> sao{% endblock %}'
    '{% block content %}<p id="body">Nội dung</p>{% endblock %}'
)


def test_the_heading_is_said_in_the_title_and_on_the_page() -> None:
    text = page(PLAIN)
    assert "<title>Hồ sơ &amp; sao · Sổ OCOP</title>" in text
    assert "<h1>Hồ sơ <em>&amp;</em> sao</h1>" in text
    assert text.count("<h1") == 1


def test_a_page_shows_only_what_it_fills() -> None:
    text = page(PLAIN)
    for absent in ("page-action", "has-action", "thumbbar", "masthead-nav", "lead", "sample"):
        assert absent not in text


def test_the_main_action_moves_under_the_thumb() -> None:
    text = page(PLAIN + '{% block action %}<a class="button" href="/n/">Nộp</a>{% endblock %}')
    assert '<div class="page-action"><a class="button" href="/n/">Nộp</a></div>' in text
    assert re.search(r'<body class="[^"]*has-action', text)


def test_demo_data_is_marked_on_the_page() -> None:
    assert '<aside class="sample"' in page(PLAIN, demo_data=True)


def test_navigation_stands_in_the_head_and_in_the_small_menu() -> None:
    text = page(PLAIN + '{% block nav %}<li><a href="/a/">Hồ sơ</a></li>{% endblock %}')
    assert text.count('<li><a href="/a/">Hồ sơ</a></li>') == 2


def test_messages_speak_by_their_weight() -> None:
    messages = [Message(25, "Đã lưu <b>"), Message(40, "Hỏng")]
    text = page(PLAIN, messages=messages)
    assert '<div class="note state-ok">' in text
    assert "Đã lưu &lt;b&gt;" in text
    assert '<div role="alert"><div class="note state-stop">' in text


@pytest.mark.parametrize(
    ("answer", "status", "heading"),
    [
        (lambda r: errors.bad_request(r, Exception()), 400, "Máy chủ không hiểu yêu cầu này"),
        (
            lambda r: errors.permission_denied(r, Exception()),
            403,
            "Bạn không có quyền mở trang này",
        ),
        (lambda r: errors.not_found(r, Exception()), 404, "Không tìm thấy trang này"),
        (errors.server_error, 500, "Máy chủ gặp lỗi"),
        (errors.csrf_failure, 403, "Trang mở quá lâu, chưa gửi được"),
    ],
)
def test_error_pages_are_plain_vietnamese(answer: object, status: int, heading: str) -> None:
    request = RequestFactory().get("/<script>/")
    response = answer(request)  # type: ignore[operator]
    text = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in text
    assert "/&lt;script" not in text
    assert "<script>" not in text


def test_the_guide_shows_every_component(settings: Settings) -> None:
    settings.OCOP_DEMO = True
    response = Client().get("/thanh-phan/")
    assert response.status_code == 200
    text = response.content.decode()
    for name in ("rank", "state-box", "clock", "tasks", "verdict", "mend", "drop", "ask-first"):
        assert f'class="{name}' in text or f" {name}" in text
    assert text.count('<label class="level') == 5
    assert "Đang bị chặn ở 3 sao" in text


def test_the_guide_does_not_exist_elsewhere(settings: Settings) -> None:
    settings.OCOP_DEMO = False
    assert Client().get("/thanh-phan/").status_code == 404


def test_a_sheet_to_read_cannot_be_changed() -> None:
    criterion = guide.scoring_screen().criteria[0]
    locked = type(criterion)(**{**vars(criterion), "locked": True})
    text = render_to_string("design/criterion.html", {"criterion": locked})
    assert text.count(" disabled") == 5
    assert "<textarea" not in text
    assert criterion.comment in text
