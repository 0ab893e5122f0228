"""The step from a hand-over to its capture: fetch the address, read the file, or take what is there."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.capture.limits import megabytes
from clipper.capture.recognise import link_in, read_page
from clipper.errors import CaptureError, FetchError, TooLargeError

if TYPE_CHECKING:
    from typing import BinaryIO

    from clipper.capture.fetcher import Fetcher
    from clipper.capture.limits import Limits
    from clipper.model import Capture, Handover


def capture(handover: Handover, fetcher: Fetcher) -> Capture:
    """Return the page that was handed over.

    Raises CaptureError and its kinds: FetchError, UnsupportedContentError, TooLargeError.
    """
    given = handover if handover.capture or handover.url else read_file(handover, fetcher.limits)
    if given.capture is not None:
        _hold(len(given.capture.data), fetcher.limits.page_bytes, "What was handed over")
        return given.capture
    if given.url is not None:
        return fetcher.page(given.url, via=given.via, title_hint=given.title_hint)
    raise CaptureError("There is nothing in what was handed over.")


def read_file(handover: Handover, limits: Limits) -> Handover:
    """Return the hand-over of a file with what is in it, and without asking the network.

    A link file, or a text file that holds one address and nothing else, stands for that address: it gets
    its `url`. Every other file gets its `capture`. A hand-over of something else is returned as it is.
    Raises the kinds of CaptureError.
    """
    if handover.path is None or handover.capture is not None or handover.url is not None:
        return handover
    path = Path(handover.path)
    data = _read(path, limits.page_bytes)
    if link := link_in(data):
        return replace(handover, url=link.url, title_hint=handover.title_hint or link.title)
    page = read_page(data, handover.via, name=path.name, title_hint=handover.title_hint)
    return replace(handover, capture=page)


def read_stream(stream: BinaryIO, limits: Limits, what: str) -> bytes:
    """Read to the end of a stream. Raises TooLargeError, in which `what` names the stream, over the limit."""
    data = stream.read(limits.page_bytes + 1)
    _hold(len(data), limits.page_bytes, what)
    return data


def _read(path: Path, most: int) -> bytes:
    """Read at most `most` bytes of a regular file."""
    try:
        if path.is_dir():
            raise _file_error("file_folder", f"“{path.name}” is a folder. Hand over the files inside it.")
        if path.exists() and not path.is_file():
            raise _file_error("file_unreadable", f"“{path.name}” is not a file that can be read.")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        sentence = f"There is no file “{path}”. It may have been moved or deleted."
        raise _file_error("file_missing", sentence) from error
    except PermissionError as error:
        sentence = f"“{path.name}” may not be read. Check its permissions."
        raise _file_error("file_denied", sentence) from error
    except (OSError, ValueError) as error:
        long = isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG
        reason = "Its name is too long" if long else "The disk or the network may be away"
        raise _file_error("file_unreadable", f"“{path.name[:80]}” could not be read. {reason}.") from error
    _hold(len(data), most, f"“{path.name}”")
    return data


def _hold(size: int, most: int, what: str) -> None:
    if size > most:
        limit = megabytes(most)
        raise TooLargeError(
            f"{what} is larger than {limit}, too large to clip. Copy the part you want and paste it here."
        )


def _file_error(code: str, message: str) -> FetchError:
    return FetchError(message, code=code, retryable=code != "file_folder")
