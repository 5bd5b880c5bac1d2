"""What a password must be, in plain Vietnamese: long, and not one that everybody tries first."""

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    """Length protects more than odd characters, and is easier to remember."""

    def get_error_message(self) -> str:
        return (
            f"Mật khẩu cần ít nhất {self.min_length} ký tự. Bốn, năm từ ghép lại là dễ nhớ: "
            "ví dụ một câu chỉ mình bạn biết."
        )

    def get_help_text(self) -> str:
        return f"Ít nhất {self.min_length} ký tự; chữ có dấu và khoảng trắng đều dùng được."


class NotCommon(password_validation.CommonPasswordValidator):
    """Against the list of passwords that are tried first."""

    def get_error_message(self) -> str:
        return "Mật khẩu này nhiều người dùng nên dễ bị đoán. Hãy chọn mật khẩu khác."

    def get_help_text(self) -> str:
        return ""
