from __future__ import annotations

from clipper.gui import actions
from clipper.gui.theme import DARK, LIGHT
from clipper.resources import resource


def test_no_two_actions_share_a_name_or_a_shortcut():
    names = [entry.name for entry in actions.TABLE]
    keys = [key for entry in actions.TABLE for key in entry.keys]
    assert len(names) == len(set(names))
    assert len(keys) == len(set(keys))


def test_every_icon_of_the_table_is_drawn_in_our_own_set():
    for entry in actions.TABLE:
        if entry.icon:
            drawing = resource(f"icons/{entry.icon}.svg").read_text()
            assert 'stroke="currentColor"' in drawing
            assert 'stroke-width="1.7"' in drawing


def test_tooltips_name_the_shortcut(qtbot, make_window):
    window = make_window()
    assert window.actions_by_name["add"].toolTip() == "Add links, text or files  (Ctrl+N)"


def test_menus_and_help_come_from_the_table(qtbot, make_window):
    window = make_window()
    titles = [menu.title().replace("&", "") for menu in actions.menus(window.actions_by_name, window)]
    assert titles == ["File", "Edit", "Clip", "View", "Help"]
    listed = {words for _, entries in actions.shortcuts() for words, _ in entries}
    assert {"Add", "Search", "Delete", "Next clip"} <= listed


def test_icons_follow_the_theme(qtbot, make_window):
    window = make_window()

    def ink():
        image = window.actions_by_name["delete"].icon().pixmap(20, 20).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}

    window.actions_by_name["delete"].setEnabled(True)
    light = ink()
    window.set_theme(DARK)
    assert light != ink()
    window.set_theme(LIGHT)
    assert light == ink()
