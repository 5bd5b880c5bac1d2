"""What a producer types, in plain words. The services judge; the forms only read."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from ocop.accounts.phones import local_phone, normal_phone
from ocop.dossiers.rules.updates import TOPICS
from ocop.files.checks import CheckedFile
from ocop.files.forms import UploadField
from ocop.files.limits import ALL_KINDS, IMAGES, Kind
from ocop.law.evidence import evidence_kinds
from ocop.producers.models import LegalForm, Paper, ProducerPerson
from ocop.products.models import Product
from ocop.register.models import EvaluationKind

# The commonest first; "unknown" occurs only in recorded lists.
_COMMON = (LegalForm.HOUSEHOLD, LegalForm.FAMILY)
FORM_CHOICES = sorted(
    (choice for choice in LegalForm.choices if choice[0] != LegalForm.UNKNOWN),
    key=lambda choice: choice[0] not in _COMMON,
)
DAY_HELP = "Ghi ngày/tháng/năm, ví dụ 05/08/2026."


class PhoneField(forms.CharField):
    """A Vietnamese number, kept as people read it: "0912 345 678"."""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        try:
            return local_phone(normal_phone(typed))
        except ValueError as error:
            raise ValidationError(str(error)) from None


def area(label: str, *, help_text: str = "", rows: int = 4) -> forms.CharField:
    """A box for a few sentences, never required while drafting."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": rows}),
    )


class FirstRunForm(forms.Form):
    """The little that is needed to begin."""

    name = forms.CharField(
        label="Tên cơ sở",
        max_length=200,
        help_text="Ghi đúng như trên giấy đăng ký kinh doanh. Chưa có giấy thì ghi tên thường gọi.",
        error_messages={"required": "Hãy ghi tên cơ sở."},
    )
    legal_form = forms.ChoiceField(
        label="Loại hình",
        choices=FORM_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn loại hình."},
    )
    registration_number = forms.CharField(
        label="Số đăng ký kinh doanh",
        max_length=40,
        required=False,
        help_text="Chưa có thì để trống và bổ sung sau.",
    )
    phone = PhoneField(label="Điện thoại của cơ sở", max_length=20, required=False)


class ProducerForm(FirstRunForm):
    """Everything Mẫu số 01 and 02 ask of a producer."""

    registered_on = forms.DateField(label="Ngày cấp đăng ký", required=False, help_text=DAY_HELP)
    founded_on = forms.DateField(label="Ngày thành lập", required=False, help_text=DAY_HELP)
    address = forms.CharField(
        label="Địa chỉ",
        max_length=240,
        required=False,
        help_text="Số nhà, ấp hoặc khóm, xã.",
    )
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        error_messages={"invalid": "Thư điện tử chưa đúng. Ví dụ: coso@example.vn."},
    )
    representative_name = forms.CharField(
        label="Họ tên người đại diện", max_length=120, required=False
    )
    representative_title = forms.CharField(
        label="Chức vụ", max_length=120, required=False, help_text="Ví dụ: chủ cơ sở, giám đốc."
    )
    representative_sex = forms.ChoiceField(
        label="Giới tính",
        required=False,
        choices=[("female", "Nữ"), ("male", "Nam"), ("", "Không ghi")],
        widget=forms.RadioSelect,
    )
    representative_ethnicity = forms.CharField(label="Dân tộc", max_length=40, required=False)
    representative_address = forms.CharField(
        label="Địa chỉ thường trú", max_length=240, required=False
    )
    description = area(
        "Cơ sở hình thành và phát triển thế nào?",
        help_text="Ba câu là đủ: bắt đầu từ khi nào, làm gì, nay ra sao.",
    )
    organisation = area(
        "Cơ sở có những ai, mỗi người làm gì?",
        help_text="Ví dụ: chủ cơ sở lo mua cá và bán hàng; 4 lao động phơi và đóng gói.",
        rows=3,
    )


class PersonForm(forms.Form):
    """Someone who may act for the producer."""

    contact = forms.CharField(
        label="Số điện thoại hoặc thư điện tử của người đó",
        max_length=120,
        help_text="Người đó phải có tài khoản Sổ OCOP rồi.",
        error_messages={"required": "Hãy ghi số điện thoại hoặc thư điện tử."},
    )
    part = forms.ChoiceField(
        label="Người đó là",
        choices=[
            (ProducerPerson.Part.HELPER, "Người hỗ trợ gõ giúp"),
            (ProducerPerson.Part.STAFF, "Người của cơ sở"),
        ],
        widget=forms.RadioSelect,
        initial=ProducerPerson.Part.HELPER,
    )


class NewProductForm(forms.Form):
    """An idea or a product: a name is enough."""

    name = forms.CharField(
        label="Tên sản phẩm",
        max_length=200,
        help_text="Như in trên nhãn, ví dụ: Khô cá lóc.",
        error_messages={"required": "Hãy ghi tên sản phẩm."},
    )
    stage = forms.ChoiceField(
        label="Sản phẩm đang ở bước nào?",
        choices=[
            (Product.Stage.MADE, "Đang làm và bán"),
            (Product.Stage.IDEA, "Mới là ý tưởng"),
        ],
        widget=forms.RadioSelect,
        initial=Product.Stage.MADE,
    )
    description = area(
        "Kể ngắn về sản phẩm",
        help_text="Làm từ gì, cân nặng mỗi gói, có gì khác nơi khác.",
    )


class ProductForm(NewProductForm):
    """Everything told of a product."""

    stage = forms.ChoiceField(
        label="Sản phẩm đang ở bước nào?",
        choices=[
            (Product.Stage.STOPPED, "Đã ngừng làm"),
            *NewProductForm.base_fields["stage"].choices,
        ],
        widget=forms.RadioSelect,
    )
    description = area(
        "Mô tả sản phẩm, quy cách, tiêu chuẩn",
        help_text="Nguyên liệu, khối lượng tịnh, cách đóng gói, tiêu chuẩn đã công bố.",
        rows=5,
    )
    yearly_output = forms.CharField(
        label="Sản lượng một năm", max_length=120, required=False, help_text="Ví dụ: 12 tấn."
    )
    story = area(
        "Câu chuyện sản phẩm",
        help_text="Ai nghĩ ra món này, vì sao ngon, gắn với quê mình thế nào. Viết như đang kể.",
        rows=7,
    )


class PhotoForm(forms.Form):
    """One photo of the product."""

    photo = UploadField(label="Ảnh sản phẩm", kinds=IMAGES)
    caption = forms.CharField(label="Chú thích", max_length=160, required=False)


class SeveralFilesInput(forms.FileInput):
    """Several photographed pages at once."""

    allow_multiple_selected = True


class SeveralUploadsField(UploadField):
    """Any number of files, each checked. The cleaned value is a list."""

    def __init__(self, *, kinds: Collection[Kind] = ALL_KINDS, **options: Any) -> None:
        super().__init__(kinds=kinds, widget=SeveralFilesInput, **options)

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:  # type: ignore[override]
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return [
            checked for each in given if (checked := super(SeveralUploadsField, self).clean(each))
        ]


class PaperForm(forms.Form):
    """A paper of the vault."""

    kind = forms.ChoiceField(
        label="Đây là giấy gì?",
        choices=[],
        error_messages={"required": "Hãy chọn loại giấy tờ."},
    )
    title = forms.CharField(
        label="Tên giấy tờ",
        max_length=200,
        required=False,
        help_text="Để trống thì lấy tên của loại giấy.",
    )
    number = forms.CharField(label="Số hiệu", max_length=80, required=False)
    issuer = forms.CharField(label="Nơi cấp", max_length=200, required=False)
    issued_on = forms.DateField(label="Ngày cấp", required=False, help_text=DAY_HELP)
    expires_on = forms.DateField(
        label="Có giá trị đến ngày",
        required=False,
        help_text="Ghi ngày cuối cùng còn hạn. Giấy không có hạn thì để trống.",
    )
    state = forms.ChoiceField(
        label="Giấy này",
        choices=Paper.State.choices,
        widget=forms.RadioSelect,
        initial=Paper.State.HELD,
    )
    files = SeveralUploadsField(label="Ảnh chụp hoặc tệp", required=False)

    def __init__(self, *args: Any, first: Collection[str] = (), **options: Any) -> None:
        """`first` are the kinds wanted here: they stand on top of the list."""
        super().__init__(*args, **options)
        kinds = sorted(evidence_kinds(), key=lambda kind: kind.code not in first)
        self.fields["kind"].choices = [(kind.code, kind.name) for kind in kinds]

    def details(self) -> dict[str, Any]:
        """The cleaned values without the files."""
        return {name: value for name, value in self.cleaned_data.items() if name != "files"}


class BeginForm(forms.Form):
    """Which of the three kinds of dossier (Điều 6.1)."""

    kind = forms.ChoiceField(
        label="Hồ sơ này là",
        choices=EvaluationKind.choices,
        widget=forms.RadioSelect,
        initial=EvaluationKind.FIRST,
    )


class TextsForm(forms.Form):
    """Part II and IV of Mẫu số 02, what changed, and the samples."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    changes = area(
        "Những gì đã đổi từ lần công nhận trước",
        help_text="Kể cái gì mới, cái gì khác, và có giấy tờ nào làm chứng.",
        rows=6,
    )
    results_production = area(
        "Vùng nguyên liệu, cách làm, đóng gói",
        help_text="Nguyên liệu lấy ở đâu, làm bằng máy gì, đóng gói ra sao.",
    )
    results_quality = area(
        "Chất lượng và bao bì đã khác trước thế nào",
        help_text="Tiêu chuẩn, bao bì, nhãn mác, hình thức đóng gói.",
    )
    results_market = area(
        "Đang bán ở đâu", help_text="Chợ, đại lý, siêu thị, trên mạng, xuất khẩu."
    )
    results_business = area(
        "Doanh thu, lợi nhuận", help_text="Năm trước và năm nay, ước cũng được."
    )
    plan = area(
        "Kế hoạch sắp tới",
        help_text="Định làm thêm gì về sản phẩm, về cách tổ chức làm và về nơi bán.",
        rows=6,
    )
    samples = forms.IntegerField(
        label="Số sản phẩm mẫu gửi kèm",
        min_value=0,
        required=False,
        help_text="Ít nhất 05 sản phẩm, nộp cho xã cùng hồ sơ (Điều 6.2.d).",
    )

    def __init__(
        self, *args: Any, asks_changes: bool, asks_updates: bool, asks_samples: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if not asks_changes:
            del self.fields["changes"]
        if asks_updates:
            self.fields["changes"].label = "Thay đổi khác (nếu có)"
            for topic in TOPICS:
                self.fields[topic_field(topic.code)] = area(
                    topic.name, help_text=topic.help, rows=2
                )
        if not asks_samples:
            del self.fields["samples"]

    def topics(self) -> list[BoundField]:
        """The ten updates of Điều 6.1.c, none where they are not asked."""
        names = [topic_field(topic.code) for topic in TOPICS]
        return [self[name] for name in names if name in self.fields]

    def saved_words(self) -> dict[str, Any]:
        """What `save_texts` takes: the topics together as `updates`."""
        words = dict(self.cleaned_data)
        updates = {
            topic.code: words.pop(name)
            for topic in TOPICS
            if (name := topic_field(topic.code)) in words
        }
        return words | ({"updates": updates} if updates else {})


def topic_field(topic: str) -> str:
    """The name of the field of one of the ten updates."""
    return f"update_{topic}"


class HandInForm(forms.Form):
    """The commitment of Mẫu số 01."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    is_committed = forms.BooleanField(
        label="Tôi cam đoan những thông tin trong hồ sơ là đúng sự thật, cam kết tuân thủ các quy "
        "định về đánh giá, phân hạng sản phẩm OCOP, chịu trách nhiệm trước Hội đồng và pháp luật "
        "về hồ sơ này.",
        error_messages={"required": "Hãy đọc và đánh dấu vào lời cam đoan."},
    )
