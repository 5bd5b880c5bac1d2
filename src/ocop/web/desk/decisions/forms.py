"""The forms of a decision: what stands on the paper, and the products it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from ocop.accounts.models import Membership
from ocop.files.forms import UploadField
from ocop.files.limits import DOCUMENTS, limits_text
from ocop.files.models import StoredFile
from ocop.recognition.rules import consecutive_numbers
from ocop.recognition.services.numbering import offered_number
from ocop.web.desk.decisions.rows import ResultRow

Capacity = Membership.Capacity
# A radio button needs a value; the record keeps "" for who signs in their own right.
OWN = "own"


@dataclass(frozen=True)
class Line:
    """A product of the form with its fields; `number` is None where no certificate is given."""

    row: ResultRow
    pick: BoundField
    number: BoundField | None


class DecisionForm(forms.Form):
    """A signed decision and its products; `kept` is a file that came with an earlier try."""

    gives_certificates = False
    # The ministry's decisions have no unit.
    is_ministry = False

    number = forms.CharField(
        label="Số quyết định",
        max_length=60,
        help_text="Như văn thư đã cấp, ví dụ 321/QĐ-UBND.",
        error_messages={"required": "Ghi số quyết định như văn thư đã cấp."},
    )
    signed_on = forms.DateField(
        label="Ngày ký",
        help_text="Ngày ghi trên quyết định, dạng ngày/tháng/năm.",
        error_messages={"required": "Ghi ngày ký quyết định."},
    )
    signer_name = forms.CharField(
        label="Người ký",
        max_length=120,
        error_messages={"required": "Ghi họ và tên người ký."},
    )
    signer_title = forms.CharField(
        label="Chức vụ người ký",
        max_length=160,
        help_text="Ví dụ: Chủ tịch, Phó Chủ tịch.",
        error_messages={"required": "Ghi chức vụ người ký."},
    )
    capacity = forms.ChoiceField(
        label="Tư cách ký",
        choices=[(OWN, Capacity.OWN.label), *Capacity.choices[1:]],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn tư cách ký."},
    )
    file = UploadField(
        label="Quyết định đã ký",
        kinds=DOCUMENTS,
        error_messages={"required": "Hãy chọn tệp quyết định đã ký, PDF hoặc ảnh chụp."},
    )

    def __init__(
        self, *args: Any, rows: Sequence[ResultRow], kept: StoredFile | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        self.unit = None if self.is_ministry or not rows else rows[0].dossier.province
        if next_number := self.offered("decision"):
            self.fields["number"].required = False
            self.fields[
                "number"
            ].help_text = f"Để trống thì lấy số tiếp theo của sổ: {next_number}."
        if kept:
            self.keep(kept)
        for row in rows:
            name = row.dossier.product.name
            self.fields[_pick(row)] = forms.BooleanField(label=name, required=False)
            if self.gives_certificates:
                self.fields[_number(row)] = forms.CharField(
                    label=f"Số giấy chứng nhận của {name}", max_length=60, required=False
                )

    def offered(self, kind: str) -> str:
        """The office's next number of this kind; "" where it keeps no counter."""
        return offered_number(unit=self.unit, kind=kind) if self.rows else ""

    def keep(self, file: StoredFile) -> None:
        """The paper is there already: another one replaces it, none leaves it."""
        self.fields["file"].required = False
        kept = f"Đã nhận “{file.name}”. Chọn tệp khác nếu muốn thay."
        self["file"].help_text = f"{kept} {limits_text(DOCUMENTS)}"

    def lines(self) -> Iterator[Line]:
        """The products in order."""
        for row in self.rows:
            number = self[_number(row)] if self.gives_certificates else None
            yield Line(row, self[_pick(row)], number)

    def picked(self) -> list[ResultRow]:
        """The products chosen, in order (a bound, cleaned form)."""
        return [row for row in self.rows if self.cleaned_data.get(_pick(row))]

    def clean_capacity(self) -> str:
        typed: str = self.cleaned_data["capacity"]
        return "" if typed == OWN else typed

    def clean(self) -> dict[str, Any]:
        if not self.picked():
            self.add_error(None, "Chọn ít nhất một sản phẩm.")
        return self.cleaned_data


class AwardForm(DecisionForm):
    """A decision that recognises: each product gets the number of its certificate."""

    gives_certificates = True

    first_number = forms.CharField(
        label="Số giấy đầu tiên",
        max_length=60,
        required=False,
        help_text="Các ô còn trống được điền lần lượt từ số này, ví dụ 015/GCN-OCOP, 016/GCN-OCOP. "
        "Sửa lại từng ô được.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.next_certificate = self.offered("certificate")
        if self.next_certificate:
            self.fields[
                "first_number"
            ].help_text = f"Ô để trống lấy số tiếp theo của sổ, từ {self.next_certificate}. Tự ghi số khác được."

    def numbers(self) -> dict[int, str]:
        """The certificate numbers by dossier (a valid form)."""
        return {row.dossier.pk: self.cleaned_data[_number(row)] for row in self.picked()}

    def clean(self) -> dict[str, Any]:
        super().clean()
        seen: dict[str, str] = {}
        for row in self.picked():
            number = self.cleaned_data.get(_number(row), "")
            if not number:
                if not self.next_certificate:
                    self.add_error(_number(row), "Ghi số giấy chứng nhận.")
                continue
            if number in seen:
                self.add_error(_number(row), f"Số {number} đã ghi cho {seen[number]}.")
            seen.setdefault(number, row.dossier.product.name)
        return self.cleaned_data


class MinistryAwardForm(AwardForm):
    """The Minister's decision on five stars."""

    is_ministry = True


class ReferralForm(DecisionForm):
    """A decision that approves results of 90 points and more, and the letter that goes with it."""

    letter_number = forms.CharField(
        label="Số văn bản đề nghị",
        max_length=60,
        help_text="Văn bản của Ủy ban nhân dân tỉnh gửi Bộ Nông nghiệp và Môi trường.",
        error_messages={"required": "Ghi số văn bản đề nghị gửi Bộ."},
    )
    sent_on = forms.DateField(
        label="Ngày gửi", error_messages={"required": "Ghi ngày gửi hồ sơ cho Bộ."}
    )


class NoticeForm(forms.Form):
    """The head of a result notice, as the office's registry gave it."""

    number = forms.CharField(
        label="Số thông báo",
        max_length=60,
        help_text="Như văn thư đã cấp, ví dụ 12/TB-SNNMT.",
        error_messages={"required": "Ghi số thông báo như văn thư đã cấp."},
    )
    issued_on = forms.DateField(
        label="Ngày thông báo", error_messages={"required": "Ghi ngày thông báo."}
    )
    agency = forms.CharField(label="Cơ quan thông báo", max_length=200)
    signer_title = forms.CharField(
        label="Chức vụ người ký",
        max_length=160,
        help_text="Ví dụ: KT. Giám đốc, Phó Giám đốc.",
    )
    signer_name = forms.CharField(label="Người ký", max_length=120, required=False)

    def __init__(self, *args: Any, next_number: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if next_number:
            self.fields["number"].required = False
            self.fields[
                "number"
            ].help_text = f"Để trống thì lấy số tiếp theo của sổ: {next_number}."


def numbered(data: Mapping[str, str], rows: Sequence[ResultRow]) -> dict[str, str]:
    """What was typed, with blank numbers of chosen products filled on from `first_number`."""
    typed = {_number(row): data.get(_number(row), "").strip() for row in rows}
    blank = [row for row in rows if data.get(_pick(row)) and not typed[_number(row)]]
    first = data.get("first_number", "").strip()
    offered = (
        number
        for number in consecutive_numbers(first, len(rows) * 2)
        if number not in typed.values()
    )
    filled = {_number(row): number for row, number in zip(blank, offered, strict=False)}
    return {**data, **filled}


def _pick(row: ResultRow) -> str:
    return f"pick-{row.dossier.pk}"


def _number(row: ResultRow) -> str:
    return f"certificate_number-{row.dossier.pk}"
