"""Starting Django for the commands that need the database."""

import os


def start_django() -> None:
    """Load the settings and the models; safe to call twice."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.config.settings")
    django.setup()
