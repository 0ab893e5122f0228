"""Headings for what is added from structured data, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clipper.extract import tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ORDER = ("ingredients", "method", "transcript", "date", "place")
_WORDS = {
    "ar": ("المكونات", "طريقة التحضير", "النص الكامل", "التاريخ", "المكان"),
    "bn": ("উপকরণ", "প্রণালী", "প্রতিলিপি", "তারিখ", "স্থান"),
    "cs": ("Ingredience", "Postup", "Přepis", "Datum", "Místo"),
    "da": ("Ingredienser", "Fremgangsmåde", "Udskrift", "Dato", "Sted"),
    "de": ("Zutaten", "Zubereitung", "Abschrift", "Datum", "Ort"),
    "el": ("Υλικά", "Εκτέλεση", "Απομαγνητοφώνηση", "Ημερομηνία", "Τόπος"),
    "en": ("Ingredients", "Method", "Transcript", "Date", "Place"),
    "es": ("Ingredientes", "Preparación", "Transcripción", "Fecha", "Lugar"),
    "fi": ("Ainekset", "Valmistus", "Litterointi", "Päivä", "Paikka"),
    "fr": ("Ingrédients", "Préparation", "Transcription", "Date", "Lieu"),
    "hi": ("सामग्री", "विधि", "प्रतिलेख", "तारीख", "स्थान"),
    "hu": ("Hozzávalók", "Elkészítés", "Átirat", "Dátum", "Helyszín"),
    "id": ("Bahan", "Cara membuat", "Transkrip", "Tanggal", "Tempat"),
    "it": ("Ingredienti", "Preparazione", "Trascrizione", "Data", "Luogo"),
    "ja": ("材料", "作り方", "文字起こし", "日時", "場所"),
    "ko": ("재료", "만드는 법", "녹취록", "날짜", "장소"),
    "nl": ("Ingrediënten", "Bereiding", "Transcript", "Datum", "Plaats"),
    "no": ("Ingredienser", "Fremgangsmåte", "Utskrift", "Dato", "Sted"),
    "pl": ("Składniki", "Przygotowanie", "Transkrypcja", "Data", "Miejsce"),
    "pt": ("Ingredientes", "Modo de preparo", "Transcrição", "Data", "Local"),
    "ru": ("Ингредиенты", "Приготовление", "Расшифровка", "Дата", "Место"),
    "sv": ("Ingredienser", "Gör så här", "Utskrift", "Datum", "Plats"),
    "ta": ("தேவையான பொருட்கள்", "செய்முறை", "எழுத்து வடிவம்", "தேதி", "இடம்"),
    "tr": ("Malzemeler", "Hazırlanışı", "Metin", "Tarih", "Yer"),
    "uk": ("Інгредієнти", "Приготування", "Розшифровка", "Дата", "Місце"),
    "zh": ("食材", "做法", "文字稿", "日期", "地点"),
}


def heading(what: str, language: str | None) -> HtmlElement:
    """A heading of the second level: "ingredients", "method", "transcript", "date" or "place"."""
    words = _WORDS.get((language or "en").split("-")[0].lower(), _WORDS["en"])
    return tree.new("h2", words[_ORDER.index(what)])
