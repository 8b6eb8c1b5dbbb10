"""Backups of the database: ``making`` writes one, ``sqlite_copy`` and ``postgres_dump`` are its two kinds."""
