from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "ocop.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """From here on the search follows what the packages below tell of."""
        from ocop.catalogue.services import follow_changes
        from ocop.kernel.changes import follow

        follow(follow_changes)
