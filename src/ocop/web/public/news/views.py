"""`/tin-tuc/`: the list with its filters, and one article."""

from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ocop.newsroom.models import Kind
from ocop.newsroom.queries import narrowed, public_articles, public_products, with_pictures
from ocop.places.models import Unit
from ocop.web.access import anyone
from ocop.web.public.news.shown import absolute, all_shown, shown

PAGE_SIZE = 12


@anyone
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Published articles, newest first; `?loai=`, `?tinh=`, `?the=` narrow them."""
    chosen = {
        "kind": request.GET.get("loai", "")[:12],
        "province": request.GET.get("tinh", "")[:2],
        "tag": request.GET.get("the", "").strip()[:24],
    }
    found = with_pictures(narrowed(public_articles(), **chosen))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    writing = public_articles().order_by().values("province")
    return render(
        request,
        "public/news/list.html",
        {
            "chosen": chosen,
            "is_narrowed": any(chosen.values()),
            "kinds": Kind.choices,
            "provinces": Unit.objects.filter(pk__in=writing).order_by("folded_name"),
            "page": page,
            "articles": all_shown(page),
        },
    )


@anyone
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article. A draft, one under embargo and one taken down answer alike: 404."""
    found = get_object_or_404(with_pictures(public_articles()), pk=pk)
    one = shown(found)
    picture = one.first_picture
    return render(
        request,
        "public/news/article.html",
        {
            "one": one,
            "products": public_products(one.version),
            "shared": quote(one.address, safe=""),
            "shared_title": quote(one.title, safe=""),
            "picture_address": absolute(f"/tep/{picture}/") if picture else "",
        },
    )
