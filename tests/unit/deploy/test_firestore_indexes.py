"""Every query that Firestore is asked has the index that the cloud will demand.

Why here: the emulator answers without indexes, so no other test would notice a missing one.
Next: deploy/firestore.indexes.json; miri/stores/firestore/layout.py and
agent/firestore_checkpoints/layout.py, where every query is.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.firestore_v1.async_client import AsyncClient
from google.cloud.firestore_v1.types import StructuredQuery

from agent.firestore_checkpoints import layout as checkpoints
from miri.stores.firestore import layout as store

DECLARED = json.loads((Path(__file__).parents[3] / "deploy" / "firestore.indexes.json").read_text())
DIRECTIONS = {1: "ASCENDING", 2: "DESCENDING"}
CONTAINS = StructuredQuery.FieldFilter.Operator.ARRAY_CONTAINS


def every_query() -> Iterator[tuple[str, Any]]:
    client = AsyncClient(project="demo-miri", credentials=AnonymousCredentials())
    thread = checkpoints.thread_at(client, "t")
    yield "log_after", store.log_after(client, "p", 3)
    yield "log_after of a thread", store.log_after(client, "p", 3, "thread").end_at({"last": 9})
    yield "births", store.births(client, "shot_1")
    yield "lines", store.lines(client)
    yield "jobs_of", store.jobs_of(client, "p")
    yield "jobs_in", store.jobs_in(client, ["QUEUED", "RUNNING"], 100)
    yield "jobs_in of a queue", store.jobs_in(client, ["QUEUED"], 100, "fal")
    yield "jobs_due", store.jobs_due(client, ["SUBMITTED", "RUNNING"], 100, "fal", 9)
    yield "reports", store.reports(client, "waiting", 200)
    yield "snapshots", store.snapshots(client, "p", 9)
    yield "claims_of", store.claims_of(client, "p")
    yield "checkpoints", checkpoints.checkpoints(thread)
    yield "checkpoints of a namespace", checkpoints.checkpoints(thread, "")
    yield "all_checkpoints", checkpoints.all_checkpoints(client)
    yield "checkpoints_of_runs", checkpoints.checkpoints_of_runs(client, ["a", "b"])
    yield "writes", checkpoints.writes(thread, "c")


QUERIES = dict(every_query())


def needed(query: Any) -> tuple[str, str, list[tuple[str, str]]]:
    """Collection, scope and fields (with their order) of the index that answers a query."""
    asked: StructuredQuery = query._to_protobuf()
    source = asked.from_[0]
    where = asked.where
    filters = [f.field_filter for f in where.composite_filter.filters] or (
        [where.field_filter] if where.field_filter.field.field_path else []
    )
    fields = {f.field.field_path: "CONTAINS" if f.op == CONTAINS else "ASCENDING" for f in filters}
    fields |= {o.field.field_path: DIRECTIONS[int(o.direction)] for o in asked.order_by}
    scope = "COLLECTION_GROUP" if source.all_descendants else "COLLECTION"
    return source.collection_id, scope, list(fields.items())


def composite(collection: str, scope: str, fields: list[tuple[str, str]]) -> bool:
    """Whether an index of several fields is declared."""
    return any(
        index["collectionGroup"] == collection
        and index["queryScope"] == scope
        and [(f["fieldPath"], f.get("order") or f["arrayConfig"]) for f in index["fields"]]
        == fields
        for index in DECLARED["indexes"]
    )


def single(collection: str, scope: str, field: str, order: str) -> bool:
    """Whether one field is indexed: by itself in a collection, unless it is said otherwise."""
    said = [
        override["indexes"]
        for override in DECLARED["fieldOverrides"]
        if (override["collectionGroup"], override["fieldPath"]) == (collection, field)
    ]
    if not said:
        return scope == "COLLECTION"
    return any(
        index["queryScope"] == scope and (index.get("order") or index["arrayConfig"]) == order
        for index in said[0]
    )


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_has_its_index(name: str) -> None:
    collection, scope, fields = needed(QUERIES[name])
    assert fields
    if len(fields) > 1:
        assert composite(collection, scope, fields), (collection, scope, fields)
    else:
        assert single(collection, scope, *fields[0]), (collection, scope, fields)


def test_every_query_of_both_layouts_is_looked_at() -> None:
    written = {
        name
        for module in (store, checkpoints)
        for name, function in vars(module).items()
        if getattr(function, "__annotations__", {}).get("return") is Any
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and not name.endswith("_at")
    }
    assert written == {name.split(" of a")[0] for name in QUERIES}


def test_every_declared_index_is_some_querys() -> None:
    used = [needed(query) for query in QUERIES.values()]
    for index in DECLARED["indexes"]:
        fields = [(f["fieldPath"], f.get("order") or f["arrayConfig"]) for f in index["fields"]]
        assert (index["collectionGroup"], index["queryScope"], fields) in used
