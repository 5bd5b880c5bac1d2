"""The upload field: says its limits in advance, refuses the wrong type before anything is stored."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ocop.files.checks import CheckedFile, check
from ocop.files.limits import ALL_KINDS, Kind, accepted_suffixes, limits_text
from ocop.kernel.errors import RefusedError


class UploadField(forms.FileField):
    """A file of the given kinds. The cleaned value is a `CheckedFile` (or None), for `store_upload`."""

    def __init__(self, *, kinds: Collection[Kind] = ALL_KINDS, **options: Any) -> None:
        self.kinds = frozenset(kinds)
        options.setdefault("help_text", limits_text(self.kinds))
        options.setdefault("error_messages", {})
        options["error_messages"].setdefault("required", "Hãy chọn một tệp.")
        options["error_messages"].setdefault("empty", "Tệp này trống. Hãy chọn lại tệp.")
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": accepted_suffixes(self.kinds)}

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return check(upload, kinds=self.kinds)
        except RefusedError as refused:
            raise ValidationError(refused.message) from None
