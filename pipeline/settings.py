"""What the frameworks are told before they are imported. Set as defaults: the caller's own win.

Prefect and Great Expectations read their settings from the environment when they are first
imported, so `apply` comes before either. It writes to this process's environment, nowhere else.
"""

from __future__ import annotations

import os

DEFAULTS = {
    # No word of ours leaves the machine, and no start waits for a host that can't be reached.
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Prefect's embedded server: no server to start, no address to know. It is used only when
    # PREFECT_API_URL (or the caller's Prefect profile) names no real one.
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    # The first start makes its database; 20 s, Prefect's default, is too short on a busy machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}

# Prefect's own lines on the terminal; what flows log still reaches the server.
QUIET = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL", "PREFECT_CLI_PROMPT": "false"}


def apply(*, quiet: bool = False) -> None:
    """Put the defaults in this process's environment; `quiet` keeps Prefect off the terminal."""
    for name, value in (DEFAULTS | (QUIET if quiet else {})).items():
        os.environ.setdefault(name, value)
