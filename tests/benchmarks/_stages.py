"""Times the stages of cleaning from outside: each stage's functions are wrapped where the cleaner calls them."""

from __future__ import annotations

import functools
import importlib
import time
from collections import Counter

STAGES = {
    "open, hidden": ("clipper.extract.page.open_page",),
    "metadata": ("clipper.extract.opened.read_metadata", "clipper.extract.opened.kind_of"),
    "rules": ("clipper.extract.judged.study",),
    "figures, network": (
        "clipper.extract.judged.weights",
        "clipper.extract.judged.figures",
        "clipper.extract.judged.probabilities",
    ),
    "apply": (
        "clipper.extract.judged.decide",
        "clipper.extract.page.grant",
        "clipper.extract.page._article",
    ),
    "forms, finish": (
        "clipper.extract.opened.show_forms",
        "clipper.extract.opened.one_form",
        "clipper.extract.page.finish",
    ),
    "ledger": ("clipper.extract.opened.lines_of", "clipper.extract.page.account"),
    "Markdown": ("clipper.export.markdown.from_html",),
}
"""A stage that works within another is not counted to it."""


class Stages:
    """Seconds of this process that went into each stage since `watch`."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter(dict.fromkeys(STAGES, 0.0))
        self._inner = [0.0]

    def watch(self) -> None:
        for stage, places in STAGES.items():
            for place in places:
                module, _, name = place.rpartition(".")
                holder = importlib.import_module(module)
                setattr(holder, name, self._timed(stage, getattr(holder, name)))

    def _timed(self, stage: str, function):
        @functools.wraps(function)
        def timed(*arguments, **options):
            started = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                took = time.process_time() - started
                self.seconds[stage] += took - self._inner.pop()
                self._inner[-1] += took

        return timed
