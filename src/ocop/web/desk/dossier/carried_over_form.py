"""The form of a paper dossier entered half-way."""

from typing import Any

from django import forms

from ocop.accounts.models import User
from ocop.dossiers import policy
from ocop.dossiers.rules.assessment import CONTENTS
from ocop.dossiers.services.carried_over import REACHED, PaperPast, PaperReceipt
from ocop.dossiers.services.commune import ReportPapers
from ocop.dossiers.states import DossierState
from ocop.products.models import Product
from ocop.register.models import EvaluationKind

REPORT_FIELDS = ("report_number", "letter_number", "reported_on", "signer_title")
PROVINCE_FIELDS = ("province_serial", "province_received_on")


class CarriedOverForm(forms.Form):
    """What the paper books say; later steps ask for more of it."""

    kind = forms.ChoiceField(
        label="Lần đánh giá", choices=EvaluationKind, widget=forms.RadioSelect, initial="first"
    )
    reached = forms.ChoiceField(label="Hồ sơ giấy đã đến bước nào?", widget=forms.RadioSelect)
    submitted_on = forms.DateField(label="Ngày chủ thể nộp")
    serial = forms.IntegerField(label="Số phiếu trong sổ của xã", min_value=1, max_value=99_999)
    number = forms.CharField(
        label="Số phiếu ghi trên giấy",
        max_length=60,
        required=False,
        help_text="Chỉ ghi khi khác mẫu số/PĐK-tỉnh-xã-năm.",
    )
    received_on = forms.DateField(label="Ngày xã nhận")
    samples = forms.IntegerField(
        label="Số sản phẩm mẫu đã nhận", min_value=0, max_value=999, initial=5
    )
    product_serial = forms.IntegerField(
        label="Số thứ tự sản phẩm của xã",
        required=False,
        min_value=1,
        max_value=99_999,
        help_text="Phần STT trong mã sản phẩm. Để trống thì lấy số tiếp theo.",
    )
    report_number = forms.CharField(label="Số báo cáo Mẫu số 03", max_length=60, required=False)
    letter_number = forms.CharField(label="Số văn bản đề nghị", max_length=60, required=False)
    reported_on = forms.DateField(label="Ngày ký báo cáo", required=False)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=160, required=False)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120, required=False)
    province_serial = forms.IntegerField(
        label="Số phiếu trong sổ của tỉnh", required=False, min_value=1, max_value=99_999
    )
    province_number = forms.CharField(
        label="Số phiếu của tỉnh ghi trên giấy", max_length=60, required=False
    )
    province_received_on = forms.DateField(label="Ngày tỉnh nhận", required=False)
    note = forms.CharField(
        label="Ghi chú", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, product: Product, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [step for step in REACHED if policy.may_carry_over(by, product, step)]
        self.fields["reached"].choices = [(step.value, step.label) for step in steps]
        for content in CONTENTS:
            self.fields[content.field] = forms.CharField(
                label=content.name,
                required=False,
                max_length=6000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        """Each step asks for the papers of the steps before it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        reached = given.get("reached")
        asked: tuple[str, ...] = ()
        if reached and reached != DossierState.AT_COMMUNE:
            asked += REPORT_FIELDS
        if reached in REACHED[2:]:
            asked += PROVINCE_FIELDS
        for name in asked:
            if name not in self.errors and not given.get(name):
                self.add_error(name, "Bước đã chọn cần có mục này.")
        return given

    @property
    def past(self) -> PaperPast:
        """The typed papers of a valid form."""
        given = self.cleaned_data
        report = province = None
        if given["reported_on"]:
            report = ReportPapers(**{name: given[name] for name in (*REPORT_FIELDS, "signer_name")})
        if given["province_received_on"] and given["province_serial"]:
            province = PaperReceipt(
                given["province_serial"],
                given["province_received_on"],
                given["province_number"],
                given["samples"],
            )
        return PaperPast(
            submitted_on=given["submitted_on"],
            commune=PaperReceipt(
                given["serial"], given["received_on"], given["number"], given["samples"]
            ),
            report=report,
            texts={content.field: given[content.field] for content in CONTENTS},
            province=province,
            product_serial=given["product_serial"],
            note=given["note"],
        )
