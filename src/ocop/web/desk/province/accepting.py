"""The form with which the provincial office finds a dossier complete."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms

from ocop.dossiers.models import Dossier, SiteCheck
from ocop.dossiers.services.province import SiteVisit
from ocop.register.models import EvaluationKind

_SITE_FIELDS = ("ground", "reason", "checked_on")


class AcceptForm(forms.Form):
    """What the office found, for the council's file; of a re-evaluation also the site check."""

    ground = forms.ChoiceField(
        label="Kiểm tra tại cơ sở",
        choices=SiteCheck.Ground,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn có kiểm tra tại cơ sở hay không."},
        help_text="Chỉ kiểm tra khi quy mô sản xuất đổi lớn hoặc minh chứng không rõ (Điều 7.6.c).",
    )
    reason = forms.CharField(
        label="Lý do, kết quả",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do: vì sao không cần, hoặc đã xem gì, thấy gì."},
        help_text="Ví dụ: sản lượng tăng 5%, giấy tờ đủ và rõ nên không cần đến cơ sở.",
    )
    checked_on = forms.DateField(
        label="Ngày kiểm tra tại cơ sở",
        required=False,
        help_text="Chỉ ghi khi có đi kiểm tra, ví dụ 20/11/2026.",
    )
    note = forms.CharField(
        label="Nhận xét của cơ quan tham mưu",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, dossier: Dossier, posted: Mapping[str, Any] | None = None) -> Self:
        """The form of one dossier: the site check is asked of re-evaluations alone."""
        form = cls(posted)
        if dossier.kind != EvaluationKind.REEVALUATION:
            for name in _SITE_FIELDS:
                del form.fields[name]
        return form

    def site(self) -> SiteVisit | None:
        """The choice; None where it was not asked."""
        chosen = self.cleaned_data
        if "ground" not in chosen:
            return None
        return SiteVisit(chosen["ground"], chosen["reason"], chosen["checked_on"])
