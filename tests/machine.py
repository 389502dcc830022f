"""What tests need of the machine and pip can't install: a program, a font. Missing: a visible skip.

Why here: each test that needs one asks here, so that every reason reads alike.
Next: skips.py, which makes such a skip a failure under CI; deploy/system-packages.sh installs them.
"""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

EMULATOR = "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar"


def program(package: str, *names: str) -> str:
    """The path of the first of `names` there is; skips the test where there is none."""
    for name in names:
        if found := shutil.which(name):
            return found
    pytest.skip(f"needs {package}: as root on Debian, make test installs it")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def redis_server() -> str:
    """The path of redis-server."""
    return program("redis-server", "redis-server")


def chromium() -> str:
    """The path of a Chromium or Chrome."""
    return program("chromium", "chromium", "chromium-browser", "google-chrome")


def bubblewrap() -> str:
    """The path of bwrap."""
    return program("bubblewrap", "bwrap")


def java() -> str:
    """The path of java."""
    return program("a Java runtime (openjdk-17-jre-headless)", "java")


def firestore_emulator() -> Path:
    """Google's emulator, a jar: at FIRESTORE_EMULATOR_JAR, or in the gcloud installation."""
    named = os.environ.get("FIRESTORE_EMULATOR_JAR")
    gcloud = shutil.which("gcloud")
    jar = Path(named) if named else Path(gcloud or "gcloud").resolve().parents[1] / EMULATOR
    if not jar.is_file():
        pytest.skip(
            "needs google-cloud-cli-firestore-emulator (from Google's apt repository; "
            "`gcloud components install cloud-firestore-emulator`), or FIRESTORE_EMULATOR_JAR"
        )
    return jar


def hebrew_font() -> str:
    """The family of a font of the system that has Hebrew."""
    listed = subprocess.run(
        [program("fontconfig", "fc-list"), ":lang=he", "family"],
        capture_output=True,
        text=True,
        check=True,
    )
    families = sorted(line for line in listed.stdout.splitlines() if line.strip())
    if not families:
        pytest.skip("needs fonts-noto-core: as root on Debian, make test installs it")
    return families[0]
