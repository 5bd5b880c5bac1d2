"""Forms of a session: attendance, the list, a member's opinion, conflicts, discussion, conclusion."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django import forms

from ocop.councils.models import AgendaItem, CouncilMember, ScoreSheet, Session
from ocop.dossiers.models import Dossier
from ocop.kernel.errors import RefusedError
from ocop.law.rubric import Rubric
from ocop.law.scoring import CriterionTally

Posted = Mapping[str, Any] | None


class ActForm(forms.Form):
    """A form whose service may still refuse: the reason goes to its field, what was typed stays."""

    def refuse(self, refusal: RefusedError) -> None:
        """Show the refusal at its field, or on top where the form has no such field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)


def text_area(label: str, help_text: str = "", **options: Any) -> forms.CharField:
    """A field of several lines."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, widget=widget, **options)


def gate_value(kind: str, criterion: str | None) -> str:
    """How a ground to stop is posted."""
    return f"{kind}:{criterion or ''}"


def gates_field(rubric: Rubric, label: str, help_text: str) -> forms.MultipleChoiceField:
    """The grounds to stop that the sheet prints."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (
                gate_value(gate.type, gate.criterion),
                f"{gate.criterion}: {gate.text}" if gate.criterion else gate.text,
            )
            for gate in rubric.gates
        ],
    )


def parse_gates(values: Iterable[str]) -> list[tuple[str, str | None]]:
    """The posted grounds as (type, criterion)."""
    pairs = (value.partition(":") for value in values)
    return [(kind, criterion or None) for kind, _, criterion in pairs]


class OpinionForm(ActForm):
    """The member's general opinion (the council alone reads it) and the grounds to stop they see."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    opinion = text_area(
        "Nhận xét chung",
        "Chỉ Hội đồng và cơ quan tham mưu đọc, sau khi có kết quả.",
        required=False,
    )

    meeting_reason = text_area(
        "Đề nghị họp",
        "Chỉ ghi khi thấy phải họp, nêu lý do. Một người đề nghị là sản phẩm này được đưa ra họp.",
        required=False,
        max_length=1000,
    )

    @classmethod
    def of(cls, rubric: Rubric, sheet: ScoreSheet, posted: Posted = None) -> Self:
        """The form of one sheet, filled with what is stored; only a written round asks for a
        meeting."""
        kept = [gate_value(kind, criterion) for kind, criterion in sheet.gates]
        initial = {
            "version": sheet.version,
            "opinion": sheet.opinion,
            "gates": kept,
            "meeting_reason": sheet.meeting_reason,
        }
        form = cls(posted, initial=initial)
        if not sheet.item.session.is_written:
            del form.fields["meeting_reason"]
        form.fields["gates"] = gates_field(
            rubric,
            "Lý do dừng đánh giá",
            "Chỉ đánh dấu khi thấy đúng điều phiếu đã in. Phiếu có lý do dừng được nộp dù chưa "
            "chấm hết.",
        )
        return form

    def chosen_gates(self) -> list[tuple[str, str | None]]:
        """The ticked grounds."""
        return parse_gates(self.cleaned_data["gates"])


class ConflictForm(ActForm):
    """An interest in the producer: the member says so themselves, or the office for them."""

    member = forms.ModelChoiceField(
        CouncilMember.objects.none(), label="Thành viên", empty_label="Chọn thành viên"
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=240,
        help_text="Ví dụ: có góp vốn, là người thân của chủ cơ sở.",
    )

    @classmethod
    def for_item(cls, item: AgendaItem, posted: Posted = None) -> Self:
        """For the office: any scoring member without a conflict yet."""
        form = cls(posted, auto_id="xd_%s")
        form.fields["member"].queryset = (
            item.session.council.members.filter(left_on=None)
            .exclude(seat=CouncilMember.Seat.SECRETARY)
            .exclude(pk__in=item.conflicts.values("member_id"))
            .select_related("user")
        )
        form.fields["member"].label_from_instance = lambda seat: seat.represents
        return form

    @classmethod
    def for_oneself(cls, member: CouncilMember, posted: Posted = None) -> Self:
        """For a member: themselves."""
        form = cls(posted, initial={"member": member.pk}, auto_id="xd_%s")
        form.fields["member"].queryset = CouncilMember.objects.filter(pk=member.pk)
        form.fields["member"].widget = forms.HiddenInput()
        return form


class AdviceForm(ActForm):
    """The advisory team's report on one product."""

    report = text_area("Báo cáo của Tổ tư vấn", "Kết quả xem hồ sơ và khảo sát nơi sản xuất.")


class DiscussionForm(ActForm):
    """What the council said before it scores again."""

    discussion = text_area("Kết luận thảo luận", "Ghi vào biên bản, rồi các thành viên chấm lại.")


class AgreementForm(ActForm):
    """The level agreed at one criterion where no majority chose one."""

    criterion = forms.CharField(widget=forms.HiddenInput)
    option = forms.ChoiceField(label="Mức Hội đồng thống nhất", widget=forms.RadioSelect)
    reason = forms.CharField(label="Lý do", max_length=400, help_text="Ghi vào biên bản.")

    @classmethod
    def of(cls, rubric: Rubric, tally: CriterionTally, posted: Posted = None) -> Self:
        """The form of one undecided criterion: the levels that members chose."""
        form = cls(posted, initial={"criterion": tally.code}, auto_id=f"tn_{tally.code}_%s")
        form.fields["option"].choices = [
            (
                f"{case or ''}-{option}",
                f"{level_words(rubric, tally.code, case, option)} ({members} phiếu)",
            )
            for case, option, members in tally.votes
        ]
        return form

    def chosen(self) -> tuple[int | None, int]:
        """The agreed (case, option)."""
        case, _, option = self.cleaned_data["option"].partition("-")
        return (int(case) if case else None), int(option)


class GatesForm(ActForm):
    """The grounds to stop on which the council agreed."""

    discussion = text_area("Kết luận thảo luận", "Ghi vào biên bản.")

    @classmethod
    def of(cls, rubric: Rubric, item: AgendaItem, posted: Posted = None) -> Self:
        """The form of one item."""
        kept = [gate_value(kind, criterion) for kind, criterion in item.concluded_gates]
        form = cls(posted, initial={"gates": kept}, auto_id="ld_%s")
        form.fields["gates"] = gates_field(rubric, "Hội đồng kết luận dừng đánh giá vì", "")
        form.order_fields(["gates", "discussion"])
        return form

    def chosen_gates(self) -> list[tuple[str, str | None]]:
        """The ticked grounds."""
        return parse_gates(self.cleaned_data["gates"])


class ConclusionForm(ActForm):
    """The chair's conclusion on one product."""

    discussion = text_area("Kết luận thảo luận", "Ghi vào biên bản.", required=False)


class AttendanceForm(ActForm):
    """Who is in the room."""

    present = forms.ModelMultipleChoiceField(
        CouncilMember.objects.none(),
        label="Thành viên có mặt",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy đánh dấu những người có mặt."},
    )

    @classmethod
    def of(cls, session: Session, posted: Posted = None) -> Self:
        """Everyone with a seat; ticked as recorded, all of them before the session opens."""
        seats = session.council.members.filter(left_on=None).select_related("user")
        recorded = [seat.pk for seat in session.present.all()]
        initial = recorded or [seat.pk for seat in seats]
        form = cls(posted, initial={"present": initial})
        form.fields["present"].queryset = seats
        form.fields["present"].label_from_instance = seat_words
        return form


class PlaceForm(ActForm):
    """Dossiers to put on the list."""

    dossiers = forms.ModelMultipleChoiceField(
        Dossier.objects.none(),
        label="Hồ sơ đang chờ Hội đồng",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một hồ sơ."},
    )

    @classmethod
    def of(cls, waiting: Any, posted: Posted = None) -> Self:
        """The form of the dossiers that wait for this council."""
        form = cls(posted)
        form.fields["dossiers"].queryset = waiting
        form.fields["dossiers"].label_from_instance = dossier_words
        return form


class SessionForm(ActForm):
    """A session to announce."""

    name = forms.CharField(
        label="Tên phiên họp", max_length=160, help_text="Ví dụ: Phiên họp đợt 2 năm 2026."
    )
    held_on = forms.DateField(label="Ngày họp", help_text="Ngày/tháng/năm, ví dụ 20/11/2026.")
    starts_at = forms.TimeField(
        label="Giờ bắt đầu", required=False, help_text="Giờ:phút, ví dụ 08:00."
    )
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)


class WrittenForm(ActForm):
    """A round of written opinions to prepare."""

    name = forms.CharField(
        label="Tên đợt lấy ý kiến",
        max_length=160,
        help_text="Ví dụ: Đánh giá lại, đợt tháng 11 năm 2026.",
    )
    reply_by = forms.DateField(
        label="Hạn gửi phiếu",
        help_text="Hết ngày này thành viên không gửi được nữa. Ví dụ 30/11/2026.",
    )


class ReplyForm(ActForm):
    """More time for a round of written opinions."""

    reply_by = forms.DateField(label="Hạn gửi phiếu mới", help_text="Ví dụ 05/12/2026.")


class CloseForm(ActForm):
    """The end of a session: what the minutes still need."""

    minutes_number = forms.CharField(
        label="Số biên bản", max_length=60, help_text="Số trong sổ văn bản, ví dụ 02/BB-HĐ."
    )
    guests = forms.CharField(label="Khách mời", max_length=400, required=False)
    notes = text_area("Ý kiến tại phiên họp", "Mỗi ý kiến một dòng.", required=False)


def level_words(rubric: Rubric, code: str, case: int | None, option: int) -> str:
    """A level as the sheet prints it: "Mức 2 điểm: Có hợp đồng …"."""
    if option == 0:
        return "Chưa đạt mức nào"
    leaf = rubric.leaf(code)
    assert leaf is not None, "the tally is of this sheet"
    chosen = leaf.option_at(option, case)
    return f"Mức {chosen.points} điểm: {chosen.label}"


def seat_words(seat: CouncilMember) -> str:
    """A seat on an attendance list."""
    return f"{seat.represents} · {seat.get_seat_display()} · {seat.user.full_name}"


def dossier_words(dossier: Dossier) -> str:
    """A dossier on the list of those that wait."""
    product = dossier.product
    kind = "" if dossier.kind == "first" else f" · {dossier.get_kind_display().lower()}"
    return f"{product.name} · {product.producer.name} · {dossier.commune.full_name}{kind}"
