#!/bin/sh
# Prints the Python that .venv is made with: one the locks were tried on (3.11 to 3.13), else any newer one.
# Why here: a machine may have several, under several names. Next: the Makefile.
set -u

fits() { # $1 program, $2 the first minor version that is too new
    "$1" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, $2))" 2>/dev/null
}

for newest in 14 99; do
    for program in python3 python python3.13 python3.12 python3.11; do
        if fits "$program" "$newest"; then
            echo "$program"
            exit 0
        fi
    done
done
echo "Miri needs Python 3.11 or newer, and none was found. Install one, then try again." >&2
exit 1
