"""The form a buyer fills in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop.files.checks import CheckedFile
from ocop.files.forms import UploadField
from ocop.files.limits import IMAGES
from ocop.kernel.codes import tidy_code
from ocop.kernel.language import is_english
from ocop.places.models import Unit
from ocop.register.models import Certificate
from ocop.web.portal.communes import CommuneFound, commune_with_code, find_communes
from ocop.web.public.reporting.guards import LEAST_SECONDS, MOST_SECONDS, age_of

KINDS = {
    "expired": gettext_lazy("Sao đã hết hạn hoặc bị thu hồi mà vẫn bán"),
    "not_theirs": gettext_lazy("Sao không phải của sản phẩm này"),
    "fake": gettext_lazy("Hàng giả, hàng nhái"),
    "wrong_star": gettext_lazy("Ghi sai số sao"),
    "other": gettext_lazy("Việc khác"),
}


class PhotoField(UploadField):
    """One picture; what is wrong with it is said in the reader's language."""

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        try:
            return super().clean(data, initial)
        except ValidationError:
            if not is_english():
                raise
            raise ValidationError(
                _("Không nhận được ảnh này. Hãy chọn ảnh JPEG, PNG hoặc WebP dưới 20 MB.")
            ) from None


class ReportForm(forms.Form):
    """What was seen, on what, where; a photo and a contact where the buyer wishes."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Bạn thấy chuyện gì?"),
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn chuyện bạn muốn báo.")},
    )
    code = forms.CharField(
        label=gettext_lazy("Mã dưới hình QR"),
        help_text=gettext_lazy("Bảy chữ và số, nếu nhãn có in."),
        max_length=20,
        required=False,
    )
    product_name = forms.CharField(
        label=gettext_lazy("Tên sản phẩm trên nhãn"),
        help_text=gettext_lazy("Nếu không có mã."),
        max_length=200,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Bạn đã thấy gì?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    shop = forms.CharField(
        label=gettext_lazy("Bán ở đâu?"),
        help_text=gettext_lazy("Tên cửa hàng, chợ, hoặc địa chỉ trang bán hàng."),
        max_length=200,
        required=False,
    )
    place = forms.CharField(
        label=gettext_lazy("Xã, phường của nơi bán"),
        help_text=gettext_lazy("Ví dụ: phường Sa Đéc, Đồng Tháp. Gõ không dấu cũng được."),
        max_length=160,
        required=False,
    )
    commune = forms.ChoiceField(
        label=gettext_lazy("Đúng xã, phường nào?"), widget=forms.RadioSelect, required=False
    )
    photo = PhotoField(
        label=gettext_lazy("Ảnh chụp nhãn"),
        help_text=gettext_lazy(
            "Một ảnh JPEG, PNG hoặc WebP, dưới 20 MB. Vị trí và tên máy trong ảnh được xóa. "
            "Chỉ cán bộ xem được ảnh."
        ),
        kinds=IMAGES,
        required=False,
    )
    contact = forms.CharField(
        label=gettext_lazy("Số điện thoại hoặc thư điện tử"),
        help_text=gettext_lazy("Chỉ để hỏi thêm về việc này. Tự xóa sau khi việc xong."),
        max_length=120,
        required=False,
    )
    # People do not see it; a machine that fills in everything fills it in.
    website = forms.CharField(required=False, max_length=400)
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.certificate: Certificate | None = None
        self.place_unit: Unit | None = None
        self.candidates: list[CommuneFound] = []
        if self.is_bound:
            self.candidates = find_communes(str(self.data.get("place", ""))[:160])
        self.fields["commune"].choices = [
            (each.unit.code, _place_words(each)) for each in self.candidates
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self._refuse_machines(typed)
        code = tidy_code(typed.get("code", ""))
        self.certificate = (
            Certificate.objects.select_related(
                "recognition__product__current_commune", "recognition__product__commune"
            )
            .filter(short_code=code)
            .first()
        )
        if not code and not typed.get("product_name"):
            self.add_error("code", _("Ghi mã trên nhãn, hoặc tên sản phẩm."))
        if code and self.certificate is None and not typed.get("product_name"):
            self.add_error(
                "product_name",
                _("Mã này không có trong sổ. Ghi thêm tên sản phẩm trên nhãn để cán bộ tìm."),
            )
        self._find_place(typed)
        return typed

    def _find_place(self, typed: dict[str, Any]) -> None:
        if typed.get("commune"):
            self.place_unit = commune_with_code(typed["commune"])
        elif len(self.candidates) == 1:
            self.place_unit = self.candidates[0].unit
        elif self.candidates:
            self.add_error("commune", _("Có nhiều nơi tên như vậy. Chọn đúng nơi."))
        elif typed.get("place"):
            self.add_error(
                "place", _("Không tìm thấy xã, phường này. Ghi thêm tên tỉnh, hoặc để trống.")
            )

    def _refuse_machines(self, typed: dict[str, Any]) -> None:
        age = age_of(typed.get("opened", ""))
        if typed.get("website") or age is None:
            raise ValidationError(_("Không gửi được. Hãy tải lại trang rồi gửi lại."))
        if age < LEAST_SECONDS:
            raise ValidationError(_("Gửi nhanh quá. Hãy xem lại rồi bấm gửi lần nữa."))
        if age > MOST_SECONDS:
            raise ValidationError(_("Trang mở đã lâu. Hãy xem lại rồi bấm gửi lần nữa."))


class FollowForm(forms.Form):
    """The code the reporter was given."""

    code = forms.CharField(
        label=gettext_lazy("Mã theo dõi"),
        max_length=20,
        error_messages={"required": gettext_lazy("Ghi mã theo dõi.")},
    )


def _place_words(found: CommuneFound) -> str:
    province = found.unit.province_today
    return f"{found.unit.full_name}, {province.name_in_sentence}" if province else str(found.unit)
