"""What kind a page is, and what each kind asks for beyond an article: posts, structured data, tab panels."""

from __future__ import annotations

from clipper.extract.kinds.counts import drop_counts
from clipper.extract.kinds.kind import KINDS, POSTED, kind_of
from clipper.extract.kinds.letters import drop_letter_end
from clipper.extract.kinds.panels import reveal
from clipper.extract.kinds.posts import Post, find_posts, is_thread
from clipper.extract.kinds.structured import additions
from clipper.extract.kinds.thread import write_posts
from clipper.extract.kinds.whole import with_dating, with_whole_thread

__all__ = [
    "KINDS",
    "POSTED",
    "Post",
    "additions",
    "drop_counts",
    "drop_letter_end",
    "find_posts",
    "is_thread",
    "kind_of",
    "reveal",
    "with_dating",
    "with_whole_thread",
    "write_posts",
]
