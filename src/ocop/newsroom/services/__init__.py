"""Verbs of the newsroom: write, publish, take down, say whom the press calls."""

from ocop.newsroom.services.contacts import ContactLines, keep_press_contact
from ocop.newsroom.services.publishing import publish_article, withdraw_article
from ocop.newsroom.services.writing import ArticleText, NewPicture, begin_article, write_version

__all__ = [
    "ArticleText",
    "ContactLines",
    "NewPicture",
    "begin_article",
    "keep_press_contact",
    "publish_article",
    "withdraw_article",
    "write_version",
]
