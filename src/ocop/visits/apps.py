from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "ocop.visits"
    label = "visits"
