"""News of the programme. What the public reads is a frozen version that an office approved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop.files.models import StoredFile
from ocop.kernel.models import Frozen
from ocop.newsroom.markup import Block, blocks
from ocop.newsroom.states import ArticleState
from ocop.newsroom.tags import shown_tags
from ocop.products.models import Product


class Kind(models.TextChoices):
    """The five kinds of articles."""

    NEWS = "news", _("Tin")
    EXAMPLE = "example", _("Gương điển hình")
    BULLETIN = "bulletin", _("Bản tin")
    PRESS = "press", _("Thông cáo cho báo chí")
    STORY = "story", _("Câu chuyện")


class Article(models.Model):
    """One article of a province, or (no province) of the ministry. Its words are its versions."""

    province = models.ForeignKey(
        "places.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=9, choices=ArticleState, default=ArticleState.DRAFT)
    # What the office works on, and what it approved; the public never reads the first.
    newest = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    approved = models.ForeignKey("Version", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField("lý do gỡ", max_length=240, blank=True)
    created_at = models.DateTimeField()
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "province"], name="article_by_state")]

    def __str__(self) -> str:
        return str(self.newest or self.pk)

    @property
    def has_newer_words(self) -> bool:
        """Whether something was written since the approval."""
        return self.approved_id is not None and self.newest_id != self.approved_id


class Version(Frozen):
    """The words of an article as saved once. A change is a new version."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField("tên bài", max_length=160)
    summary = models.CharField("tóm tắt", max_length=400)
    body = models.TextField("nội dung")
    # Nobody outside the office reads it before this day in Vietnam.
    publish_on = models.DateField("hiện ra từ ngày")
    # Between bars, folded, so that one is found whole: "|sen|du lich|".
    tags = models.CharField("từ khóa", max_length=200, blank=True)
    folded_tags = models.CharField(max_length=220, blank=True)
    title_en = models.CharField(max_length=160, blank=True)
    summary_en = models.CharField(max_length=400, blank=True)
    body_en = models.TextField(blank=True)
    products = models.ManyToManyField(Product, related_name="+")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["publish_on"], name="version_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def blocks(self) -> list[Block]:
        """The body as pieces to draw."""
        return blocks(self.body)

    @property
    def blocks_en(self) -> list[Block]:
        """The English body as pieces to draw."""
        return blocks(self.body_en)

    @property
    def tag_list(self) -> list[str]:
        """The tags as written."""
        return shown_tags(self.tags)


class Picture(Frozen):
    """A picture of a version; the first stands above the words."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="pictures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    # What is to be seen, for those who do not see it, and below the picture.
    caption = models.CharField("ảnh chụp gì", max_length=200)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption


class PressContact(models.Model):
    """Whom a newspaper calls: an office, not a person. One for each province, one for the nation."""

    province = models.OneToOneField(
        "places.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    office = models.CharField("cơ quan", max_length=160)
    address = models.CharField("địa chỉ", max_length=240, blank=True)
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    mail = models.EmailField("thư điện tử", blank=True)
    is_national = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="press_contact_once_for_the_nation",
                fields=["is_national"],
                condition=models.Q(province=None),
            )
        ]

    def __str__(self) -> str:
        return self.office
