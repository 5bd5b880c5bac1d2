"""Where the account library meets our own pages: it serves second factors, nothing else."""

import base64
import hashlib
import io

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest

from ocop.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up happens on our own pages; the library's are closed. The library has no Vietnamese."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "Mã không đúng. Hãy xem mã mới nhất trong ứng dụng rồi gõ lại.",
        "incorrect_password": "Mật khẩu không đúng.",
        "too_many_login_attempts": "Đã thử sai nhiều lần. Hãy đợi ít phút rồi thử lại.",
        "rate_limited": "Đã thử nhiều lần liên tiếp. Hãy đợi ít phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def reauthenticate(self, user: User, password: str) -> bool:
        """Through the same door as signing in, so that wrong tries count there too."""
        name = user.email or user.phone
        return authenticate(self.request, username=name, password=password) == user

    def get_reauthentication_methods(self, user: User) -> list[dict[str, object]]:
        methods = super().get_reauthentication_methods(user)
        words = {"reauthenticate": "Dùng mật khẩu", "mfa_reauthenticate": "Dùng mã trong ứng dụng"}
        return [{**method, "description": words[method["id"]]} for method in methods]


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted under the installation's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": "Không tắt được bảo vệ hai lớp.",
        "cannot_generate_recovery_codes": "Hãy bật bảo vệ hai lớp trước khi tạo mã dự phòng.",
    }

    def get_totp_label(self, user: User) -> str:
        return user.email or user.phone or user.full_name

    def build_totp_svg(self, url: str) -> str:
        """With its own white ground and margin: a dark page must not hide the code."""
        drawing = io.BytesIO()
        segno.make(url, error="m").save(drawing, kind="svg", scale=4, border=4, light="#fff")
        return drawing.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"ocop second factors" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
