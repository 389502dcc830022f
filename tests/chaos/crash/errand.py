"""An errand: all that one life of a victim needs to know. Told as one line of JSON.

Why here: victim and test speak of the same store, the same provider and the same orders.
Next: victim.py, which does it; lives.py, which makes them up.
"""

from pathlib import Path

from miri.domain.base import Value
from miri.ports.project_store import ProjectStore


class Errand(Value):
    """`store` is `sqlite:<file>` or `firestore:<host:port>/<cloud project>`. `die_at` is a crash
    point, or nothing; `stop_at` one where it stands still (SIGSTOP) until somebody wakes it. `cancels`: a person cancels whatever the provider has. The project, the
    port webhooks come to and the provider's port stay the same over all lives. `clock_seconds`: how
    far its clock is ahead."""

    name: int = 0
    store: str
    folder: Path
    project_id: str
    fal_port: int
    public_port: int
    orders: int = 3
    webhooks: bool = True
    cancels: bool = False
    die_at: str = ""
    stop_at: str = ""
    clock_seconds: int = 0
    lease_seconds: float = 30
    ask_after_seconds: float = 0.7
    told: str = "told.txt"

    @property
    def journal(self) -> Path:
        """The seqs that a client of the project was told, one a line."""
        return self.folder / self.told

    @property
    def pid(self) -> Path:
        """Where a victim that stands still says who it is."""
        return self.folder / f"pid-{self.name}"


def open_store(name: str) -> ProjectStore:
    """The store an errand names."""
    kind, _, where = name.partition(":")
    if kind == "sqlite":
        from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore

        return SqliteProjectStore(Path(where))
    from miri.stores.firestore.firestore_project_store import FirestoreProjectStore

    emulator, _, project = where.partition("/")
    return FirestoreProjectStore(project, emulator)
