"""Addresses of the reading pages."""

from django.urls import path

from isthmus.web.desk.reading import (
    background,
    count,
    count_file,
    document,
    document_page,
    documents,
    grounds,
    incident,
    kept_filters,
    lists,
    people,
    person,
    place,
    places,
    record,
    recording,
    search,
    sorting,
    source,
    source_list,
    timeline,
    views,
    what_if,
)
from isthmus.web.desk.reading.table import FORMS

FILES = {
    "record": record.record_file,
    "by-ground": grounds.grounds_file,
    "people": people.people_file,
    "documents": documents.documents_file,
    "sources": source_list.sources_file,
    "places": places.places_file,
    "count": count_file.count_file,
}
NAMES = {"by-ground": "grounds"}

urlpatterns = [
    *(
        path(f"{name}.{form}", view, {"form": form}, name=f"{NAMES.get(name, name)}_{form}")
        for name, view in FILES.items()
        for form in FORMS
    ),
    path("", record.record, name="record"),
    path("people/", people.people, name="people"),
    path("documents/", documents.documents, name="documents"),
    path("sources/", source_list.sources, name="sources"),
    path("places/", places.places, name="places"),
    path("background/", background.background, name="background"),
    path("lists/", lists.lists, name="lists"),
    path("list/<uuid:uid>/", lists.list_page, name="list"),
    path("count/", count.count, name="count"),
    path("filter/", kept_filters.keep_filters, name="keep_filters"),
    path("sort/", sorting.sort_list, name="sort_list"),
    path("views/<slug:page>/save/", views.save_view, name="save_view"),
    path("view/<uuid:uid>/rename/", views.rename_view, name="rename_view"),
    path("view/<uuid:uid>/delete/", views.delete_view, name="delete_view"),
    path("search/", search.search, name="search"),
    path("incident/<uuid:uid>/", incident.incident, name="incident"),
    path("incident/<uuid:uid>/what-if/", what_if.incident_what_if, name="incident_what_if"),
    path("what-if/", what_if.what_if, name="what_if"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("person/<uuid:uid>/", person.person, name="person"),
    path("place/<uuid:uid>/", place.place, name="place"),
    path("source/<uuid:uid>/", source.source, name="source"),
    path("document/<uuid:uid>/", document.document, name="document"),
    path("document/<uuid:uid>/file/", document.document_file, name="document_file"),
    path("document/<uuid:uid>/recording/", recording.document_recording, name="document_recording"),
    path("document/<uuid:uid>/page/<int:number>/", document_page.page_of_document, name="document_page"),
    path(
        "document/<uuid:uid>/page/<int:number>/picture/",
        document_page.document_page_picture,
        name="document_page_picture",
    ),
    path("file/<uuid:uid>/", document.arrival_file, name="arrival_file"),
    path("file/<uuid:uid>/recording/", recording.arrival_recording, name="arrival_recording"),
]
