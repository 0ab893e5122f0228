"""Word lists written as running text, which reads better than three hundred quoted words."""

from __future__ import annotations


def vocabulary(*texts: str) -> frozenset[str]:
    """The words of the texts, by white space."""
    return frozenset(word for text in texts for word in text.split())
