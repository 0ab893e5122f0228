"""A learned choice of the page's text blocks, which corrects what the rules chose."""

from __future__ import annotations
