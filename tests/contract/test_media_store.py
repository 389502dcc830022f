"""One suite for every MediaStore: what it keeps, it gives back, once, by its hash."""

import asyncio
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from miri.errors import NotFound
from miri.ports.media_store import MediaStore
from miri.stores.media.object_media_store import ObjectMediaStore

NOBODYS = "media_" + "0" * 64


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> MediaStore:
    if request.param == "folder":
        return ObjectMediaStore.at(f"file://{tmp_path / 'media'}", tmp_path / "cache")
    return ObjectMediaStore(MemoryStore(), tmp_path / "cache")


async def test_what_is_kept_comes_back_whole_and_in_pieces(store: MediaStore) -> None:
    data = bytes(range(256)) * 9000
    media = await store.keep(data, "image/png", "תמונה.png")
    assert media.size == len(data) and media.name == "תמונה.png"
    assert await store.read(media.id) == data
    assert await store.size(media.id) == len(data)
    pieces = [piece async for piece in store.stream(media.id, 10, len(data) - 5)]
    assert b"".join(pieces) == data[10:-5]


async def test_the_same_bytes_are_one_file_whoever_keeps_them(
    store: MediaStore, tmp_path: Path
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"film")
    both = await asyncio.gather(
        store.keep(b"film", "video/mp4"), store.keep_file(path, "video/mp4", "b")
    )
    assert both[0].id == both[1].id
    assert both[0].id.removeprefix("media_") in str(await store.local_path(both[0].id))


async def test_a_local_path_holds_the_bytes(store: MediaStore) -> None:
    media = await store.keep(b"song", "audio/wav")
    first, second = await asyncio.gather(store.local_path(media.id), store.local_path(media.id))
    assert first == second
    assert first.read_bytes() == b"song"


@pytest.mark.parametrize("media_id", [NOBODYS, "media_../../etc/passwd", "", "media_" + "G" * 64])
async def test_what_was_never_kept_is_not_found_whatever_it_is_called(
    store: MediaStore, media_id: str
) -> None:
    for asked in (store.read, store.size, store.local_path):
        with pytest.raises(NotFound):
            await asked(media_id)
    with pytest.raises(NotFound):
        [piece async for piece in store.stream(media_id, 0, 1)]


async def test_what_is_forgotten_is_gone_and_may_be_forgotten_again(store: MediaStore) -> None:
    media = await store.keep(b"x", "image/png")
    await store.forget(media.id)
    await store.forget(media.id)
    with pytest.raises(NotFound):
        await store.size(media.id)
