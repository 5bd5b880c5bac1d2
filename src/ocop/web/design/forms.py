"""How Django's forms are drawn: label, help, error, control, tied together for screen readers."""

from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)
FIGURES = (forms.IntegerField, forms.DateField, forms.TimeField)


class FormRenderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with the product's own templates."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"


def layout(field: BoundField) -> str:
    """Which layout a field takes: "choices", "tick", "file", "table" (no photo) or "control"."""
    widget = field.field.widget
    if isinstance(widget, CHOICES):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    if not isinstance(widget, forms.FileInput):
        return "control"
    accepted = str(widget.attrs.get("accept", "image"))
    return "file" if "image" in accepted or ".jp" in accepted else "table"


def control(field: BoundField) -> SafeString:
    """The bare control of a text-like, select or file field, with the classes it needs."""
    numeric = isinstance(field.field, FIGURES)
    attributes = {"class": "control"}
    if numeric:
        attributes["class"] = "control control-short"
        # Figures on one width line up under each other; in a date they would tear "11" apart.
        if not isinstance(field.field, forms.DateField):
            attributes["class"] += " control-figures"
        attributes["inputmode"] = (
            "decimal" if isinstance(field.field, forms.DecimalField) else "numeric"
        )
        attributes["autocomplete"] = "off"
    own = field.field.widget.attrs
    if own.get("rows") == "10":  # Django's own default, too tall for a phone
        attributes["rows"] = "4"
    if own.get("class"):
        attributes["class"] += f" {own['class']}"
    kept = {
        name: value
        for name, value in attributes.items()
        if name in ("class", "rows") or name not in own
    }
    if not field.use_fieldset:
        return field.as_widget(attrs=kept)
    return field.as_widget(attrs={**kept, "aria-describedby": field.aria_describedby})


def anchor(field: BoundField) -> str:
    """The id the error summary leads to: the control, or the first choice of a group."""
    return f"{field.auto_id}_0" if layout(field) == "choices" else str(field.auto_id)


def field_errors(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    """(anchor or "", sentence) for every error of a form; fields' errors begin with their label."""
    for error in form.non_field_errors():
        yield "", error
    for field in form:
        for error in field.errors:
            if field.is_hidden:
                yield "", error
            else:
                yield anchor(field), f"{field.label}: {error}" if field.label else error
