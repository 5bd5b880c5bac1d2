"""`{% load portal %}`: words on the producer's pages."""

import math
from fractions import Fraction

from django import template

from ocop.web.design.figures import number
from ocop.web.scoring_adapter import sentence_case

register = template.Library()


@register.filter
def criterion_name(name: str) -> str:
    """A criterion's name without capitals and without what it explains in brackets."""
    return sentence_case(name).partition(" (")[0]


@register.filter
def points_needed(points: Fraction) -> str:
    """Points still missing, rounded up to two places: fewer would not be enough."""
    return number(Fraction(math.ceil(points * 100), 100))
