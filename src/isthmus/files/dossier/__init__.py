"""A dossier of one incident as a file: one HTML page that needs nothing else, or a PDF."""

from isthmus.files.dossier.contents import DossierDrawings, DossierTerms, DossierText, dossier_text
from isthmus.files.dossier.html import dossier_html
from isthmus.files.dossier.pdf import FontsMissing, dossier_pdf

__all__ = [
    "DossierDrawings",
    "DossierTerms",
    "DossierText",
    "FontsMissing",
    "dossier_html",
    "dossier_pdf",
    "dossier_text",
]
