"""The names under which pages declare encodings, as browsers read them, and the Python codecs for them.

The table follows the labels of the WHATWG Encoding Standard. A label there can mean a wider encoding
than its name says ("iso-8859-1" is windows-1252), and names that Python knows but the web does not
("rot13", "utf-7") are no encodings here.
"""

from __future__ import annotations

import re

_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf8mb4",
    "utf-16-le": "utf-16le utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf16 utf16le",
    "utf-16-be": "utf-16be unicodefffe utf16be",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1 "
    "latin-1 l1 cp819 ibm819 csisolatin1 iso-ir-100 ascii us-ascii ansi_x3.4-1968 x-user-defined",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251 win-1251 win1251",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 latin5 "
    "l5 csisolatin5 iso-ir-148",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "cp874": "windows-874 dos-874 tis-620 iso-8859-11 iso8859-11 iso885911",
    "iso8859_2": "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 latin2 l2 csisolatin2 iso-ir-101",
    "iso8859_3": "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 latin3 l3 csisolatin3 iso-ir-109",
    "iso8859_4": "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 latin4 l4 csisolatin4 iso-ir-110",
    "iso8859_5": "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 cyrillic "
    "csisolatincyrillic iso-ir-144",
    "iso8859_6": "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 arabic asmo-708 ecma-114 "
    "csisolatinarabic iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i iso-ir-127",
    "iso8859_7": "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 greek greek8 sun_eu_greek "
    "ecma-118 elot_928 csisolatingreek iso-ir-126",
    "iso8859_8": "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 hebrew visual csisolatinhebrew "
    "iso-8859-8-e csiso88598e iso-ir-138 iso-8859-8-i csiso88598i logical",
    "iso8859_10": "iso-8859-10 iso8859-10 iso885910 latin6 l6 csisolatin6 iso-ir-157",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "iso-8859-15 iso8859-15 iso885915 iso_8859-15 csisolatin9 l9 latin9",
    "iso8859_16": "iso-8859-16",
    "koi8_r": "koi8-r koi8_r koi8 koi cskoi8r",
    "koi8_u": "koi8-u koi8-ru",
    "cp866": "ibm866 866 cp866 csibm866",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk "
    "euc-cn cp936",
    "hz": "hz-gb-2312 hz",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese eucjp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis cp932",
    "cp949": "euc-kr euckr cseuckr korean ks_c_5601 ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
    "csksc56011987 iso-ir-149 windows-949 cp949 ms949 uhc",
    "iso2022_kr": "iso-2022-kr csiso2022kr",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}

DOUBLE_BYTE = frozenset({"gb18030", "big5hkscs", "euc_jp", "cp932", "cp949"})


def codec_for(label: str) -> str | None:
    """Return the Python codec that a declared encoding means, or None for names the web does not know."""
    return _CODECS.get(re.sub(r"^[\s\"']+|[\s\"';,]+$", "", label).lower())
