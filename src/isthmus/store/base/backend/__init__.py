"""Django's SQLite backend on SQLCipher: the same SQL, encrypted at rest."""
