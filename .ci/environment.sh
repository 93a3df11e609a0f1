# Makes .venv from a lock when it isn't there or the lock has changed. Sourced by ./run and ./test
# from the project's folder. POSIX shell. In: $1, the lock file. Out: a .venv that holds it.

find_python() {
    for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
            >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "Récolement needs Python 3.11, 3.12 or 3.13 on the PATH (or named in \$PYTHON)." >&2
    return 1
}

make_environment() {
    lock=$1
    if cmp -s "$lock" ".venv/$lock"; then
        return
    fi
    python=$(find_python) || return
    echo "Making .venv from $lock (once; a few minutes)…" >&2
    if [ ! -x .venv/bin/pip ] && ! "$python" -m venv .venv >&2; then
        echo "Python's venv module doesn't work here; on Debian: apt install python3-venv" >&2
        return 1
    fi
    .venv/bin/pip install --quiet --disable-pip-version-check -r "$lock" >&2 &&
        .venv/bin/pip install --quiet --disable-pip-version-check --no-deps \
            --no-build-isolation --editable . >&2 &&
        cp "$lock" ".venv/$lock"
}
