"""Hosts in the one form in which they are kept and compared."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_LOOKS_LIKE_ONE = re.compile(r"\.?(?:[\w-]+\.)+[\w-]+|\.[\w-]+")


def plain_host(host: str) -> str:
    """Return the host in lower case, without `www.`, a name in other letters as `xn--…`.

    What has no such form (a label that is too long) is returned in lower case.
    """
    host = host.lower().strip(".").removeprefix("www.")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def shown_host(host: str) -> str:
    """Return the host as people write it, a name in other letters in these."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def host_in(text: str) -> str | None:
    """Return the host that a person typed, alone or in an address; None for what is none.

    A single label is one only after a dot (`.org`), for it may as well be a part of a name.
    """
    host = re.split(r"[/?#]", _SCHEME.sub("", text.strip(), count=1), maxsplit=1)[0]
    host = re.sub(r":\d*\Z", "", host.rpartition("@")[2]).removeprefix("*")
    return plain_host(host) if _LOOKS_LIKE_ONE.fullmatch(host) else None
