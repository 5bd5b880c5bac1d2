"""What the office says of a use."""

from typing import Any

from django import forms


class CheckForm(forms.Form):
    """Right, or wrong with a reason."""

    finding = forms.ChoiceField(
        label="Dùng đúng hay sai",
        choices=[("dung", "Dùng đúng"), ("sai", "Dùng sai")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đúng hay sai."},
    )
    reason = forms.CharField(
        label="Sai ở đâu",
        max_length=400,
        required=False,
        help_text="Chỉ ghi khi dùng sai. Cơ sở đọc được và sửa theo.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id="xem-%s", **options)
