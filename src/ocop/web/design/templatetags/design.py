"""`{% load design %}`: the components as tags and filters. docs/develop/design.md shows each."""

import datetime as dt
from collections.abc import Iterable

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop.web.design import drawings, figures
from ocop.web.design import forms as drawn_forms
from ocop.web.design.pieces import Countdown, Status, Task, sentence

register = template.Library()

register.filter("vn_number", figures.number)
register.filter("points", figures.points)
register.filter("dong", figures.dong)
register.filter("vn_date", figures.date)
register.filter("vn_moment", figures.moment)
register.filter("vn_time", figures.clock_time)
register.filter("weekday_date", figures.weekday_date)

register.simple_tag(drawings.asset, name="asset")
register.simple_tag(drawings.icon, name="icon")
register.simple_tag(drawings.sprite, name="sprite")
register.simple_tag(drawings.spread, name="spread")
register.simple_tag(drawn_forms.control, name="control")
register.filter("layout", drawn_forms.layout)


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """`{% capture as heading %}…{% endcapture %}`: what a block holds, to use twice or not at all."""
    return SafeString(content.strip())


@register.simple_tag
def star(count: int | None, words: str = "", size: str = "") -> SafeString:
    """The rank: `{% star 4 %}`, `{% star 0 words="sao đã hết hạn" %}`; size "s", "l" or "hero"."""
    filled = count or 0
    classes = "rank" + (f" rank-{size}" if size else "") + ("" if filled else " rank-was")
    said = words or (ngettext("%d sao", "%d sao", filled) % filled if filled else _("chưa có sao"))
    return format_html('<span class="{}">{}{}</span>', classes, drawings.star_row(filled), said)


@register.simple_tag
def star_mark(minimum: int) -> SafeString:
    """The mark on a level: "tối thiểu để đạt 4 sao"."""
    return format_html(
        '<span class="level-min"><svg class="rank-stars rank-one" viewBox="0 0 24 24" '
        'aria-hidden="true"><use href="{}#star"/></svg>{}</span>',
        drawings.sprite(),
        _("tối thiểu để đạt %d sao") % minimum,
    )


@register.simple_tag
def status(
    kind: str | Status, text: str = "", *rest: object, icon: str = "", box: bool = False
) -> SafeString:
    """A status sentence: `{% status "ok" "Còn hiệu lực" "đến" certificate.last_day %}`.

    `kind` is ok, wait, warn, stop, off or draft, or a whole `Status`. `box=True` puts it on a tint.
    """
    said = kind if isinstance(kind, Status) else Status(kind, text, sentence(rest), icon)
    tail = said.rest if said.rest.startswith((" ", ",", ".", ":", ";")) else f" {said.rest}"
    return format_html(
        '<span class="state state-{}{}">{}<span>{}{}</span></span>',
        said.kind,
        " state-box" if box else "",
        drawings.icon(said.drawing),
        said.text if said.kind == "draft" else format_html("<b>{}</b>", said.text),
        tail if said.rest else "",
    )


@register.simple_tag
def clock(
    used: int | Countdown,
    total: int = 0,
    due: dt.date | None = None,
    done: bool = False,
    wide: bool = False,
    unit: str = "ngày làm việc",
) -> SafeString:
    """The bar of days with its sentence: `{% clock 9 15 due %}`, or one `Countdown`."""
    limit = used if isinstance(used, Countdown) else Countdown(used, total, due, done, unit)
    return format_html(
        '<div class="clock state-{}{}">{}<p><b>{}</b>{}</p></div>',
        limit.kind,
        " clock-wide" if wide else "",
        drawings.boxes(limit.used, limit.total),
        limit.text,
        limit.rest,
    )


@register.simple_tag
def steps_done(done: int, total: int, text: str, kind: str = "wait") -> SafeString:
    """The same bar for parts of a job: `{% steps_done 5 9 "Đã xong 5 trong 9 phần." %}`."""
    return format_html(
        '<div class="clock state-{} clock-wide">{}<p><b>{}</b></p></div>',
        kind,
        drawings.boxes(done, total),
        text,
    )


@register.simple_tag
def progress(done: int, total: int, unit: str, rest: str = "") -> SafeString:
    """Long work with its count: `{% progress 96 240 "dòng" "còn khoảng 2 phút." %}`."""
    return format_html(
        '<div class="progress"><progress max="{}" value="{}" aria-label="{}"></progress>'
        '<p>Đã xong <b class="figures">{}</b> trong <b class="figures">{}</b> {}. {}</p></div>',
        str(total),
        str(done),
        f"Đã xong {done} trong {total} {unit}",
        figures.number(done),
        figures.number(total),
        unit,
        rest,
    )


@register.inclusion_tag("design/field.html", name="field")
def field_group(field: BoundField, unit: str = "", where: str = "") -> dict[str, object]:
    """A field with label, help and error: `{% field form.output unit="tấn" %}`.

    `where` is a short help that opens beside it ("Giấy này xin ở đâu?" is its title).
    """
    return {"field": field, "unit": unit, "where": where}


@register.inclusion_tag("design/error_summary.html")
def error_summary(*sources: forms.BaseForm | BaseFormSet) -> dict[str, object]:
    """Everything to mend, on top, each line leading to its field; nothing when all is well."""
    errors: list[tuple[str, str]] = []
    for source in sources:
        if isinstance(source, BaseFormSet):
            errors += [("", error) for error in source.non_form_errors()]
            bound: Iterable[forms.BaseForm] = source.forms
        else:
            bound = (source,)
        for form in bound:
            errors += drawn_forms.field_errors(form)
    return {"errors": errors}


@register.inclusion_tag("design/tasklist.html")
def tasklist(tasks: Iterable[Task], narrow: bool = False) -> dict[str, object]:
    """A list of `Task`s with what is done and what is next."""
    return {"tasks": tasks, "narrow": narrow}


@register.inclusion_tag("design/pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> dict[str, object]:
    """Links to the neighbouring pages (`?trang=`); the other filters of the address stay."""
    return {"page": page, "request": context["request"]}


@register.simple_block_tag
def nothing(content: str, title: str = "") -> SafeString:
    """An empty state: `{% nothing "Chưa có phiếu nào" %}<p>vì sao</p><a …>làm gì</a>{% endnothing %}`."""
    heading = format_html("<h3>{}</h3>", title) if title else ""
    return format_html(
        '<div class="nothing">{}{}{}</div>', drawings.star_row(0), heading, SafeString(content)
    )


@register.simple_block_tag
def note(content: str, kind: str = "wait", icon: str = "info") -> SafeString:
    """An inset note: `{% note "warn" icon="warn" %}…{% endnote %}`."""
    return format_html(
        '<div class="note state-{}">{}<p>{}</p></div>',
        kind,
        drawings.icon(icon),
        SafeString(content.strip()),
    )


@register.simple_block_tag
def beside(content: str, title: str) -> SafeString:
    """Help beside the thing: `{% beside "Giấy này xin ở đâu?" %}<p>…</p>{% endbeside %}`."""
    return format_html(
        '<details class="beside"><summary>{}{}</summary><div>{}</div></details>',
        drawings.icon("help"),
        title,
        SafeString(content),
    )


@register.simple_block_tag
def cell(content: str, label: str = "", kind: str = "") -> SafeString:
    """A cell of a ledger that keeps its column's name on a phone; kind "num", "inline", "member"."""
    return format_html(
        '<td role="cell"{}{}>{}</td>',
        format_html(' class="{}"', kind) if kind else "",
        format_html(' data-label="{}"', label) if label else "",
        SafeString(content.strip()),
    )


@register.simple_tag(takes_context=True)
def column(context: Context, label: str, sort: str = "", kind: str = "") -> SafeString:
    """A column's head; `sort` is the value of `?xep=` that sorts by it, "-" before it reverses."""
    classes = format_html(' class="{}"', kind) if kind else ""
    if not sort:
        return format_html('<th role="columnheader" scope="col"{}>{}</th>', classes, label)
    query = context["request"].GET.copy()
    now = query.get("xep", "")
    query["xep"] = f"-{sort}" if now == sort else sort
    query.pop("trang", None)
    order = {sort: "ascending", f"-{sort}": "descending"}.get(now, "none")
    arrow = {"ascending": " ↑", "descending": " ↓", "none": ""}[order]
    return format_html(
        '<th role="columnheader" scope="col" aria-sort="{}"{}><a href="?{}">{}{}</a></th>',
        order,
        classes,
        query.urlencode(),
        label,
        arrow,
    )


@register.simple_tag(takes_context=True)
def nav_link(context: Context, view: str, label: str, *args: object, apart: str = "") -> SafeString:
    """A line of the main navigation that knows whether it is the current one.

    `apart` is a view below it that has a line of its own.
    """
    url, current = _address(context, view, args)
    if apart and context["request"].path.startswith(reverse(apart)):
        current = SafeString("")
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, label)


@register.simple_tag(takes_context=True)
def thumb_link(
    context: Context, view: str, label: str, icon: str, *args: object, main: bool = False
) -> SafeString:
    """A place of the thumb bar; `main=True` is the big round one in the middle."""
    drawing = drawings.icon(icon)
    return format_html(
        '<li><a{} href="{}"{}>{}{}</a></li>',
        SafeString(' class="shoot"') if main else "",
        *_address(context, view, args),
        format_html("<span>{}</span>", drawing) if main else drawing,
        label,
    )


def _address(context: Context, view: str, args: Iterable[object]) -> tuple[str, SafeString]:
    """The address of a view and its aria-current: "page" on it, "true" somewhere below it."""
    url = reverse(view, args=list(args))
    here = context["request"].path
    if here == url:
        return url, SafeString(' aria-current="page"')
    below = url.count("/") > 2 and here.startswith(url)
    return url, SafeString(' aria-current="true"' if below else "")
