-- The SQLite store's tables. Every statement can be run again.
CREATE TABLE IF NOT EXISTS projects (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL,
  seq INTEGER NOT NULL, updated INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
  project_id TEXT NOT NULL, seq INTEGER NOT NULL, ts INTEGER NOT NULL, actor TEXT NOT NULL,
  thread_id TEXT, turn_id TEXT, command_id TEXT, event TEXT NOT NULL,
  PRIMARY KEY (project_id, seq)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_by_thread ON events (project_id, thread_id, seq)
  WHERE thread_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS entities (
  project_id TEXT NOT NULL, entity TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (project_id, entity)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entities_by_name ON entities (entity);
CREATE TABLE IF NOT EXISTS jobs (
  id TEXT PRIMARY KEY, project_id TEXT NOT NULL, state TEXT NOT NULL,
  version INTEGER NOT NULL, row TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state);
CREATE INDEX IF NOT EXISTS jobs_by_project ON jobs (project_id);
CREATE TABLE IF NOT EXISTS claims (
  key TEXT PRIMARY KEY, project_id TEXT NOT NULL, answer TEXT NOT NULL, ts INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS snapshots (
  project_id TEXT NOT NULL, seq INTEGER NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (project_id, seq)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inbox (
  n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, state TEXT NOT NULL, row TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS inbox_by_state ON inbox (state, n);
CREATE TABLE IF NOT EXISTS leases (
  name TEXT PRIMARY KEY, owner TEXT NOT NULL, fence INTEGER NOT NULL, beat INTEGER NOT NULL
) WITHOUT ROWID;
PRAGMA user_version = 1;
