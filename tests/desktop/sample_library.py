"""A library of forty varied clips for pictures of the window: many languages, lengths, states, with pictures."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath

from clipper.library import Library
from clipper.model import Article, Asset, Failure, Handover, Via

LONG = """
<p>On the outermost skerry the logbook was kept in pencil, because ink froze, and for sixty years nobody read it but the keepers themselves.</p>
<figure><img src="https://coastal-review.example/station.png" alt="The lighthouse at dusk"><figcaption>The station in February, seen from the supply boat. Photograph: Coastal Review</figcaption></figure>
<p>When the cable reached the island in 1971, the first message sent ashore was not a greeting but a <mark>barometer reading, with a correction for the height of the lamp</mark>. The keepers had always sent numbers; what changed was that somebody answered.</p>
<h2>A protocol made of habits</h2>
<p>Every three hours, on the hour, the keeper on watch wrote down five values and read them aloud. The format, kept to this day by <a href="https://hobby-network.example/">the hobby network</a> that grew out of it, fits on a postcard:</p>
<pre><code class="language-text">YTH 0600  p=998.4  t=-3.1  w=NNW 17
YTH 0900  p=997.9  t=-2.8  w=N 19  # gusts 27</code></pre>
<blockquote><p>We did not think of it as data. It was what you said instead of good morning.</p></blockquote>
<p>By 1984 eleven stations took part, and the harbour office had begun to forward the readings to anyone who asked, first by telex and then, one winter, by a modem that a student had left behind.</p>
<table><thead><tr><th>Station</th><th>Since</th><th>Readings</th></tr></thead><tbody>
<tr><td>Ytterholm</td><td>1971</td><td>160,312</td></tr><tr><td>Grå Ness</td><td>1974</td><td>148,020</td></tr>
<tr><td>Vesle Skjær</td><td>1979</td><td>131,744</td></tr></tbody></table>
<p>The numbers were good. When the institute compared them, years later, with its own automatic station on the mainland, the keepers’ pressures were within half a hectopascal on nine days of ten.<sup id="fnref:1"><a href="#fn:1">1</a></sup></p>
<h3>What a morning took</h3>
<ul><li>Read the <code>mercury column</code> at eye level, twice.<ul><li>If the two differ, read it a third time.</li><li>Write down the middle one.</li></ul></li>
<li>Wet the second thermometer, and wait for <em>four</em> minutes.</li><li>Look at the sea, and only then at the <strong>Beaufort table</strong>.</li></ul>
<ol><li>Call the next station at one minute past.</li><li>Repeat what it says.</li><li>Say <kbd>over</kbd>, and mean it.</li></ol>
<p>Nobody was paid for it. The office sent a calendar each December, and a cheese.</p>
<hr>
<p>The last keeper left in 2004. The readings go on: H<sub>2</sub>O on the sensor makes it <del>useless</del> optimistic by 10<sup>2</sup> parts, and the network knows.</p>
<section class="footnotes"><ol><li id="fn:1">The comparison covers 1986 to 1991, without the winter in which the column broke. <a href="#fnref:1" class="footnote-backref">↩</a></li></ol></section>
"""

ROWS = [
    # title, site, authors, excerpt, minutes, picture, language
    ("The lighthouse keepers who became the internet’s first weather station", "coastal-review.example", "Ingrid Solheim, Tomás Rivera", "On the outermost skerry the logbook was kept in pencil, because ink froze.", 9, "station", "en"),
    ("Kettles, clocks and the politics of the shared kitchen", "household.example", "Miriam Adler", "Every office has one rule that nobody wrote and everybody keeps.", 6, None, "en"),
    ("Writing a Markdown parser that never surprises anyone", "parsing.example", "Jun Watanabe", "Every escape is a promise. This is the story of the ones we broke, and how we found out.", 14, "amber", "en"),
    ("氷河期の村に残された図書館", "yamabiko.example", "", "山あいの小さな村に、誰も借りない本を守り続ける図書館がある。", 7, "moss", "ja"),
    ("How to keep a sourdough starter alive on a night train", "kitchenletters.example", "Olga Brandt", "Flour, water, and a jar with a lid you trust. The rest is timetables.", 5, "peach", "en"),
    ("A short proof that the harmonic series diverges", "chalk.example", "", "Group the terms by powers of two; each group is at least one half.", 3, None, "en"),
    ("مكتبة تحت أشجار النخيل", "wahat.example", "سلمى الحداد", "في الواحة مكتبة صغيرة لا تغلق أبوابها إلا حين تهب رياح الخمسين.", 4, "dune", "ar"),
    ("What the archives of a village newspaper taught us about search", "archives.example", "Pál Kertész", "People look for what they remember, and they remember it wrong.", 18, "plum", "en"),
    ("Warum Brücken singen", "bauwerke.example", "Anke Friedrichs", "Bei Ostwind hört man die alte Hängebrücke bis in die Stadt.", 8, "steel", "de"),
    ("Les horloges de la gare ne mentent plus", "lignes.example", "Camille Aubry", "Pendant un siècle, elles ont avancé de deux minutes, exprès.", 5, None, "fr"),
    ("Хранители северного маяка", "sever.example", "Анна Белова", "Письма сюда приходят дважды в год, и оба раза не те.", 11, "steel", "ru"),
    ("A field guide to the sounds of an empty theatre", "stagewhispers.example", "Noor Haddad", "The ropes talk first. Then the seats, one row at a time.", 7, "plum", "en"),
    ("Queues and back-pressure, explained with a bakery", "fieldnotes.example", "Ada Mensah", "When the line reaches the door, somebody has to stop taking orders.", 12, "amber", "en"),
    ("바닷가 우체국의 마지막 겨울", "haebyeon.example", "김서연", "편지는 줄었지만 우체국장은 매일 아침 여섯 시에 문을 연다.", 6, "moss", "ko"),
    ("Tidal mills, and the people who slept by them", "waterworks.example", "Gwen Pryce", "The miller’s day began fifty minutes later every day.", 9, "steel", "en"),
    ("The unreasonable honesty of paper maps", "folded.example", "", "A map that is wrong stays wrong where you can see it.", 4, "peach", "en"),
    ("La biblioteca que cabe en un autobús", "caminos.example", "Lucía Ferrer", "Recorre cuarenta pueblos y nunca devuelve los libros a su sitio.", 6, "dune", "es"),
    ("Notes on repairing a harmonium", "bellows.example", "Devika Rao", "Leather, hide glue and patience, in that order.", 10, None, "en"),
    ("钟表匠的最后一个学徒", "gulou.example", "陈默", "他说，修表的人其实是在修别人的时间。", 8, "amber", "zh"),
    ("Why the ferry has no timetable", "twoshores.example", "Eamon Doyle", "It leaves when everybody is aboard, and everybody knows who that is.", 5, "station", "en"),
    ("Six letters to a glacier", "icelines.example", "Sigrún Páls", "The first was a complaint. The last was an apology.", 7, "steel", "en"),
    ("What a tailor sees when you walk in", "seams.example", "Beatriz Lobo", "One shoulder is always lower. It is the bag you carried at school.", 5, "plum", "en"),
    ("Il mercato delle parole perdute", "piazza.example", "Marta Galli", "Ogni sabato, tra le cipolle e i limoni, un banco vende dialetti.", 6, "peach", "it"),
    ("ספריית הלילה של הנמל", "namal.example", "נועה ברק", "היא נפתחת בחצות, כשהדייגים חוזרים.", 4, "station", "he"),
    ("Counting birds without disturbing the numbers", "wader.example", "Tess Okafor", "The trick is to count the gaps.", 9, "moss", "en"),
    ("The radio that only received yesterday", "shortwave.example", "", "It took us a year to notice, and another to stop correcting it.", 8, None, "en"),
    ("Comment on répare un orgue de barbarie", "manivelle.example", "Hugo Lenoir", "D’abord le soufflet, ensuite la patience, enfin le voisin.", 10, "amber", "fr"),
    ("Salt, and the roads it made", "crossings.example", "Amadou Keita", "Follow the price of salt and you are walking an old road.", 13, "dune", "en"),
    ("夜行バスの窓から", "michikusa.example", "森下 透", "消灯のあと、窓の外だけが起きている。", 5, "steel", "ja"),
    ("A spreadsheet that ran a hospital kitchen for a decade", "ledgers.example", "Petra Novak", "Nobody dared to sort column F.", 11, None, "en"),
    ("Der Garten hinter dem Rechenzentrum", "bauwerke.example", "Jonas Wirth", "Abwärme, Tomaten und ein Hausmeister mit einem Plan.", 6, "moss", "de"),
    ("How the theatre curtain got its weight", "stagewhispers.example", "Noor Haddad", "A chain sewn into the hem, and a fire in 1881.", 4, "plum", "en"),
    ("Seven bridges, one mathematician and a bad map", "chalk.example", "", "He never walked there. That was the point.", 7, None, "en"),
    ("हिमालय की डाकिया", "pahad.example", "मीरा रावत", "हर चिट्ठी के साथ वह मौसम की ख़बर भी पहुँचाती है।", 6, "steel", "hi"),
    ("Small boats and large forecasts", "coastal-review.example", "Ingrid Solheim", "The forecast is for the sea. The boat has weather of its own.", 8, "station", "en"),
    ("El hombre que afinaba campanas", "caminos.example", "Lucía Ferrer", "Lima, escucha y vuelve a limar: una campana no se corrige dos veces.", 9, "amber", "es"),
    ("Why old libraries smell of vanilla", "paperwork.example", "Dr. Lena Fuchs", "It is the lignin, and it is the sound of a book coming apart.", 3, "peach", "en"),
    ("The quiet end of the telephone directory", "folded.example", "", "The last edition had more pages than subscribers.", 5, None, "en"),
]  # fmt: skip

GROUNDS = {
    "amber": ("#E3B873", "#B08A4A"), "moss": ("#A9C2A3", "#7E9B78"), "peach": ("#F3CFAE", "#C79E7C"),
    "plum": ("#C3B2CF", "#8E7C9C"), "steel": ("#9DB4C6", "#5E788C"), "dune": ("#E8D5A8", "#B99B63"),
    "station": ("#9CBBCB", "#4F6E7E"),
}  # fmt: skip


def picture(name: str, width: int = 1360, height: int = 600) -> bytes:
    """A landscape in the colours of this name, as PNG."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    light, deep = GROUNDS[name]
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, height))
    sky.setColorAt(0, QColor(light))
    sky.setColorAt(0.55, QColor(light).lighter(118))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    if name == "station":
        _lighthouse(painter, width, height)
    for step in range(3):
        ground = height * (0.6 + 0.12 * step)
        hills = QPainterPath(QPointF(0, ground))
        for start in range(0, width, width // 2):
            shift = width * 0.12 * (step - 1)
            top = ground - height * 0.12
            hills.cubicTo(
                start + width / 6 + shift,
                top,
                start + width / 3 + shift,
                ground + height * 0.05,
                start + width / 2,
                ground,
            )
        hills.lineTo(width, height)
        hills.lineTo(0, height)
        painter.setBrush(QColor(deep).darker(100 + 14 * step))
        painter.drawPath(hills)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


def _lighthouse(painter: QPainter, width: int, height: int) -> None:
    left, top, stripe = width * 0.72, height * 0.14, height * 0.125
    painter.setBrush(QColor("#2F3B3C"))
    painter.drawRect(QRectF(left - 8, top - 6, width * 0.03 + 16, 8))
    for number in range(4):
        painter.setBrush(QColor("#B5432F" if number % 2 == 0 else "#F3EEE4"))
        painter.drawRect(QRectF(left, top + number * stripe, width * 0.03, stripe + 1))


def fill(folder: Path, now: datetime, clips: int = 40) -> list[str]:
    """Make the library; returns the ids, newest first. Two are pending, one has failed, the rest are articles."""
    ages = sorted(timedelta(hours=5 * number + (number * number) // 2) for number in range(clips))
    with Library(folder) as library:
        names = {name: library.save_asset(picture(name), "image/png") for name in GROUNDS}
        ids = [_add(library, number, names) for number in range(clips)]
    database = sqlite3.connect(folder / "library.sqlite3")
    with database:
        for clip_id, age in zip(ids, ages, strict=True):
            saved = int((now - age).astimezone(UTC).timestamp() * 1_000_000)
            database.execute("UPDATE clips SET saved_at = ? WHERE uuid = ?", (saved, clip_id))
    database.close()
    return ids


def _add(library: Library, number: int, names: dict[str, str]) -> str:
    if number == 2:
        url = "https://fieldnotes.example/2026/11/queues-and-back-pressure"
        return library.add([Handover(label=url.removeprefix("https://"), via=Via.PASTE, url=url)])[0]
    if number == 4:
        url = "https://members.example/investigation/harbour-money"
        [clip_id] = library.add([Handover(label=url.removeprefix("https://"), via=Via.PASTE, url=url)])
        library.claim(9)
        library.fail(
            clip_id,
            Failure(
                "http_401", "The page asks for a log-in. Open it in the browser, copy it and paste it here."
            ),
        )
        return clip_id
    place = number - (number > 2) - (number > 4)
    title, site, authors, excerpt, minutes, ground, language = ROWS[place % len(ROWS)]
    url = f"https://{site}/{number}"
    [clip_id] = library.add([Handover(label=title, via=Via.PASTE, url=url)])
    library.claim(9)
    direction = ' dir="rtl"' if language in ("ar", "he") else ""
    html = LONG if place == 0 else f"<p{direction}>{excerpt}</p>" + f"<p{direction}>{excerpt}</p>" * 3
    article = Article(
        title=title, html=html, text=excerpt if place else _plain(LONG), word_count=220 * minutes,
        authors=tuple(filter(None, authors.split(", "))), published="2026-11-18", site_name=site, language=language,
        excerpt=excerpt, page_word_count=220 * minutes + 196 if place == 0 else 0,
    )  # fmt: skip
    assets = []
    if ground:
        source = f"https://{site}/station.png" if place == 0 else f"https://{site}/lead.png"
        article = replace(article, lead_image=source)
        assets = [Asset(source, names[ground], "image/png", 1360, 600)]
    library.fill(clip_id, article, assets)
    if number % 3 and number != 1:
        library.mark_read([clip_id], True)
    return clip_id


def _plain(html: str) -> str:
    from lxml import html as lxml_html

    return " ".join(lxml_html.fragment_fromstring(html, create_parent="div").text_content().split())
