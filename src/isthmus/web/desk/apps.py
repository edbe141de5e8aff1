"""The desk's pages as a Django app: templates, static files, template tags."""

from django.apps import AppConfig

__all__ = ["DeskPages"]


class DeskPages(AppConfig):
    """Named apart from the store's app, which holds the models."""

    name = "isthmus.web.desk"
    label = "desk_pages"
    verbose_name = "Isthmus desk"
