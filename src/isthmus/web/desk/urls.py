"""The addresses of the desk; those of a row carry its random uid, so that no history entry names a person."""

import importlib.util

from django.urls import URLPattern, URLResolver, include, path

from isthmus.web.desk import assets, doors

handler400 = "isthmus.web.desk.errors.malformed"
handler403 = "isthmus.web.desk.errors.forbidden"
handler404 = "isthmus.web.desk.errors.missing"
handler500 = "isthmus.web.desk.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("static/<path:name>", assets.asset, name="asset"),
    path("sign-in/", doors.sign_in, name="sign_in"),
    path("sign-out/", doors.sign_out, name="sign_out"),
    path("lock/", doors.lock_now, name="lock"),
    path("unlock/", doors.unlock, name="unlock"),
    path("veil/", doors.toggle_veil, name="veil"),
    path("keys/", doors.keys, name="keys"),
    path("", include("isthmus.web.desk.reading.urls")),
    path("", include("isthmus.web.desk.estimating.urls")),
]

if importlib.util.find_spec("isthmus.web.desk.writing.urls"):  # until its pages are there
    urlpatterns.append(path("", include("isthmus.web.desk.writing.urls")))
