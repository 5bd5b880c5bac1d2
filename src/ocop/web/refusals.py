"""A refused act back in its form: the sentence at the right field, everything typed still there."""

from django import forms

from ocop.kernel.errors import RefusedError


def show(form: forms.BaseForm, refused: RefusedError) -> None:
    """Put the refusal at its field; on top where the form has no such field."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)
