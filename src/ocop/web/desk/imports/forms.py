"""What a person says of a list."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ocop.files.tables import ACCEPTED, LIMITS_TEXT
from ocop.imports.rules.columns import Column
from ocop.imports.rules.fields import LABELS, PERSONAL
from ocop.places.models import Unit
from ocop.places.queries import provinces_today

PURPOSE_HELP = (
    "Chỉ cần khi muốn lấy người đại diện, điện thoại, địa chỉ. Ghi rõ dùng để làm gì; "
    "bỏ trống thì các cột này không được đọc."
)


class BeginForm(forms.Form):
    """The file and where it comes from."""

    file = forms.FileField(
        label="Tệp danh sách",
        help_text=LIMITS_TEXT,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Hãy chọn một tệp.", "empty": "Tệp này trống. Hãy chọn lại."},
    )
    title = forms.CharField(
        label="Tên danh sách",
        max_length=160,
        help_text="Ghi nguồn để sau này tra lại, ví dụ: Danh sách OCOP huyện Tân Hồng năm 2022.",
        error_messages={"required": "Hãy ghi tên danh sách."},
    )
    sheet = forms.CharField(
        label="Trang tính",
        max_length=120,
        required=False,
        help_text="Bỏ trống thì hệ thống chọn trang có tiêu đề rõ nhất.",
    )
    purpose = forms.CharField(
        label="Mục đích lấy dữ liệu cá nhân", max_length=240, required=False, help_text=PURPOSE_HELP
    )


class MinistryForm(BeginForm):
    """The ministry's list may be of one province or of many."""

    province = forms.ModelChoiceField(
        label="Tỉnh, nếu danh sách không ghi",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Danh sách có ghi tỉnh",
    )
    field_order = ["file", "title", "province", "sheet", "purpose"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = provinces_today()  # type: ignore[attr-defined]


def _choices() -> list[tuple[str, str]]:
    marked = ((f, f"{words} (cá nhân)" if f in PERSONAL else words) for f, words in LABELS.items())
    return [("", "Không dùng"), *((field.value, words) for field, words in marked)]


class ColumnsForm(forms.Form):
    """One choice for each column."""

    first_row = forms.IntegerField(
        label="Dòng đầu tiên có dữ liệu",
        min_value=1,
        max_value=1000,
        error_messages={"required": "Hãy ghi số dòng."},
    )
    purpose = forms.CharField(
        label="Mục đích lấy dữ liệu cá nhân", max_length=240, required=False, help_text=PURPOSE_HELP
    )

    def __init__(self, *args: Any, columns: Iterable[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indexes = []
        for column in columns:
            self.indexes.append(column.index)
            self.fields[self.name_of(column.index)] = forms.ChoiceField(
                label=f"Cột {column.letter}: {column.header}",
                choices=_choices(),
                required=False,
                initial=column.field.value if column.field else "",
            )

    @staticmethod
    def name_of(index: int) -> str:
        """The control's name for a column."""
        return f"cot-{index}"

    def chosen(self) -> dict[int, str]:
        """The field of every column, "" for none."""
        return {index: self.cleaned_data[self.name_of(index)] for index in self.indexes}
