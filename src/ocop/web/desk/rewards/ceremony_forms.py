"""The forms of a ceremony."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ocop.benefits.models import CeremonyLine
from ocop.benefits.services.ceremonies import MOST_LINES, Plan, Seat
from ocop.benefits.states import Presence


class PlanForm(forms.Form):
    """What stands on the invitation."""

    name = forms.CharField(
        label="Tên buổi lễ", max_length=200, error_messages={"required": "Ghi tên buổi lễ."}
    )
    held_on = forms.DateField(label="Ngày trao", error_messages={"required": "Ghi ngày trao."})
    starts_at = forms.TimeField(
        label="Giờ",
        required=False,
        help_text="Ví dụ 08:00.",
        error_messages={"invalid": "Ghi giờ như 08:00."},
    )
    place = forms.CharField(
        label="Nơi trao", max_length=240, error_messages={"required": "Ghi nơi trao."}
    )
    event = forms.CharField(
        label="Gắn với sự kiện",
        required=False,
        max_length=2000,
        help_text="Trưng bày, phiên chợ, kết nối giao thương đi cùng, nếu có.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def plan(self) -> Plan:
        """What was typed, for the service."""
        return Plan(**self.cleaned_data)


class SeatsForm(forms.Form):
    """Order, seat and receiver of every line at once."""

    def __init__(self, *args: Any, lines: Iterable[CeremonyLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = list(lines)
        for line in self.lines:
            name = line.certificate.recognition.product.name
            self.fields[f"position_{line.pk}"] = forms.IntegerField(
                label=f"Thứ tự của {name}",
                initial=line.position,
                min_value=1,
                max_value=MOST_LINES,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
                error_messages={
                    "required": "Ghi thứ tự.",
                    "invalid": "Thứ tự là một số.",
                    "min_value": "Thứ tự bắt đầu từ 1.",
                    "max_value": f"Thứ tự không quá {MOST_LINES}.",
                },
            )
            self.fields[f"seat_{line.pk}"] = forms.CharField(
                label=f"Chỗ ngồi của {name}", initial=line.seat, max_length=40, required=False
            )
            self.fields[f"receiver_{line.pk}"] = forms.CharField(
                label=f"Người nhận {name}", initial=line.receiver, max_length=120, required=False
            )

    def rows(self) -> list[tuple[CeremonyLine, list[forms.BoundField]]]:
        """Each line with its three fields."""
        return [
            (line, [self[f"{part}_{line.pk}"] for part in ("position", "seat", "receiver")])
            for line in self.lines
        ]

    def seats(self) -> dict[int, Seat]:
        """What was typed, by line."""
        typed = self.cleaned_data
        return {
            line.pk: Seat(
                typed[f"position_{line.pk}"],
                typed[f"seat_{line.pk}"],
                typed[f"receiver_{line.pk}"],
            )
            for line in self.lines
        }


class PresenceForm(forms.Form):
    """Whether the certificate was received."""

    presence = forms.ChoiceField(
        label="Giấy đã trao chưa",
        choices=Presence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đã nhận hay vắng."},
    )
    collected_on = forms.DateField(
        label="Ngày nhận, nếu nhận sau lễ",
        required=False,
    )
    receiver = forms.CharField(label="Người nhận", max_length=120, required=False)
