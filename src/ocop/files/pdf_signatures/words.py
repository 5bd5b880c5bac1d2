"""What the facts of a signature mean, in words for an office; nothing is claimed that was not checked."""

import datetime as dt
from dataclasses import dataclass

from ocop.files.pdf_signatures.facts import After, Chain, Outcome, Reading, Revocation, Signature
from ocop.kernel.clock import VIETNAM


@dataclass(frozen=True)
class Said:
    """One verdict: tone of the design ("ok", "warn", "stop", "off"), words, further lines."""

    tone: str
    title: str
    detail: str
    lines: tuple[str, ...] = ()


def said_of(reading: Reading) -> list[Said]:
    """A verdict for each signature, or one for a file without any that can be read."""
    if reading.outcome is not Outcome.READ:
        return [_OF_FILE[reading.outcome]]
    found = [_said(signature) for signature in reading.signatures]
    if reading.unread:
        found.append(
            Said(
                "warn",
                f"{reading.unread} chữ ký không đọc được",
                "Nội dung chữ ký bị hỏng hoặc không đúng chuẩn. Chưa thể tin các chữ ký này.",
            )
        )
    return found


_OF_FILE = {
    Outcome.NONE: Said(
        "off",
        "Tệp không có chữ ký số",
        "Bản chụp giấy ký tay, đóng dấu thì không có chữ ký số.",
    ),
    Outcome.UNREADABLE: Said(
        "warn",
        "Không đọc được chữ ký số",
        "Tệp có dấu vết chữ ký nhưng bị hỏng hoặc không đúng chuẩn PDF. Hãy xin lại tệp gốc.",
    ),
    Outcome.TOO_HEAVY: Said(
        "warn",
        "Chưa kiểm được chữ ký số",
        "Tệp quá nặng hoặc quá nhiều chữ ký nên việc kiểm đã dừng. Hãy xin tệp gốc nhẹ hơn.",
    ),
}


def _said(signature: Signature) -> Said:
    tone, title, detail = _verdict(signature)
    return Said(tone, title, detail, tuple(line for line in _lines(signature) if line))


def _verdict(signature: Signature) -> tuple[str, str, str]:
    if not signature.is_intact:
        return (
            "stop",
            "Chữ ký không đúng",
            "Nội dung đã ký bị sửa, hoặc chữ ký không phải của tệp này.",
        )
    if signature.after is After.CHANGED:
        return "stop", "Tệp bị sửa sau khi ký", "Hãy xin lại tệp gốc từ người ký."
    if signature.revocation is Revocation.REVOKED:
        return "stop", "Chứng thư đã bị thu hồi", "Bằng chứng thu hồi nằm ngay trong tệp."
    if not signature.is_in_time:
        return (
            "stop",
            "Ký ngoài thời hạn của chứng thư",
            f"Chứng thư chỉ dùng từ {_day(signature.valid_from)} đến {_day(signature.valid_to)}.",
        )
    what = "Dấu thời gian" if signature.is_time_stamp else "Chữ ký"
    match signature.chain:
        case Chain.NO_ROOTS:
            return (
                "warn",
                f"{what} nguyên vẹn, không kiểm được nguồn gốc chứng thư",
                "Máy chủ này chưa khai chứng thư gốc nào để đối chiếu.",
            )
        case Chain.NOT_TRUSTED:
            return (
                "warn",
                f"{what} nguyên vẹn, chứng thư không rõ nguồn gốc",
                "Chứng thư không dẫn về chứng thư gốc nào mà máy chủ này tin.",
            )
    return "ok", f"{what} hợp lệ", "Nguyên vẹn, chứng thư còn hạn khi ký và rõ nguồn gốc."


def _lines(signature: Signature) -> list[str]:
    who = "Nơi đóng dấu thời gian" if signature.is_time_stamp else "Người ký"
    organisation = signature.organisation
    belongs = f", {organisation}" if organisation and organisation != signature.signer else ""
    return [
        f"{who} ghi trên chứng thư: {signature.signer or 'không ghi tên'}{belongs}.",
        _when(signature),
        f"Chứng thư do {signature.issuer or 'nơi không ghi tên'} cấp, dùng từ "
        f"{_day(signature.valid_from)} đến {_day(signature.valid_to)}.",
        "Sau đó tệp chỉ được thêm chữ ký, dấu thời gian hoặc điền ô trống."
        if signature.after is After.ADDITIONS
        else "",
        _REVOCATION[signature.revocation],
    ]


_REVOCATION = {
    Revocation.NOT_CHECKED: "Chứng thư có bị thu hồi hay không thì chưa kiểm được: tệp không kèm "
    "bằng chứng, máy chủ không hỏi ra mạng.",
    Revocation.NOT_REVOKED: "Bằng chứng trong tệp cho thấy chứng thư chưa bị thu hồi khi ký.",
    Revocation.REVOKED: "",
}


def _when(signature: Signature) -> str:
    if signature.stamped_at:
        source = (
            "có dấu thời gian rõ nguồn gốc"
            if signature.is_stamp_trusted
            else "có dấu thời gian nhưng không kiểm được nguồn gốc"
        )
        return f"Ký lúc {_moment(signature.stamped_at)}, {source}."
    if signature.said_at:
        return f"Ký lúc {_moment(signature.said_at)}, theo giờ máy của người ký."
    return "Chữ ký không ghi giờ ký."


def _moment(written: str) -> str:
    return f"{dt.datetime.fromisoformat(written).astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"


def _day(written: str) -> str:
    return f"{dt.datetime.fromisoformat(written).astimezone(VIETNAM):%d/%m/%Y}"
