"""Our own hostile markup in a real browser: nothing of it runs, and nothing is asked for.

Every result of the program (articles, and their Markdown rendered again) is a document that is loaded, looked
at, clicked, hovered and focused all over. The payloads as they are go the same way, to show that it tells.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess

import pytest

from tests.desktop.conftest import QUIET
from tests.desktop.payload_pages import PayloadSite
from tests.payloads.payloads import KINDS, all_payloads, rendered, results

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def visit(tmp_path):
    """Have Chromium go through documents; gives the site with what it saw."""
    started = []

    def run(documents: list[str], *, strict: bool) -> PayloadSite:
        site = PayloadSite(documents, strict=strict)
        started.append(site.close)
        rules = f"MAP *.example 127.0.0.1:{site.port}, MAP * ~NOTFOUND"
        command = ["chromium", "--headless=new", *QUIET, f"--host-resolver-rules={rules}, EXCLUDE 127.0.0.1"]
        command += [f"--user-data-dir={tmp_path / 'chromium'}", "--window-size=1200,900", site.url]
        with (tmp_path / "chromium.log").open("wb") as log:
            browser = subprocess.Popen(command, stdout=log, stderr=log)

        def end() -> None:
            browser.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                browser.wait(10)
            browser.kill()
            browser.wait()
            shutil.rmtree(tmp_path / "chromium", ignore_errors=True)

        started.append(end)
        site.wait(120)
        return site

    yield run
    for end in reversed(started):
        end()


def test_nothing_that_we_make_of_a_payload_runs_or_asks_for_anything(visit):
    made: dict[str, dict[str, None]] = {}
    for kind in KINDS:
        for (name, _, _), html in results(kind).items():
            made.setdefault(f"{kind}: {name}", {})[html] = None
    assert sum(map(len, made.values())) > 2000
    names = list(made)
    site = visit(["".join(f"<div>{html}</div>" for html in one) for one in made.values()], strict=True)
    told = {names[int(number)]: what for number, what in site.heard.items() if number != "top"}
    assert told == {}
    assert "top" not in site.heard
    assert site.asked == []


def test_the_payloads_as_they_are_do_run_and_ask(visit):
    """The control: most of them are caught, so that the silence of the others means something."""
    raw = all_payloads()
    site = visit([rendered(one.text) if one.kind == "markdown" else one.text for one in raw], strict=False)
    ran = {raw[int(number)] for number, what in site.heard.items() if number != "top"}
    assert len(ran) >= 150, sorted(map(str, ran))
    for kind in KINDS:
        caught = sum(1 for payload in ran if payload.kind == kind)
        assert caught >= 2, kind
    whole = "\n".join(site.asked)
    for part in (
        "script-src.js",
        "style-url",
        "sheet.css",
        "frame",
        "refresh",
        "form",
        "pixel.gif",
        "svg-image",
    ):
        assert f"evil.example/{part}" in whole, part
    assert len({line.partition("?")[0] for line in site.asked}) >= 40, whole
