from __future__ import annotations

import pytest

from clipper.extract import tree
from clipper.extract.blocks.study import study
from clipper.extract.metadata import read_metadata


@pytest.fixture
def studied():
    """The study of a body's markup, and the body it is of."""

    def run(markup):
        root = tree.parse(f"<html><head><title>The long pier</title></head><body>{markup}</body></html>")
        return study(root, None, read_metadata(root, None, None, None)), root.find("body")

    return run
