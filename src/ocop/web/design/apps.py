from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "ocop.web.design"
    label = "design"
