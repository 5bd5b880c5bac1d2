"""Forms: what was typed stays, errors stand at the field, numbers and dates are Vietnamese."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template

from ocop.web.design import guide
from ocop.web.design.forms import anchor, field_errors


class Entry(forms.Form):
    amount = forms.DecimalField(label="Số tiền", localize=True)
    day = forms.DateField(label="Ngày ký")


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234.567,89", Decimal("1234567.89")),
        ("1.234", Decimal(1234)),
        ("12,5", Decimal("12.5")),
        ("12.5", Decimal("12.5")),
    ],
)
def test_vietnamese_numbers_are_read(typed: str, amount: Decimal) -> None:
    form = Entry({"amount": typed, "day": "5/8/2026"})
    assert form.is_valid()
    assert form.cleaned_data == {"amount": amount, "day": dt.date(2026, 8, 5)}


def test_initial_values_are_written_the_vietnamese_way() -> None:
    page = str(Entry(initial={"amount": Decimal("1234567.89"), "day": dt.date(2026, 8, 5)}))
    assert 'value="1.234.567,89"' in page
    assert 'value="05/08/2026"' in page


def test_a_refused_form_keeps_what_was_typed_and_says_where() -> None:
    page = str(Entry({"amount": "mười hai", "day": "31/02/2026"}))
    assert 'value="mười hai"' in page
    assert 'value="31/02/2026"' in page
    assert "Có 2 chỗ cần sửa" in page
    assert '<a href="#id_amount">Số tiền: ' in page
    assert 'aria-invalid="true" aria-describedby="id_amount_error"' in page
    assert '<div id="id_amount_error">' in page


def test_a_form_without_errors_has_no_summary() -> None:
    assert "mend" not in str(Entry())


def test_a_group_of_choices_is_a_fieldset_with_its_legend() -> None:
    form = guide.sample_form()
    text = form["kind"].as_field_group()
    assert text.startswith('<fieldset class="field has-error" aria-describedby="id_kind_error">')
    assert "<legend>Loại hình của cơ sở\n</legend>" in text
    assert text.count('type="radio"') == 3
    assert anchor(form["kind"]) == "id_kind_0"


def test_the_unit_stands_behind_the_control_and_help_before_it() -> None:
    source = '{% load design %}{% field form.output unit="tấn" %}'
    text = Template(source).render(Context({"form": guide.SampleForm()}))
    assert text.index("id_output_helptext") < text.index("<input") < text.index("<span>tấn</span>")
    assert 'class="control control-short control-figures"' in text
    assert 'inputmode="decimal"' in text


def test_optional_fields_say_so_and_required_ones_do_not() -> None:
    form = guide.SampleForm()
    assert "(không bắt buộc)" in form["story"].as_field_group()
    assert "(không bắt buộc)" not in form["name"].as_field_group()


def test_every_id_spoken_of_exists() -> None:
    form = guide.sample_form()
    page = "".join(field.as_field_group() for field in form)
    for field in form:
        for name in str(field.aria_describedby or "").split():
            assert f'id="{name}"' in page
        assert f'id="{anchor(field)}"' in page


def test_hidden_and_whole_form_errors_are_listed_without_a_link() -> None:
    class Versioned(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput)

        def clean(self) -> None:
            self.add_error(None, "Người khác vừa sửa hồ sơ này.")

    errors = list(field_errors(Versioned({"version": "x"})))
    assert [place for place, _ in errors] == ["", ""]
    assert errors[0][1] == "Người khác vừa sửa hồ sơ này."
