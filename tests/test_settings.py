"""Settings are one TOML file that a person may edit, and places are where the system expects them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from clipper import settings
from clipper.settings import Settings, SettingsError, library_folder, load, save


def test_without_a_file_everything_has_its_default():
    assert load() == Settings()


def test_what_is_saved_is_loaded_again(tmp_path):
    file = tmp_path / "deep" / "settings.toml"
    changed = dataclasses.replace(Settings(), appearance="dark", pictures=False, page_megabytes=5)
    save(changed, file)
    assert load(file) == changed


def test_the_file_is_laid_out_for_a_person_to_find_and_never_written_over():
    settings.lay_out(Settings())
    assert load() == Settings()
    settings.config_file().write_text('appearance = "dark"')
    settings.lay_out(Settings())
    assert settings.config_file().read_text() == 'appearance = "dark"'


def test_every_setting_is_explained_beside_it_in_the_file(tmp_path):
    file = tmp_path / "settings.toml"
    save(Settings(), file)
    written = file.read_text()
    for field in dataclasses.fields(Settings):
        assert field.metadata["about"] in written
    assert "One of: system, light, dark." in written


def test_comments_and_unknown_settings_of_a_person_stay_when_the_program_saves(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('# mine\nappearance = "light"  # at work\nnot_ours = 7\n')
    save(dataclasses.replace(load(file), appearance="dark"), file)
    written = file.read_text()
    assert "# mine" in written
    assert "# at work" in written
    assert "not_ours = 7" in written
    assert load(file).appearance == "dark"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("appearance = ", "cannot be read"),
        ('appearance = "pink"', "must be one of: system, light, dark"),
        ("appearance = 3", "must be a text in quotes"),
        ("pictures = 1", "must be true or false"),
        ("page_megabytes = true", "must be a whole number"),
        ("page_megabytes = 0", "must be more than 0"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_the_file(tmp_path, text, sentence):
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(file)
    assert sentence in caught.value.message
    assert str(file) in caught.value.message


def test_the_library_is_the_chosen_one_then_the_environments_then_the_settings_then_the_systems(monkeypatch):
    configured = Settings(library="/from/settings")
    assert library_folder(configured, "/chosen") == Path("/chosen")
    assert library_folder(configured) == Path("/from/settings")
    monkeypatch.setenv("CLIPPER_LIBRARY", "/from/environment")
    assert library_folder(configured) == Path("/from/environment")
    assert library_folder(configured, "/chosen") == Path("/chosen")


def test_a_library_in_the_home_of_nobody_is_a_mistake_with_a_sentence():
    with pytest.raises(SettingsError, match="no home folder for the library “~nobody-at-all/clips”"):
        library_folder(Settings(), "~nobody-at-all/clips")


def test_a_file_that_an_editor_of_windows_marked_is_read_and_written(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_bytes(b'\xef\xbb\xbfappearance = "dark"\r\n')
    save(dataclasses.replace(load(file), pictures=False), file)
    assert load(file) == Settings(appearance="dark", pictures=False)


def test_a_link_to_a_settings_file_kept_elsewhere_stays_a_link(tmp_path):
    kept = tmp_path / "kept.toml"
    link = tmp_path / "settings.toml"
    kept.write_text("")
    link.symlink_to(kept)
    save(Settings(appearance="dark"), link)
    assert link.is_symlink()
    assert load(kept).appearance == "dark"


def test_files_go_where_the_system_keeps_such_files(own_folders):
    assert library_folder(Settings()).is_relative_to(own_folders)
    assert settings.config_file().is_relative_to(own_folders)
    assert settings.state_file().is_relative_to(own_folders)
