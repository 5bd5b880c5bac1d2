"""Forms of the commune's own acts: the four contents, the proposal."""

from django import forms

from ocop.dossiers.rules.assessment import CONTENTS

MOST_LETTERS = 6000


class AssessmentForm(forms.Form):
    """The four contents of Điều 7.2.a; drafts may be empty, the proposal asks for all."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    is_complete = forms.BooleanField(
        label="Thành phần hồ sơ đầy đủ: có Phiếu đăng ký (Mẫu số 01) và Báo cáo tự đánh giá (Mẫu số 02)",
        required=False,
    )
    meeting_held_on = forms.DateField(
        label="Ngày họp lấy ý kiến các bộ phận liên quan",
        required=False,
        help_text="Chỉ ghi khi xã có họp. Quyết định không bắt buộc họp.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for content in CONTENTS:
            self.fields[content.field] = forms.CharField(
                label=f"Xã đánh giá: {content.name[0].lower()}{content.name[1:]}",
                required=False,
                max_length=MOST_LETTERS,
                widget=forms.Textarea(attrs={"rows": 7}),
            )

    @property
    def texts(self) -> dict[str, str]:
        """The four contents of a valid form."""
        return {content.field: self.cleaned_data[content.field] for content in CONTENTS}


class ProposeForm(forms.Form):
    """Numbers, day and signature of Mẫu số 03 and the letter, as the commune's registry gave them."""

    report_number = forms.CharField(
        label="Số báo cáo Mẫu số 03",
        max_length=60,
        help_text="Như văn thư đã vào sổ, ví dụ 12/BC-UBND.",
    )
    letter_number = forms.CharField(
        label="Số văn bản đề nghị gửi tỉnh", max_length=60, help_text="Ví dụ 34/UBND-KT."
    )
    reported_on = forms.DateField(label="Ngày ký")
    signer_title = forms.CharField(
        label="Chức vụ người ký",
        max_length=160,
        help_text="Ví dụ: Chủ tịch. Ký thay thì ghi: KT. Chủ tịch, Phó Chủ tịch.",
    )
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120, required=False)
