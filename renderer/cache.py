"""The cache of segments: a file per segment, named by everything that went into it.

Why here: what was encoded once is never encoded again until something it was made of changes.
An entry is made beside its name and renamed, so it is whole or not there. Nothing is ever
removed yet: part of keeping segments as Media later.
Next: segments.py and soundtrack.py, which make entries.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from miri.codec.part_file import sweep_parts

LAYOUT = 1
"""Raise it when the way segments are made changes without any of their inputs changing."""


class SegmentCache:
    """Entries under one folder, which several renderers may share."""

    def __init__(self, folder: Path) -> None:
        """The folder is made where it is missing; leftovers of killed encoders are swept."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for shelf in folder.iterdir():
            sweep_parts(shelf)

    def path(self, suffix: str, **inputs: Any) -> Path:
        """Where the entry made of these JSON-safe inputs lies, or will lie."""
        text = json.dumps({"layout": LAYOUT, **inputs}, sort_keys=True, default=str)
        digest = hashlib.sha256(text.encode()).hexdigest()
        shelf = self._folder / digest[:2]
        shelf.mkdir(exist_ok=True)
        return shelf / f"{digest}{suffix}"
