"""The form of an article, and the two acts on its page."""

import datetime as dt
from typing import Any

from django import forms

from ocop.files.forms import UploadField
from ocop.files.limits import Kind as FileKind
from ocop.files.limits import limits_text
from ocop.kernel import clock
from ocop.newsroom.models import Kind, Version
from ocop.newsroom.services import ArticleText, NewPicture

IMAGES = [FileKind.IMAGE]


class ArticleForm(forms.Form):
    """Everything an office types; each picture there is already has a caption and a tick to leave it out."""

    kind = forms.ChoiceField(label="Loại bài", choices=Kind.choices)
    title = forms.CharField(
        label="Tên bài", max_length=160, error_messages={"required": "Hãy ghi tên bài."}
    )
    summary = forms.CharField(
        label="Tóm tắt",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Một hai câu, hiện trong danh sách và khi chia sẻ.",
        error_messages={"required": "Hãy ghi tóm tắt."},
    )
    body = forms.CharField(
        label="Nội dung",
        max_length=30_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=(
            "Dòng trống để sang đoạn mới. Đầu dòng “## ” là đề mục, “- ” là gạch đầu dòng, "
            "“> ” là lời trích. **chữ đậm**. [chữ hiện ra](https://địa-chỉ). "
            "Không ghi số điện thoại, địa chỉ nhà của người dân."
        ),
        error_messages={"required": "Hãy viết nội dung."},
    )
    publish_on = forms.DateField(
        label="Hiện ra từ ngày",
        help_text="Trước ngày này không ai ngoài cơ quan đọc được, dù bài đã đăng.",
        error_messages={"required": "Hãy ghi ngày."},
    )
    tags = forms.CharField(
        label="Từ khóa",
        max_length=200,
        required=False,
        help_text="Cách nhau bằng dấu phẩy. Ví dụ: sen, du lịch.",
    )
    codes = forms.CharField(
        label="Mã tra cứu của sản phẩm trong bài",
        max_length=200,
        required=False,
        help_text="Mã bảy chữ dưới hình QR, cách nhau bằng dấu cách. Bài sẽ dẫn đến trang sản phẩm.",
    )
    photo = UploadField(
        label="Thêm ảnh",
        kinds=IMAGES,
        required=False,
        help_text=f"{limits_text(IMAGES)} Mỗi lần lưu thêm được một ảnh; ảnh đầu đứng trên bài.",
    )
    caption = forms.CharField(
        label="Ảnh thêm chụp gì",
        max_length=200,
        required=False,
        help_text="Cho người không nhìn thấy ảnh, và hiện dưới ảnh.",
    )
    title_en = forms.CharField(label="Tên bài bằng tiếng Anh", max_length=160, required=False)
    summary_en = forms.CharField(
        label="Tóm tắt bằng tiếng Anh",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    body_en = forms.CharField(
        label="Nội dung bằng tiếng Anh",
        max_length=30_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, version: Version | None = None, **options: Any) -> None:
        options.setdefault("initial", _initial(version))
        super().__init__(*args, **options)
        self.pictures = list(version.pictures.select_related("file")) if version else []
        for number, one in enumerate(self.pictures, 1):
            self.fields[f"caption_{one.pk}"] = forms.CharField(
                label=f"Ảnh {number} chụp gì", max_length=200, required=False, initial=one.caption
            )
            self.fields[f"drop_{one.pk}"] = forms.BooleanField(
                label=f"Bỏ ảnh {number} khỏi bài", required=False
            )

    def clean(self) -> dict[str, Any]:
        """A caption without a picture says nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("caption") and not cleaned.get("photo") and "photo" not in self.errors:
            self.add_error("photo", "Đã ghi ảnh chụp gì mà chưa chọn ảnh. Hãy chọn tệp.")
        return cleaned

    def text(self) -> ArticleText:
        """What was typed, for the service."""
        given = dict(self.cleaned_data)
        photo, caption = given.pop("photo"), given.pop("caption")
        kept = {
            one.pk: given[f"caption_{one.pk}"]
            for one in self.pictures
            if not given[f"drop_{one.pk}"]
        }
        for name in [name for name in given if name.startswith(("caption_", "drop_"))]:
            del given[name]
        added = [NewPicture(photo, caption)] if photo else []
        return ArticleText(**given, kept=kept, added=added)


def _initial(version: Version | None) -> dict[str, object]:
    if version is None:
        return {"publish_on": clock.today(), "kind": Kind.NEWS}
    names = ("kind", "title", "summary", "body", "publish_on", "tags")
    words = {name: getattr(version, name) for name in names}
    english = {name: getattr(version, name) for name in ("title_en", "summary_en", "body_en")}
    return {**words, **english, "codes": _codes(version)}


def _codes(version: Version) -> str:
    """One code of each product, the newest certificate's."""
    newest: dict[int, tuple[dt.date, str]] = {}
    rows = version.products.filter(
        recognitions__star__gte=3, recognitions__certificate__isnull=False
    ).values_list(
        "pk",
        "recognitions__certificate__issued_on",
        "recognitions__certificate__short_code",
    )
    for pk, day, code in rows:
        newest[pk] = max(newest.get(pk, (dt.date.min, "")), (day, code))
    return " ".join(code for _, code in newest.values())


class WithdrawForm(forms.Form):
    """Why an article is taken down."""

    because = forms.CharField(
        label="Lý do gỡ bài",
        max_length=240,
        help_text="Chỉ cán bộ đọc được.",
        error_messages={"required": "Ghi lý do gỡ bài."},
    )


class ContactForm(forms.Form):
    """Whom a newspaper calls."""

    office = forms.CharField(
        label="Cơ quan",
        max_length=160,
        help_text="Tên cơ quan, không ghi tên người.",
        error_messages={"required": "Ghi tên cơ quan."},
    )
    address = forms.CharField(label="Địa chỉ", max_length=240, required=False)
    phone = forms.CharField(label="Điện thoại của cơ quan", max_length=40, required=False)
    mail = forms.EmailField(
        label="Thư điện tử của cơ quan",
        required=False,
        error_messages={"invalid": "Thư điện tử này chưa đúng. Ví dụ: ocop@tinh.gov.vn."},
    )
