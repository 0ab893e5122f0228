"""A person's change in its smallest part: one field set to a value."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, Union

Value: TypeAlias = Union[bool, int, float, str, "list[Value]", None]
"""What a field may hold: what JSON can say."""


class Write(NamedTuple):
    """One field set to a value. `id` is a clip's, highlight's, saved search's or pair's id, a tag's key."""

    entity: str
    id: str
    field: str
    value: Value
