from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "ocop.opendata"
    label = "opendata"
