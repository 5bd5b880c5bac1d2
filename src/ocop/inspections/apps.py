from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "ocop.inspections"
    label = "inspections"
