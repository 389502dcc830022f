"""How far a render is, in frames of the film: never falls, and is full only with the film.

Why here: segments finish in any order; a person sees one number.
Next: renderer.py.
"""

from collections.abc import Callable

from miri.ports.film_renderer import Progress


class RenderProgress:
    """Adds up what the segments report."""

    def __init__(self, frames: int, tell: Progress) -> None:
        """`tell` hears 0 at once."""
        self._frames = frames
        self._tell = tell
        self._done: dict[int, int] = {}
        self._told = -1
        self._say(0)

    def segment(self, index: int) -> Callable[[int], None]:
        """What a segment calls with the number of its frames that are done."""

        def heard(frames: int) -> None:
            self._done[index] = max(frames, self._done.get(index, 0))
            self._say(min(sum(self._done.values()), self._frames - 1))

        return heard

    def finish(self) -> None:
        """The film is there."""
        self._say(self._frames)

    def _say(self, frames: int) -> None:
        if frames > self._told:
            self._told = frames
            self._tell(frames, self._frames)
