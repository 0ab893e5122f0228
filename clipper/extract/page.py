"""A whole page: judged, and only its article kept, or what a person chose of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clipper.errors import EmptyPageError
from clipper.extract import tree
from clipper.extract.blocks.apply import apply, removals
from clipper.extract.carried import carried_text
from clipper.extract.edges import trim_head
from clipper.extract.finish import finish
from clipper.extract.footnotes import normalise_footnotes
from clipper.extract.judged import By, Decision, judged
from clipper.extract.kinds import (
    POSTED,
    additions,
    drop_counts,
    drop_letter_end,
    with_dating,
    with_whole_thread,
    write_posts,
)
from clipper.extract.ledger import Why, account
from clipper.extract.links import resolve_links
from clipper.extract.measure import measure, word_count
from clipper.extract.opened import open_page, prepare
from clipper.extract.pull_quotes import drop_pull_quotes
from clipper.extract.taken import Taken
from clipper.extract.warning_signs import warnings_of
from clipper.extract.wishes import grant, in_menus
from clipper.model import AS_JUDGED, Removal, Width
from clipper.page_warnings import NO_ARTICLE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from clipper.extract.blocks.cut import Block
    from clipper.extract.metadata import Metadata
    from clipper.extract.opened import Opened
    from clipper.model import Article, Capture, Choice

__all__ = ["decide_page", "extract_page", "prepare"]

NOTHING_HERE = (
    "There is no article on this page, only menus and links. "
    "Select the part you want, copy it and paste it here."
)
NO_WORDS = "There are no words on this page."
NEEDS_SCRIPTS = (
    "This page shows its text only in a browser that runs JavaScript. "
    "Open it there, select the text, copy it and paste it here."
)

LEAST_HEADLINES = 5
"""Links of four words or more that make a page without an article worth keeping as a list."""

LEAST_UNRUN = 20
"""Characters of unlinked text that a page of no paragraphs must have where scripts may still change it."""

SHORT = 250
"""Characters; an article shorter than this is looked for again with less taken out before."""

SURELY_TEXT = 0.8
"""The probability from which a block before the text is no byline or label, whatever it looks like."""

LEAST_SHOWN = 100
"""Characters; of a page that shows fewer of its own, what it carries as data for its scripts is read."""


@dataclass(slots=True)
class Decided:
    """A page with what was decided of its blocks; `words` is how many it shows."""

    page: Opened
    decision: Decision
    words: int


def extract_page(capture: Capture, choice: Choice = AS_JUDGED) -> Article:
    """The article of a whole page, as the person chose.

    Raises EmptyPageError where the page has no words of its own.
    """
    decided = decide_page(capture, choice)
    page, decision = decided.page, decided.decision
    keys = decision.study.keys
    names = {block.text: keys[place] for place, block in _kept(decision)}
    keep_title = page.cleaned or (
        bool(choice.put_back)
        and any(
            block.holder.tag in tree.HEADINGS and keys[place] in choice.put_back
            for place, block in _kept(decision)
        )
    )
    body, removed = _article(decided, choice)
    kind = "listing" if decision.by is By.LISTING and page.kind == "article" else page.kind
    body.extend(additions(page.metadata, tree.words(body), kind))
    article = finish(body, page.base, page.metadata, url=capture.url, kind=kind, keep_title=keep_title)
    warnings = warnings_of(
        article.text,
        decided.words,
        article.html,
        asks_for_scripts=page.asks_for_scripts,
        kind=kind,
        title=article.title,
        shown="\n".join(line.text for line in page.lines),
        metadata=page.metadata,
    )
    if decision.by in {By.LISTING, By.WHOLE} and NO_ARTICLE not in warnings:
        warnings = (*warnings, NO_ARTICLE)
    return replace(
        article,
        page_word_count=max(decided.words, article.word_count),
        removed=account(page.lines, article.text, [*page.controls, *removed], page.metadata, names),
        warnings=warnings,
    )


def decide_page(capture: Capture, choice: Choice = AS_JUDGED) -> Decided:
    """Open a page and decide which of its blocks stay. Raises EmptyPageError where it has none of its own."""
    page = open_page(capture, choice.rules)
    if page is None:
        raise EmptyPageError(NO_WORDS)
    found = _found(page)
    decided = found
    if not any(found.decision.keep) or _is_short(found):
        other = open_page(capture, choice.rules, like=page)
        again = None if other is None else _found(other, cautious=True)
        if again is not None and _clearly_more(again.decision, found.decision):
            decided = again
    if decided.decision.said < LEAST_SHOWN and not page.metadata.article_body:
        carried = carried_text(tree.parse(capture.text)) or None
        page.metadata = decided.page.metadata = replace(page.metadata, article_body=carried)
    if choice == replace(AS_JUDGED, rules=choice.rules) and _is_told(page.metadata, decided.decision):
        none = [False] * len(decided.decision.keep)
        decided.decision = replace(decided.decision, keep=none, by=By.TOLD)
    if not any(decided.decision.keep) and decided.decision.by is not By.TOLD:
        decided = found
        _without_article(found)
    decided.decision = grant(decided.decision, choice, decided.page.placed)
    if not any(decided.decision.keep) and decided.decision.by is not By.TOLD:
        raise EmptyPageError(NO_WORDS if not decided.decision.study.page.blocks else NOTHING_HERE)
    return decided


def _found(page: Opened, *, cautious: bool = False) -> Decided:
    # What a page of scripts says before they run, such as "Loading", is not yet its text.
    least = LEAST_UNRUN if cautious or page.scripts else 1
    cautious = cautious or page.cleaned
    thread = page.kind in POSTED
    decision = judged(page.root, page.base, page.metadata, least=least, cautious=cautious, thread=thread)
    if page.cleaned:
        decision = replace(decision, keep=[True] * len(decision.keep), by=By.CLEANED)
    elif decision.by in {By.NETWORK, By.RULES}:
        if page.posts:
            with_whole_thread(decision.study.page.blocks, decision.keep, page.posts)
        with_dating(decision.study.page.blocks, decision.keep)
    words = word_count(" ".join(block.text for block in decision.study.page.blocks))
    return Decided(page, decision, words)


def _is_short(found: Decided) -> bool:
    """Whether so little was found that the page, which says much more, deserves a second look."""
    said = found.decision.text
    return len(said) < SHORT and found.words > 1.1 * word_count(said) + 3


def _clearly_more(again: Decision, found: Decision) -> bool:
    if not any(found.keep):
        return any(again.keep)
    return again.said > 2 * found.said + 80


def _is_told(metadata: Metadata, decision: Decision) -> bool:
    """Whether the page tells search engines its text, and shows its readers next to nothing of it."""
    said = metadata.article_body or ""
    least = 400 if decision.said else LEAST_SHOWN
    return len(said) >= least and decision.said * 3 <= len(said)


def _without_article(found: Decided) -> None:
    """Keep, of a page without an article, its headlines, or else all that is not a menu or the like.

    Raises EmptyPageError where that is nothing, or what a page of scripts says before they run.
    """
    page, study = found.page, found.decision.study
    blocks = study.page.blocks
    stayed = study.verdicts.stayed
    shell = sum(len(block.text) for block in blocks) <= 40
    if page.scripts and (page.asks_for_scripts or page.scripts > 3) and shell:
        raise EmptyPageError(NEEDS_SCRIPTS)
    gone = {inner for element, _ in study.ruled.furniture for inner in element.iter()}
    links = [link for link in page.body.iter("a") if link not in gone]
    headlines = sum(1 for link in links if word_count(tree.words(link)) >= 4)
    if headlines >= LEAST_HEADLINES:
        mains = (one for one in page.body.iter("main") if sum(1 for _ in one.iter("a")) >= LEAST_HEADLINES)
        holder = next(mains, page.body)
        inside = set(holder.iter())
        kept = [stays and block.holder in inside for stays, block in zip(stayed, blocks, strict=True)]
        found.decision.keep, found.decision.by = kept, By.LISTING
    else:
        kept = [stays and not menu for stays, menu in zip(stayed, in_menus(study), strict=True)]
        found.decision.keep, found.decision.by = kept, By.WHOLE


def _kept(decision: Decision) -> list[tuple[int, Block]]:
    return [(place, block) for place, block in enumerate(decision.study.page.blocks) if decision.keep[place]]


def _article(decided: Decided, choice: Choice) -> tuple[HtmlElement, list[Removal]]:
    """The article's element, still to be brought into its last form; what the page says beside it."""
    page, decision = decided.page, decided.decision
    if decision.by is By.TOLD:
        return _told(page.metadata), removals(decision.study, decision.keep, why=Why(page.metadata))
    judged_alone = choice.width is Width.ARTICLE and not page.cleaned
    trimmed = decision.by is By.RULES and judged_alone
    article, removed = apply(
        page.body,
        decision.study,
        decision.keep,
        all_shown=trimmed or not judged_alone,
        asked=decision.asked,
        why=Why(page.metadata),
    )
    if trimmed:
        removed += _trimmed_inside(article, decision)
    if judged_alone and not choice.put_back:
        removed += drop_pull_quotes(article)
    resolve_links(article, page.base)
    normalise_footnotes(article, page.body)
    if decision.by is By.NETWORK and judged_alone:
        removed += _headed(article, decision, page.metadata)
    if page.posts and choice.width is not Width.PAGE:
        removed += write_posts(article, page.posts, page.metadata.language, ruled=page.kind != "chat")
    if page.kind == "video" and judged_alone:
        removed += drop_counts(article)
    if page.kind == "newsletter" and judged_alone:
        removed += drop_letter_end(article)
    return article, removed


def _told(metadata: Metadata) -> HtmlElement:
    """The text that the page tells search engines."""
    article = tree.new("div")
    for line in re.split(r"\n+|(?<=[.!?])\s{2,}", metadata.article_body or ""):
        if line.strip():
            article.append(tree.new("p", tree.without_controls(re.sub(r"<[^>]{1,300}>", "", line)).strip()))
    return article


def _trimmed_inside(article: HtmlElement, decision: Decision) -> list[Removal]:
    """Take out what the rules trimmed inside blocks that stay, such as a link to share in a paragraph."""
    ruled = decision.study.ruled
    inline = [one for one in (*ruled.furniture, *ruled.trimmed) if one[0].tag not in tree.BLOCKS]
    if not inline:
        return []
    removed = []
    inside = set(article.iter())
    spared = {block.holder for place, block in _kept(decision) if place in decision.wanted}
    for element, reason in inline:
        if element in inside and not tree.has_block(element) and spared.isdisjoint(element.iterancestors()):
            said = tree.text(element)
            tree.drop(element)
            if said:
                removed.append(Removal(reason, said))
    return removed


def _headed(article: HtmlElement, decision: Decision, metadata: Metadata) -> list[Removal]:
    """Take off what stands before the text of an article that the network chose: bylines, dates, labels."""
    keys = decision.study.keys
    kept = _kept(decision)
    odds = decision.odds or [0.0] * len(decision.keep)
    sure = {place for place, _ in kept if odds[place] >= SURELY_TEXT}
    spared = {block.holder for place, block in kept if place in decision.wanted or place in sure}
    taken = Taken(measure(article), spared)
    trim_head(article, taken.parts, taken, metadata)
    removed = []
    for element, reason in taken.reasons:
        inside = set(element.iter())
        places = [place for place, block in kept if block.inline is None and block.holder in inside]
        said = " ".join(decision.study.page.blocks[place].text for place in places) or tree.text(element)
        if said:
            removed.append(Removal(reason, said, tuple(keys[place] for place in places)))
    return removed
