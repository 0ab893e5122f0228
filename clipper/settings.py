"""Settings a person can change, kept as TOML, and the folders where things live.

Each setting is declared once, as a field of `Settings`; its metadata makes the comment beside it in the
file. What a person wrote into the file, comments included, stays when the program writes it again.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs
import tomlkit
from tomlkit.exceptions import TOMLKitError

from clipper.errors import ClipperError

APP = "clipper"


class SettingsError(ClipperError):
    """The settings file cannot be read or written as it stands."""

    code = "settings"


def _setting(default: Any, about: str, choices: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    return field(default=default, metadata={"about": about, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults."""

    library: str = _setting("", "The folder of the library. Empty: the usual place for data on this system.")
    appearance: str = _setting("system", "Colours of the window.", ("system", "light", "dark"))
    pictures: bool = _setting(True, "Keep the pictures of an article with it.")
    pictures_per_clip: int = _setting(200, "Pictures kept for one clip, at most.")
    page_megabytes: int = _setting(20, "The largest page that is fetched or read, in megabytes.")
    seconds_per_page: int = _setting(45, "How long a page may take to arrive, in seconds.")
    backup_folder: str = _setting("", "A second folder for daily backups, best on another disk. Empty: none.")
    trash_days: int = _setting(30, "How many days the trash keeps what is in it.")
    export_folder: str = _setting("", "The folder that the export dialog offers first.")


def config_file() -> Path:
    """Where the settings are."""
    return Path(platformdirs.user_config_path(APP, appauthor=False), "settings.toml")


def site_rules_folder() -> Path:
    """Where a person's rules for the pages of single sites are."""
    return Path(platformdirs.user_config_path(APP, appauthor=False), "site-rules")


def state_file() -> Path:
    """Where the window remembers its place."""
    return Path(platformdirs.user_state_path(APP, appauthor=False), "window.json")


def library_folder(settings: Settings, chosen: str | None = None) -> Path:
    """The library's folder: `chosen`, else CLIPPER_LIBRARY, else the setting, else the system's place.

    Raises SettingsError where it is in the home of somebody unknown to the system (``~nobody/clips``).
    """
    named = chosen or os.environ.get("CLIPPER_LIBRARY") or settings.library
    if named:
        try:
            return Path(named).expanduser().absolute()
        except RuntimeError as error:
            raise SettingsError(f"There is no home folder for the library “{named}”.") from error
    return Path(platformdirs.user_data_path(APP, appauthor=False), "library")


def load(file: Path | None = None) -> Settings:
    """Read the settings; a missing file gives the defaults. Raises SettingsError with the line at fault."""
    file = file or config_file()
    try:
        values = tomlkit.parse(file.read_text(encoding="utf-8-sig")).unwrap()
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise SettingsError(f"The settings in {file} cannot be read: {error}.") from error
    known = {item.name: item for item in fields(Settings)}
    for name in values.keys() & known.keys():
        _check(file, name, values[name], known[name])
    return replace(Settings(), **{name: values[name] for name in values.keys() & known.keys()})


def _check(file: Path, name: str, value: object, declared: Any) -> None:  # noqa: ANN401
    wanted = type(declared.default)
    choices = declared.metadata["choices"]
    if type(value) is not wanted:
        kind = {bool: "true or false", int: "a whole number", str: "a text in quotes"}[wanted]
        raise SettingsError(f"In {file}, {name} must be {kind}.")
    if choices and value not in choices:
        raise SettingsError(f"In {file}, {name} must be one of: {', '.join(choices)}.")
    if isinstance(value, int) and wanted is int and value <= 0:
        raise SettingsError(f"In {file}, {name} must be more than 0.")


def lay_out(settings: Settings) -> None:
    """Write the file for a person to find and edit, unless it is there or cannot be."""
    if not config_file().exists():
        with suppress(SettingsError):
            save(settings)


def save(settings: Settings, file: Path | None = None) -> None:
    """Write the settings, each with its comment; what else is in the file stays. Raises SettingsError."""
    file = (file or config_file()).resolve()  # a link to a file kept elsewhere stays one
    try:
        document = (
            tomlkit.parse(file.read_text(encoding="utf-8-sig")) if file.exists() else tomlkit.document()
        )
        for item in fields(settings):
            value = getattr(settings, item.name)
            if item.name in document:
                document[item.name] = value
                continue
            choices = item.metadata["choices"]
            about = item.metadata["about"] + (f" One of: {', '.join(choices)}." if choices else "")
            document.add(tomlkit.comment(about))
            document.add(item.name, tomlkit.item(value))
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(tomlkit.dumps(document), encoding="utf-8")
        fresh.replace(file)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise SettingsError(f"The settings in {file} cannot be written: {error}.") from error
