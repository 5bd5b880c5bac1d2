"""How a producer says where it shows the star, and that it stopped."""

from typing import Any

from django import forms

from ocop.benefits.models import MarkUse
from ocop.benefits.services.marks import Declared
from ocop.files.forms import UploadField
from ocop.files.limits import Kind

MOST_STAMPS = 100_000_000


class UseForm(forms.Form):
    """One use of the mark."""

    kind = forms.ChoiceField(
        label="Dùng ở đâu",
        choices=MarkUse.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn nơi dùng nhãn hiệu."},
    )
    words = forms.CharField(
        label="Dùng thế nào",
        max_length=400,
        help_text="Ví dụ: tem tròn dán nắp hộp 500 g; hoặc địa chỉ trang bán hàng.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi dùng thế nào, ở đâu."},
    )
    first_used_on = forms.DateField(
        label="Dùng từ ngày", error_messages={"required": "Ghi ngày bắt đầu dùng."}
    )
    stamps_printed = forms.IntegerField(
        label="Số tem, nhãn đã in",
        required=False,
        min_value=1,
        max_value=MOST_STAMPS,
        localize=True,
        help_text="Chỉ ghi khi in tem, nhãn hoặc bao bì có in sao.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Ghi số tem bằng chữ số, ví dụ 5.000.",
            "min_value": "Số tem phải lớn hơn 0.",
            "max_value": "Số này quá lớn. Hãy xem lại.",
        },
    )
    photo = UploadField(label="Ảnh chụp", kinds={Kind.IMAGE}, required=False)

    def declared(self) -> Declared:
        """What was typed, for the service."""
        return Declared(**self.cleaned_data)


class StopForm(forms.Form):
    """That the mark is no longer used."""

    stopped_on = forms.DateField(
        label="Ngừng dùng từ ngày", error_messages={"required": "Ghi ngày ngừng dùng."}
    )
    words = forms.CharField(
        label="Đã làm gì với tem, nhãn còn lại",
        max_length=400,
        help_text="Ví dụ: đã hủy 300 tem, đã che sao trên 20 hộp còn lại, đã gỡ ảnh trên trang bán.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi đã làm gì với tem, nhãn còn lại."},
    )


def initial_of(use: MarkUse) -> dict[str, Any]:
    """A use as it was declared, for the form."""
    names = ("kind", "words", "first_used_on", "stamps_printed")
    return {name: getattr(use, name) for name in names}
