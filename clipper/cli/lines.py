"""What the commands print: an article as a line of JSON, a clip as a line of JSON or of text."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clipper.errors import ClipperError
    from clipper.model import Article, ClipSummary

MATCH_BEGINS, MATCH_ENDS = "\x01", "\x02"
_CONTROLS = re.compile(r"[\x00\x03-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def article_line(source: str, url: str | None, article: Article, started: float) -> str:
    """A cleaned page as one line of JSON. `started` is the `time.perf_counter` at which cleaning began."""
    from clipper.export.markdown import from_html

    markdown = from_html(article.html)
    return dumped(
        {
            "source": source,
            "url": url,
            "title": article.title,
            "kind": article.kind,
            "authors": list(article.authors),
            "published": article.published,
            "site_name": article.site_name,
            "language": article.language,
            "excerpt": article.excerpt,
            "lead_image": article.lead_image,
            "word_count": article.word_count,
            "content_html": article.html,
            "content_markdown": markdown,
            "removed": [
                {"reason": removal.reason, "text": removal.text, "blocks": list(removal.blocks)}
                for removal in article.removed
            ],
            "warnings": list(article.warnings),
            "seconds": round(time.perf_counter() - started, 6),
            "error": None,
        }
    )


def failure_line(source: str, url: str | None, error: ClipperError) -> str:
    """A page that could not be cleaned, as one line of JSON with the same keys."""
    return dumped(
        {
            "source": source,
            "url": url,
            "title": None,
            "kind": None,
            "authors": [],
            "published": None,
            "site_name": None,
            "language": None,
            "excerpt": None,
            "lead_image": None,
            "word_count": 0,
            "content_html": "",
            "content_markdown": "",
            "removed": [],
            "warnings": [],
            "seconds": None,
            "error": {"code": error.code, "message": error.message},
        }
    )


def summary_line(summary: ClipSummary) -> str:
    """A clip as one line of JSON."""
    row: dict[str, Any] = {
        "id": summary.id,
        "title": summary.title,
        "url": summary.url,
        "site_name": summary.site_name,
        "authors": list(summary.authors),
        "published": summary.published,
        "saved": summary.saved_at.isoformat(),
        "state": summary.state,
        "tags": list(summary.tags),
        "word_count": summary.word_count,
        "language": summary.language,
        "starred": summary.starred,
        "archived": summary.archived_at is not None,
        "read": summary.read,
    }
    if summary.snippet is not None:
        row["snippet"] = plain_snippet(summary.snippet)
    if summary.failure is not None:
        row["error"] = {"code": summary.failure.code, "message": summary.failure.message}
    return dumped(row)


def plain_snippet(snippet: str) -> str:
    """A snippet without the marks around its matches."""
    return snippet.replace(MATCH_BEGINS, "").replace(MATCH_ENDS, "")


def on_terminal(text: str) -> str:
    """Text as a terminal may show it: matches bold, and no control characters, which would steer it."""
    safe = _CONTROLS.sub("", text)
    return safe.replace(MATCH_BEGINS, "\x1b[1m").replace(MATCH_ENDS, "\x1b[22m")


def dumped(row: dict[str, Any]) -> str:
    """One line of JSON in UTF-8, whatever its reader takes for the end of a line.

    A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD.
    """
    line = _LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", json.dumps(row, ensure_ascii=False))
    return line.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
