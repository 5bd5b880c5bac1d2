"""The forms of inspections; the services check again and say no in the same words."""

from collections.abc import Sequence
from typing import Any

from django import forms

from ocop.accounts.models import User
from ocop.dossiers.models import Dossier
from ocop.files.forms import UploadField
from ocop.files.limits import DOCUMENTS, IMAGES
from ocop.inspections.models import Inspection, LabSample, Signature
from ocop.inspections.queries import team_candidates
from ocop.inspections.rules.checklists import all_checklists
from ocop.inspections.services.samples import ResultRow
from ocop.kernel import clock
from ocop.law.withdrawal import grounds

NO_GROUND = "Không"
_DAY = "Dạng ngày/tháng/năm."


def ground_choices() -> list[tuple[str, str]]:
    """The six points of Điều 8.1 in the decree's words, and none."""
    return [
        ("", NO_GROUND),
        *((one.point, f"{one.point}) {one.words}") for one in grounds().values()),
    ]


class PlanForm(forms.Form):
    """A yearly plan."""

    name = forms.CharField(label="Tên kế hoạch", max_length=200)
    basis = forms.CharField(
        label="Văn bản làm căn cứ",
        max_length=300,
        help_text="Ví dụ: Kế hoạch số 45/KH-UBND ngày 10/01/2027 của Ủy ban nhân dân tỉnh.",
    )
    year = forms.IntegerField(label="Năm", min_value=2020, max_value=2100, localize=False)
    starts_on = forms.DateField(label="Từ ngày", help_text=_DAY)
    ends_on = forms.DateField(label="Đến ngày", help_text=_DAY)


class DrawForm(forms.Form):
    """How many to draw, and how much of it by risk."""

    size = forms.IntegerField(label="Số sản phẩm kiểm tra", min_value=1, max_value=2000)
    risk_percent = forms.IntegerField(
        label="Phần chọn theo rủi ro (%)",
        min_value=0,
        max_value=100,
        initial=50,
        help_text="Phần còn lại rút ngẫu nhiên, ai cũng có cơ hội như nhau.",
    )
    seed = forms.CharField(
        label="Số gieo",
        max_length=40,
        required=False,
        help_text="Để trống thì máy tự chọn. Cùng số gieo thì rút ra cùng sản phẩm.",
    )


class ReasonForm(forms.Form):
    """Why something is replaced, given up or opened again."""

    because = forms.CharField(
        label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class TeamForm(forms.Form):
    """The day and the people."""

    planned_on = forms.DateField(label="Ngày kiểm tra", help_text=_DAY)
    lead = forms.ModelChoiceField(
        User.objects.none(), label="Trưởng đoàn", empty_label="Chọn người"
    )
    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Thành viên",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, level: str, province_id: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        people = team_candidates(level, province_id)
        self.fields["lead"].queryset = people  # type: ignore[attr-defined]
        self.fields["members"].queryset = people  # type: ignore[attr-defined]
        self.fields["planned_on"].initial = clock.today()


class AdHocForm(TeamForm):
    """An inspection outside a plan."""

    cause = forms.ChoiceField(
        label="Lý do kiểm tra",
        choices=[choice for choice in Inspection.Cause.choices if choice[0] != "plan"],
        widget=forms.RadioSelect,
    )
    cause_text = forms.CharField(
        label="Nội dung lý do",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Phản ánh gì, văn bản nào, vì sao cần.",
    )
    checklist = forms.ChoiceField(
        label="Nội dung kiểm tra",
        choices=[(one.id, one.name) for one in all_checklists()],
        widget=forms.RadioSelect,
    )
    dossier = forms.ModelChoiceField(
        Dossier.objects.none(),
        label="Hồ sơ lưu cần xem",
        required=False,
        empty_label="Không gắn hồ sơ nào",
    )
    field_order = ("checklist", "dossier", "cause", "cause_text", "planned_on", "lead", "members")

    def __init__(self, *args: Any, dossiers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["dossier"].queryset = dossiers  # type: ignore[attr-defined]
        if not dossiers:
            del self.fields["dossier"]


class WordsForm(forms.Form):
    """What stands around the questions in the minutes, and the note that does not."""

    place = forms.CharField(label="Nơi kiểm tra", max_length=240, required=False)
    producer_side = forms.CharField(
        label="Đại diện chủ thể có mặt",
        max_length=200,
        required=False,
        help_text="Họ tên, chức vụ.",
    )
    producer_opinion = forms.CharField(
        label="Ý kiến của chủ thể", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    team_opinion = forms.CharField(
        label="Nhận xét của đoàn", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    internal_note = forms.CharField(
        label="Ghi chú nội bộ",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ đoàn và văn phòng đọc được. Không in vào biên bản, chủ thể không thấy.",
    )


class FindingForm(forms.Form):
    """A fault with its remedy."""

    text = forms.CharField(label="Vi phạm, tồn tại", widget=forms.Textarea(attrs={"rows": 3}))
    ground = forms.ChoiceField(
        label="Có thể thuộc căn cứ thu hồi nào", choices=ground_choices, required=False
    )
    remedy = forms.CharField(
        label="Phải khắc phục", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_on = forms.DateField(label="Hạn khắc phục", required=False, help_text=_DAY)


class RemedyForm(forms.Form):
    """Remedy and day for a fault already in the minutes."""

    remedy = forms.CharField(label="Phải khắc phục", widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label="Hạn khắc phục", help_text=_DAY)


class LockForm(forms.Form):
    """The day until which the producer may answer."""

    reply_until = forms.DateField(
        label="Chủ thể trả lời đến hết ngày",
        required=False,
        help_text="Để trống là 10 ngày. Quyết định 26/2026 không định số ngày này.",
    )


class SignForm(forms.Form):
    """A signature: drawn, photographed, or the refusal."""

    party = forms.ChoiceField(label="Ai ký", widget=forms.RadioSelect)
    name = forms.CharField(
        label="Họ tên người ký",
        max_length=160,
        required=False,
        help_text="Người trong đoàn không cần ghi.",
    )
    signature = UploadField(label="Chữ ký", kinds=IMAGES, required=False)
    refusal = forms.CharField(
        label="Nếu chủ thể từ chối ký: lý do",
        max_length=300,
        required=False,
        help_text="Cần thêm chữ ký của người chứng kiến.",
    )

    def __init__(self, *args: Any, team: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        people = [(f"team-{one.pk}", f"{one.get_part_display()}: {one.user}") for one in team]
        others = [
            (party.value, party.label)
            for party in (Signature.Party.PRODUCER, Signature.Party.WITNESS)
        ]
        self.fields["party"].choices = [*people, *others]  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """One document."""

    file = UploadField(label="Tệp", kinds=DOCUMENTS)


class SampleForm(forms.Form):
    """A sealed sample."""

    what = forms.CharField(label="Mẫu gì", max_length=200)
    quantity = forms.CharField(
        label="Lượng mẫu", max_length=80, help_text="Ví dụ: 3 gói, mỗi gói 500 g."
    )
    seal_number = forms.CharField(label="Số niêm phong", max_length=60)
    stage = forms.ChoiceField(
        label="Lấy ở khâu", choices=LabSample.Stage.choices, widget=forms.RadioSelect
    )
    taken_on = forms.DateField(label="Ngày lấy mẫu", help_text=_DAY, initial=clock.today)
    laboratory = forms.CharField(label="Phòng kiểm nghiệm", max_length=200, required=False)
    sent_on = forms.DateField(label="Ngày gửi mẫu", required=False, help_text=_DAY)


class ReportForm(forms.Form):
    """The head of a laboratory's report."""

    laboratory = forms.CharField(label="Phòng kiểm nghiệm", max_length=200)
    report_number = forms.CharField(label="Số phiếu kết quả", max_length=80)
    reported_on = forms.DateField(label="Ngày có kết quả", help_text=_DAY)
    file = UploadField(label="Phiếu kết quả", kinds=DOCUMENTS, required=False)


class ResultForm(forms.Form):
    """One indicator."""

    indicator = forms.CharField(label="Chỉ tiêu", max_length=160, required=False)
    limit = forms.CharField(label="Giới hạn", max_length=80, required=False)
    value = forms.CharField(label="Kết quả", max_length=80, required=False)
    unit = forms.CharField(label="Đơn vị", max_length=40, required=False)
    passes = forms.ChoiceField(
        label="Kết luận", choices=[("yes", "Đạt"), ("no", "Không đạt")], required=False
    )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if bool(typed.get("indicator")) != bool(typed.get("value")):
            missing = "value" if typed.get("indicator") else "indicator"
            self.add_error(missing, "Ghi cả chỉ tiêu và kết quả, hoặc để trống cả hai.")
        return typed


ResultFormSet = forms.formset_factory(ResultForm, extra=6, max_num=40)


def result_rows(formset: Any) -> list[ResultRow]:
    """The filled lines of a valid formset."""
    return [
        ResultRow(
            indicator=typed["indicator"],
            limit=typed["limit"],
            value=typed["value"],
            unit=typed["unit"],
            passes=typed["passes"] != "no",
        )
        for typed in (form.cleaned_data for form in formset)
        if typed.get("indicator")
    ]


class JudgeForm(forms.Form):
    """Whether a fault is mended."""

    is_mended = forms.ChoiceField(
        label="Kết quả xem lại",
        choices=[("yes", "Đã khắc phục"), ("no", "Chưa đạt, phải làm tiếp")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label="Đã xem gì, thấy gì", widget=forms.Textarea(attrs={"rows": 3}))
    file = UploadField(label="Ảnh hoặc giấy tờ chứng minh", kinds=DOCUMENTS, required=False)


class AnswerForm(forms.Form):
    """What the producer says, with proof."""

    text = forms.CharField(label="Ý kiến của cơ sở", widget=forms.Textarea(attrs={"rows": 4}))
    file = UploadField(label="Ảnh hoặc giấy tờ kèm theo", kinds=DOCUMENTS, required=False)


class ConclusionForm(forms.Form):
    """The conclusion as the registry gave it."""

    number = forms.CharField(
        label="Số kết luận", max_length=60, help_text="Như văn thư đã cấp, ví dụ 15/KL-SNNMT."
    )
    concluded_on = forms.DateField(label="Ngày kết luận", help_text=_DAY)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=160)
    text = forms.CharField(label="Nội dung kết luận", widget=forms.Textarea(attrs={"rows": 6}))
    ground = forms.ChoiceField(
        label="Kết luận có căn cứ thu hồi theo Điều 8.1 không",
        choices=ground_choices,
        required=False,
        help_text="Có căn cứ thì bấm một lần là lập được đề nghị thu hồi.",
    )
    file = UploadField(label="Văn bản kết luận đã ký", kinds=DOCUMENTS, required=False)
