"""The desk: the private site of one organisation."""
