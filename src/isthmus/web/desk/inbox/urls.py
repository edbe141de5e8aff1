"""The addresses of the inbox: random numbers alone, which are those of no writer."""

from django.urls import path

from isthmus.web.desk.inbox import bringing_in, destroying, listing, opening, thread, writing

urlpatterns = [
    path("inbox/", listing.inbox, name="inbox"),
    path("inbox/open/", opening.open_inbox, name="open_inbox"),
    path("inbox/close/", opening.close_inbox, name="close_inbox"),
    path("inbox/bring-in/", bringing_in.bring_in_letters, name="bring_in_letters"),
    path("inbox/away/", listing.put_letters_away, name="put_letters_away"),
    path("inbox/shut/", destroying.remove_shut, name="remove_shut_letters"),
    path("inbox/<uuid:uid>/", thread.thread, name="thread"),
    path("inbox/<uuid:uid>/answer/", writing.answer_thread, name="answer_thread"),
    path("inbox/<uuid:uid>/keep/", writing.keep_thread, name="keep_thread"),
    path("inbox/<uuid:uid>/note/", writing.note_on_thread, name="note_on_thread"),
    path("inbox/<uuid:uid>/document/<uuid:letter>/", writing.document_of_letter, name="document_of_letter"),
    path("inbox/<uuid:uid>/answer/<uuid:item>/", thread.answer_file, name="answer_file"),
    path("inbox/<uuid:uid>/attachment/<uuid:item>/", thread.attachment_file, name="attachment_file"),
    path("inbox/<uuid:uid>/destroy/", destroying.destroy_thread, name="destroy_thread"),
]
