"""The language that a block of code names, in whatever class or attribute its highlighter uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_PREFIXED = re.compile(
    r"(?:language|lang|brush|highlight-source|highlight-text|highlight|code-block|sourceCode|hljs|src|type|"
    r"mode)[-:_]([A-Za-z][\w+#.\-]*)",
    re.IGNORECASE,
)
_BRUSH = re.compile(r"(?:^|\s)brush\s*:\s*([A-Za-z][\w+#]*)", re.IGNORECASE)
_MODE = re.compile(r'"(?:mode|language)"\s*:\s*"(?:text/(?:x-)?)?([\w+#\-]+)"')
_ATTRIBUTES = (
    "data-lang",
    "data-language",
    "data-code-language",
    "data-code-lang",
    "data-enlighter-language",
    "data-syntax",
    "data-tagsearch-lang",
    "data-mode-id",
)
_HIGHLIGHTERS = vocabulary("prettyprint hljs sourceCode syntaxhighlighter highlight code src prism-code")
_NOT_LANGUAGES = vocabulary(
    "none no text txt plain plaintext plain-text nohighlight no-highlight default code block highlight "
    "source line lines numbers number numbersource toolbar copy hljs chroma inner wrapper container "
    "output console-output theme dark light notranslate auto autodetect undefined null ignore unknown "
    "highlighter-rouge language"
)
_WITH_DIGITS = re.compile(r"[a-z][\w+#.\-]*")

LANGUAGES = vocabulary(
    "abap actionscript ada apache apex applescript arduino asm assembly awk bash basic bat batch bibtex c "
    "c# c++ c-sharp clojure cmake cmd cobol coffeescript console cpp crystal csharp css csv cypher d dart "
    "diff docker dockerfile elixir elm erlang f# fish fortran fsharp gherkin gitignore glsl go golang "
    "gradle graphql groovy handlebars haskell hcl hlsl html http ini java javascript jinja jinja2 js json "
    "json5 jsonc jsx julia kotlin kt latex less lisp liquid lua makefile markdown matlab md mermaid nasm "
    "nginx nim nix objc objective-c objectivec ocaml pascal perl php plsql postgresql powershell prolog "
    "properties protobuf puppet purescript py python python3 qml r racket razor rb rs ruby rust sass scala "
    "scheme scss sh shell shell-session solidity sql stylus svelte svg swift systemverilog tcl terraform "
    "tex toml ts tsx twig typescript vb vbnet verilog vhdl vim vue wasm xml xquery yaml yml zig zsh"
)
"""Names that are a language also where they stand alone, as a class or as the label of a block."""


def language_of(block: HtmlElement) -> str | None:
    """The language named by the block, its code or what wraps them; lower-case, None where none is named."""
    near = [block, *block.iter("code")]
    above = block.getparent()
    for _ in range(3):
        if above is None or above.tag in {"body", "article", "main", "section", "td", "li"}:
            break
        near.append(above)
        above = above.getparent()
    return next((found for element in near for found in _named(element)), None)


def language_named(given: str) -> str | None:
    """What a name given as a language stands for, lower-case; None where it says that there is none."""
    name = given.strip().lower().strip("-_.;:")
    if not name or len(name) > 20 or name in _NOT_LANGUAGES or not _WITH_DIGITS.fullmatch(name):
        return None
    return name


def _named(element: HtmlElement) -> Iterator[str]:
    """The languages that the element's own attributes name, the surest first."""
    given: list[str] = []
    if element.tag in {"pre", "code", "div", "figure", "table"}:
        given += [element.get(name) or "" for name in _ATTRIBUTES]
    names = element.get("class") or ""
    if "brush" in names:
        given += _BRUSH.findall(names)
    classes = names.split()
    given += [match[1] for name in classes if (match := _PREFIXED.fullmatch(name)) is not None]
    if element.tag == "pre" and (setting := element.get("data-setting") or element.get("data-params")):
        given += _MODE.findall(setting)
    marked = any(name in _HIGHLIGHTERS for name in classes)
    if marked or element.tag in {"pre", "code"}:
        least = 1 if marked else 2
        given += [name for name in classes if name.lower() in LANGUAGES and len(name) >= least]
    if element.tag == "pre" and (said := element.get("lang") or "").lower() in LANGUAGES:
        given.append(said)
    if element.tag in {"pre", "code"} and marked:
        rest = [name for name in classes if name not in _HIGHLIGHTERS and name not in _MARKS]
        given += rest if len(rest) == 1 else []
    yield from (found for one in given if (found := language_named(one)))


_MARKS = vocabulary("linenums prettyprinted numberSource number-lines line-numbers numberLines")
