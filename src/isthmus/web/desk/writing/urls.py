"""The addresses of the pages on which something is written down."""

from django.urls import path

from isthmus.web.desk import enter
from isthmus.web.desk.writing import coding, jobs

urlpatterns = [
    path("enter/<str:token>/", enter.enter, name="enter"),
    path("code/", coding.start, name="code"),
    path("code/<uuid:uid>/", coding.draft, name="draft"),
    path("code/<uuid:uid>/picture/", coding.picture, name="draft_picture"),
    path("code/<uuid:uid>/discard/", coding.discard, name="discard_draft"),
    path("code/date/", coding.date_understood, name="date_understood"),
    path("code/sources/", coding.sources_offered, name="sources_offered"),
    path("code/places/", coding.places_offered, name="places_offered"),
    path("jobs/", jobs.jobs_list, name="jobs"),
    path("jobs/<uuid:uid>/", jobs.job, name="job"),
    path("jobs/<uuid:uid>/cancel/", jobs.cancel, name="cancel_job"),
    path("jobs/<uuid:uid>/again/", jobs.again, name="again_job"),
]
