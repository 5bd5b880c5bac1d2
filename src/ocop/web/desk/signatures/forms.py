"""The key of one signing act."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ocop.files.intake import KEY_LIMIT


class SigningForm(forms.Form):
    """The key's file and its password. Neither is shown again, kept or written anywhere."""

    signing_key = forms.FileField(
        label="Tệp khóa ký (.p12, .pfx hoặc .pem)",
        help_text="Tệp có cả khóa và chứng thư. Khóa chỉ nằm trong bộ nhớ lúc ký, không được lưu lại.",
        error_messages={"required": "Hãy chọn tệp khóa ký.", "empty": "Tệp khóa này trống."},
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,.pem"}),
    )
    password = forms.CharField(
        label="Mật khẩu của khóa",
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_signing_key(self) -> Any:
        """Keys are small; what is larger is something else."""
        given = self.cleaned_data["signing_key"]
        if given.size > KEY_LIMIT:
            raise ValidationError("Tệp này quá lớn, không phải tệp khóa ký.")
        return given
