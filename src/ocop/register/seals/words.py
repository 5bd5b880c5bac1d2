"""What is said of a code, in words: one source for pages, scripts and the command line."""

import datetime as dt
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.kernel import clock
from ocop.kernel.language import is_english, written_date
from ocop.register.seals.codec import SealedFacts
from ocop.register.seals.offline import OfflineAnswer, Scanned, leads_elsewhere
from ocop.register.seals.status_list import OLD_AFTER_DAYS, StatusList
from ocop.register.sentences import GROUNDS, Verdict, verdict
from ocop.register.status import EXPIRING_DAYS, Status, StatusKind

FAULTS = {
    "not_a_code": (
        "off",
        gettext_lazy("Không phải mã kiểm tra OCOP"),
        gettext_lazy("Nội dung này không dẫn đến giấy chứng nhận nào."),
    ),
    "unknown": (
        "stop",
        gettext_lazy("Mã này không có trong sổ"),
        gettext_lazy("Xem lại từng chữ. Mã không có số 0, số 1, chữ O, I, L, U, V."),
    ),
    "no_seal": (
        "warn",
        gettext_lazy("Cần mạng để kiểm tra mã này"),
        gettext_lazy("Mã gõ tay hoặc in từ trước không mang dấu niêm."),
    ),
    "malformed": (
        "stop",
        gettext_lazy("Mã bị hỏng hoặc bị sửa"),
        gettext_lazy("Không đọc được dấu niêm. Khi có mạng, hãy gõ mã in dưới hình QR."),
    ),
    "version": (
        "warn",
        gettext_lazy("Chưa đọc được mã này"),
        gettext_lazy("Mã làm theo cách mới hơn. Mở lại trang này khi có mạng."),
    ),
    "unknown_key": (
        "warn",
        gettext_lazy("Chưa có khóa để kiểm tra mã này"),
        gettext_lazy("Mở lại trang này khi có mạng để lấy khóa. Nếu vẫn vậy, đừng tin mã này."),
    ),
    "withdrawn_key": (
        "stop",
        gettext_lazy("Khóa của dấu niêm đã bị hủy"),
        gettext_lazy("Khi có mạng, hãy gõ mã in dưới hình QR để kiểm tra."),
    ),
    "signature": (
        "stop",
        gettext_lazy("Dấu niêm không đúng"),
        gettext_lazy(
            "Nội dung mã đã bị sửa, hoặc không do Sổ OCOP làm ra. Đừng tin số sao trên tem."
        ),
    ),
}
"""Tone, title and detail where nothing is vouched for."""

NOTES = {
    "no_list": gettext_lazy(
        "Chưa có danh sách trạng thái: chưa biết giấy có bị thu hồi hay không."
    ),
    "list_day": gettext_lazy("Theo danh sách trạng thái ngày {day}."),
    "list_old": gettext_lazy(
        "Danh sách trạng thái đã cũ {days} ngày (ngày {day}): việc thu hồi sau đó chưa được biết."
    ),
    "elsewhere": gettext_lazy(
        "Mã QR dẫn đến {host}, không phải {address}. Đừng mở; hãy tự gõ địa chỉ {address}."
    ),
    "ground": gettext_lazy("Lý do: {ground}."),
    "sample": gettext_lazy("Dữ liệu mẫu, không phải kết quả thật."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """The answer on one code. `star` is None where no star may be shown today."""

    typed: str
    code: str
    tone: str
    title: str
    detail: str
    product: str = ""
    star: int | None = None
    notes: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether the star counts today, as far as is known."""
        return self.star is not None


def say_fault(reason: str, typed: str, code: str = "", notes: list[str] | None = None) -> Said:
    """The words of an entry of FAULTS."""
    tone, title, detail = FAULTS[reason]
    return Said(typed, code, tone, str(title), str(detail), notes=notes or [], reason=reason)


def say_status(
    typed: str, facts: SealedFacts, state: Status, notes: list[str], *, certain: bool = True
) -> Said:
    """A status in the words of the public page; without certainty no tone is green."""
    said = verdict(state)
    notes = _ground(state) + notes + ([str(NOTES["sample"])] if facts.is_sample else [])
    return Said(
        typed=typed,
        code=facts.code,
        tone="warn" if said.tone == "ok" and not certain else said.tone,
        title=said.title,
        detail=said.detail,
        product=facts.product,
        star=facts.star if state.is_valid else None,
        notes=notes,
        reason=state.kind.value,
    )


def say_offline(
    typed: str, answer: OfflineAnswer, status_list: StatusList | None, address: str, today: dt.date
) -> Said:
    """What `offline.check` found, in words. `address` is the register's own where it is known."""
    elsewhere = note_elsewhere(answer.scanned, address)
    code = answer.scanned.code
    if answer.fault:
        return say_fault(answer.fault.value, typed, code, elsewhere)
    about_list, is_fresh = note_list(status_list, today)
    if answer.facts and answer.status:
        notes = elsewhere + about_list
        certain = is_fresh and not elsewhere
        return say_status(typed, answer.facts, answer.status, notes, certain=certain)
    if answer.status:
        said = verdict(answer.status)
        notes = _ground(answer.status) + about_list
        reason = answer.status.kind.value
        return Said(typed, code, said.tone, said.title, said.detail, notes=notes, reason=reason)
    return say_fault("no_seal", typed, code, elsewhere)


def note_elsewhere(scanned: Scanned, address: str) -> list[str]:
    """The warning where a scanned link opens another site."""
    if not address or not leads_elsewhere(scanned, address):
        return []
    site = urlsplit(address).netloc
    return [str(NOTES["elsewhere"]).format(host=scanned.host, address=site)]


def note_list(status_list: StatusList | None, today: dt.date) -> tuple[list[str], bool]:
    """How old the list is, and whether it is fresh enough to call a star valid without doubt."""
    if status_list is None:
        return [str(NOTES["no_list"])], False
    days = status_list.age(today, clock.VIETNAM)
    day = written_date(status_list.as_of.astimezone(clock.VIETNAM).date())
    old = days > OLD_AFTER_DAYS
    return [str(NOTES["list_old" if old else "list_day"]).format(day=day, days=days)], not old


def phrases() -> dict[str, object]:
    """Every sentence with its blanks, for the scripts that say the same without a network."""
    return {
        "english": is_english(),
        "states": {kind.value: _template(kind) for kind in StatusKind},
        "faults": {
            reason: {"tone": tone, "title": str(title), "detail": str(detail)}
            for reason, (tone, title, detail) in FAULTS.items()
        },
        "notes": {name: str(words) for name, words in NOTES.items()},
        "grounds": {point: str(words) for point, words in GROUNDS.items()},
        "stars": {str(star): _("%d sao") % star for star in (3, 4, 5)},
        "expiring_days": EXPIRING_DAYS,
        "old_after_days": OLD_AFTER_DAYS,
    }


_SINCE, _UNTIL = dt.date(1111, 11, 11), dt.date(2222, 12, 22)


def _template(kind: StatusKind) -> dict[str, str]:
    """The verdict of a status with blanks for its days."""
    said: Verdict = verdict(Status(kind, _SINCE, _UNTIL))
    detail = said.detail.replace(written_date(_SINCE), "{since}")
    return {
        "tone": said.tone,
        "title": said.title,
        "detail": detail.replace(written_date(_UNTIL), "{until}"),
    }


def _ground(state: Status) -> list[str]:
    ground = GROUNDS.get(state.ground)
    return [str(NOTES["ground"]).format(ground=ground)] if ground else []
