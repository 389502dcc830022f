"""python -m server serve | worker | film | chat | tool | doctor: every way to start Miri by hand.

Why here: no console script, so that our generic root names can't be shadowed.
Next: commands/, one file each.
"""

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from miri.config import load_settings
from miri.errors import MiriError
from server.commands.listening import listen
from server.logs import configure_logs

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def serve() -> None:
    """Start the server and the studio page on one port."""
    configure_logs()
    settings = load_settings()
    listening = listen(settings)
    from server.commands.serve import serve as run

    run(settings, listening)


@app.command()
def worker() -> None:
    """Do what servers are asked for: turns and jobs, shared by REDIS_URL with other workers."""
    configure_logs()
    from server.commands.worker import work

    work(load_settings())


@app.command()
def film(
    song: Annotated[Path | None, typer.Option(help="A song; without it the sample song")] = None,
    lyrics: Annotated[Path | None, typer.Option(help="Lyrics, plain or LRC")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the film goes")] = None,
    lang: Annotated[str, typer.Option(help="en or he")] = "en",
    budget: Annotated[str, typer.Option(help="Dollars; without it the film is an animatic")] = "",
    shape: Annotated[str, typer.Option(help="16:9, 9:16 or 1:1")] = "16:9",
) -> None:
    """One song to one film, unattended."""
    from server.commands.film import FilmOrder, make_film

    name = song.stem if song else "swing-the-light"
    order = FilmOrder(
        song, lyrics, out or Path("films") / f"{name}.mp4", _language(lang), budget, shape
    )
    make_film(load_settings(), order)


@app.command()
def chat(
    project: Annotated[str, typer.Option(help="Project id; without it the last one")] = "",
    lang: Annotated[str, typer.Option(help="en or he, for a new project")] = "en",
    new: Annotated[bool, typer.Option(help="Begin a new project")] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="One JSON event a line")] = False,
) -> None:
    """Talk to Miri in the terminal."""
    from server.commands.chat import chat as run

    run(load_settings(), project, _language(lang), new=new, json_lines=json_lines)


@app.command()
def tool(
    name: Annotated[str, typer.Argument(help="A tool's name; `help` lists them")],
    arguments: Annotated[list[str] | None, typer.Argument(help="key=value ...")] = None,
    project: Annotated[str, typer.Option(help="Project id; without it the last one")] = "",
) -> None:
    """Call one tool; prints its answer as JSON."""
    from server.commands.tool import call_tool

    call_tool(load_settings(), name, arguments or [], project)


@app.command()
def doctor() -> None:
    """Tell what is configured, and what works."""
    from server.commands.doctor import examine

    sys.exit(examine(load_settings()))


def _language(code: str) -> str:
    if code not in ("en", "he"):
        raise typer.BadParameter("en or he")
    return code


def main() -> None:
    """Errors of our own tree are one sentence on stderr and exit code 1, never a traceback.

    A terminal belongs to the person: a server alone logs all it does, the others what went wrong.
    """
    configure_logs(logging.WARNING)
    try:
        app()
    except MiriError as error:
        Console(stderr=True, highlight=False).print(error.message)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
