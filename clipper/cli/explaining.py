"""``clipper clean --explain``: every block of a page, kept or not, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from clipper.cli.lines import dumped

if TYPE_CHECKING:
    from clipper.extract.explain import Explanation, Judgement
    from clipper.model import Capture, Choice

_SHOWN = 70


def explained(source: str, capture: Capture, choice: Choice, *, as_json: bool) -> str:
    """How a page was judged, as lines of text or of JSON: first what is known of it, then its blocks."""
    from clipper.extract.explain import explain

    found = explain(capture, choice)
    article = found.article
    if as_json:
        head = {
            "source": source,
            "url": capture.url,
            "decided_by": found.by,
            "kept": choice.width.value,
            "kind": article.kind,
            "title": article.title,
            "authors": list(article.authors),
            "published": article.published,
            "warnings": list(article.warnings),
        }
        return "\n".join(dumped(row) for row in (head, *(asdict(block) for block in found.blocks)))
    return "\n".join([*_head(source, found, choice), *(_line(block) for block in found.blocks)])


def _head(source: str, found: Explanation, choice: Choice) -> list[str]:
    article = found.article
    kept = sum(block.kept for block in found.blocks)
    return [
        f"{source}",
        f"  decided by  {found.by}; {kept} of {len(found.blocks)} blocks kept ({choice.width.value})",
        f"  kind        {article.kind}",
        f"  title       {article.title}",
        f"  authors     {', '.join(article.authors) or '-'}",
        f"  published   {article.published or '-'}",
        *(f"  warning     {warning}" for warning in article.warnings),
        "",
        "   odds  rules      reason                   where                                     text",
    ]


def _line(block: Judgement) -> str:
    odds = "    -" if block.odds is None else f"{block.odds:.3f}"
    text = block.text if len(block.text) <= _SHOWN else f"{block.text[: _SHOWN - 1]}…"
    sign = "+" if block.kept else "-"
    return f"{sign} {odds}  {block.rules:9}  {block.reason or '':23}  {block.where:40}  {text}".rstrip()
