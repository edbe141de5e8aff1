"""Every catalogue of the program, in one mapping. A new capability adds its module here."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path

import isthmus
from isthmus.core.messages import Catalogue, Text

__all__ = ["CATALOGUES", "MODULES"]

# Named, not imported as such: a catalogue of the desk's must not load the desk where only a workbook is counted.
MODULES = (
    "isthmus.actions.desk.coding.messages",
    "isthmus.actions.desk.estimating.messages",
    "isthmus.actions.desk.inbox.messages",
    "isthmus.actions.desk.keepers.messages",
    "isthmus.actions.desk.leaving.messages",
    "isthmus.actions.desk.letter_keys.messages",
    "isthmus.actions.desk.lists.messages",
    "isthmus.actions.desk.messages",
    "isthmus.actions.desk.notes.messages",
    "isthmus.actions.desk.undoing.messages",
    "isthmus.core.corroborate.messages",
    "isthmus.core.count.messages",
    "isthmus.core.custody.messages",
    "isthmus.core.dates.messages",
    "isthmus.core.dossier.messages",
    "isthmus.core.estimate.lcmcr.messages",
    "isthmus.core.estimate.list_checks.messages",
    "isthmus.core.estimate.loglinear.messages",
    "isthmus.core.estimate.messages",
    "isthmus.core.estimate.mth.messages",
    "isthmus.core.import_mapping.messages",
    "isthmus.core.link.messages",
    "isthmus.core.link.verdict.messages",
    "isthmus.core.mapping.messages",
    "isthmus.core.names.messages",
    "isthmus.core.register.messages",
    "isthmus.core.seal.messages",
    "isthmus.core.unseal.messages",
    "isthmus.core.what_if.messages",
    "isthmus.core.workbook.messages",
    "isthmus.core.workbook.schema.judging.messages",
    "isthmus.core.workbook.schema.messages",
    "isthmus.core.workbook.vocabularies.messages",
    "isthmus.draw.messages",
    "isthmus.engines.messages",
    "isthmus.files.age.messages",
    "isthmus.files.document.messages",
    "isthmus.files.import_mapping.messages",
    "isthmus.files.letter_signing.messages",
    "isthmus.files.messages",
    "isthmus.language.codename_words.messages",
    "isthmus.language.messages",
    "isthmus.store.base.messages",
    "isthmus.store.desk.integrity.messages",
    "isthmus.store.desk.letter_keyring.messages",
    "isthmus.store.desk.messages",
)


class _Catalogues(Mapping[str, Text]):
    """All of them together, read when the first sentence is asked for: `--help` and many a command say none."""

    @cached_property
    def _texts(self) -> dict[str, Text]:
        found: dict[str, Text] = {}
        for module in MODULES:
            catalogue = _catalogue(module)
            twice = found.keys() & catalogue.keys()
            assert not twice, f"{module} says again what another catalogue says: {sorted(twice)}"
            found.update(catalogue)
        return found

    def __getitem__(self, code: str) -> Text:
        return self._texts[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _catalogue(module: str) -> Catalogue:
    """Return the catalogue of a module. It is run by itself: importing it would import all of its package first."""
    folder = Path(isthmus.__file__).parent.joinpath(*module.split(".")[1:-1])
    spec = PathFinder.find_spec(module, [str(folder)])
    assert spec, f"{module} is not there"
    assert spec.loader
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    catalogue: Catalogue = loaded.CATALOGUE
    return catalogue


CATALOGUES: Catalogue = _Catalogues()
