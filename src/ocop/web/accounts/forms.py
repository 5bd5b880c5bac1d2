"""What people type about accounts and offices."""

import datetime as dt
from typing import Any

from django import forms

from ocop.accounts.models import Membership, User
from ocop.accounts.policy import has_national_role
from ocop.accounts.queries import administered_provinces
from ocop.accounts.roles import NATIONAL_ROLES, Role
from ocop.accounts.services.offices import Office
from ocop.kernel import clock
from ocop.law.classification import classification
from ocop.places.models import Unit
from ocop.places.queries import communes_of

_NEW_ONE = (
    "Ít nhất 10 ký tự. Bốn, năm từ ghép lại là dễ nhớ; chữ có dấu và khoảng trắng đều dùng được."
)


def contact_field(
    label: str = "Số điện thoại hoặc thư điện tử", help_text: str = ""
) -> forms.Field:
    """One field for both; the service reads it."""
    return forms.CharField(
        label=label,
        max_length=200,
        help_text=help_text,
        error_messages={"required": "Hãy ghi số điện thoại hoặc thư điện tử."},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


def password_field(label: str = "Mật khẩu", *, is_new: bool = False) -> forms.CharField:
    """A password, kept exactly as typed."""
    kind = "new-password" if is_new else "current-password"
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=_NEW_ONE if is_new else "",
        error_messages={"required": "Hãy ghi mật khẩu."},
        # What was typed stays, except a password.
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
    )


def name_field(label: str = "Họ và tên", *, required: bool = True) -> forms.CharField:
    """A person's name."""
    return forms.CharField(
        label=label,
        max_length=120,
        required=required,
        error_messages={"required": "Hãy ghi họ và tên."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A date as dd/mm/yyyy."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text or "Ngày/tháng/năm, ví dụ 05/08/2026.",
        localize=True,
        error_messages={
            "invalid": "Ngày chưa đúng. Ví dụ 05/08/2026.",
            "required": "Hãy ghi ngày.",
        },
    )


class SignInForm(forms.Form):
    """Signing in."""

    contact = contact_field()
    password = password_field()


class SignUpForm(forms.Form):
    """Opening an account for a producer's person."""

    full_name = name_field()
    contact = contact_field(help_text="Có một trong hai là đủ. Lần sau bạn đăng nhập bằng số này.")
    password = password_field(is_new=True)


class NewPersonForm(forms.Form):
    """Opening the account of an invited official; the contact is the invitation's."""

    full_name = name_field()
    password = password_field(is_new=True)


class PasswordChangeForm(forms.Form):
    """The old one proves who asks."""

    old_password = password_field("Mật khẩu đang dùng")
    password = password_field("Mật khẩu mới", is_new=True)


class ContactForm(forms.Form):
    """Whose password is forgotten."""

    contact = contact_field()


class NewPasswordForm(forms.Form):
    """A new password after a link by mail."""

    password = password_field("Mật khẩu mới", is_new=True)


class RedeemCodeForm(forms.Form):
    """A new password with an official's code."""

    contact = contact_field()
    code = forms.CharField(
        label="Mã khôi phục",
        max_length=20,
        help_text="Tám chữ và số do cán bộ xã đọc hoặc ghi cho bạn, ví dụ 4KTP-9XQM.",
        error_messages={"required": "Hãy ghi mã."},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )
    password = password_field("Mật khẩu mới", is_new=True)


class IssueCodeForm(forms.Form):
    """For whom an official makes a code, having seen the person."""

    contact = contact_field("Số điện thoại của người cần vào lại")
    is_known = forms.BooleanField(
        label="Tôi đã gặp và biết đúng là người này",
        error_messages={"required": "Chỉ cấp mã khi đã biết chắc đúng người."},
    )


class DelegationForm(forms.Form):
    """Who acts for a leader, how they sign, and for how long."""

    to = contact_field(
        "Người được ủy quyền",
        "Số điện thoại hoặc thư điện tử mà người đó dùng để đăng nhập.",
    )
    title = forms.CharField(label="Chức vụ của người đó", max_length=160, required=False)
    capacity = forms.ChoiceField(
        label="Tư cách ký",
        widget=forms.RadioSelect,
        choices=[choice for choice in Membership.Capacity.choices if choice[0]],
    )
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến hết ngày")


class HandoverForm(forms.Form):
    """Who continues an office."""

    to = contact_field(
        "Người nhận bàn giao",
        "Số điện thoại hoặc thư điện tử mà người đó dùng để đăng nhập. "
        "Chưa có tài khoản thì mời người đó trước.",
    )
    title = forms.CharField(label="Chức danh của người nhận", max_length=160, required=False)


class EndForm(forms.Form):
    """The last day of an office."""

    on = day_field("Ngày cuối cùng giữ vai trò")


class OfficeForm(forms.Form):
    """A role at a unit of one province, or of the country; choices are what `by` manages."""

    role = forms.ChoiceField(label="Vai trò")
    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none(), required=False)
    title = forms.CharField(label="Chức danh", max_length=160, required=False)
    organisation = forms.CharField(
        label="Cơ quan",
        max_length=200,
        required=False,
        help_text="Như ghi ở đầu văn bản, ví dụ Sở Nông nghiệp và Môi trường.",
    )
    capacity = forms.ChoiceField(
        label="Tư cách ký", choices=Membership.Capacity.choices, required=False
    )
    sectors = forms.MultipleChoiceField(
        label="Ngành hàng phụ trách",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ dùng cho sở, ngành. Không chọn là phụ trách mọi ngành hàng.",
    )
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến hết ngày", required=False)

    def __init__(self, *args: Any, by: User, province: Unit | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts_on": clock.today()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        is_national = has_national_role(by, {Role.ADMINISTRATOR})
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in Role if is_national or role not in NATIONAL_ROLES
        ]
        self.fields["sectors"].choices = list(  # type: ignore[attr-defined]
            {leaf.sector_code: leaf.sector for leaf in classification()}.items()
        )
        units = self.fields["unit"]
        units.queryset = _units_of(province)  # type: ignore[attr-defined]
        units.empty_label = "Trung ương" if is_national else "Chọn đơn vị"  # type: ignore[attr-defined]
        units.required = not is_national

    def office(self) -> Office:
        """The office as typed, for the service to check."""
        cleaned = self.cleaned_data
        role = Role(cleaned["role"])
        starts_on: dt.date = cleaned["starts_on"]
        return Office(
            role=role,
            unit=cleaned["unit"],
            starts_on=starts_on,
            ends_on=cleaned["ends_on"],
            title=cleaned["title"],
            organisation=cleaned["organisation"],
            capacity=Membership.Capacity(cleaned["capacity"]),
            sectors=cleaned["sectors"] if role == Role.DEPARTMENT else (),
        )


class InvitationForm(OfficeForm):
    """An office together with whom it is offered to."""

    full_name = name_field(required=False)
    contact = contact_field()
    field_order = ["full_name", "contact", "role", "unit"]


def _units_of(province: Unit | None) -> Any:
    if province is None:
        return Unit.objects.none()
    own = Unit.objects.filter(pk=province.pk)
    # The province first, then its communes by name.
    return (own | communes_of(province)).order_by("-level", "folded_name")


def province_of(by: User, code: str) -> Unit | None:
    """The province whose units a form offers: the one asked for, else the first `by` manages."""
    provinces = administered_provinces(by)
    if not code and has_national_role(by, {Role.ADMINISTRATOR}):
        return None
    return provinces.filter(code=code).first() if code else provinces.first()
