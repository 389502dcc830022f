"""The one file that finds ffmpeg and runs it.

Why here: argument lists only, no network, own process group, limits, and words instead of
stderr; everything above speaks in frames and files. imageio-ffmpeg brings the program.
Next: segment.py (pictures into segments); renderer/ (segments into films).
"""

import asyncio
import os
import re
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO

from miri.codec.container import demuxer_of
from miri.codec.sandbox import CLEAN_ENVIRONMENT, Limits, cage, dying_with_us
from miri.errors import BadMedia, Broken, MiriError, NotFound, Unavailable

STDERR_KEPT = 2_000
COMPLAINTS: tuple[tuple[str, type[MiriError], str], ...] = (
    ("No space left on device", Unavailable, "The disk is full. Free some space and try again."),
    ("Cannot allocate memory", Unavailable, "This needs more memory than it may use."),
    ("File size limit", Unavailable, "The result grew beyond the allowed size and was stopped."),
    ("moov atom not found", BadMedia, "The file is cut off or was never finished."),
    ("partial file", BadMedia, "The file is cut off: its end is missing."),
    ("matches no streams", BadMedia, "The file has no picture or sound where one is needed."),
    ("does not contain any stream", BadMedia, "The file holds no picture or sound."),
    ("not in the whitelist", BadMedia, "The file is of a kind that is not opened here."),
    ("Invalid data found", BadMedia, "The file is damaged or is not a media file."),
    ("Error while decoding", BadMedia, "The file is damaged: part of it can't be decoded."),
    ("No such file or directory", NotFound, "A file that is needed is no longer there."),
)

ENDING_SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGXCPU, signal.SIGXFSZ)


@dataclass(frozen=True)
class Work:
    """One run of ffmpeg: its arguments, the files it may read, the folders it may write into."""

    arguments: tuple[str, ...]
    reads: tuple[Path, ...] = ()
    writes: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)


@lru_cache(maxsize=1)
def ffmpeg_path() -> Path:
    """The program we run. Raises Unavailable where imageio-ffmpeg has none for this machine."""
    import imageio_ffmpeg  # pyright: ignore[reportMissingTypeStubs]

    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe()).resolve()
    except RuntimeError as missing:
        raise Unavailable("No ffmpeg for this machine: install imageio-ffmpeg.") from missing


@lru_cache(maxsize=1)
def ffmpeg_version() -> str:
    """The program's version word, e.g. "n9.0.2-17-g2a571b6068"; part of every cache key."""
    done = subprocess.run(
        [str(ffmpeg_path()), "-version"],
        check=False,
        env=CLEAN_ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
    )
    found = re.match(r"ffmpeg version (\S+)", done.stdout)
    if not found:
        raise Broken("ffmpeg did not tell its version.", said=done.stdout[:200])
    return found.group(1)


def file_word(path: Path) -> str:
    """A path as ffmpeg takes it, whatever its name begins with or contains."""
    return f"file:{path.absolute()}"


def media_input(path: Path) -> tuple[str, ...]:
    """The words that open a file others made, by the demuxer its first bytes name.

    Raises NotFound where it is gone, BadMedia where it is no media we open.
    """
    return ("-f", demuxer_of(path), "-i", file_word(path))


class FfmpegProcess:
    """A running ffmpeg fed by this thread through `stdin`; killed with its group when overdue."""

    def __init__(self, work: Work, stdin: int = subprocess.DEVNULL) -> None:
        """Starts at once. Pass `subprocess.PIPE` as `stdin` to feed it."""
        self._work = work
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed in finish or kill)
        self._stdout: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed in finish or kill)
        self._overdue = False
        self._process = subprocess.Popen(
            _command(work),
            stdin=stdin,
            stdout=self._stdout,
            stderr=self._stderr,
            env=CLEAN_ENVIRONMENT,
            start_new_session=True,
            bufsize=0,
        )
        self._watch = threading.Timer(work.limits.wall_s, self._stop_overdue)
        self._watch.daemon = True
        self._watch.start()

    @property
    def stdin(self) -> IO[bytes]:
        """The pipe into it; only where it was started with one."""
        if self._process.stdin is None:
            raise Broken("This ffmpeg was started without an input pipe.")
        return self._process.stdin

    def finish(self) -> int:
        """Close its input, wait, and return how many frames it says it wrote.

        Raises the error that its complaint means.
        """
        if self._process.stdin is not None:
            self._process.stdin.close()
        code = self._process.wait()
        self._watch.cancel()
        said, progress = _contents(self._stderr), _contents(self._stdout)
        if code != 0:
            raise explain(self._work, code, said, self._overdue)
        return _last_frame(progress)

    def kill(self) -> None:
        """End it and its group now; harmless when it has ended."""
        self._watch.cancel()
        _kill_group(self._process.pid, self._process.poll())
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._stderr.close()
        self._stdout.close()

    def _stop_overdue(self) -> None:
        self._overdue = True
        _kill_group(self._process.pid, self._process.poll())


async def run_ffmpeg(work: Work, on_frame: Callable[[int], None] | None = None) -> int:
    """Run to the end; returns how many video frames it says it wrote.

    `on_frame` hears that number as it grows, on the event loop. Cancelling the task kills the
    process group. Raises the error that ffmpeg's complaint means.
    """
    with tempfile.TemporaryFile() as stderr:
        process = await asyncio.create_subprocess_exec(
            *dying_with_us(_command(work)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=stderr,
            env=CLEAN_ENVIRONMENT,
            start_new_session=True,
        )
        overdue = False
        try:
            async with asyncio.timeout(work.limits.wall_s):
                frames = await _follow(process, on_frame)
                await process.wait()
        except TimeoutError:
            overdue, frames = True, 0
        finally:
            if process.returncode is None:
                _kill_group(process.pid, None)
                await process.wait()
        if process.returncode != 0:
            raise explain(work, process.returncode or 0, _contents(stderr), overdue)
        return frames


async def _follow(
    process: asyncio.subprocess.Process, on_frame: Callable[[int], None] | None
) -> int:
    """Read `-progress` lines until they end; returns the last frame number."""
    frames = 0
    assert process.stdout is not None
    async for line in process.stdout:
        if line.startswith(b"frame="):
            frames = int(line[6:])
            if on_frame:
                on_frame(frames)
    return frames


def explain(work: Work, code: int, said: str, overdue: bool = False) -> MiriError:
    """ffmpeg's exit as an error of ours; its own words stay in the details, without folders."""
    for path in (*work.reads, *work.writes):
        said = said.replace(f"{path.parent}/", "")
    details = {"exit_code": code, "ffmpeg": said[-STDERR_KEPT:]}
    if overdue:
        limit = work.limits.wall_s
        return Unavailable(f"The encoder took longer than {limit} s and was stopped.", **details)
    for needle, kind, sentence in COMPLAINTS:
        if needle in said:
            return kind(sentence, **details)
    if _was_stopped(code, said):
        return Unavailable("The encoder was stopped from outside or hit its limits.", **details)
    return Broken("The encoder failed.", **details)


def _was_stopped(code: int, said: str) -> bool:
    """Ended by a signal. A cage tells it as 128 + signal, but ffmpeg's own exit codes lie there
    too; it explains those, while a stopped process says nothing."""
    return -code in ENDING_SIGNALS or (code - 128 in ENDING_SIGNALS and not said.strip())


def _command(work: Work) -> list[str]:
    program = str(ffmpeg_path())
    words = [program, "-hide_banner", "-loglevel", "error", "-nostdin", "-nostats", "-y"]
    words += ["-stats_period", "0.2", "-progress", "pipe:1", *_locked(work.arguments)]
    return cage(words, work.reads, work.writes, work.limits)


def _locked(arguments: tuple[str, ...]) -> list[str]:
    """Every input may come from disk or our pipe, and from nowhere else."""
    words: list[str] = []
    for word in arguments:
        if word == "-i":
            words += ["-protocol_whitelist", "file,pipe"]
        words.append(word)
    return words


def _kill_group(pid: int, ended: int | None) -> None:
    """Kill the session that the process leads; nothing when it has ended and was reaped."""
    if ended is not None:
        return
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _contents(file: IO[bytes]) -> str:
    file.seek(0)
    text = file.read().decode(errors="replace")
    file.close()
    return text


def _last_frame(progress: str) -> int:
    found = re.findall(r"^frame=\s*(\d+)", progress, re.MULTILINE)
    return int(found[-1]) if found else 0
