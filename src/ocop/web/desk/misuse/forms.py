"""The forms of triage."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ocop.misuse.models import Report


class LookForm(forms.Form):
    """A note for officials alone."""

    internal_note = forms.CharField(
        label="Ghi chú nội bộ",
        help_text="Chỉ cán bộ đọc được. Người phản ánh không thấy.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )


class LinkForm(forms.Form):
    """Which certificate a report is about."""

    code = forms.CharField(
        label="Mã tra cứu của giấy chứng nhận",
        help_text="Mã bảy chữ dưới hình QR. Để trống nếu không phải sản phẩm nào trong sổ.",
        max_length=20,
        required=False,
    )


class MergeForm(forms.Form):
    """Join with another report of the same matter."""

    into = forms.ChoiceField(
        label="Gộp vào phản ánh",
        error_messages={"required": "Chọn một phản ánh để gộp vào."},
    )

    def __init__(self, *args: Any, others: Iterable[Report], **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = {str(one.pk): one for one in others}
        self.fields["into"].choices = [
            (
                key,
                f"{one.product_name}, gửi {one.filed_at:%d/%m/%Y}, {one.get_kind_display().lower()}",
            )
            for key, one in self.others.items()
        ]


class CloseForm(forms.Form):
    """The verdict and the words the reporter reads."""

    verdict = forms.ChoiceField(
        label="Kết luận",
        choices=Report.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn kết luận."},
    )
    answer = forms.CharField(
        label="Trả lời người phản ánh",
        help_text="Người phản ánh đọc được. Không ghi tên người khác và việc nội bộ.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Viết câu trả lời cho người phản ánh."},
    )
    internal_note = forms.CharField(
        label="Ghi chú nội bộ",
        help_text="Chỉ cán bộ đọc được.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
        required=False,
    )
