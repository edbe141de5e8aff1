"""The addresses of the pages on which something is written down."""

from django.urls import path

from isthmus.web.desk import enter
from isthmus.web.desk.writing import coding, custody, exporting, held, importing, jobs, judging

urlpatterns = [
    path("enter/<str:token>/", enter.enter, name="enter"),
    path("code/", coding.start, name="code"),
    path("code/<uuid:uid>/", coding.draft, name="draft"),
    path("code/<uuid:uid>/picture/", coding.picture, name="draft_picture"),
    path("code/<uuid:uid>/discard/", coding.discard, name="discard_draft"),
    path("code/date/", coding.date_understood, name="date_understood"),
    path("code/sources/", coding.sources_offered, name="sources_offered"),
    path("code/places/", coding.places_offered, name="places_offered"),
    path("judge/", judging.judge, name="judge"),
    path("judge/<str:kind>/choose/", judging.choose, name="judge_choose"),
    path("judge/<str:kind>/pair/", judging.pair, name="judge_pair"),
    path("judge/<uuid:uid>/undo/", judging.undo, name="undo_judgement"),
    path("import/", importing.import_page, name="import"),
    path("import/sample/", importing.open_sample, name="open_sample"),
    path("import/<uuid:uid>/anyway/", importing.import_anyway, name="import_anyway"),
    path("import/<uuid:uid>/leave/", importing.leave_import, name="leave_import"),
    path("export/", exporting.export, name="export"),
    path("export/template/", exporting.export_template, name="export_template"),
    path("document/<uuid:uid>/held/", held.held_now, name="held_now"),
    path("custody/", custody.custody, name="custody"),
    path("custody/head/", custody.head, name="head"),
    path("custody/backup/", custody.backup, name="backup"),
    path("custody/verify/", custody.verify, name="verify"),
    path("jobs/", jobs.jobs_list, name="jobs"),
    path("jobs/<uuid:uid>/", jobs.job, name="job"),
    path("jobs/<uuid:uid>/cancel/", jobs.cancel, name="cancel_job"),
    path("jobs/<uuid:uid>/again/", jobs.again, name="again_job"),
]
