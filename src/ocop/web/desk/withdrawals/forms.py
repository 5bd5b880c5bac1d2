"""The forms of a case of withdrawal."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from ocop.files.forms import UploadField
from ocop.files.limits import DOCUMENTS
from ocop.law import withdrawal as law
from ocop.web.desk.decisions.forms import DecisionForm
from ocop.web.desk.withdrawals.rows import CaseRow
from ocop.withdrawals.models import MinistryRequest

_DAY = "Dạng ngày/tháng/năm."


class ProposalForm(forms.Form):
    """Why a certificate should end, and the paper that says so."""

    ground = forms.ChoiceField(
        label="Căn cứ thu hồi (Điều 8.1)",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một căn cứ."},
    )
    source = forms.ChoiceField(
        label="Vụ việc này từ đâu mà có?",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn vụ việc này từ đâu mà có."},
    )
    conclusion_number = forms.CharField(
        label="Số văn bản kết luận hoặc xác nhận",
        max_length=60,
        error_messages={"required": "Ghi số văn bản kết luận hoặc xác nhận."},
    )
    conclusion_issuer = forms.CharField(
        label="Cơ quan ra văn bản",
        max_length=200,
        error_messages={"required": "Ghi cơ quan ra văn bản."},
    )
    concluded_on = forms.DateField(
        label="Ngày văn bản",
        help_text="15 ngày tính từ ngày này (Điều 8.4). Dạng ngày/tháng/năm.",
        error_messages={"required": "Ghi ngày của văn bản."},
    )
    note = forms.CharField(
        label="Nội dung vụ việc",
        help_text="Vài câu dễ hiểu. Chủ thể sẽ đọc được phần này.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    file = UploadField(label="Bản chụp văn bản", kinds=DOCUMENTS, required=False)

    def __init__(self, *args: Any, sources: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = [
            (point, f"{point}) {ground.words}")
            for point, ground in law.grounds().items()
            if set(ground.sources) & set(sources)
        ]
        self.fields["source"].choices = [
            (source.id, source.name + (f". {source.warning}" if source.warning else ""))
            for source in law.sources().values()
            if source.id in sources
        ]


class HearingForm(forms.Form):
    """Until which day the producer may answer."""

    reply_due_on = forms.DateField(
        label="Chủ thể trả lời trước hết ngày",
        help_text=f"{_DAY} Những ngày chờ này vẫn nằm trong 15 ngày.",
        error_messages={"required": "Ghi ngày chủ thể phải trả lời."},
    )


class ReplyForm(forms.Form):
    """What the producer says."""

    words = forms.CharField(
        label="Ý kiến của chủ thể",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=8000,
        error_messages={"required": "Viết ý kiến trả lời."},
    )
    said_on = forms.DateField(
        label="Ngày trả lời",
        help_text=_DAY,
        error_messages={"required": "Ghi ngày trả lời."},
    )
    file = UploadField(label="Giấy tờ kèm theo", kinds=DOCUMENTS, required=False)


class VerificationForm(forms.Form):
    """The report to the leader."""

    found = forms.CharField(
        label="Kết quả xác minh",
        help_text="Đã kiểm tra gì, thấy gì, đề nghị gì.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=8000,
        error_messages={"required": "Ghi kết quả xác minh."},
    )
    heard = forms.CharField(
        label="Chủ thể đã nói gì, ở văn bản nào",
        help_text="Chỉ cần khi chủ thể chưa trả lời trên hệ thống, ví dụ ý kiến ghi trong biên bản kiểm tra.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    verified_on = forms.DateField(
        label="Ngày báo cáo",
        help_text=_DAY,
        error_messages={"required": "Ghi ngày báo cáo."},
    )


class DropForm(forms.Form):
    """Why a case ends without withdrawal."""

    why = forms.CharField(
        label="Vì sao không thu hồi",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": "Ghi vì sao không thu hồi."},
    )


class WithdrawalDecisionForm(DecisionForm):
    """The signed decision, and the certificates it is about."""

    cases = forms.MultipleChoiceField(
        label="Giấy chứng nhận bị thu hồi",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một giấy chứng nhận để thu hồi."},
    )

    def __init__(self, *args: Any, waiting: Sequence[CaseRow], **options: Any) -> None:
        super().__init__(*args, rows=(), **options)
        self.waiting = {str(row.case.pk): row for row in waiting}
        self.fields["cases"].choices = [
            (
                key,
                f"{row.product.name}, {row.product.producer.name}: {row.star} sao, "
                f"điểm {row.case.ground}, hạn {row.due_on:%d/%m/%Y}",
            )
            for key, row in self.waiting.items()
        ]
        self.order_fields(["cases"])

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data

    def chosen(self) -> list[Any]:
        """The cases chosen (a bound, cleaned form)."""
        return [self.waiting[key].case for key in self.cleaned_data["cases"]]


class AnnulmentForm(DecisionForm):
    """The signed decision that annuls a withdrawal, and why."""

    why = forms.CharField(
        label="Vì sao hủy quyết định thu hồi",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Ghi vì sao hủy quyết định thu hồi."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, rows=(), **options)

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data


class RequestForm(forms.Form):
    """The ministry's letter to a province (Điều 10.1.b)."""

    wish = forms.ChoiceField(
        label="Bộ đề nghị tỉnh",
        choices=MinistryRequest.Wish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn điều Bộ đề nghị."},
    )
    wrong = forms.CharField(
        label="Việc đánh giá, công nhận không đúng ở chỗ nào",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Ghi điều không đúng quy định."},
    )
    letter_number = forms.CharField(
        label="Số văn bản của Bộ",
        max_length=60,
        error_messages={"required": "Ghi số văn bản của Bộ."},
    )
    sent_on = forms.DateField(
        label="Ngày văn bản", help_text=_DAY, error_messages={"required": "Ghi ngày văn bản."}
    )
    file = UploadField(label="Bản chụp văn bản", kinds=DOCUMENTS, required=False)


class AnswerForm(forms.Form):
    """What the province did on the ministry's request."""

    answer = forms.CharField(
        label="Tỉnh đã làm gì",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Ghi tỉnh đã làm gì."},
    )
    answer_number = forms.CharField(
        label="Số văn bản trả lời",
        max_length=60,
        error_messages={"required": "Ghi số văn bản trả lời của tỉnh."},
    )
    answered_on = forms.DateField(
        label="Ngày trả lời", help_text=_DAY, error_messages={"required": "Ghi ngày trả lời."}
    )


def suggested_reply_day(concluded_due: dt.date, today: dt.date) -> dt.date:
    """Five days to answer, fewer where the 15 days end sooner, never before tomorrow."""
    return max(min(today + dt.timedelta(days=5), concluded_due), today + dt.timedelta(days=1))
