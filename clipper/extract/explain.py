"""How a page was judged, block by block, for those who look for a mistake of cleaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.extract.article import extract
from clipper.extract.blocks.apply import removals
from clipper.extract.page import decide_page
from clipper.model import AS_JUDGED, Content

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Block
    from clipper.extract.judged import Decision
    from clipper.model import Article, Capture, Choice

_STEPS = 4
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was made of one block: its key, whether it stays, why not, and what was thought of it.

    `odds` is the network's probability, None where it was not asked. `rules` says how far the block came
    by the rules: "kept", "trimmed" out of the chosen element, "beside" it, or "furniture". `where` is the
    path of elements around it.
    """

    key: str
    kept: bool
    odds: float | None
    rules: str
    reason: str | None
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Who decided, the article that came of it, and every block of the page in order.

    Of text, Markdown and selections, which have no blocks, there is what was kept and what was not.
    """

    by: str
    article: Article
    blocks: tuple[Judgement, ...]


def explain(capture: Capture, choice: Choice = AS_JUDGED) -> Explanation:
    """Clean a capture and say how. Raises what `extract` raises."""
    article = extract(capture, choice)
    if capture.content is not Content.HTML or capture.selection:
        return Explanation(_by_nature(capture), article, _plain(article))
    decided = decide_page(capture, choice)
    return Explanation(decided.decision.by.value, article, tuple(_judgements(decided.decision, article)))


def _by_nature(capture: Capture) -> str:
    if capture.selection:
        return "the person's own selection"
    return "the lines of a text" if capture.content is Content.TEXT else "Markdown, which is kept whole"


def _plain(article: Article) -> tuple[Judgement, ...]:
    kept = [
        Judgement("", True, None, "kept", None, "", " ".join(part.split()))
        for part in article.text.split("\n\n")
        if part.strip()
    ]
    gone = [
        Judgement(" ".join(one.blocks), False, None, "beside", one.reason, "", " ".join(one.text.split()))
        for one in article.removed
    ]
    return (*kept, *gone)


def _judgements(decision: Decision, article: Article) -> list[Judgement]:
    study = decision.study
    reasons = {
        key: one.reason for one in removals(study, decision.keep, decision.asked) for key in one.blocks
    }
    # The article knows best: also what was taken off what was kept at first, such as a byline.
    later = {key: one.reason for one in article.removed for key in one.blocks}
    verdicts = study.verdicts
    found = []
    for place, block in enumerate(study.page.blocks):
        key = study.keys[place]
        reason = later.get(key) or reasons.get(key)
        rules = (
            "kept"
            if verdicts.kept[place]
            else "trimmed"
            if verdicts.chosen[place]
            else "beside"
            if verdicts.stayed[place]
            else "furniture"
        )
        odds = decision.odds[place] if decision.odds else None
        kept = decision.keep[place] and key not in later
        found.append(Judgement(key, kept, odds, rules, None if kept else reason, _where(block), block.text))
    return found


def _where(block: Block) -> str:
    """The last few elements on the way to a block, each with the first of its names."""
    path = [block.holder, *block.holder.iterancestors()]
    steps = [_step(one) for one in path if one.tag not in {"html", "body"}][:_STEPS]
    loose = " (loose text)" if block.inline is not None else ""
    return " > ".join(reversed(steps)) + loose


def _step(element: HtmlElement) -> str:
    names = (element.get("class") or "").split() or ([element.get("id")] if element.get("id") else [])
    return f"{element.tag}.{names[0][:_LONGEST_NAME]}" if names else str(element.tag)
