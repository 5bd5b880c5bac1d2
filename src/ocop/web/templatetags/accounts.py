"""`{% load accounts %}`: how people's contacts are shown."""

from django import template

from ocop.accounts.phones import local_phone

register = template.Library()

register.filter("local_phone", local_phone)
