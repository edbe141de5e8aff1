"""The register, its custody log and what is derived from them."""

from django.apps import AppConfig

__all__ = ["DeskStore"]


class DeskStore(AppConfig):
    """Everything that the backup keeps and custody speaks for: database `default`."""

    name = "isthmus.store.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
