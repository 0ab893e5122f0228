from __future__ import annotations

import codecs
import time

import pytest

from clipper.capture.encoding import charset_of, decide_encoding, unmarked_utf16
from clipper.capture.encoding_labels import _LABELS, codec_for

RUSSIAN = "Смотритель маяка каждый вечер записывал в журнал направление ветра и высоту волны."
JAPANESE = "灯台守は毎晩、風向きと波の高さを日誌に書き留めた。カタカナも少しある。"
GERMAN = "Der Wärter schrieb jeden Abend die Höhe der Wellen in das Buch – für später, „so war es“."


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_beats_every_label(mark, codec):
    data = mark + "<meta charset=koi8-r>Größe".encode(codec)
    assert decide_encoding(data, http_charset="windows-1251") == codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen(codec):
    assert decide_encoding("<p>Größe 灯台</p>".encode(codec)) == codec
    assert unmarked_utf16(b"plain") is None
    assert unmarked_utf16(bytes([1, 0, 2, 0, 3, 0]) * 40) is None


def test_http_comes_before_the_page_itself():
    data = b'<meta charset="windows-1251">' + "Größe".encode("cp1252")
    assert decide_encoding(data, http_charset="iso-8859-1") == "cp1252"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<meta charset="windows-1251">',
        b"<META CHARSET = windows-1251 >",
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        b"<meta content='text/html;charset=WIN-1251' http-equiv=content-type>",
        b'<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_the_page_may_declare_its_encoding_itself(declaration):
    data = declaration + "Да".encode("cp1251")
    assert decide_encoding(data) == "cp1251"


def test_a_declaration_in_a_comment_is_none():
    data = b"<!-- <meta charset=koi8-r> --><meta charset=windows-1251>" + RUSSIAN.encode("cp1251")
    assert decide_encoding(data) == "cp1251"


def test_a_plain_text_that_mentions_a_declaration_does_not_declare():
    data = b"Write <meta charset=koi8-r>. " + RUSSIAN.encode("cp1251")
    assert decide_encoding(data, markup=False) == "cp1251"


def test_good_utf8_beats_a_wrong_label():
    for label in ("iso-8859-1", "windows-1251", "gbk", "shift_jis", "nonsense"):
        assert decide_encoding(RUSSIAN.encode(), http_charset=label) == "utf-8"
    assert decide_encoding("Caf\u00e9".encode(), http_charset="iso-8859-1") == "utf-8"


def test_a_few_bytes_that_could_be_both_are_what_the_label_says():
    assert decide_encoding("联通".encode("gbk"), http_charset="gbk") == "gb18030"


def test_utf8_with_a_spoilt_byte_stays_utf8():
    data = (RUSSIAN * 5).encode() + b"\xff" + RUSSIAN.encode()
    assert decide_encoding(data) == "utf-8"
    assert decide_encoding(data, http_charset="utf-8") == "utf-8"
    assert decide_encoding(RUSSIAN.encode()[:-1], http_charset="utf-8") == "utf-8"


def test_a_utf8_label_on_other_bytes_is_not_believed():
    data = b"<meta charset=utf-8><p>" + (RUSSIAN * 3).encode("cp1251")
    assert decide_encoding(data, http_charset="utf-8") == "cp1251"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        (" 'latin1'; ", "cp1252"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("euc-kr", "cp949"),
        ("x-user-defined", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("big5", "big5hkscs"),
        ("rot13", None),
        ("utf-7", None),
        ("unicode_escape", None),
        ("made-up", None),
        ("", None),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label, codec):
    assert codec_for(label) == codec


def test_every_codec_of_the_table_is_known_to_python():
    for codec in _LABELS:
        assert b"x".ljust(4, b" ").decode(codec, "replace") is not None


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        ("등대지기는 매일 저녁 바람의 방향과 파도의 높이를 일지에 적었다.", "cp949"),
        ("灯塔看守人每天晚上都在日志上记录风向和浪高。没有人读它。", "gb18030"),
        ("燈塔看守人每天晚上都在日誌上記錄風向和浪高。沒有人讀它。", "big5"),
        (GERMAN, "cp1252"),
        ("Latarnik każdego wieczoru zapisywał w dzienniku kierunek wiatru i wysokość fal.", "cp1250"),
        ("Ο φαροφύλακας έγραφε κάθε βράδυ στο ημερολόγιο την κατεύθυνση του ανέμου.", "cp1253"),
        ("שומר המגדלור רשם בכל ערב ביומן את כיוון הרוח ואת גובה הגלים.", "cp1255"),
        ("كان حارس المنارة يسجل كل مساء في السجل اتجاه الريح وارتفاع الأمواج.", "cp1256"),
    ],
)
def test_without_a_usable_label_the_encoding_is_detected(text, codec):
    for times in (1, 50):
        data = f"<html><p>{text * times}</p>".encode(codec)
        assert data.decode(decide_encoding(data, http_charset="unknown-8bit")) == data.decode(codec)


def test_iso_2022_jp_is_read_though_its_bytes_look_like_ascii():
    data = b"<meta charset=iso-2022-jp>" + JAPANESE.encode("iso2022_jp")
    assert data.decode(decide_encoding(data)).endswith(JAPANESE)


def test_large_input_takes_the_detector_no_longer():
    data = b"<p>" + (GERMAN * 200_000).encode("cp1252")
    assert len(data) > 15_000_000
    begin = time.perf_counter()
    assert decide_encoding(data) == "cp1252"
    assert time.perf_counter() - begin < 2


def test_the_charset_is_read_from_a_content_type():
    assert charset_of('text/html; charset="UTF-8"') == "UTF-8"
    assert charset_of("text/html;CHARSET=gbk; x=y") == "gbk"
    assert charset_of("text/html") is None
