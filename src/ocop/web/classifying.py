"""The form in which producers and offices say what a product is beside its group of Phụ lục I."""

from django import forms
from django.db.models import Q

from ocop.accounts.models import User
from ocop.products.classifying import classify_product
from ocop.products.models import KeySector, Product, ProductTrait


class ClassifyForm(forms.Form):
    """Key sector, craft village, and what is true of the product."""

    key_sector = forms.ModelChoiceField(
        KeySector.objects.none(),
        label="Ngành hàng chủ lực của tỉnh",
        required=False,
        empty_label="Không thuộc ngành hàng chủ lực nào",
        help_text="Danh sách này do cơ quan OCOP của tỉnh lập, không phải nhóm để chấm điểm.",
    )
    craft_village = forms.CharField(
        label="Làng nghề",
        max_length=120,
        required=False,
        help_text="Ghi tên làng nghề đã được công nhận. Không từ làng nghề thì để trống.",
    )
    traits = forms.MultipleChoiceField(
        label="Sản phẩm này",
        choices=ProductTrait.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đánh dấu những điều đúng. Người mua lọc được theo làng nghề và xuất khẩu.",
    )

    def __init__(self, *args: object, product: Product, **kwargs: object) -> None:
        initial = {
            "key_sector": product.key_sector_id,
            "craft_village": product.craft_village,
            "traits": [trait.kind for trait in product.traits.all()],
        }
        super().__init__(*args, initial=initial, **kwargs)
        place = product.current_commune or product.commune
        offered = Q(province=place.province_today_id, is_closed=False)
        if product.key_sector_id:
            offered |= Q(pk=product.key_sector_id)
        self.fields["key_sector"].queryset = KeySector.objects.filter(offered)
        self._product = product

    def save(self, by: User) -> Product:
        """Write it; raises RefusedError."""
        return classify_product(product=self._product, by=by, **self.cleaned_data)
