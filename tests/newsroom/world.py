"""Articles of two provinces and of the ministry."""

import datetime as dt

from ocop.accounts.models import User
from ocop.kernel import clock
from ocop.newsroom.models import Article
from ocop.newsroom.services import ArticleText, begin_article, publish_article
from ocop.places.models import Unit


def text(**given: object) -> ArticleText:
    """An article's words, to be published today."""
    values: dict[str, object] = {
        "kind": "news",
        "title": "Mùa sen về",
        "summary": "Sen nở khắp Đồng Tháp.",
        "body": "## Sen\n\nSen nở **sớm**.\n\n- một\n- hai",
        "publish_on": clock.today(),
    }
    return ArticleText(**(values | given))  # type: ignore[arg-type]


def draft(province: Unit | None, by: User, **given: object) -> Article:
    """A draft of a place."""
    return begin_article(province=province, text=text(**given), by=by)


def published(province: Unit | None, by: User, **given: object) -> Article:
    """The same, published."""
    made = draft(province, by, **given)
    assert made.newest_id
    return publish_article(article=made, version_id=made.newest_id, by=by)


def tomorrow() -> dt.date:
    """The day after today."""
    return clock.today() + dt.timedelta(days=1)
