"""Writing an article: each saving is a new frozen version; what is public does not change."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from ocop.accounts.models import User
from ocop.files.checks import CheckedFile, Upload
from ocop.files.limits import Kind as FileKind
from ocop.files.services import store_upload
from ocop.kernel import audit, clock
from ocop.kernel.codes import tidy_code
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.newsroom import policy
from ocop.newsroom.models import Article, Kind, Picture, Version
from ocop.newsroom.tags import LONGEST, MOST, folded_tags, shown_tags
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.register.models import Certificate

MOST_PICTURES = 8
LONGEST_BODY = 30_000


@dataclass(frozen=True)
class NewPicture:
    """An upload with the words that say what is to be seen."""

    file: Upload | CheckedFile
    caption: str


@dataclass(frozen=True)
class ArticleText:
    """What an office typed. `codes` are certificates' short codes, `tags` a line with commas.

    `kept` are pictures of the version before by id, each with its caption.
    """

    kind: str
    title: str
    summary: str
    body: str
    publish_on: dt.date
    tags: str = ""
    codes: str = ""
    title_en: str = ""
    summary_en: str = ""
    body_en: str = ""
    kept: Mapping[int, str] = field(default_factory=dict)
    added: Sequence[NewPicture] = ()


@transaction.atomic
def begin_article(
    *, province: Unit | None, text: ArticleText, by: User, is_sample: bool = False
) -> Article:
    """A new draft of a province, or (None) of the ministry. Raises RefusedError like `write_version`."""
    policy.require(policy.may_write_for(by, province))
    article = Article.objects.create(province=province, created_at=clock.now(), is_sample=is_sample)
    return write_version(article=article, text=text, by=by)


@transaction.atomic
def write_version(*, article: Article, text: ArticleText, by: User) -> Article:
    """Save the words as the newest version; whoever reads the public page still reads the approved.

    Raises RefusedError at the field that is wrong.
    """
    article = (
        Article.objects.select_for_update(of=("self",)).select_related("province", "newest")
    ).get(pk=article.pk)
    policy.require(policy.may_write(by, article))
    products = _products(text.codes)
    tags = _checked_tags(text.tags)
    _check_words(text)
    version = Version.objects.create(
        article=article,
        kind=text.kind,
        title=nfc(text.title),
        summary=nfc(text.summary),
        body=text.body.strip(),
        publish_on=text.publish_on,
        tags=", ".join(tags),
        folded_tags=folded_tags(tags),
        title_en=nfc(text.title_en),
        summary_en=nfc(text.summary_en),
        body_en=text.body_en.strip(),
        written_by=by,
        written_at=clock.now(),
    )
    version.products.set(products)
    _keep_pictures(version, article.newest, text, by)
    article.newest = version
    article.save(update_fields=["newest"])
    audit.record(
        act="article_written",
        actor=by.actor,
        subject=f"article:{article.pk}",
        facts={"version": version.pk, "title": version.title},
    )
    return article


def _check_words(text: ArticleText) -> None:
    if text.kind not in Kind.values:
        raise RefusedError("Chọn loại bài.", field="kind")
    for name, words in (("title", text.title), ("summary", text.summary), ("body", text.body)):
        if not words.strip():
            raise RefusedError("Mục này chưa có chữ nào.", field=name)
    for name, words in (("body", text.body), ("body_en", text.body_en)):
        if len(words) > LONGEST_BODY:
            raise RefusedError("Bài quá dài. Nhiều nhất 30.000 chữ cái.", field=name)
    english = {"title_en": text.title_en, "summary_en": text.summary_en, "body_en": text.body_en}
    if any(words.strip() for words in english.values()):
        for name, words in english.items():
            if not words.strip():
                raise RefusedError(
                    "Bản tiếng Anh cần đủ tên bài, tóm tắt và nội dung, hoặc để trống cả ba.",
                    field=name,
                )


def _checked_tags(written: str) -> list[str]:
    tags = shown_tags(written)
    if len(tags) > MOST or any(len(tag) > LONGEST or "|" in tag for tag in tags):
        raise RefusedError(
            f"Nhiều nhất {MOST} từ khóa, mỗi từ khóa nhiều nhất {LONGEST} chữ cái, không có dấu “|”.",
            field="tags",
        )
    return tags


def _products(codes: str) -> list[Product]:
    """The products of the codes typed; only recognised ones stand beside news."""
    typed = {tidy_code(code): code for code in codes.replace(",", " ").split()}
    found = {
        certificate.short_code: certificate.recognition.product
        for certificate in Certificate.objects.filter(
            short_code__in=typed, recognition__star__gte=3
        ).select_related("recognition__product")
    }
    unknown = [written for code, written in typed.items() if code not in found]
    if unknown:
        raise RefusedError(
            f"Không có giấy chứng nhận nào mang mã {', '.join(unknown)}.", field="codes"
        )
    return list(found.values())


def _keep_pictures(version: Version, before: Version | None, text: ArticleText, by: User) -> None:
    kept = [one for one in before.pictures.all() if one.pk in text.kept] if before else []
    if len(kept) + len(text.added) > MOST_PICTURES:
        raise RefusedError(f"Nhiều nhất {MOST_PICTURES} ảnh một bài.", field="photo")
    lines = [(one.file, text.kept[one.pk], f"caption_{one.pk}") for one in kept]
    for one in text.added:
        stored = store_upload(one.file, by, kinds=[FileKind.IMAGE], field="photo")
        lines.append((stored, one.caption, "caption"))
    for file, caption, name in lines:
        if not caption.strip():
            raise RefusedError("Ghi ảnh chụp gì, cho người không nhìn thấy ảnh.", field=name)
        Picture.objects.create(version=version, file=file, caption=nfc(caption))
