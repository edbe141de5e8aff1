"""Addresses of the reading pages."""

from django.urls import path

from isthmus.web.desk.reading import (
    count,
    document,
    grounds,
    incident,
    kept_filters,
    people,
    person,
    record,
    search,
    source,
    timeline,
    what_if,
)

urlpatterns = [
    path("", record.record, name="record"),
    path("record.csv", record.record_csv, name="record_csv"),
    path("by-ground.csv", grounds.grounds_csv, name="grounds_csv"),
    path("people/", people.people, name="people"),
    path("people.csv", people.people_csv, name="people_csv"),
    path("count/", count.count, name="count"),
    path("filter/", kept_filters.keep_filters, name="keep_filters"),
    path("search/", search.search, name="search"),
    path("incident/<uuid:uid>/", incident.incident, name="incident"),
    path("incident/<uuid:uid>/what-if/", what_if.incident_what_if, name="incident_what_if"),
    path("what-if/", what_if.what_if, name="what_if"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("person/<uuid:uid>/", person.person, name="person"),
    path("source/<uuid:uid>/", source.source, name="source"),
    path("document/<uuid:uid>/", document.document, name="document"),
    path("document/<uuid:uid>/file/", document.document_file, name="document_file"),
    path("file/<uuid:uid>/", document.arrival_file, name="arrival_file"),
]
