"""The one migration of each app is what the models say; `make migration` writes it again."""

from tests.house.migration import migration_texts


def test_models_and_migrations_agree():
    texts = migration_texts()
    assert len(texts) == 2
    for path, expected in texts.items():
        assert path.read_text(encoding="utf-8") == expected, "make migration"
        assert [each.name for each in path.parent.glob("0*.py")] == [path.name]
