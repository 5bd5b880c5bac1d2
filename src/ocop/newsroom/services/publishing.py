"""Publishing exactly the version a person read, and taking an article down."""

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.newsroom import policy
from ocop.newsroom.models import Article
from ocop.newsroom.states import STEPS, ArticleState


@transaction.atomic
def publish_article(*, article: Article, version_id: int, by: User) -> Article:
    """Approve the newest version: from its day on everybody reads it.

    `version_id` is the version that was on the screen. Raises RefusedError where someone has
    written since, so that nothing unread becomes public.
    """
    article = _lock(article, by)
    if article.newest is None or article.newest_id != version_id:
        raise RefusedError("Bài vừa được sửa. Hãy đọc lại bản mới rồi đăng.")
    if article.state == ArticleState.PUBLISHED and not article.has_newer_words:
        raise RefusedError("Bản này đã đăng rồi.")
    article.state = STEPS.target(article.state, "publish")
    version = article.newest
    article.approved, article.approved_at = version, clock.now()
    article.withdrawn_because = ""
    article.save()
    snapshot = audit.freeze(
        "article",
        {
            "kind": version.kind,
            "title": version.title,
            "summary": version.summary,
            "body": version.body,
            "title_en": version.title_en,
            "summary_en": version.summary_en,
            "body_en": version.body_en,
            "publish_on": version.publish_on,
            "pictures": [
                [one.file.sha256, one.caption] for one in version.pictures.select_related("file")
            ],
            "products": sorted(version.products.values_list("pk", flat=True)),
        },
    )
    audit.record(
        act="article_published",
        actor=by.actor,
        subject=f"article:{article.pk}",
        facts={"version": version.pk, "publish_on": version.publish_on},
        snapshot=snapshot,
    )
    return article


@transaction.atomic
def withdraw_article(*, article: Article, because: str, by: User) -> Article:
    """Take it off the public pages at once. Raises RefusedError at "because" without a reason."""
    article = _lock(article, by)
    if not because.strip():
        raise RefusedError("Ghi lý do gỡ bài.", field="because")
    article.state = STEPS.target(article.state, "withdraw")
    article.withdrawn_because = because.strip()[:240]
    article.save(update_fields=["state", "withdrawn_because"])
    audit.record(
        act="article_withdrawn",
        actor=by.actor,
        subject=f"article:{article.pk}",
        facts={"version": article.approved_id, "because": article.withdrawn_because},
    )
    return article


def _lock(article: Article, by: User) -> Article:
    locked = (
        Article.objects.select_for_update(of=("self",))
        .select_related("newest", "province")
        .get(pk=article.pk)
    )
    policy.require(policy.may_write(by, locked))
    return locked
