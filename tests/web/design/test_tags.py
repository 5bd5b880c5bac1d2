"""The template tags, each by the text it draws."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from ocop.web.design import drawings
from ocop.web.design.pieces import Countdown, Status, Task

SPRITE = "/static/design/sprite.svg"


def drawn(source: str, **values: object) -> str:
    return Template("{% load design %}" + source).render(Context(values))


def test_star_draws_the_rank_with_its_words() -> None:
    assert drawn("{% star 4 %}") == (
        '<span class="rank"><svg class="rank-stars" viewBox="0 0 128 24" aria-hidden="true">'
        f'<use href="{SPRITE}#stars-4"/></svg>4 sao</span>'
    )


def test_no_star_says_so() -> None:
    assert "#stars-0" in drawn("{% star none %}", none=None)
    assert drawn("{% star 0 %}").endswith("chưa có sao</span>")
    assert drawn('{% star 0 words="sao đã hết hạn" size="l" %}').startswith(
        '<span class="rank rank-l rank-was">'
    )


@pytest.mark.parametrize("count", [-1, 6])
def test_there_is_no_other_number_of_stars(count: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        drawn("{% star count %}", count=count)


def test_status_is_a_sentence_with_an_icon_and_a_date() -> None:
    expected = (
        '<span class="state state-ok"><svg class="icon" aria-hidden="true">'
        f'<use href="{SPRITE}#i-check"/></svg><span><b>Còn hiệu lực</b> đến 05/08/2029</span></span>'
    )
    assert drawn('{% status "ok" "Còn hiệu lực" "đến" day %}', day=dt.date(2029, 8, 5)) == expected
    item = Status("ok", "Còn hiệu lực", "đến 05/08/2029")
    assert drawn("{% status item %}", item=item) == expected


def test_a_status_escapes_what_people_wrote() -> None:
    assert "<i>" not in drawn('{% status "warn" text text %}', text="<i>")


def test_clock_fills_a_box_a_day() -> None:
    text = drawn("{% clock 9 15 due %}", due=dt.date(2026, 12, 1))
    assert text.count("<rect") == 15
    assert text.count('class="used"') == 9
    assert 'viewBox="0 0 148 12"' in text
    assert "<b>Còn 6 ngày làm việc</b>, hạn 01/12/2026" in text
    assert drawn("{% clock limit %}", limit=Countdown(9, 15, dt.date(2026, 12, 1))) == text


def test_a_late_clock_is_full_and_a_long_one_smooth() -> None:
    assert drawn("{% clock 17 15 %}").count('class="used"') == 15
    assert drawn("{% clock 1000 1096 %}").count("<rect") == 2


def test_numbers_in_drawings_are_never_localised() -> None:
    text = drawn("{% spread totals limit %}", totals=[Decimal("58.25"), Decimal(72)], limit=10)
    assert "," not in text
    assert 'class="spread is-over"' in text
    assert text.count('class="dot"') == 2
    assert 'viewBox="0 0 1096 12"' in drawn("{% clock 1000 1096 %}")
    assert 'max="24000" value="9600"' in drawn('{% progress 9600 24000 "dòng" %}')


def test_a_spread_within_the_limit_shows_no_limit() -> None:
    text = drawings.spread([Decimal(74), Decimal(79)], 10)
    assert 'class="spread"' in text
    assert 'class="limit"' not in text


def test_empty_state_keeps_its_body() -> None:
    text = drawn('{% nothing "Chưa có phiếu" %}<p>Vì chưa họp.</p>{% endnothing %}')
    assert "<h3>Chưa có phiếu</h3><p>Vì chưa họp.</p></div>" in text


def test_cell_keeps_the_name_of_its_column() -> None:
    assert drawn('{% cell "Doanh thu" kind="num" %} 1 {% endcell %}') == (
        '<td role="cell" class="num" data-label="Doanh thu">1</td>'
    )


def test_task_list_links_what_can_be_done() -> None:
    tasks = [
        Task("Tên", Status("ok", "Xong"), "/a/"),
        Task("Nộp", Status("draft", "Chưa làm được", icon="lock")),
    ]
    text = drawn("{% tasklist tasks %}", tasks=tasks)
    assert '<a class="task-name" href="/a/">Tên</a>' in text
    assert '<span class="task-name">Nộp</span>' in text


def test_sorting_turns_round_and_keeps_the_filters() -> None:
    def head(address: str) -> str:
        request = RequestFactory().get(address)
        return drawn('{% column "Thời hạn" sort="han" %}', request=request)

    assert 'href="?loc=toi&amp;xep=han"' in head("/?loc=toi&trang=4")
    assert 'aria-sort="none"' in head("/")
    assert 'aria-sort="ascending"><a href="?xep=-han">Thời hạn ↑' in head("/?xep=han")
    assert 'aria-sort="descending"' in head("/?xep=-han")


def test_pages_keep_the_filters() -> None:
    request = RequestFactory().get("/?loc=toi&trang=2")
    text = drawn(
        "{% pagination page %}", request=request, page=Paginator(range(60000), 20).page(1500)
    )
    assert 'href="?loc=toi&amp;trang=1499"' in text
    assert 'href="?loc=toi&amp;trang=1501"' in text


def test_one_page_needs_no_links() -> None:
    request = RequestFactory().get("/")
    page = Paginator(range(3), 20).page(1)
    assert drawn("{% pagination page %}", request=request, page=page).strip() == ""


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/thanh-phan/", ' aria-current="page"'),
        ("/thanh-phan/mau/", ""),
        ("/khac/", ""),
    ],
)
def test_navigation_knows_where_it_is(path: str, current: str) -> None:
    request = RequestFactory().get(path)
    text = drawn('{% nav_link "design:guide" "Thành phần" %}', request=request)
    assert text == f'<li><a href="/thanh-phan/"{current}>Thành phần</a></li>'


def test_a_captured_block_can_be_used_twice_or_not_at_all() -> None:
    source = "{% capture as x %} {{ a }} {% endcapture %}{{ x }}{{ x }}|{% capture as y %} {% endcapture %}{% if y %}no{% endif %}"
    assert drawn(source, a="<b>") == "&lt;b&gt;&lt;b&gt;|"
