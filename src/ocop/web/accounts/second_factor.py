"""The account library's forms in our words."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms

CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class _CodeInVietnamese:
    """The code's label and help; the control offers the digits of a keyboard."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label="Mã xác thực",
            max_length=20,
            help_text="Sáu chữ số đang hiện trong ứng dụng, hoặc một mã dự phòng.",
            widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
        )


class AuthenticateForm(_CodeInVietnamese, mfa_forms.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(_CodeInVietnamese, mfa_forms.ReauthenticateForm):
    """Once more before a change to the protection itself."""


class ActivateTOTPForm(_CodeInVietnamese, totp_forms.ActivateTOTPForm):
    """The first code proves that the application holds the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Sáu chữ số đang hiện trong ứng dụng."


class PasswordForm(account_forms.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = forms.CharField(
            label="Mật khẩu",
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )
