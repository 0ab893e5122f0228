"""Sample pages, each a folder of `pages/`: what was handed over, and the article that must come out of it.

A folder holds `page.html`, `page.txt` or `page.md`, the body as Markdown (`expected.md`) and what is known
about it (`expected.json`). A new case is a new folder. With CLIPPER_UPDATE_PAGES=1 in the environment the
program's own Markdown is written over `expected.md`; read the difference before committing it.
"""

from __future__ import annotations

import difflib
import functools
import json
import os
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from clipper.capture import from_bytes, from_formats
from clipper.export import markdown
from clipper.extract import extract
from clipper.model import Article, Capture, Via

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())
PAGE_FILES = ("page.html", "page.txt", "page.md")
METADATA = (
    "title",
    "authors",
    "published",
    "site_name",
    "language",
    "excerpt",
    "lead_image",
    "canonical_url",
    "kind",
    "warnings",
)
OTHER_KEYS = {"url", "absent", "selection"}
FORBIDDEN_TAGS = "script style iframe object embed form frame frameset link meta base template noscript"
UPDATE = os.environ.get("CLIPPER_UPDATE_PAGES") == "1"

every_page = pytest.mark.parametrize("name", NAMES)


@functools.cache
def expectation(name: str) -> dict:
    path = PAGES / name / "expected.json"
    if not path.is_file():
        pytest.fail(f"{name} has no expected.json: write what must be known about the page")
    return json.loads(path.read_text(encoding="utf-8"))


def handed_over(name: str) -> Capture:
    """The page as the program receives it: a file with its address, or a selection on the clipboard."""
    page = next((PAGES / name / file for file in PAGE_FILES if (PAGES / name / file).is_file()), None)
    if page is None:
        pytest.fail(f"{name} has no page: one of {', '.join(PAGE_FILES)}")
    data = page.read_bytes()
    url = expectation(name).get("url")
    if expectation(name).get("selection"):
        formats = {"text/html": data}
        if url:
            formats["chromium/x-source-url"] = url.encode()
        (handover,) = from_formats(formats, Via.PASTE)
    else:
        handover = from_bytes(data, Via.FILE, url=url, name=page.name)
    assert handover.capture is not None
    return handover.capture


@functools.cache
def cleaned(name: str) -> Article:
    return extract(handed_over(name))


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def shown_by(source: str) -> str:
    """The words that a reader of this Markdown sees, without addresses, marks and formulas."""
    prose = re.sub(r"^(\s*[-*] )\[[x ]\] ", r"\1", source, flags=re.MULTILINE)
    prose = re.sub(r"^((?:> ?)+)\[![a-z-]+\][+-]? ?", r"\1", prose, flags=re.MULTILINE)
    prose = re.sub(r"\$\$.+?\$\$|\$\S[^$\n]*\$", "", prose, flags=re.DOTALL) if "$$" in prose else prose
    rendered = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).render(prose)
    # The renderer numbers notes as [1] and adds arrows back; neither is text of the page.
    tree = lxml_html.fromstring(f"<div>{rendered}</div>")
    for cell in tree.iter("td", "th", "caption"):
        cell.tail = " "
    for mark in tree.find_class("footnote-ref") + tree.find_class("footnote-backref"):
        mark.text = ""
        for child in list(mark):
            mark.remove(child)
    return tree.text_content()


@every_page
def test_a_page_comes_out_as_the_expected_markdown(name):
    path = PAGES / name / "expected.md"
    actual = markdown.from_html(cleaned(name).html).rstrip() + "\n"
    if UPDATE:
        path.write_text(actual, encoding="utf-8")
    if not path.is_file():
        pytest.fail(f"{name} has no expected.md: write the article by hand")
    expected = path.read_text(encoding="utf-8").rstrip() + "\n"
    if actual != expected:
        difference = difflib.unified_diff(
            expected.splitlines(), actual.splitlines(), "expected.md", "what came out", lineterm="", n=1
        )
        pytest.fail(f"{name} came out differently:\n" + "\n".join(difference), pytrace=False)


@every_page
def test_a_page_is_known_by_the_expected_facts(name):
    expected = expectation(name)
    unknown = set(expected) - set(METADATA) - OTHER_KEYS
    assert not unknown, f"expected.json names what no article has: {unknown}"
    assert "title" in expected, "every page has a title to be known by"
    article = cleaned(name)
    differences = []
    for key in (key for key in METADATA if key in expected):
        found = getattr(article, key)
        found = list(found) if isinstance(found, tuple) else found
        if found != expected[key]:
            differences.append(f"{key}\n  - {expected[key]!r}\n  + {found!r}")
    if differences:
        pytest.fail(f"{name} is known by other facts:\n" + "\n".join(differences), pytrace=False)


@every_page
def test_what_surrounds_the_article_stays_out(name):
    article = cleaned(name)
    shown = "\n".join((article.title, article.html, article.text, markdown.from_html(article.html)))
    assert [text for text in expectation(name).get("absent", ()) if text in shown] == []


@every_page
def test_nothing_that_could_run_comes_out(name):
    tree = lxml_html.fromstring(f"<div>{cleaned(name).html}</div>")
    assert [element.tag for element in tree.iter(*FORBIDDEN_TAGS.split())] == []
    for element in tree.iter(lxml_html.etree.Element):
        for attribute, value in element.items():
            assert not attribute.startswith("on"), f"<{element.tag} {attribute}>"
            scheme = re.sub(r"[\s\x00-\x20]", "", value).casefold()
            assert not scheme.startswith(("javascript:", "vbscript:", "data:text")), f"{attribute}={value}"


@every_page
def test_cleaning_a_page_twice_gives_the_same(name):
    assert extract(handed_over(name)) == cleaned(name)


@every_page
def test_every_expected_word_can_be_found(name):
    path = PAGES / name / "expected.md"
    if not path.is_file():
        pytest.fail(f"{name} has no expected.md: write the article by hand")
    article = cleaned(name)
    expected = words(shown_by(path.read_text(encoding="utf-8")))
    assert expected - words(f"{article.title}\n{article.text}") == set()
