"""How the talk is written into a checkpoint: each message is put into bytes once, not at every step.

Why here: a turn makes five checkpoints, each with the whole conversation; a message never changes
once it has its id, so its bytes are remembered, and so is the message that bytes became.
Next: checkpoints.py, whose savers write and read with it.
"""

from collections import OrderedDict
from typing import Any, NamedTuple

import ormsgpack
from langchain_core.messages import BaseMessage
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

KEPT_BYTES = 16_000_000
"""Of messages remembered, the longest unused forgotten first."""

PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
"""What holds no message, told apart by its type alone: most of a checkpoint is this."""


class _Known(NamedTuple):
    message: BaseMessage
    code: int
    data: bytes
    packed: ormsgpack.Ext


class TalkSerializer(JsonPlusSerializer):
    """No pickle, and no types but those LangGraph counts as safe: a store that was tampered with
    runs nothing. Writes and reads what LangGraph's own serializer does."""

    def __init__(self) -> None:
        super().__init__(pickle_fallback=False, allowed_msgpack_modules=None)
        self._by_bytes: OrderedDict[tuple[int, bytes], _Known] = OrderedDict()
        self._by_message: dict[int, _Known] = {}
        self._size = 0

    def dumps_typed(self, obj: Any) -> tuple[str, bytes]:
        """As LangGraph's."""
        return super().dumps_typed(self._with_bytes(obj))

    def loads_typed(self, data: tuple[str, bytes]) -> Any:
        """As LangGraph's; a message read before is the same object again."""
        kind, body = data
        if kind != "msgpack":
            return super().loads_typed(data)
        return ormsgpack.unpackb(body, ext_hook=self._revived, option=ormsgpack.OPT_NON_STR_KEYS)

    def _with_bytes(self, value: Any) -> Any:
        """The value with the bytes of its messages in their place."""
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is list:
            known = self._by_message
            found = [known.get(id(item)) for item in value]
            pairs = zip(value, found, strict=True)
            return [has.packed if has else self._with_bytes(item) for item, has in pairs]
        if kind is dict:
            return {key: self._with_bytes(item) for key, item in value.items()}
        return self._packed(value) if isinstance(value, BaseMessage) and value.id else value

    def _packed(self, message: BaseMessage) -> ormsgpack.Ext:
        known = self._by_message.get(id(message))
        if known is None:
            whole = super().dumps_typed(message)[1]
            code, data = ormsgpack.unpackb(whole, ext_hook=lambda code, data: (code, data))
            known = self._remember(_Known(message, code, data, ormsgpack.Ext(code, data)))
        return known.packed

    def _revived(self, code: int, data: bytes) -> Any:
        known = self._by_bytes.get((code, data))
        if known is not None:
            self._by_bytes.move_to_end((code, data))
            return known.message
        whole = ormsgpack.packb(ormsgpack.Ext(code, data))
        value = super().loads_typed(("msgpack", whole))
        if isinstance(value, BaseMessage) and value.id:
            kept = bytes(data)
            self._remember(_Known(value, code, kept, ormsgpack.Ext(code, kept)))
        return value

    def _remember(self, known: _Known) -> _Known:
        self._forget((known.code, known.data))
        self._by_bytes[(known.code, known.data)] = self._by_message[id(known.message)] = known
        self._size += len(known.data)
        while self._size > KEPT_BYTES and len(self._by_bytes) > 1:
            self._forget(next(iter(self._by_bytes)))
        return known

    def _forget(self, key: tuple[int, bytes]) -> None:
        gone = self._by_bytes.pop(key, None)
        if gone is not None:
            self._size -= len(gone.data)
            self._by_message.pop(id(gone.message), None)
