from __future__ import annotations

from clipper.extract.blocks.figures import figures

POST = "<div class='post post-{0}'><b class='who'>Ada {0}</b><p>The tide of day {0} was high.</p></div>"
THREAD = (
    "<main><h1>Tides</h1><section>"
    + "".join(POST.format(day) for day in range(4))
    + "</section></main><div class='about'><p>We sail.</p><p>We row.</p></div>"
)


def groups(studied, markup=THREAD):
    page, _ = studied(markup)
    found = figures(page.page, "Tides", page.verdicts, {})
    return found, [block.text for block in page.page.blocks]


def test_blocks_of_one_card_are_in_one_group_and_those_of_the_next_in_another(studied):
    found, texts = groups(studied)
    nearest = found.groups[0]
    who, said, other = (texts.index(text) for text in ("Ada 1", "The tide of day 1 was high.", "Ada 2"))
    assert nearest[who] == nearest[said] != nearest[other]


def test_all_posts_of_a_thread_are_in_one_wider_group_without_what_is_beside_it(studied):
    found, texts = groups(studied)
    wider = found.groups[1]
    assert wider[texts.index("Ada 0")] == wider[texts.index("Ada 3")] != wider[texts.index("We sail.")]


def test_blocks_of_the_same_shape_go_together_though_their_classes_are_numbered(studied):
    found, texts = groups(studied)
    shape = found.groups[2]
    said = [place for place, text in enumerate(texts) if text.startswith("The tide")]
    assert len({int(shape[place]) for place in said}) == 1
    assert shape[said[0]] != shape[texts.index("Ada 0")]


def test_groups_of_each_kind_are_numbered_from_nought_without_a_gap(studied):
    found, _ = groups(studied)
    for row in found.groups.tolist():
        assert set(row) == set(range(max(row) + 1))


def test_a_page_of_one_block_has_its_groups(studied):
    found, texts = groups(studied, "<p>Alone</p>")
    assert texts == ["Alone"]
    assert found.groups.tolist() == [[0], [0], [0]]
