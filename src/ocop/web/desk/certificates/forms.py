"""The forms of the certificates' desk."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from ocop.files.forms import UploadField
from ocop.files.limits import DOCUMENTS, IMAGES, SIGNED_PAPERS
from ocop.places.models import Unit
from ocop.producers.models import LegalForm, Producer
from ocop.recognition.editions import REASONS
from ocop.recognition.models import NumberSeries
from ocop.recognition.wording import TEXTS
from ocop.register.models import CertificateEdition
from ocop.web.desk.decisions.forms import OWN, Capacity

Kind = CertificateEdition.Kind
DECISION, LETTER = "decision", "letter"


class EditionForm(forms.Form):
    """The order for a new paper, as its leader signed it."""

    reason = forms.ChoiceField(
        label="Lý do",
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn lý do."},
    )
    note = forms.CharField(
        label="Ghi rõ",
        max_length=240,
        required=False,
        help_text="Trước ghi gì, nay ghi gì.",
        error_messages={"required": "Ghi rõ chỗ thay đổi: trước là gì, nay là gì."},
    )
    basis = forms.ChoiceField(
        label="Căn cứ",
        choices=[(DECISION, "Quyết định"), (LETTER, "Văn bản khác của lãnh đạo")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn loại văn bản làm căn cứ."},
    )
    basis_number = forms.CharField(
        label="Số văn bản",
        max_length=60,
        help_text="Như văn thư đã cấp, ví dụ 45/QĐ-UBND.",
        error_messages={"required": "Ghi số quyết định hoặc văn bản của lãnh đạo."},
    )
    basis_date = forms.DateField(
        label="Ngày văn bản",
        help_text="Dạng ngày/tháng/năm.",
        error_messages={"required": "Ghi ngày ký văn bản."},
    )
    basis_file = UploadField(label="Bản chụp văn bản", kinds=DOCUMENTS, required=False)
    paper_number = forms.CharField(
        label="Số của giấy mới",
        max_length=60,
        required=False,
        help_text="Để trống nếu giữ số cũ.",
    )
    issued_on = forms.DateField(
        label="Ngày cấp giấy mới", error_messages={"required": "Ghi ngày cấp giấy mới."}
    )
    signer_name = forms.CharField(label="Người ký giấy mới", max_length=120, required=False)
    signer_title = forms.CharField(
        label="Chức vụ người ký", max_length=160, help_text="Ví dụ: Chủ tịch, Phó Chủ tịch."
    )
    capacity = forms.ChoiceField(
        label="Tư cách ký",
        choices=[(OWN, Capacity.OWN.label), *Capacity.choices[1:]],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn tư cách ký."},
    )
    kind = Kind.REISSUE

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [(r.value, r.label) for r in REASONS[self.kind]]
        self.fields["note"].required = self.kind != Kind.REISSUE

    def clean_capacity(self) -> str:
        typed: str = self.cleaned_data["capacity"]
        return "" if typed == OWN else typed


class ReissueForm(EditionForm):
    """Lost or damaged: the new paper says the same."""


class CorrectionForm(EditionForm):
    """Misprinted: the right names, which then stand everywhere."""

    kind = Kind.CORRECTION
    product_name = forms.CharField(label="Tên sản phẩm đúng", max_length=200)
    producer_name = forms.CharField(label="Tên chủ thể đúng", max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["reason"]


class ReplacementForm(EditionForm):
    """Something changed after the star; which fields count depends on the reason."""

    kind = Kind.REPLACEMENT
    producer = forms.ModelChoiceField(
        label="Chủ thể mới",
        queryset=Producer.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="Tìm ở ô trên rồi chọn. Chưa có thì chủ thể mới tự đăng ký tài khoản, hoặc xã lập giúp.",
        error_messages={"invalid_choice": "Chủ thể này không có trong danh sách. Hãy tìm lại."},
    )
    producer_name = forms.CharField(label="Tên mới của chủ thể", max_length=200, required=False)
    legal_form = forms.ChoiceField(label="Loại hình mới", required=False)
    registration_number = forms.CharField(
        label="Số đăng ký kinh doanh mới", max_length=40, required=False
    )
    product_name = forms.CharField(label="Tên mới của sản phẩm", max_length=200, required=False)
    commune = forms.ModelChoiceField(
        label="Nơi sản xuất nay",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Không đổi",
    )

    def __init__(
        self,
        *args: Any,
        producers: QuerySet[Producer],
        communes: QuerySet[Unit],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["producer"].queryset = producers
        self.fields["commune"].queryset = communes
        self.fields["legal_form"].choices = [("", "Không đổi"), *LegalForm.choices]


class SignedPaperForm(forms.Form):
    """The scan of a paper after it was signed."""

    file = UploadField(label="Giấy đã ký (PDF)", kinds=SIGNED_PAPERS)


class SeriesForm(forms.Form):
    """A counter of the office."""

    pattern = forms.CharField(
        label="Mẫu số",
        max_length=50,
        help_text="{number} là số đếm, {number:03} là số có ba chữ số, {year} là năm. "
        "Ví dụ: {number:03}/GCN-OCOP-{year}.",
        error_messages={"required": "Ghi mẫu số."},
    )
    next_number = forms.IntegerField(
        label="Số tiếp theo",
        min_value=1,
        max_value=999_999,
        error_messages={"required": "Ghi số sẽ cấp tiếp theo."},
    )
    restarts_yearly = forms.BooleanField(label="Đếm lại từ 1 mỗi năm", required=False)

    def __init__(self, *args: Any, series: NumberSeries | None = None, **options: Any) -> None:
        if series:
            options["initial"] = {
                "pattern": series.pattern,
                "next_number": series.next_number,
                "restarts_yearly": series.restarts_yearly,
            }
        super().__init__(*args, **options)


class RuleForm(forms.Form):
    """What the province lets follow from one change."""

    needs_evaluation = forms.ChoiceField(
        label="Khi có thay đổi này",
        choices=[("", "Được thay giấy"), ("1", "Phải đánh giá lại")],
        widget=forms.RadioSelect,
        required=False,
    )
    basis = forms.CharField(
        label="Căn cứ",
        max_length=240,
        help_text="Số, ngày và cơ quan ban hành quy định của tỉnh.",
        error_messages={"required": "Ghi căn cứ: số, ngày và cơ quan ban hành."},
    )


class TemplateForm(forms.Form):
    """The wording of one paper; blank texts keep the usual words."""

    valid_from = forms.DateField(
        label="Dùng từ ngày", error_messages={"required": "Ghi ngày bắt đầu dùng."}
    )
    image = UploadField(
        label="Biểu trưng của cơ quan (không bắt buộc)", kinds=IMAGES, required=False
    )
    keeps_image = forms.BooleanField(label="Giữ biểu trưng đang dùng", required=False)

    def __init__(self, *args: Any, paper: str, has_image: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        texts = {
            text.name: forms.CharField(
                label=text.label,
                help_text=text.hint,
                required=False,
                max_length=text.most,
                widget=forms.Textarea(attrs={"rows": text.lines})
                if text.lines > 1
                else forms.TextInput(),
            )
            for text in TEXTS[paper]
        }
        self.fields = {**texts, **self.fields}
        if paper != "certificate":
            del self.fields["image"]
        if not has_image or paper != "certificate":
            del self.fields["keeps_image"]

    def wording(self) -> dict[str, str]:
        """The texts as typed."""
        rest = {"valid_from", "image", "keeps_image"}
        return {name: value for name, value in self.cleaned_data.items() if name not in rest}
