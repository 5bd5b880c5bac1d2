"""How this installation reads the law where it is silent."""

from django.conf import settings

from ocop.law.readings import LawSettings


def law_settings() -> LawSettings:
    """The readings in force here, from `OCOP_READINGS`; whatever decides by a reading asks for them."""
    chosen: LawSettings = settings.OCOP_LAW_SETTINGS
    return chosen
