"""Dates as machines and people write them, into ISO 8601, as exact as they were given."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?!\d)"
    r"(?:(?:[T\s,_]|\s*at\s*)+([01]?\d|2[0-4])[:.h]([0-5]\d)(?:[:.]([0-5]\d)(?:[.,]\d+)?)?\s*(Z|UTC|"
    r"GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?([01]\d|"
    r"2[0-3])([0-5]\d)([0-5]\d)?)?(?!\d)"
)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)\d\d|\d\d)(?![\d/-])")
_APART = re.compile(r"(?<![\d./|·-])(\d{1,2})\s([|/·.–-])\s(\d{1,2})\s\2\s((?:19|20)\d\d)(?!\d)")
_IDEOGRAPHIC = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_TIME = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-3])\s?(?:[:.h時时]|"
    r"Uhr)\s?([0-5]\d)(?:\s?[:.分]\s?([0-5]\d)(?!\d))?\s*([ap]\.?m\b\.?)?|(?<![\d.:])(1[0-2]|"
    r"[1-9])\s*([ap]\.?m\b)",
    re.IGNORECASE,
)

_MONTH_NAMES = (
    (
        "jan january januar janvier enero janeiro gennaio januari ene gen janv jänner jän styczeń "
        "stycznia sty stycznia января янв январь січня ocak oca ιανουαρίου ιαν leden ledna ianuarie "
        "tammikuu tammikuuta január januára يناير tháng1 januára januar. siječnja"
    ),
    (
        "feb february februar février febrero fevereiro febbraio februari févr fevr fev luty lutego lut "
        "февраля фев февраль лютого şubat φεβρουαρίου φεβ únor února februarie helmikuu helmikuuta "
        "február فبراير veljače"
    ),
    (
        "mar march märz mars marzo março maart mrt mär marzec marca марта мар март березня mart μαρτίου "
        "μαρ březen března martie maaliskuu maaliskuuta március مارس ožujka"
    ),
    (
        "apr april avril abril aprile avr abr kwiecień kwietnia kwi апреля апр апрель квітня nisan nis "
        "απριλίου απρ duben dubna aprilie huhtikuu huhtikuuta április أبريل travnja"
    ),
    (
        "may mai mayo maio maggio mei maj mag maja мая май травня mayıs μαΐου μαϊου μάιος květen května "
        "toukokuu toukokuuta május مايو svibnja"
    ),
    (
        "jun june juni juin junio junho giugno giu czerwiec czerwca cze июня июн июнь червня haziran haz "
        "ιουνίου ιουν červen června iunie kesäkuu kesäkuuta június يونيو lipnja"
    ),
    (
        "jul july juli juillet julio julho luglio juil lug lipiec lipca lip июля июл июль липня temmuz "
        "tem ιουλίου ιουλ červenec července iulie heinäkuu heinäkuuta július يوليو srpnja"
    ),
    (
        "aug august août aout agosto augustus ago augusti sierpień sierpnia sie августа авг август серпня "
        "ağustos ağu αυγούστου αυγ srpen srpna elokuu elokuuta augusztus أغسطس kolovoza"
    ),
    (
        "sep sept september septembre septiembre setembro settembre set wrzesień września wrz сентября "
        "сен сент сентябрь вересня eylül eyl σεπτεμβρίου σεπ září septembrie syyskuu syyskuuta szeptember "
        "سبتمبر rujna"
    ),
    (
        "oct october oktober octobre octubre outubro ottobre okt out ott październik października paź "
        "октября окт октябрь жовтня ekim eki οκτωβρίου οκτ říjen října octombrie lokakuu lokakuuta "
        "október أكتوبر listopada."
    ),
    (
        "nov november novembre noviembre novembro listopad listopada lis ноября ноя ноябрь листопада "
        "kasım kas νοεμβρίου νοε listopadu noiembrie marraskuu marraskuuta نوفمبر studenoga"
    ),
    (
        "dec december dezember décembre decembre diciembre dezembro dicembre dez déc dic des grudzień "
        "grudnia gru декабря дек декабрь грудня aralık ara δεκεμβρίου δεκ prosinec prosince decembrie "
        "joulukuu joulukuuta ديسمبر prosinca desember"
    ),
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
MONTH = "(?:" + "|".join(sorted((re.escape(name) for name in _MONTHS), key=len, reverse=True)) + ")"
"""A pattern for the name of a month, long or short, in some thirty languages."""

_DAY_MONTH = re.compile(
    (
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.|ª)?[\s\-./]*(?:of |de |di |"
        rf"d['’])?\s*({MONTH})\.?(?!\w),?[\s\-./]*"
        r"(?:de |del |of )?\s*((?:19|20)\d\d|['’]?\d\d(?![\d:]))(?!\d)"
    ),
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<!\w)({MONTH})\.?(?!\w)[\s\-]*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_YEAR_MONTH_DAY = re.compile(
    rf"(?<!\d)((?:19|20)\d\d),?\s+({MONTH})\.?(?!\w),?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)", re.IGNORECASE
)
_MONTH_AND_YEAR = re.compile(rf"\W*({MONTH})\.?,?\s+(?:de |del |of )?((?:19|20)\d\d)\W*", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"\s*((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])\s*")
_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*")
_DIGIT = re.compile(r"\d")
_MAIL = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_EPOCH = re.compile(r"\s*(1\d{9})(\d{3})?\s*")
_IN_ADDRESS = re.compile(
    r"[/_\-=]((?:19|20)\d\d)[/_\-.]?(0[1-9]|1[0-2]|[1-9](?=[/_\-]))[/_\-.]?(0[1-9]|[12]\d|3[01]|"
    r"[1-9](?=[/_\-]))(?=[/_\-.?&]|$)"
)
_MONTH_IN_ADDRESS = re.compile(
    rf"/((?:19|20)\d\d)/({MONTH})/(0?[1-9]|[12]\d|3[01])(?=[/_\-.?&]|$)", re.IGNORECASE
)
_DAY_FIRST_IN_ADDRESS = re.compile(r"/(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-(20\d\d)(?=[/.?]|$)")


def iso_date(given: str | None, language: str | None = None, *, guess: bool = True) -> str | None:
    """The date in ISO 8601, or None. Time and zone appear only as far as they were given.

    `language` decides between day-month and month-day in all-numeric dates. `guess` allows the dateparser
    library to try what the patterns here do not know: slow, so only for short text in a place for dates.
    """
    if not given or len(given) > 400:
        return None
    if _DIGIT.search(given) is None:
        return None
    given = " ".join(given.split())
    if _MAIL.match(given) and (sent := _sent(given)):
        return sent
    found = _iso(given) or _written(given, language)
    if found or not guess:
        return found
    if match := _EPOCH.fullmatch(given):
        return datetime.fromtimestamp(int(match[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if match := _YEAR_MONTH.fullmatch(given):
        return f"{match[1]}-{int(match[2]):02}"
    if match := _MONTH_AND_YEAR.fullmatch(given):
        return f"{match[2]}-{_MONTHS[match[1].lower()]:02}"
    if match := _YEAR.fullmatch(given):
        return match[1]
    return _guessed(given)


def _sent(given: str) -> str | None:
    """An e-mail's or a feed's date: "Tue, 14 Oct 2025 21:14:09 +0200"."""
    try:
        return parsedate_to_datetime(given).isoformat()
    except (ValueError, TypeError):
        return None


def address_date(url: str | None) -> str | None:
    """The date that an address carries (/2020/07/24/, 20200724, /2020/july/24/, /24-07-2020), or None."""
    url = url or ""
    if match := _IN_ADDRESS.search(url):
        return _day(match[1], match[2], match[3])
    if match := _MONTH_IN_ADDRESS.search(url):
        return _day(match[1], _MONTHS[match[2].lower()], match[3])
    match = _DAY_FIRST_IN_ADDRESS.search(url)
    return _day(match[3], match[2], match[1]) if match else None


def _iso(given: str) -> str | None:
    match = _ISO.search(given)
    if match:
        day = _day(match[1], match[2], match[3])
        if day is None:
            return None
        if match[4] is None:
            return _with_time(day, given, match.end())
        zone = (match[7] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
        if len(zone) in {3, 5} and zone[0] in "+-":
            zone = f"{zone[:3]}:{zone[3:] or '00'}"
        return f"{day}T{int(match[4]) % 24:02}:{match[5]}{':' + match[6] if match[6] else ''}{zone}"
    match = _COMPACT.search(given)
    if match and (day := _day(match[1], match[2], match[3])):
        return f"{day}T{match[4]}:{match[5]}" if match[4] else day
    return None


def _written(given: str, language: str | None) -> str | None:
    if match := _IDEOGRAPHIC.search(given):
        day = _day(match[1], match[2], match[3])
    elif match := _DAY_MONTH.search(given):
        day = _day(_full_year(match[3]), _MONTHS[match[2].lower()], match[1])
    elif match := _MONTH_DAY.search(given):
        day = _day(match[3], _MONTHS[match[1].lower()], match[2])
    elif match := _YEAR_MONTH_DAY.search(given):
        day = _day(match[1], _MONTHS[match[2].lower()], match[3])
    elif match := _NUMERIC.search(given) or _APART.search(given):
        first, second = int(match[1]), int(match[3])
        month_first = (
            (match[2] == "/" and second > 12)
            or (match[2] == "/" and first <= 12 and (language or "en-us").lower() in {"en", "en-us"})
            or (match[2] == "-" and first <= 12 and (language or "").lower() == "en-us")
        )
        day = _day(_full_year(match[4]), *((first, second) if month_first else (second, first)))
    else:
        return None
    return _with_time(day, given, match.end(), match.start()) if day and match else None


def _full_year(given: str) -> str:
    given = given.strip("'’")
    return given if len(given) == 4 else f"20{given}" if int(given) < 70 else f"19{given}"


def _day(year: str, month: str | int, day: str | int) -> str | None:
    try:
        return datetime(int(year), int(month), int(day), tzinfo=UTC).date().isoformat()
    except ValueError:
        return None


def _with_time(day: str, given: str, after: int, before: int = 0) -> str:
    """The day with the time of day that stands close after it, or close before it."""
    match = _TIME.search(given, after, after + 30) or (
        _TIME.search(given[max(0, before - 24) : before]) if before else None
    )
    if match is None:
        return day
    hour, minute = int(match[1] or match[5]), match[2] or "00"
    half = (match[4] or match[6] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{day}T{hour:02}:{minute}"


def _guessed(given: str) -> str | None:
    """What the dateparser library makes of a short text with a year in it."""
    if len(given) > 48 or not re.search(r"(?:19|20)\d\d|[١٢۱۲๒][٠-٩۰-۹๐-๙]{3}", given) or given.isascii():
        return None
    import dateparser

    settings = {"STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        found = dateparser.parse(given, settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found.date().isoformat() if found else None
