"""No pattern takes much longer for a page that was made to trouble it: its time grows with the text, no faster.

Each pattern is used here as its module uses it, for one that is only matched from the start is quick where
the same one, searched for, would try every place.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from functools import cache
from pathlib import Path

import pytest

import clipper.export.markdown
import clipper.extract
from clipper.extract.tree import LONGEST_GAP
from tests.extract.baits import baits

LENGTH = 4000
MOST_UNITS = 32.0
"""See `unit`. A pattern that looks at each character a few times needs a hundredth of it; one that
looks at all that follows each character, several times as much."""

SHORT = 1000
SUSPICIOUS_SECONDS = 0.0005
"""Of the processor, for the short text: a time that grew with the cube would still be too long for the long one."""

CUT_TO = {
    "clipper.extract.bare_about": 100,
    "clipper.extract.bare_code": 400,
    "clipper.extract.metadata.dates": 400,
    "clipper.extract.metadata.headings": 300,
    "clipper.extract.metadata.names": 1000,
}
"""Characters to which modules cut what they are given, before any of their patterns sees it."""

SINGLE_SPACED = {
    "clipper.extract.metadata.dates",
    "clipper.extract.metadata.names",
    "clipper.extract.metadata.titles",
}
"""Modules that close the gaps in what they are given."""

ANCHORED = {"match", "fullmatch"}
IN_A_TABLE = {"_ALLOWED_VALUE", "_SAYS"}
"""Tables of patterns that are only matched."""

METHODS = {"compile", "search", "sub", "subn", "split", "findall", "finditer"} | ANCHORED


def names():
    for package in (clipper.extract, clipper.export.markdown):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield found.name


def uses(name, pattern):
    """The methods by which a module's pattern is used: there, and where its name says so anywhere else."""
    modules = [name] if pattern.startswith("_") else names()
    return set().union(*(calls_in(module).get(pattern, ()) for module in modules))


@cache
def calls_in(name):
    """The methods of patterns that a module uses, by the name of what it uses them of."""
    found = {}
    for node in ast.walk(tree_of(name)):
        match node:
            case ast.Attribute(value=ast.Name(id=one) | ast.Attribute(attr=one), attr=how) if how in METHODS:
                found.setdefault(one, set()).add(how)
    return found


@cache
def tree_of(name):
    return ast.parse(Path(importlib.import_module(name).__file__).read_text(encoding="utf-8"))


def patterns_of(name):
    """The patterns that a module holds or writes where it uses them, each with whether it is only matched."""
    found = {}
    for one, value in vars(importlib.import_module(name)).items():
        if isinstance(value, re.Pattern):
            used = uses(name, one)
            found[value] = bool(used) and used <= ANCHORED
        elif isinstance(value, dict | tuple | list):
            inside = value.values() if isinstance(value, dict) else value
            found.update((part, one in IN_A_TABLE) for part in _patterns_in(inside))
    for node in ast.walk(tree_of(name)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=how),
                args=[ast.Constant(value=str() as written), *_],
            ) if how in METHODS - {"compile"}:
                found[re.compile(written)] = how in ANCHORED
    return sorted(found.items(), key=lambda item: str(item[0].pattern))


def _patterns_in(values):
    for value in values:
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, tuple):
            yield from _patterns_in(value)


def seconds(pattern, bait, anchored):
    started = time.process_time()
    if anchored:
        pattern.fullmatch(bait)
        pattern.match(bait)
    else:
        for _ in pattern.finditer(bait):
            pass
    return time.process_time() - started


def unit():
    """Seconds that this machine needs, at this moment, for a search of known work: half a million steps."""
    return min(seconds(re.compile(r"\s*x"), " " * 1000, False) for _ in range(3))


def is_slow(pattern, bait, anchored, most):
    given = bait.encode("utf-8") if isinstance(pattern.pattern, bytes) else bait
    return all(seconds(pattern, given, anchored) > most for _ in range(2))


@pytest.mark.parametrize("name", list(names()), ids=lambda name: name.removeprefix("clipper."))
def test_no_pattern_is_slow_for_long_runs_of_what_it_repeats(name):
    slow = {}
    gap = 1 if name in SINGLE_SPACED else LONGEST_GAP
    length = CUT_TO.get(name, LENGTH)
    for pattern, anchored in patterns_of(name):
        suspects = {
            number
            for number, bait in enumerate(baits(pattern, min(SHORT, length), gap))
            if is_slow(pattern, bait, anchored, SUSPICIOUS_SECONDS)
        }
        for number, bait in enumerate(baits(pattern, length, gap) if suspects else ()):
            if number in suspects and is_slow(pattern, bait, anchored, MOST_UNITS * unit()):
                slow[pattern.pattern] = bait[:40]
                break
    assert slow == {}
