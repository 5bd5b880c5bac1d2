from django.apps import AppConfig


class MisuseConfig(AppConfig):
    name = "ocop.misuse"
    label = "misuse"
