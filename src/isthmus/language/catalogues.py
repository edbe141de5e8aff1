"""Every catalogue of the program, in one mapping. A new capability adds its module here."""

from importlib import import_module
from types import MappingProxyType

from isthmus.core.messages import Catalogue, Text

__all__ = ["CATALOGUES", "MODULES"]

# Named, not imported as such: a catalogue of the desk's must not load the desk where only a workbook is counted.
MODULES = (
    "isthmus.actions.desk.coding.messages",
    "isthmus.actions.desk.messages",
    "isthmus.core.corroborate.messages",
    "isthmus.core.count.messages",
    "isthmus.core.custody.messages",
    "isthmus.core.dates.messages",
    "isthmus.core.estimate.messages",
    "isthmus.core.link.messages",
    "isthmus.core.mapping.messages",
    "isthmus.core.names.messages",
    "isthmus.core.register.messages",
    "isthmus.core.workbook.messages",
    "isthmus.core.workbook.schema.messages",
    "isthmus.core.workbook.vocabularies.messages",
    "isthmus.draw.messages",
    "isthmus.engines.messages",
    "isthmus.files.age.messages",
    "isthmus.files.messages",
    "isthmus.language.messages",
)


def _together() -> Catalogue:
    found: dict[str, Text] = {}
    for module in MODULES:
        catalogue: Catalogue = import_module(module).CATALOGUE
        twice = found.keys() & catalogue.keys()
        assert not twice, f"{module} says again what another catalogue says: {sorted(twice)}"
        found.update(catalogue)
    return MappingProxyType(found)


CATALOGUES = _together()
