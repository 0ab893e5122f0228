from __future__ import annotations

import json

import pytest

from clipper.errors import SiteRuleError
from clipper.model import SiteRule
from clipper.site_rules import load, save


def test_the_rules_of_all_files_are_read_in_the_order_of_their_names(tmp_path):
    (tmp_path / "b.json").write_text('{"host": "b.example"}')
    (tmp_path / "a.json").write_text('[{"host": "a.example"}, {"host": "c.example"}]')
    (tmp_path / "notes.txt").write_text("not a rule")
    assert [rule.host for rule in load(tmp_path).rules] == ["a.example", "c.example", "b.example"]


def test_a_folder_that_is_not_there_has_no_rules(tmp_path):
    assert load(tmp_path / "none").rules == ()


def test_a_broken_file_is_said_left_alone_and_the_others_are_read(tmp_path):
    broken = tmp_path / "a.json"
    broken.write_text('{"host": "a.example", "remove": "p["}')
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\xfa")
    (tmp_path / "c.json").write_text('{"host": "c.example"}')
    found = load(tmp_path)
    assert [rule.host for rule in found.rules] == ["c.example"]
    assert str(broken) in found.problems[0]
    assert "“p[” is not a selector" in found.problems[0]
    assert len(found.problems) == 2
    assert broken.read_text() == '{"host": "a.example", "remove": "p["}'


def test_a_rule_is_added_to_the_file_of_its_host(tmp_path):
    save(SiteRule("news.example", remove=("p.advice",)), tmp_path / "rules")
    file = save(SiteRule("news.example", "/blog/*", keep=(".box",)), tmp_path / "rules")
    assert file.name == "news.example.json"
    assert len(load(tmp_path / "rules").rules) == 2


def test_a_rule_for_the_same_pages_takes_the_place_of_the_old_one(tmp_path):
    save(SiteRule("news.example", remove=("p.advice",)), tmp_path)
    file = save(SiteRule("news.example", remove=("p.advert",)), tmp_path)
    assert json.loads(file.read_text()) == {"host": "news.example", "remove": ["p.advert"]}


def test_a_file_that_holds_something_else_is_not_written_over(tmp_path):
    file = tmp_path / "news.example.json"
    file.write_text("my notes")
    with pytest.raises(SiteRuleError, match="was not kept"):
        save(SiteRule("news.example"), tmp_path)
    assert file.read_text() == "my notes"


def test_a_host_cannot_name_a_file_elsewhere(tmp_path):
    file = save(SiteRule("../../evil"), tmp_path / "rules")
    assert file.parent == tmp_path / "rules"
