"""Forms about units: where records of a divided commune lie, and a change of units."""

from typing import Any

from django import forms

from ocop.kernel.errors import RefusedError
from ocop.places.reforms import ReformRow, read_rows

MOST_BYTES = 1_000_000


class ReformForm(forms.Form):
    """A change of units: what it rests on, its day, and the table."""

    legal_basis = forms.CharField(
        label="Căn cứ pháp lý",
        max_length=240,
        help_text="Số, ngày và tên nghị quyết hoặc quyết định.",
    )
    effective_on = forms.DateField(label="Ngày có hiệu lực", help_text="Ngày/tháng/năm.")
    table = forms.CharField(
        label="Bảng thay đổi",
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Mỗi dòng: mã cũ, mã mới, cách đổi (giữ nguyên, nhập, chia), tên mới, loại mới, "
        "mã tỉnh mới. Ba ô sau để trống thì giữ như cũ.",
    )
    file = forms.FileField(
        label="Hoặc tệp CSV có các cột như trên",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text, file = data.get("table", ""), data.get("file")
        if file:
            if file.size > MOST_BYTES:
                self.add_error("file", "Tệp quá lớn. Bảng thay đổi nhỏ hơn 1 MB.")
                return data
            try:
                text = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "Không đọc được tệp. Hãy lưu bảng thành CSV mã UTF-8.")
                return data
        data["table"] = text
        data["rows"] = read_rows(text)
        if not data["rows"]:
            self.add_error("table", "Nhập ít nhất một dòng, bắt đầu bằng mã cũ.")
        return data

    @property
    def rows(self) -> list[ReformRow]:
        """The lines read; the form must be valid."""
        rows: list[ReformRow] = self.cleaned_data["rows"]
        return rows


class PlacingForm(forms.Form):
    """Which of the divided commune's records lie in which commune of today."""

    new = forms.TypedChoiceField(
        label="Nay thuộc",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một xã, phường hiện nay."},
    )
    producers = forms.TypedMultipleChoiceField(coerce=int, required=False)
    products = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(
        self,
        *args: Any,
        candidates: list[tuple[int, str]],
        producers: list[int],
        products: list[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].choices = candidates  # type: ignore[attr-defined]
        self.fields["producers"].choices = [(pk, "") for pk in producers]  # type: ignore[attr-defined]
        self.fields["products"].choices = [(pk, "") for pk in products]  # type: ignore[attr-defined]

    def refuse(self, refused: RefusedError) -> None:
        """Show a refusal at its field."""
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, refused.message)
