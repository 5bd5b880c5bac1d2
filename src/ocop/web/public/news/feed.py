"""`/tin-tuc/atom.xml`: the newest articles for feed readers and newspapers."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.newsroom.queries import public_articles, with_pictures
from ocop.web.access import anyone
from ocop.web.public.news.shown import Shown, absolute, all_shown

MOST = 20


class NewsFeed(Feed):
    """The newest articles with their summaries; dates are those of publication."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """The name of the feed."""
        return _("Tin OCOP")

    def subtitle(self) -> str:
        """What it is about."""
        return _("Tin và bản tin của Chương trình OCOP")

    def link(self) -> str:
        """The page it belongs to."""
        return absolute(reverse("public:news"))

    def feed_url(self) -> str:
        """Its own address."""
        return absolute(reverse("public:news_feed"))

    def author_name(self) -> str:
        """Atom asks for one."""
        return "Sổ OCOP"

    def items(self) -> list[Shown]:
        """The newest."""
        return all_shown(with_pictures(public_articles())[:MOST])

    def item_title(self, item: Any) -> str:
        """Its title."""
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """Its summary."""
        return str(item.summary)

    def item_link(self, item: Any) -> str:
        """Its page."""
        return str(item.address)

    def item_author_name(self, item: Any) -> str:
        """The office."""
        return str(item.office)

    def item_categories(self, item: Any) -> list[str]:
        """Kind and tags."""
        return [item.kind, *item.version.tag_list]

    def item_pubdate(self, item: Any) -> dt.datetime:
        """The day of publication, midnight in Vietnam."""
        return dt.datetime.combine(item.version.publish_on, dt.time.min, clock.VIETNAM)

    def item_updateddate(self, item: Any) -> dt.datetime:
        """When these words were approved, not before the day of publication."""
        return max(item.article.approved_at, self.item_pubdate(item))


@anyone
@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """The feed."""
    response: HttpResponse = NewsFeed()(request)
    return response
