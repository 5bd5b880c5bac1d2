"""What a producer types about its page. The services judge; the forms only read."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ocop.files.forms import UploadField
from ocop.files.limits import IMAGES
from ocop.storefront.models import PagePhoto, PublishedContact, SellingPlace
from ocop.storefront.rules import limits
from ocop.storefront.services.drafting import Texts


def _counted(label: str, most: int, help_text: str, *, rows: int = 0) -> forms.CharField:
    """A box that says how much it holds; the script counts along."""
    attrs = {"data-counted": str(most)}
    widget = forms.Textarea({"rows": rows, **attrs}) if rows else forms.TextInput(attrs)
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        help_text=f"{help_text} Tối đa {most} chữ cái.",
        widget=widget,
    )


class PageForm(forms.Form):
    """The words of a page and of its photos."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    introduction = _counted(
        "Giới thiệu ngắn", limits.INTRODUCTION, "Hai câu: món gì, có gì riêng.", rows=3
    )
    story = _counted(
        "Câu chuyện",
        limits.STORY,
        "Ai nghĩ ra món này, làm thế nào, gắn với quê mình ra sao. Viết như đang kể.",
        rows=12,
    )
    name_en = _counted("Tên bằng tiếng Anh", limits.NAME, "Ví dụ: Dried snakehead fish.")
    introduction_en = _counted(
        "Giới thiệu ngắn bằng tiếng Anh", limits.INTRODUCTION, "Không có thì để trống.", rows=3
    )
    story_en = _counted("Câu chuyện bằng tiếng Anh", limits.STORY, "Không có thì để trống.", rows=6)

    def __init__(self, *args: Any, photos: Iterable[PagePhoto], **options: Any) -> None:
        super().__init__(*args, **options)
        self.photos = list(photos)
        for place, photo in enumerate(self.photos, start=1):
            for suffix, words in (("", ""), ("_en", " bằng tiếng Anh")):
                self.fields[f"caption{suffix}-{photo.pk}"] = forms.CharField(
                    label=f"Chú thích ảnh {place}{words}",
                    required=False,
                    max_length=limits.CAPTION,
                    initial=getattr(photo, f"caption{suffix}"),
                )

    def captions(self) -> dict[int, tuple[str, str]]:
        """(Vietnamese, English) by the photo's id."""
        typed = self.cleaned_data
        return {
            photo.pk: (typed[f"caption-{photo.pk}"], typed[f"caption_en-{photo.pk}"])
            for photo in self.photos
        }

    def texts(self) -> Texts:
        """The words without the captions."""
        return Texts(**{name: self.cleaned_data[name] for name in Texts.__dataclass_fields__})

    def photo_fields(self) -> list[tuple[PagePhoto, Any, Any]]:
        """Each photo with its two boxes."""
        return [
            (photo, self[f"caption-{photo.pk}"], self[f"caption_en-{photo.pk}"])
            for photo in self.photos
        ]


class PagePhotoForm(forms.Form):
    """One more photo."""

    photo = UploadField(label="Ảnh", kinds=IMAGES)
    caption = forms.CharField(label="Chú thích", max_length=limits.CAPTION, required=False)


class PlaceForm(forms.Form):
    """One more place to buy."""

    kind = forms.ChoiceField(
        label="Loại nơi bán",
        choices=SellingPlace.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn loại nơi bán."},
    )
    name = forms.CharField(
        label="Tên nơi bán",
        max_length=limits.PLACE_NAME,
        required=False,
        help_text="Ví dụ: Cửa hàng OCOP chợ Sa Đéc. Trên mạng thì để trống cũng được.",
    )
    address = forms.CharField(label="Địa chỉ", max_length=limits.PLACE_ADDRESS, required=False)
    hours = forms.CharField(
        label="Giờ mở cửa",
        max_length=limits.OPENING_HOURS,
        required=False,
        help_text="Ví dụ: 7 giờ đến 18 giờ, nghỉ Chủ nhật.",
    )
    url = forms.CharField(
        label="Đường dẫn gian hàng",
        max_length=limits.ADDRESS_OF_A_LINK,
        required=False,
        help_text="Chỉ cho nơi bán trên mạng. Chép từ trình duyệt, bắt đầu bằng https://.",
    )


class ContactForm(forms.Form):
    """A contact to publish, with its consent."""

    kind = forms.ChoiceField(
        label="Công khai",
        choices=PublishedContact.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn số điện thoại hoặc thư điện tử."},
    )
    value = forms.CharField(
        label="Số điện thoại hoặc thư điện tử",
        max_length=254,
        error_messages={"required": "Hãy ghi số điện thoại hoặc thư điện tử."},
    )
    consents = forms.BooleanField(
        label="Tôi đồng ý công khai liên hệ này trên trang sản phẩm để người mua đặt hàng",
        required=False,
        help_text="Rút lại lúc nào cũng được, có hiệu lực ngay.",
    )
