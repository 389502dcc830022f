"""Rows back into domain values.

Why here: the one place that knows the column order.
Next: sqlite_project_store.py.
"""

import sqlite3
from typing import Any

from miri.domain.identity import Actor
from miri.events.event import Recorded
from miri.log.event_json import load_event
from miri.ports.project_store import ProjectLine

EVENT_COLUMNS = "project_id, seq, ts, actor, thread_id, turn_id, command_id, event"


def recorded_from(row: tuple[Any, ...]) -> Recorded:
    """An event row."""
    return Recorded(
        project_id=row[0],
        seq=row[1],
        ts=row[2],
        actor=Actor.model_validate_json(row[3]),
        thread_id=row[4],
        turn_id=row[5],
        command_id=row[6],
        event=load_event(row[7]),
    )


def line_from(row: tuple[Any, ...]) -> ProjectLine:
    """A project row."""
    return ProjectLine(
        id=row[0], owner=row[1], name=row[2], seq=row[3], updated=row[4], deleted=bool(row[5])
    )


def project_line(connection: sqlite3.Connection, project_id: str) -> ProjectLine | None:
    """One project's row, or None."""
    row = connection.execute("SELECT * FROM projects WHERE id = ?", (project_id,)).fetchone()
    return line_from(row) if row else None
