"""Keeps Python 3.11 alive under a PySide6 that was built for the headers of a newer Python.

There None, True, False and NotImplemented cannot die, and what returns one to Python does not count it.
Python 3.11 does count, so that every call of Qt takes one reference away; after some thousand calls it
would stop with "deallocating None". A count that is never used up is what newer Pythons do as well.
"""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = 1 << (40 if sys.maxsize > 1 << 32 else 28)


def keep_constants_alive() -> None:
    """Raise the reference counts of Python's constants out of reach; nothing where that is not needed."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for constant in (None, True, False, NotImplemented):
        if sys.getrefcount(constant) < _ENOUGH:
            # The count is the first field of every object of CPython 3.11.
            ctypes.c_ssize_t.from_address(id(constant)).value += _ENOUGH
