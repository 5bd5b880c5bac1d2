"""Starting Django for the commands that need the database."""

import os


def start_django() -> None:
    """Load the settings and the models; safe to call twice.

    Ends the program with one sentence where a variable of the environment cannot be understood.
    """
    import django

    from ocop.config.environment import MisconfiguredError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.config.settings")
    try:
        django.setup()
    except MisconfiguredError as error:
        raise SystemExit(str(error)) from None
