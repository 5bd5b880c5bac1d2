"""Forms that both desks use: receive a dossier, send it back."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict

from ocop.dossiers.rules.returning import SECTIONS, ReturnPoint
from ocop.law.rubric import Rubric
from ocop.web.scoring_adapter import part_title, sentence_case
from ocop.web.typed import whole_number

MOST_POINTS = 60


class ReceiveForm(forms.Form):
    """The office part of Mẫu số 01."""

    received_on = forms.DateField(
        label="Ngày nhận", help_text="Ngày xã cầm đủ hồ sơ, dạng ngày/tháng/năm."
    )
    samples = forms.IntegerField(
        label="Số sản phẩm mẫu đã nhận",
        min_value=0,
        max_value=999,
        error_messages={"required": "Hãy ghi số mẫu, chưa có mẫu nào thì ghi 0."},
    )
    serial = forms.IntegerField(
        label="Số phiếu",
        required=False,
        min_value=1,
        max_value=99_999,
        help_text="Để trống thì lấy số tiếp theo trong sổ. Chỉ điền khi sổ giấy đã vào số.",
    )


class ReturnForm(forms.Form):
    """The day the desk asks for; the law sets none."""

    due_on = forms.DateField(
        label="Hẹn bổ sung đến ngày",
        required=False,
        help_text="Ngày hẹn để chủ thể biết. Trong lúc chờ, 15 ngày làm việc của xã vẫn đếm.",
    )


class PointForm(forms.Form):
    """One thing to mend."""

    place = forms.ChoiceField(
        label="Chỗ cần bổ sung", error_messages={"required": "Hãy chọn chỗ cần bổ sung."}
    )
    reason = forms.CharField(
        label="Cần bổ sung gì",
        max_length=2000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi rõ cần bổ sung gì."},
    )

    def __init__(self, *args: Any, places: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        field.choices = [("", "Chọn chỗ…"), *places]


PointFormSet = forms.formset_factory(
    PointForm, extra=2, min_num=1, validate_min=True, max_num=MOST_POINTS, absolute_max=MOST_POINTS
)


def place_choices(rubric: Rubric) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every place of a dossier: its sections, then the criteria under their parts."""
    groups: dict[str, list[tuple[str, str]]] = {"Cả hồ sơ": list(SECTIONS.items())}
    for part, _, leaf in rubric.walk():
        title = part_title(part.code, part.name)
        groups.setdefault(title, []).append((leaf.code, f"{leaf.code} {sentence_case(leaf.name)}"))
    return list(groups.items())


def point_forms(
    rubric: Rubric, data: QueryDict | None = None, *, initial: list[dict[str, str]] | None = None
) -> forms.BaseFormSet:
    """The rows of a return: `data` as sent, or unsent rows that begin with `initial`."""
    formset: forms.BaseFormSet = PointFormSet(
        data,
        prefix="points",
        form_kwargs={"places": place_choices(rubric)},
        initial=initial,
    )
    return formset


def typed_points(data: QueryDict) -> list[dict[str, str]]:
    """The rows as typed so far, to show again with room for more."""
    sent = data.get("points-TOTAL_FORMS", "")
    rows = range(min(whole_number(sent) or 0, MOST_POINTS))
    return [
        {part: data.get(f"points-{row}-{part}", "") for part in ("place", "reason")} for row in rows
    ]


def points_of(formset: forms.BaseFormSet) -> list[ReturnPoint]:
    """The filled rows of a valid formset."""
    return [
        ReturnPoint(row["place"], row["reason"]) for row in formset.cleaned_data if row.get("place")
    ]


def due_in(today: dt.date, days: int = 10) -> dt.date:
    """The day proposed for completing: ten calendar days on."""
    return today + dt.timedelta(days)
