from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "ocop.kernel"
    label = "kernel"
