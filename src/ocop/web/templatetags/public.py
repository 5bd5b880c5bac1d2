"""`{% load public %}`: what every page for citizens has around it."""

from dataclasses import dataclass
from functools import cache

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop.kernel.language import ENGLISH, is_english
from ocop.web.languages import in_other_language

register = template.Library()

_GAP = "the-other-language"


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in the other language, named in that language."""

    url: str
    code: str
    name: str


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> OtherLanguage | None:
    """The link that changes the language; None on pages that are Vietnamese only."""
    match = context["request"].resolver_match
    if match is None or match.namespace != "public":
        return None
    address = in_other_language(context["request"].get_full_path())
    if is_english():
        return OtherLanguage(address, "vi", "Tiếng Việt")
    return OtherLanguage(address, ENGLISH, "English")


@register.simple_tag
def quick_head() -> SafeString:
    """Mark and search of the page behind a QR, made once for each language."""
    return _quick_head(get_language())


@cache
def _quick_head(language: str | None) -> SafeString:
    return SafeString(render_to_string("public/quick_head.html").strip())


@register.simple_tag(takes_context=True)
def visitor_masthead(context: Context) -> SafeString:
    """The masthead for nobody signed in, on a page no line of it leads to: once for each language."""
    other = other_language(context)
    before, after = _visitor_masthead(get_language())
    return SafeString(f"{before}{conditional_escape(other.url) if other else ''}{after}")


@cache
def _visitor_masthead(language: str | None) -> tuple[str, str]:
    """What stands before and after the address of the same page in the other language."""
    other = (
        OtherLanguage(_GAP, "vi", "Tiếng Việt")
        if is_english()
        else OtherLanguage(_GAP, ENGLISH, "English")
    )
    # An empty request: nobody is signed in and no line is the current one.
    about = {"request": HttpRequest(), "other": other}
    before, _gap, after = render_to_string("public/visitor_masthead.html", about).partition(_GAP)
    return before.strip(), after.rstrip()


@register.simple_tag
def public_links() -> SafeString:
    """The lines of the footer, made once for each language."""
    return _links(get_language())


@cache
def _links(language: str | None) -> SafeString:
    pages = (
        ("public:checking", _("Kiểm tra tem")),
        ("public:withdrawn", _("Sao đã thu hồi")),
        ("public:figures", _("Số liệu")),
        ("public:report", _("Báo sai")),
        ("public:news", _("Tin OCOP")),
        ("public:press", _("Báo chí")),
        ("public:law", _("Cách tính sao")),
        ("public:open_data", _("Dữ liệu mở")),
        ("public:help", _("Trợ giúp")),
        ("public:privacy", _("Dữ liệu cá nhân")),
    )
    lines = ((reverse(view), words) for view, words in pages)
    return format_html_join("", '<li><a href="{}">{}</a></li>', lines)
