"""Serving the site over HTTP with Granian: one process, threads, and an end that loses nothing."""

from __future__ import annotations

import errno
import os
import socket
from ipaddress import ip_address

from folkmoot.core.errors import Refusal

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
MOST_THREADS = 8


class BadAddress(Refusal):
    """An address on which nothing can be served."""

    code = "bad-address"


def require_free(host: str, port: int) -> None:
    """Refuse with BadAddress when the address is taken, not ours, or not allowed."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise BadAddress(_reason(error, host, port)) from error


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another one, such as --port {port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} is only for the system's administrator. Choose one from 1024 on with --port."
    return f"Nothing can be served at {host}, port {port}: {error.strerror or error}."


def allow_host(host: str) -> None:
    """Let the site answer under the address it is served at, unless the operator said which names."""
    if os.environ.get("FOLKMOOT_HOSTS"):
        return
    names = ["localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host]
    os.environ["FOLKMOOT_HOSTS"] = ",".join(dict.fromkeys(names))


def is_for_everybody(host: str) -> bool:
    """Whether the address is one on which other machines can reach the site."""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def address_of(host: str, port: int) -> str:
    """What people type into their browser."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  # compared, not bound
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def serve(host: str, port: int) -> None:
    """Serve until the process is told to end (Ctrl-C or SIGTERM); answers begun are finished."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()  # the process that answers opens its own
    Granian(
        "folkmoot.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,  # limits are counted in this process's memory
        blocking_threads=min(MOST_THREADS, 2 * (os.cpu_count() or 1)),
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
    ).serve()
