"""Teaches the network that chooses a page's blocks; see README.md beside it."""

from __future__ import annotations
