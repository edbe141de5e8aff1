"""Exports of forms as their servers write them, of invented submissions, with what is true of them."""
