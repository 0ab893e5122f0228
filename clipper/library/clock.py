"""A hybrid logical clock: times that never go back, whatever the computer's clock does, on this device.

A time is 64 bits: milliseconds since 1970, and below them a count of 16 bits that orders what happens within
one of them. It is the greatest of what the computer says and of all times seen before, plus one. After
Kulkarni and others, "Logical Physical Clocks" (2014).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    import apsw

COUNT_BITS = 16
LATEST = 2**63 - 1
"""The last time that can be written down, in the year 6429 or so."""


def tick(db: apsw.Connection) -> int:
    """Return a time later than all that this library has given or seen. Works in the caller's transaction."""
    now = time.time_ns() // 1_000_000 << COUNT_BITS
    hlc = min(max(_last(db) + 1, now), LATEST)
    _keep(db, hlc)
    return hlc


def witness(db: apsw.Connection, hlc: int) -> None:
    """Take note of a time that another device gave: what is done here from now on is later."""
    if hlc > _last(db):
        _keep(db, hlc)


def device(db: apsw.Connection) -> str:
    """Return the id of this device: 12 hexadecimal digits, drawn when the library was made."""
    row = db.execute("SELECT value FROM about WHERE name = 'device'").fetchone()
    return str(row[0]) if row else become_new_device(db)


def become_new_device(db: apsw.Connection) -> str:
    """Draw another id; for a library that was copied, so that no two that go on are taken for one device."""
    name = uuid4().hex[:12]
    db.execute("INSERT OR REPLACE INTO about VALUES ('device', ?)", (name,))
    return name


def _last(db: apsw.Connection) -> int:
    row = db.execute("SELECT value FROM about WHERE name = 'clock'").fetchone()
    return int(row[0]) if row else 0


def _keep(db: apsw.Connection, hlc: int) -> None:
    db.execute("INSERT OR REPLACE INTO about VALUES ('clock', ?)", (str(hlc),))
