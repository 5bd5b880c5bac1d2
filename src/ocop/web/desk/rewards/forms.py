"""The forms of rewards."""

import datetime as dt
from typing import Any

from django import forms

from ocop.benefits.models import CASES, UPGRADES
from ocop.benefits.rules.rewards import Case, Upgrades

STARS = (3, 4, 5)
MOST_DONG = 100_000_000_000


class NormForm(forms.Form):
    """A resolution with its sums, in đồng."""

    number = forms.CharField(
        label="Số nghị quyết hoặc quyết định",
        max_length=60,
        help_text="Như ghi trên văn bản, ví dụ 12/2026/NQ-HĐND.",
        error_messages={"required": "Ghi số văn bản."},
    )
    signed_on = forms.DateField(
        label="Ngày ký", error_messages={"required": "Ghi ngày ký văn bản."}
    )
    valid_from = forms.DateField(
        label="Áp dụng cho sao công nhận từ ngày",
        error_messages={"required": "Ghi ngày bắt đầu áp dụng."},
    )
    valid_to = forms.DateField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chưa định ngày cuối."
    )
    upgrades = forms.ChoiceField(
        label="Khi nâng hạng, thưởng thế nào",
        choices=UPGRADES,
        initial=Upgrades.STATED.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn cách thưởng khi nâng hạng."},
    )
    note = forms.CharField(label="Ghi chú", max_length=240, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for case, _ in CASES:
            for star in STARS:
                self.fields[f"{case}_{star}"] = forms.IntegerField(
                    label=f"{star} sao",
                    required=False,
                    min_value=1,
                    max_value=MOST_DONG,
                    localize=True,
                    widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                    error_messages={
                        "invalid": "Ghi số tiền bằng chữ số, ví dụ 50.000.000.",
                        "min_value": "Mức thưởng phải lớn hơn 0.",
                        "max_value": "Số tiền này quá lớn. Hãy xem lại.",
                    },
                )

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each case with its three fields."""
        return [(words, [self[f"{case}_{star}"] for star in STARS]) for case, words in CASES]

    def amounts(self) -> dict[tuple[str, int], int]:
        """Đồng by case and star, without what was left empty."""
        typed = {
            (case.value, star): self.cleaned_data.get(f"{case.value}_{star}")
            for case in Case
            for star in STARS
        }
        return {place: amount for place, amount in typed.items() if amount is not None}


class EndForm(forms.Form):
    """The last day of a resolution."""

    valid_to = forms.DateField(
        label="Ngày cuối áp dụng", error_messages={"required": "Ghi ngày cuối áp dụng."}
    )


class ApproveForm(forms.Form):
    """The decision that rewards, as the registry numbered it."""

    number = forms.CharField(
        label="Số quyết định khen thưởng",
        max_length=60,
        error_messages={"required": "Ghi số quyết định khen thưởng."},
    )
    approved_on = forms.DateField(
        label="Ngày quyết định", error_messages={"required": "Ghi ngày quyết định."}
    )


class PayForm(forms.Form):
    """Which lines were paid, when, by which document."""

    lines = forms.TypedMultipleChoiceField(
        label="Sản phẩm đã chi",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một sản phẩm đã chi."},
    )
    paid_on = forms.DateField(label="Ngày chi", error_messages={"required": "Ghi ngày chi."})
    document = forms.CharField(
        label="Số chứng từ",
        max_length=80,
        help_text="Ví dụ: UNC 45, ngày 20/11/2026.",
        error_messages={"required": "Ghi số chứng từ."},
    )

    def __init__(
        self, *args: Any, unpaid: list[tuple[int, str]], today: dt.date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["lines"].choices = unpaid
        self.fields["paid_on"].initial = today


class ReasonForm(forms.Form):
    """Why a line gets nothing, or why a payment mark is taken back."""

    reason = forms.CharField(
        label="Lý do", max_length=240, error_messages={"required": "Ghi lý do."}
    )
