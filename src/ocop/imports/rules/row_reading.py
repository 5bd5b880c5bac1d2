"""From the cells of one row to its record."""

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from ocop.imports.rules import checks, placing
from ocop.imports.rules.cells import (
    read_authority,
    read_date,
    read_decision,
    read_kind,
    read_legal_form,
    read_points,
    read_star,
    read_year,
)
from ocop.imports.rules.fields import Field
from ocop.imports.rules.kinds import Kind
from ocop.imports.rules.names import product_key
from ocop.imports.rules.records import Record, Result
from ocop.imports.rules.row_cells import NEEDED, RowCells
from ocop.law.authority import UNKNOWN
from ocop.law.classification import classification
from ocop.places.gazetteer import Place
from ocop.register.product_codes import parse_product_code

LONGEST = {
    Field.PRODUCT: 200,
    Field.PRODUCER: 200,
    Field.FIRST_DECISION: 60,
    Field.SECOND_DECISION: 60,
    Field.CERTIFICATE: 60,
}


class RowReader(RowCells):
    """Fills a record field by field; each step tells what it finds."""

    def read_names(self, record: Record) -> None:
        """Product and producer with the legal form."""
        values = self.values
        for each, kind, message in (
            (Field.PRODUCT, Kind.MISSING_PRODUCT, "Hãy ghi tên sản phẩm."),
            (Field.PRODUCER, Kind.MISSING_PRODUCER, "Hãy ghi tên chủ thể."),
        ):
            if not values.get(each) and each not in self.broken:
                self.tell(each, kind, message)
        for each, most in LONGEST.items():
            if len(values.get(each, "")) > most:
                self.tell(each, Kind.TOO_LONG, f"Ô này dài hơn {most} chữ. Hãy rút ngắn.")
        record.product = values.get(Field.PRODUCT, "")
        record.producer = values.get(Field.PRODUCER, "")
        record.legal_form = read_legal_form(values.get(Field.LEGAL_FORM, ""), record.producer)

    def read_place(self, record: Record) -> None:
        """The commune by its name, else by the address, else by the product code."""
        values, terms = self.values, self.terms
        asked = placing.Asked(
            values.get(Field.COMMUNE, ""),
            values.get(Field.DISTRICT, ""),
            values.get(Field.PROVINCE, ""),
            terms.only_province or terms.usual_province,
        )
        coded = self._place_of_code(record)
        if asked.commune:
            self._read_named_place(record, asked)
        elif Field.COMMUNE not in self.broken:
            self._read_other_place(record, coded)
        if record.place is None:
            return
        if terms.only_province and placing.province_today(record.place) != terms.only_province:
            self.tell(
                Field.COMMUNE,
                Kind.OTHER_PROVINCE,
                f"{placing.display(record.place)} không thuộc tỉnh của bạn.",
            )
        if coded and asked.commune and coded.code != record.place.code:
            self.tell(
                Field.PRODUCT_CODE,
                Kind.CONFLICTING_COMMUNE,
                f"Mã sản phẩm ghi xã {placing.display(coded)}. Dùng xã ở cột xã.",
            )
        if placing.Found(record.place).is_divided:
            self.tell(
                Field.COMMUNE,
                Kind.DIVIDED_COMMUNE,
                f"{placing.display(record.place)} nay thuộc nhiều xã. Cần người xác nhận sau khi nhập.",
            )

    def _read_named_place(self, record: Record, asked: placing.Asked) -> None:
        found = placing.find_commune(asked)
        if found.place is None and asked.district and not asked.province:
            # In another province than the office's: that is what is wrong then.
            elsewhere = placing.find_commune(replace(asked, office_province=""))
            found = elsewhere if elsewhere.place else found
        record.place = found.place
        if found.place is None:
            above = ", ".join(text for text in (asked.district, asked.province) if text)
            where = f" ở {above}" if above else ""
            if found.is_ambiguous:
                message = f"Có nhiều xã tên “{asked.commune}”{where}. Hãy chọn một."
            else:
                message = f"Không có xã nào tên “{asked.commune}”{where}."
            kind = Kind.AMBIGUOUS_COMMUNE if found.is_ambiguous else Kind.UNKNOWN_COMMUNE
            self.tell(Field.COMMUNE, kind, message, found.candidates)
        elif not found.is_spelt(asked):
            self.tell(
                Field.COMMUNE,
                Kind.COMMUNE_SPELLING,
                f"Ghi “{asked.commune}”, hiểu là {placing.display(found.place)}.",
            )

    def _read_other_place(self, record: Record, coded: Place | None) -> None:
        address = self.values.get(Field.ADDRESS, "")
        found = placing.find_in_address(address) if address else placing.Found(None)
        record.place = found.place or coded
        if record.place is None:
            where = Field.ADDRESS if address else Field.COMMUNE
            message = "Danh sách không ghi xã, phường. Hãy ghi xã để đưa vào sổ."
            self.tell(where, Kind.MISSING_COMMUNE, message, found.candidates)
            return
        source = Field.ADDRESS if found.place else Field.PRODUCT_CODE
        words = "địa chỉ" if found.place else "mã sản phẩm"
        self.tell(
            source,
            Kind.COMMUNE_READ_ELSEWHERE,
            f"Đọc từ {words}: {placing.display(record.place)}.",
        )

    def _place_of_code(self, record: Record) -> Place | None:
        text = self.values.get(Field.PRODUCT_CODE, "")
        if not text:
            return None
        record.product_code = text[:40]
        try:
            code = parse_product_code(text)
        except ValueError as error:
            self.tell(Field.PRODUCT_CODE, Kind.BAD_PRODUCT_CODE, str(error))
            return None
        place = placing.of_code(code.commune, code.year)
        if place is None:
            self.tell(
                Field.PRODUCT_CODE,
                Kind.BAD_PRODUCT_CODE,
                f"Không có xã nào mang mã {code.commune} năm {code.year}.",
            )
        elif code.district:
            today = placing.today_of(place)
            now = code.with_units(placing.province_today(today), today.code) if today else "chưa rõ"
            self.tell(
                Field.PRODUCT_CODE,
                Kind.OLD_PRODUCT_CODE,
                f"Mã cũ {code}, theo xã hiện nay là {now}.",
            )
        return place

    def read_results(self, record: Record) -> None:
        """The first and the second time, the current star, and how they fit together."""
        kind = self._read_kind()
        current = self._star(Field.STAR)
        second = self._star(Field.SECOND_STAR)
        first = self._star(Field.FIRST_STAR)
        if first is None and second is None and Field.FIRST_STAR not in self.broken:
            first = current
        self._add_result(record, "first", first)
        self._add_result(record, "second", second)
        self._check_second(record, first, second)
        latest = record.results[-1].star if record.results else None
        record.star = current if current is not None else latest
        if kind in {"first", "upgrade", "reevaluation"} and record.results:
            record.results[-1].kind = record.results[-1].kind or kind
        proposed = self._star(Field.PROPOSED_STAR)
        if proposed or kind == "proposed":
            record.is_proposed = True
            self.tell(
                Field.PROPOSED_STAR if proposed else Field.EVALUATION_KIND,
                Kind.PROPOSED_STAR,
                f"Mới đề nghị {proposed or 5} sao, chưa phải công nhận.",
            )
        if current is not None and latest is not None and current != latest:
            self.tell(
                Field.STAR,
                Kind.CONFLICTING_STAR,
                f"Hạng hiện tại ghi {current} sao, lần công nhận gần nhất ghi {latest} sao. "
                "Ghi lại lần công nhận, giữ cả hai trong ghi chú.",
            )
        if not record.results and not self.broken & NEEDED:
            words = "1 và 2 sao không có công nhận." if record.star in {1, 2} else ""
            self.tell(
                Field.STAR,
                Kind.NOT_RECOGNISED,
                words or "Không ghi hạng sao: chỉ ghi cơ sở và sản phẩm, không ghi công nhận.",
            )

    def _read_kind(self) -> str:
        text = self.values.get(Field.EVALUATION_KIND, "")
        return read_kind(text) if text else ""

    def _check_second(self, record: Record, first: int | None, second: int | None) -> None:
        if second is None:
            given = [
                each for each in (Field.SECOND_DATE, Field.SECOND_DECISION) if self.values.get(each)
            ]
            if given:
                message = (
                    "Có quyết định lần sau nhưng không ghi hạng sao lần sau. Không ghi lần này."
                )
                self.tell(given[0], Kind.INCOMPLETE_DECISION, message)
            return
        if first is None or second < 3 or len(record.results) < 2:
            return
        is_upgrade = second > first
        record.results[0].kind = "first"
        record.results[-1].kind = "upgrade" if is_upgrade else "reevaluation"
        words = "nâng hạng" if is_upgrade else "đánh giá lại"
        self.tell(
            Field.SECOND_STAR,
            Kind.SECOND_STAR,
            f"Từ {first} sao lên {second} sao: {words}."
            if is_upgrade
            else f"Lần đầu {first} sao, lần sau {second} sao: {words}.",
        )

    def _star(self, each: Field) -> int | None:
        text = self.values.get(each, "")
        if not text or text in {"-", "–", "x"}:
            return None
        star = read_star(text)
        if star is None:
            self.broken.add(each)
            self.tell(each, Kind.BAD_STAR, f"“{text[:40]}” không phải hạng sao từ 0 đến 5.")
        return star

    def _add_result(self, record: Record, which: str, star: int | None) -> None:
        """A result of 3 stars or more; the cells of the others are still read for faults."""
        place = {
            name: Field(f"{which}_{name}") for name in ("date", "year", "decision", "authority")
        }
        day = self._date(place["date"])
        year = self._year(place["year"])
        written = read_decision(self.values.get(place["decision"], ""))
        if day and written.signed_on and day != written.signed_on:
            self.tell(
                place["decision"],
                Kind.CONFLICTING_DATE,
                f"Ô này ghi ngày {written.signed_on:%d/%m/%Y}, cột ngày ghi {day:%d/%m/%Y}. "
                "Dùng cột ngày.",
            )
        day = day or written.signed_on
        if day and year and day.year != year:
            self.tell(
                place["year"],
                Kind.CONFLICTING_YEAR,
                f"Cột năm ghi {year}, ngày quyết định là {day:%d/%m/%Y}. Dùng ngày, giữ năm trong ghi chú.",
            )
        if star is None or star < 3:
            return
        authority = self.values.get(place["authority"], "")
        result = Result(star, "", day, year, written.number[:60], UNKNOWN, authority[:120])
        result.level = read_authority(authority) if authority else UNKNOWN
        record.results.append(result)
        checks.check_authority(
            result, place["authority"], lambda each, kind, words: self.tell(each, kind, words)
        )
        if bool(written.number) != bool(day):
            missing = "ngày ký" if written.number else "số"
            self.tell(
                place["decision"] if written.number else place["date"],
                Kind.INCOMPLETE_DECISION,
                f"Quyết định thiếu {missing} nên chưa biết thời hạn của sao.",
            )

    def _date(self, each: Field) -> dt.date | None:
        text = self.values.get(each, "")
        day = read_date(text) if text else None
        if text and day is None:
            self.tell(
                each, Kind.BAD_DATE, f"“{text[:40]}” không đọc được thành ngày. Ghi như 15/03/2022."
            )
        return day

    def _expiry(self, record: Record) -> dt.date | None:
        """The last day; one that is not after the decision says nothing of it."""
        day = self._date(Field.EXPIRY)
        signed_on = record.results[-1].signed_on if record.results else None
        if day and signed_on and day <= signed_on:
            self.tell(
                Field.EXPIRY,
                Kind.CONFLICTING_DATE,
                f"Ngày hết hạn {day:%d/%m/%Y} không sau ngày quyết định {signed_on:%d/%m/%Y}. "
                "Sổ tính 36 tháng theo quyết định.",
            )
            return None
        return day

    def _year(self, each: Field) -> int | None:
        text = self.values.get(each, "")
        year = read_year(text) if text else None
        if text and year is None:
            self.tell(each, Kind.BAD_YEAR, f"“{text[:40]}” không phải năm.")
        return year

    def read_rest(self, record: Record) -> None:
        """Expiry, points, certificate, group, note, and what is personal where that is allowed."""
        values = self.values
        record.expires_on = self._expiry(record)
        for part in ("a", "b", "c", "total"):
            each = Field.TOTAL if part == "total" else Field(f"part_{part}")
            if text := values.get(each, ""):
                points = read_points(text)
                if points is None:
                    self.tell(each, Kind.BAD_SCORE, f"“{text[:40]}” không phải điểm từ 0 đến 100.")
                else:
                    record.points[part] = points
        fields = [Field.FIRST_DATE, Field.SECOND_DATE]
        if (
            len(record.results) == 1
            and not values.get(Field.FIRST_STAR)
            and values.get(Field.SECOND_STAR)
        ):
            fields = [Field.SECOND_DATE]
        checks.check_dates(record, self.terms.today, fields, self.tell)
        checks.check_points(record, self.tell)
        record.certificate = values.get(Field.CERTIFICATE, "")[:60]
        record.leaf = _leaf_of(values.get(Field.GROUP, ""))
        record.note = values.get(Field.NOTE, "")
        if self.terms.takes_personal:
            record.address = values.get(Field.ADDRESS, "")[:240]
            record.representative = values.get(Field.REPRESENTATIVE, "")[:120]
            record.phone = values.get(Field.PHONE, "")[:20]


@lru_cache(maxsize=2000)
def _leaf_of(text: str) -> int | None:
    """The class of Phụ lục I QĐ 26/2026 whose name the text is; None for any other words."""
    key = product_key(text)
    named = {product_key(each.name): each.number for each in classification()}
    return named.get(key) if key else None
