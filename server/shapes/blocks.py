"""Blocks: what Miri shows inside a message or a tool's result; `kind` tells which it is.

Why here: a client draws each kind by a part of its own, and skips what it does not know.
Next: talk.py, whose messages carry them; tools/context.py, `block`, which makes them.
"""

from typing import Annotated, Literal

from pydantic import Field

from server.shapes.shape import Shape, maybe


class TextBlock(Shape):
    """Markdown."""

    kind: Literal["text"]
    text: str


class Shown(Shape):
    """A picture, clip or song among others."""

    media_id: str
    content_type: str
    title: str = maybe()
    width: int = maybe()
    height: int = maybe()
    shot: int | str = maybe()
    version_id: str = maybe()


class MediaBlock(Shown):
    """One of them alone."""

    kind: Literal["media"]


class GalleryBlock(Shape):
    """Several side by side."""

    kind: Literal["gallery"]
    items: list[Shown]


class TableBlock(Shape):
    """Rows under named columns."""

    kind: Literal["table"]
    columns: list[str]
    rows: list[list[str]]


class ApprovalBlock(Shape):
    """A quote that waits for a yes."""

    kind: Literal["approval"]
    approval_id: str
    title: str
    lines: list[str]
    total_micros: int
    expires: int = maybe()


class ProgressBlock(Shape):
    """A job, or `jobs`, all that it stands for."""

    kind: Literal["progress"]
    job_id: str
    label: str
    jobs: list[str] = maybe()


class PaletteBlock(Shape):
    """Colours as #RRGGBB."""

    kind: Literal["palette"]
    colours: list[str]
    words: str


class Choice(Shape):
    """A button that says something: what it shows, what it sends."""

    label: str
    send: str


class ChoicesBlock(Shape):
    """Answers to a question of Miri's."""

    kind: Literal["choices"]
    options: list[Choice]


Block = Annotated[
    TextBlock
    | MediaBlock
    | GalleryBlock
    | TableBlock
    | ApprovalBlock
    | ProgressBlock
    | PaletteBlock
    | ChoicesBlock,
    Field(discriminator="kind"),
]
