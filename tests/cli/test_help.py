"""What the commands say of themselves."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from clipper.cli import main
from clipper.cli.clips import SORTS, VIEWS
from clipper.cli.commands import COMMANDS, SECTIONS
from clipper.library import Sort, View


def helped(*arguments):
    result = CliRunner().invoke(main, [*arguments, "--help"], terminal_width=100)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command):
    text = helped(command)
    assert "Example" in text
    assert f"clipper {command}" in text


@pytest.mark.parametrize(
    "path",
    [
        ("tags", "rename"),
        ("tags", "delete"),
        ("tags", "colour"),
        ("searches", "save"),
        ("searches", "remove"),
        ("duplicates", "merge"),
        ("duplicates", "dismiss"),
    ],
)
def test_a_command_of_a_command_explains_itself_too(path):
    assert f"clipper {' '.join(path)}" in helped(*path)


def test_the_help_lists_every_command_under_its_section_in_one_line():
    lines = helped().splitlines()
    for section, names in SECTIONS.items():
        begins = lines.index(f"{section}:")
        listed = lines[begins + 1 : begins + 1 + len(names)]
        assert [line.split()[0] for line in listed] == list(names)
        assert not any(line.endswith("...") for line in listed)


def test_every_view_and_order_of_the_library_can_be_asked_for():
    assert set(VIEWS) == {view.value for view in View}
    assert set(SORTS) == {sort.value for sort in Sort}
