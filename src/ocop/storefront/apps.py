from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "ocop.storefront"
    label = "storefront"
