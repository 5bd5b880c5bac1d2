"""Which instrument and which score sheet a dossier is bound to, and who may apply."""

import datetime as dt
from dataclasses import dataclass

from ocop.kernel.errors import RefusedError
from ocop.law.calendars import add_days
from ocop.law.instruments import (
    DossierKind,
    Instrument,
    all_instruments,
    instrument,
)
from ocop.law.loading import load_rubric
from ocop.law.readings import DEFAULT_SETTINGS, LawSettings


@dataclass(frozen=True, slots=True)
class Filing:
    """The instrument that governs a dossier for ever.

    `finish_by` is the last day on which it may still be finished under an instrument that has
    been replaced (None: no such day); `article` is the ground for both.
    """

    instrument: str
    finish_by: dt.date | None
    article: str

    def too_late(self, on: dt.date, settings: LawSettings = DEFAULT_SETTINGS) -> bool:
        """Whether an unfinished dossier must be filed again on `on`, under `unfinished_transition`."""
        if settings.unfinished_transition == "continue_old":
            return False
        return self.finish_by is not None and on > self.finish_by


def instrument_for_filing(received_on: dt.date, kind: DossierKind) -> Filing:
    """The instrument for a dossier that the commune received on `received_on`.

    Before 22/5/2026 QĐ 148 as amended, to be finished within 60 days of that day, re-evaluations
    within 30 (Điều 12.2 QĐ 26/2026); before 24/02/2023 QĐ 1048. Raises RefusedError at
    "received_on" before 21/8/2019.
    """
    latest = all_instruments()[0]
    for candidate in all_instruments():
        if _governs(candidate, received_on):
            transition = latest.transition
            if transition is None or candidate.id != transition.instrument:
                return Filing(candidate.id, None, _named(candidate.filed_from_article, candidate))
            limit = latest.time_limit(transition.limits[kind])
            finish_by = add_days(transition.received_before, limit.count)
            return Filing(candidate.id, finish_by, _named(limit.article, latest))
    raise RefusedError(
        f"Ngày nhận {received_on:%d/%m/%Y} sớm hơn mọi quy định đánh giá, phân hạng đã biết.",
        field="received_on",
    )


def why_not_chosen(instrument_id: str, number: int, received_on: dt.date) -> str:
    """Why a dossier received on `received_on` cannot be scored with this set; "" where it can.

    Raises RefusedError for an instrument or set that does not exist.
    """
    rubric = load_rubric(instrument_id, number)
    source = instrument(instrument_id)
    if not rubric.usable:
        return history_only(instrument_id, number)
    if not _governs(source, received_on):
        return (
            f"{source.short} không áp dụng cho hồ sơ nhận ngày {received_on:%d/%m/%Y}. "
            f"Hãy chọn bộ sản phẩm của quy định có hiệu lực vào ngày đó."
        )
    return ""


def history_only(instrument_id: str, number: int) -> str:
    """The sentence that refuses scoring with a set whose points do not add up."""
    rubric = load_rubric(instrument_id, number)
    return (
        f"Bộ {number} của {instrument(instrument_id).short} chỉ dùng để tra cứu và ghi lại kết quả "
        f"đã có, không dùng để chấm điểm. {' '.join(rubric.faults)}"
    )


def why_may_not_apply(
    instrument_id: str, form: str, *, set_number: int, has_registration: bool
) -> str:
    """Why a producer of this legal form may not register this product; "" where it may.

    Điều 2.3 QĐ 26/2026: the forms listed there; associations, operating centres and the like for
    tourism services alone; farms and households only with a business registration. An instrument
    whose text on this is not known refuses nobody.
    """
    source = instrument(instrument_id)
    if not source.producer_forms:
        return ""
    known = {candidate.id: candidate for candidate in source.producer_forms}.get(form)
    article = _named(source.producers_article, source)
    if known is None:
        names = "; ".join(candidate.name.lower() for candidate in source.producer_forms)
        return f"Loại hình này không được tham gia. {article} cho phép: {names}."
    if known.tourism_only and (
        load_rubric(instrument_id, set_number).sector_code != source.tourism_sector
    ):
        return f"{known.name} chỉ được tham gia với dịch vụ du lịch ({article})."
    if known.needs_registration and not has_registration:
        return f"{known.name} phải có đăng ký kinh doanh mới được tham gia ({article})."
    return ""


def _governs(source: Instrument, day: dt.date) -> bool:
    return source.filed_from <= day and (source.filed_to is None or day <= source.filed_to)


def _named(article: str, source: Instrument) -> str:
    return article if source.number in article else f"{article} QĐ {source.number}"
