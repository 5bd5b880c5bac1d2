"""The life of an article: draft, published, taken down; a newer version may be published again."""

from django.db import models

from ocop.kernel.transitions import Transition, TransitionTable


class ArticleState(models.TextChoices):
    """Where an article is; the public reads published ones alone."""

    DRAFT = "draft", "Bản thảo"
    PUBLISHED = "published", "Đã đăng"
    WITHDRAWN = "withdrawn", "Đã gỡ"


S = ArticleState

STEPS = TransitionTable(
    [
        Transition(S.DRAFT, "publish", S.PUBLISHED),
        Transition(S.PUBLISHED, "publish", S.PUBLISHED),
        Transition(S.WITHDRAWN, "publish", S.PUBLISHED),
        Transition(S.PUBLISHED, "withdraw", S.WITHDRAWN),
    ]
)
