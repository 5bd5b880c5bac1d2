"""`{% load desk %}`: what the desk's base page asks about the person."""

from django import template
from django.template.context import Context

from ocop.web.desk.offices import Place, groups_of, office_name, places_of

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_places(context: Context) -> list[Place]:
    """The lines of the main navigation for the person's offices."""
    return places_of(context["request"].user)


@register.simple_tag(takes_context=True)
def desk_groups(context: Context) -> dict[str, list[Place]]:
    """The lines that stand together in small menus, by the name of the menu."""
    return groups_of(context["request"].user)


@register.simple_tag(takes_context=True)
def desk_office(context: Context) -> str:
    """The office named under the product's name."""
    return office_name(context["request"].user)
