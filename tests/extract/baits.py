"""Text that makes a careless pattern slow: long runs of what it repeats, with and without what comes before."""

from __future__ import annotations

import re
from itertools import islice

parser = re._parser  # the standard library's own reader of patterns: nothing else knows their parts
ENDLESS = 200
RUNS = "aA1 \n\t\xa0-_.,;:<>\"'()[]{}&#/\\=@$*|!?~^%+水éא"
PAIRS = (
    "a ",
    " a",
    "a-",
    "a.",
    "<a",
    "<a ",
    "1,",
    "1 ",
    "- ",
    '="',
    "a@",
    "/a",
    "[]",
    "()",
    "a\n",
    " \n",
    ", ",
    "a=",
)


def baits(pattern, length, gap):
    """Strings of about this length for a pattern: such as trouble any, and such as its own parts suggest.

    Gaps in them are no longer than `gap`.
    """
    long_gap = re.compile(rf"\s{{{gap + 1},}}")
    for bait in _baits(pattern, length):
        yield long_gap.sub(lambda found: (found[0][:gap] + "x") * (len(found[0]) // (gap + 1)), bait)


def _baits(pattern, length):
    for piece in (*RUNS, *PAIRS):
        yield piece * (length // len(piece))
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    for before, body in _repeated(parser.parse(pattern.pattern, flags)):
        for one in body:
            run = one * (length // max(len(one), 1))
            yield before + run
            yield run + "\x01"
            if before:
                yield (before + one) * (length // len(before + one))
                yield before * (length // len(before))


def _repeated(parsed, before=""):
    """Each part that may repeat without end: what must stand before it, and examples of one turn."""
    for operator, argument in parsed:
        name = str(operator)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            _, most, inner = argument
            if most > ENDLESS:
                yield before, list(islice(_turns(inner), 4))
            yield from _repeated(inner, before)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _repeated(branch, before)
        elif name in {"SUBPATTERN", "ATOMIC_GROUP"}:
            inner = argument[-1] if name == "SUBPATTERN" else argument
            yield from _repeated(inner, before)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            yield from _repeated(argument[1], before)
        before += _example([(operator, argument)])


def _turns(inner):
    """Examples of one turn of a repeated part: for a class of characters, several of them."""
    parts = list(inner)
    if len(parts) == 1 and str(parts[0][0]) in {"IN", "ANY", "NOT_LITERAL"}:
        yield from _members(*parts[0])
        return
    yield _example(parts)
    for place, part in enumerate(parts):
        if str(part[0]) in {"IN", "BRANCH"}:
            others = _members(*part) if str(part[0]) == "IN" else map(_example, part[1][1])
            for other in islice(others, 1, 3):
                yield _example(parts[:place]) + other + _example(parts[place + 1 :])


def _members(operator, argument):
    """Characters of a class."""
    as_class = re.compile(_written(operator, argument), re.DOTALL)
    found = [char for char in f"a 1.-/A\n{RUNS}" if as_class.fullmatch(char)]
    if str(operator) == "IN":
        found += [chr(value) for kind, value in argument if str(kind) == "LITERAL"]
        found += [chr(value[0]) for kind, value in argument if str(kind) == "RANGE"]
    return iter(dict.fromkeys(found))


def _written(operator, argument):
    if str(operator) == "ANY":
        return "."
    if str(operator) == "NOT_LITERAL":
        return f"[^{re.escape(chr(argument))}]"
    written = {"CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_DIGIT": r"\d"}
    written |= {"CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W"}
    pieces = []
    for kind, value in argument:
        match str(kind):
            case "NEGATE":
                pieces.append("^")
            case "LITERAL":
                pieces.append(re.escape(chr(value)))
            case "RANGE":
                pieces.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
            case "CATEGORY":
                pieces.append(written[str(value)])
    return f"[{''.join(pieces)}]"


def _example(parsed):
    """A string that the part matches, as short as can be; a part that may be left out is."""
    said = ""
    for operator, argument in parsed:
        match str(operator):
            case "LITERAL":
                said += chr(argument)
            case "IN" | "ANY" | "NOT_LITERAL":
                said += next(_members(operator, argument), "")
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                said += _example(argument[2]) * argument[0]
            case "BRANCH":
                said += _example(argument[1][0])
            case "SUBPATTERN":
                said += _example(argument[-1])
            case "ATOMIC_GROUP":
                said += _example(argument)
    return said
