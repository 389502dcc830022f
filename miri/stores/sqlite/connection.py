"""Opening a SQLite file the way this store needs it: WAL, synchronous=FULL, tables in place.

Why here: writer and readers must open alike.
Next: writer.py, sqlite_project_store.py.
"""

import sqlite3
from importlib.resources import files
from pathlib import Path

from miri.errors import Unavailable


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode. Raises Unavailable when the file can't be opened."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=10, cached_statements=256
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.executescript((files("miri.stores.sqlite") / "schema.sql").read_text())
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(f"The project database at {path} can't be opened: {error}.") from error
    return connection
