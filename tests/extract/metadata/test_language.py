from __future__ import annotations

import subprocess
import sys

import pytest

from clipper.extract import tree
from clipper.extract.metadata.language import language_of, page_language, tidy_tag

SAID = {
    "en": "The ferry leaves the harbour at seven and comes back before the tide turns, whatever the weather.",
    "de": "Die Fähre verlässt den Hafen um sieben und kommt zurück, bevor die Flut dreht, bei jedem Wetter.",
    "fr": "Le bac quitte le port à sept heures et revient avant que la marée ne tourne, par tous les temps.",
    "es": "El barco sale del puerto a las siete y vuelve antes de que cambie la marea, haga el tiempo que haga.",
    "pt": "A barca sai do porto às sete e volta antes que a maré vire, faça o tempo que fizer, dizem eles.",
    "it": "Il traghetto lascia il porto alle sette e torna prima che cambi la marea, qualunque tempo faccia.",
    "nl": "De veerboot verlaat de haven om zeven uur en komt terug voordat het tij keert, bij elk weer.",
    "sv": "Färjan lämnar hamnen klockan sju och kommer tillbaka innan tidvattnet vänder, vilket väder det är.",
    "da": "Færgen forlader havnen klokken syv og kommer tilbage, før tidevandet vender, uanset vejret.",
    "fi": "Lautta lähtee satamasta seitsemältä ja palaa ennen kuin vuorovesi kääntyy, oli sää mikä tahansa.",
    "pl": "Prom wypływa z portu o siódmej i wraca, zanim odwróci się przypływ, bez względu na pogodę.",
    "cs": "Přívoz odplouvá z přístavu v sedm a vrací se dřív, než se obrátí příliv, ať je počasí jakékoli.",
    "hu": "A komp hétkor indul a kikötőből, és visszaér, mielőtt fordul az ár, akármilyen is az időjárás.",
    "tr": "Vapur limandan saat yedide kalkar ve hava nasıl olursa olsun gelgit dönmeden önce geri gelir.",
    "vi": "Chuyến phà rời bến lúc bảy giờ và trở về trước khi thủy triều đổi chiều, dù thời tiết thế nào.",
    "ru": "Паром отходит от причала в семь часов и возвращается до того, как сменится прилив.",
    "uk": "Пором відходить від причалу о сьомій і повертається ще до того, як зміниться приплив.",
    "bg": "Фериботът тръгва от пристанището в седем и се връща, преди да се обърне приливът.",
    "el": "Το πλοίο φεύγει από το λιμάνι στις επτά και επιστρέφει πριν αλλάξει η παλίρροια.",
    "he": "המעבורת יוצאת מהנמל בשבע וחוזרת לפני שהגאות משתנה, יהיה מזג האוויר אשר יהיה.",
    "ar": "تغادر العبّارة الميناء في الساعة السابعة وتعود قبل أن يتغير المد، مهما كانت حالة الطقس.",
    "fa": "کشتی ساعت هفت از بندر می‌رود و پیش از آنکه جزر و مد برگردد باز می‌گردد، هوا هر چه باشد.",
    "hi": "नाव सात बजे बंदरगाह से निकलती है और ज्वार बदलने से पहले लौट आती है, मौसम चाहे जैसा भी हो।",
    "mr": "बोट सात वाजता बंदरातून निघते आणि भरती बदलण्यापूर्वी परत येते, हवामान कसेही असले तरी.",
    "th": "เรือข้ามฟากออกจากท่าเรือเวลาเจ็ดโมงและกลับมาก่อนที่น้ำจะเปลี่ยนทิศ ไม่ว่าอากาศจะเป็นอย่างไร",
    "ja": "渡し船は七時に港を出て、天気がどうであれ、潮が変わる前に戻ってきます。",
    "ko": "나룻배는 일곱 시에 항구를 떠나 날씨가 어떻든 조수가 바뀌기 전에 돌아온다.",
    "zh": "渡船七点离开港口，不管天气怎么样，都会在涨潮之前回来。",
}


def page(text: str, lang: str = ""):
    return tree.parse(f"<html lang='{lang}'><body><h1>1</h1><p>{text}</p><p>{text}</p></body></html>")


@pytest.mark.parametrize("language", SAID)
def test_a_page_that_does_not_say_its_language_shows_it(language):
    assert language_of(SAID[language]) == language
    assert page_language(page(SAID[language]), None) == language


@pytest.mark.parametrize("language", SAID)
def test_a_page_that_says_its_language_is_believed(language):
    assert page_language(page(SAID[language]), f"{language}-XX") == f"{language}-XX"


@pytest.mark.parametrize("language", ["de", "fr", "es", "pl", "vi", "ru", "el", "ar", "hi", "th", "ja", "zh"])
def test_a_page_that_is_plainly_wrong_about_its_language_is_not_believed(language):
    assert page_language(page(SAID[language]), "en-US") == language


@pytest.mark.parametrize("told", ["ru", "el", "ja", "de"])
def test_an_english_page_may_be_wrong_about_its_language_too(told):
    assert page_language(page(SAID["en"]), told) == "en"


def test_close_relatives_are_not_corrected():
    assert page_language(page(SAID["da"]), "nb") == "nb"
    assert page_language(page(SAID["es"]), "ca") == "ca"


def test_too_little_text_proves_nothing():
    assert page_language(tree.parse("<html><body><p>Moin, moin!</p></body></html>"), "en") == "en"
    assert page_language(tree.parse("<html><body><p>Moin, moin!</p></body></html>"), None) is None
    assert language_of("") is None


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en-us", "en-US"),
        ("zh-hans-CN", "zh-Hans-CN"),
        ("pt_BR", "pt-BR"),
        ("de", "de"),
        ("en_US.utf8", "en-US"),
        ("English", None),
        ("und", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_tag_has_one_form(given, tag):
    assert tidy_tag(given) == tag


def test_the_detector_is_not_even_loaded_for_a_page_that_is_right_about_its_language():
    code = (
        "import sys; from clipper.extract import tree; from clipper.extract.metadata import read_metadata;"
        f"read_metadata(tree.parse('<html lang=en><body><p>{SAID['en']}</p></body></html>'), None, None, None);"
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
