"""Pages to read: the record, an incident, a person, a source, a document, the count."""
