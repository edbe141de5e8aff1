"""The addresses of the pages of estimates."""

from django.urls import path

from isthmus.web.desk.estimating import files, plans, results

urlpatterns = [
    path("estimate/", plans.estimate, name="estimate"),
    path("estimate/new/", plans.estimate_new, name="estimate_new"),
    path("estimate/<uuid:uid>/", plans.estimate_plan, name="estimate_plan"),
    path("estimate/<uuid:uid>/lists/", plans.estimate_lists, name="estimate_lists"),
    path("estimate/<uuid:uid>/start/", plans.estimate_start, name="estimate_start"),
    path("estimate/<uuid:uid>/remove/", plans.estimate_remove, name="estimate_remove"),
    path("estimate/<uuid:uid>/bring-back/", plans.estimate_bring_back, name="estimate_bring_back"),
    path("estimate/run/<uuid:uid>/", results.estimate_run, name="estimate_run"),
    path("estimate/run/<uuid:uid>/remove/", results.estimate_run_remove, name="estimate_run_remove"),
    path("estimate/run/<uuid:uid>/lists.csv", files.estimate_table, name="estimate_table"),
    path("estimate/run/<uuid:uid>/figures.csv", files.estimate_figures, name="estimate_figures"),
    path("estimate/run/<uuid:uid>/all.json", files.estimate_json, name="estimate_json"),
]
