"""What one commit does inside the writer's transaction.

Why here: the contract of ProjectStore.commit, statement by statement.
Next: rows.py for reading back.
"""

import sqlite3

from miri.errors import KeyTaken, StaleBasis
from miri.events.event import Recorded
from miri.log.event_json import dump_event
from miri.ports.project_store import Commit, JobWrite, ProjectLine
from miri.stores.project_line import next_line
from miri.stores.sqlite.rows import project_line


def write_commit(connection: sqlite3.Connection, commit: Commit, now: int) -> tuple[Recorded, ...]:
    """Check, then write everything. Raises KeyTaken or StaleBasis (the caller rolls back)."""
    _claim(connection, commit, now)
    _check_basis(connection, commit)
    for write in commit.jobs:
        _write_job(connection, write)
    return _append(connection, commit, now)


def _claim(connection: sqlite3.Connection, commit: Commit, now: int) -> None:
    for key, answer in commit.keys.items():
        row = connection.execute("SELECT answer FROM claims WHERE key = ?", (key,)).fetchone()
        if row:
            raise KeyTaken(key, row[0])
        connection.execute(
            "INSERT INTO claims VALUES (?, ?, ?, ?)", (key, commit.project_id, answer, now)
        )


def _check_basis(connection: sqlite3.Connection, commit: Commit) -> None:
    changed: list[str] = []
    for entity, seq in commit.basis.items():
        row = connection.execute(
            "SELECT seq FROM entities WHERE project_id = ? AND entity = ?",
            (commit.project_id, entity),
        ).fetchone()
        if (row[0] if row else 0) != seq:
            changed.append(entity)
    if changed:
        raise StaleBasis("Something changed meanwhile.", changed=changed)


def _write_job(connection: sqlite3.Connection, write: JobWrite) -> None:
    job = write.job
    fields = (job.state.value, job.version, job.model_dump_json(), job.id)
    if write.expected is None:
        written = connection.execute(
            "INSERT OR IGNORE INTO jobs (state, version, row, id, project_id) VALUES (?,?,?,?,?)",
            (*fields, job.project_id),
        )
    else:
        written = connection.execute(
            "UPDATE jobs SET state = ?, version = ?, row = ? WHERE id = ? AND version = ?",
            (*fields, write.expected),
        )
    if written.rowcount != 1:
        raise StaleBasis("A job changed meanwhile.", changed=[job.id])


def _append(connection: sqlite3.Connection, commit: Commit, now: int) -> tuple[Recorded, ...]:
    if not commit.events:
        return ()
    line = project_line(connection, commit.project_id)
    seq = line.seq if line else 0
    context = commit.context
    recorded = tuple(
        Recorded(
            seq=seq + n,
            project_id=commit.project_id,
            ts=now,
            actor=context.actor,
            thread_id=context.thread_id,
            turn_id=context.turn_id,
            command_id=context.command_id,
            event=event,
        )
        for n, event in enumerate(commit.events, start=1)
    )
    actor = context.actor.model_dump_json()
    connection.executemany(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                r.project_id,
                r.seq,
                now,
                actor,
                r.thread_id,
                r.turn_id,
                r.command_id,
                dump_event(r.event),
            )
            for r in recorded
        ],
    )
    _touch(connection, recorded)
    for item in recorded:
        line = next_line(line, item.event, item)
    _write_line(connection, line)
    return recorded


def _touch(connection: sqlite3.Connection, recorded: tuple[Recorded, ...]) -> None:
    touched = {entity: r.seq for r in recorded for entity in r.event.touches()}
    connection.executemany(
        "INSERT INTO entities VALUES (?, ?, ?) "
        "ON CONFLICT (project_id, entity) DO UPDATE SET seq = excluded.seq",
        [(recorded[0].project_id, entity, seq) for entity, seq in touched.items()],
    )


def _write_line(connection: sqlite3.Connection, line: ProjectLine | None) -> None:
    if line is None:
        return
    connection.execute(
        "INSERT INTO projects VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "owner = excluded.owner, name = excluded.name, seq = excluded.seq, "
        "updated = excluded.updated, deleted = excluded.deleted",
        (line.id, line.owner, line.name, line.seq, line.updated, int(line.deleted)),
    )
