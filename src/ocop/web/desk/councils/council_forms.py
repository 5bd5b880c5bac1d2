"""Forms of a council: its decision, its members, its operating regulation."""

from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField

from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role
from ocop.config.law import law_settings
from ocop.councils.models import CouncilLevel, CouncilMember
from ocop.councils.policy import ROLE_OF_SEAT
from ocop.councils.queries import candidates
from ocop.councils.regulation import SETTINGS, stored_regulation
from ocop.councils.services.establishing import NewSeat
from ocop.files.forms import UploadField
from ocop.files.limits import Kind
from ocop.places.models import Unit
from ocop.web.desk.councils.forms import ActForm, Posted

Seat = CouncilMember.Seat
SEAT_OF_ROLE = {role: seat for seat, role in ROLE_OF_SEAT.items()}


class CouncilForm(ActForm):
    """The decision that sets up a council (Điều 7.3.b, 7.4.b)."""

    name = forms.CharField(label="Tên Hội đồng", max_length=200)
    decision_number = forms.CharField(
        label="Số quyết định thành lập", max_length=60, help_text="Ví dụ: 1200/QĐ-UBND."
    )
    decided_on = forms.DateField(
        label="Ngày quyết định", help_text="Ngày/tháng/năm, ví dụ 01/06/2026."
    )
    decision_signer = forms.CharField(
        label="Người ký quyết định", max_length=160, help_text="Chức vụ và họ tên."
    )
    decision_file = UploadField(
        label="Bản chụp quyết định", kinds=[Kind.PDF, Kind.IMAGE], required=False
    )


class RegulationForm(ActForm):
    """The settings that a regulation may choose, each with its basis."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        defaults = stored_regulation({}, law_settings()).stored()
        for setting in SETTINGS:
            if setting.is_fixed:
                continue
            options: dict[str, Any] = {
                "label": setting.question,
                "help_text": setting.basis,
                "initial": defaults[setting.name],
            }
            if setting.choices:
                self.fields[setting.name] = forms.ChoiceField(
                    choices=list(setting.choices.items()), widget=forms.RadioSelect, **options
                )
            else:
                self.fields[setting.name] = forms.IntegerField(
                    min_value=setting.least, max_value=setting.most, **options
                )

    def rows(self) -> Iterator[tuple[BoundField, str]]:
        """Each field with its unit."""
        units = {setting.name: setting.unit.strip() for setting in SETTINGS}
        for field in self:
            yield field, units[field.name]


class SeatRow(forms.Form):
    """One person who may be seated: which seat, representing whom."""

    seat = forms.ChoiceField(label="Vị trí", required=False)
    organisation = forms.CharField(label="Đại diện cơ quan", max_length=200, required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person: User = membership.user
        self.fields["seat"].choices = [("", "Không tham gia"), *_seats_for(membership)]
        self.initial.setdefault("organisation", membership.organisation)


def seat_rows(level: CouncilLevel, unit: Unit | None, posted: Posted = None) -> list[SeatRow]:
    """A row for each holder of a council role of this level and province."""
    return [
        SeatRow(posted, prefix=f"nguoi-{held.pk}", membership=held)
        for held in candidates(level, unit.pk if unit else None)
    ]


def chosen_seats(rows: list[SeatRow]) -> list[NewSeat]:
    """The people given a seat; call after `is_valid` of each row."""
    return [
        NewSeat(row.person, row.cleaned_data["seat"], row.cleaned_data["organisation"])
        for row in rows
        if row.cleaned_data["seat"]
    ]


class SeatForm(ActForm):
    """One more member of a council that already stands."""

    person = forms.ModelChoiceField(
        User.objects.none(), label="Người được cử", empty_label="Chọn người"
    )
    seat = forms.ChoiceField(label="Vị trí", choices=Seat.choices, initial=Seat.MEMBER)
    organisation = forms.CharField(label="Đại diện cơ quan", max_length=200, required=False)

    @classmethod
    def of(cls, people: Any, posted: Posted = None) -> Self:
        """The form with the people who hold a council role here and have no seat yet."""
        form = cls(posted, auto_id="tv_%s")
        form.fields["person"].queryset = people
        return form


def _seats_for(membership: Membership) -> list[tuple[str, str]]:
    seat = SEAT_OF_ROLE.get(Role(membership.role))
    seats = [seat] if seat else list(Seat)
    return [(each.value, str(each.label)) for each in seats]
