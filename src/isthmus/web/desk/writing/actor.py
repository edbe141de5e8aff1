"""Who acts on this request."""

from typing import Any, cast

from django.http import HttpRequest

__all__ = ["actor_of"]


def actor_of(request: HttpRequest) -> str:
    """Return the signed-in actor; every page of this package needs one."""
    return str(cast(Any, request).actor)
