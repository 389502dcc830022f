#!/bin/sh
# Installs the programs and fonts that tests need and pip can't bring: Redis, Chromium, a Hebrew font, bubblewrap,
# and Google's Firestore emulator: 50 MB, but it drags in gcloud (500 MB) and a JDK, from Google's own apt repository.
# That repository is never added here; where the machine has it, the emulator is installed.
# Why here: `make test` calls it each time; where nothing is missing it does nothing, at once.
# Without root on a Debian it only says what is missing; tests that need it are then skipped, with the reason.
set -u

missing=""
has() { command -v "$1" > /dev/null 2>&1; }
has redis-server || missing="$missing redis-server"
has chromium || has chromium-browser || has google-chrome || missing="$missing chromium"
has bwrap || missing="$missing bubblewrap"
has fc-list || missing="$missing fontconfig"
[ -n "$(fc-list :lang=he family 2> /dev/null)" ] || missing="$missing fonts-noto-core"

emulator=google-cloud-cli-firestore-emulator
jar=${FIRESTORE_EMULATOR_JAR:-$(dirname "$(dirname "$(readlink -f "$(command -v gcloud || echo /none/bin/gcloud)")")")/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar}
if [ -f "$jar" ]; then
    has java || missing="$missing default-jre-headless"
elif cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2> /dev/null | grep -q cloud-sdk; then
    missing="$missing $emulator"
else
    echo "Not installed: Google's Firestore emulator ($emulator, from Google's apt repository). Tests that need it are skipped."
fi

[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! has apt-get || [ ! -f /etc/debian_version ]; then
    echo "Not installed:$missing. Tests that need them are skipped; as root on Debian, make test installs them."
    exit 0
fi

echo "Installing$missing"
log=$(mktemp)
# no service is to start by being installed: tests start their own, on ports of their own
policy=/usr/sbin/policy-rc.d
[ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' > "$policy" && chmod +x "$policy" && trap 'rm -f "$policy"' EXIT; }
# shellcheck disable=SC2086  # the list is meant to be split
if apt-get update -qq > "$log" 2>&1 \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >> "$log" 2>&1; then
    rm -f "$log"
else
    echo "apt-get could not install$missing:"
    tail -n 15 "$log"
    rm -f "$log"
fi
exit 0
