"""What the fake service is filled with: articles in several scripts, one body, painted pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

LOG_IN = "The page asks for a log-in. Open it in the browser, copy it and paste it here."

# title, excerpt, host, days ago, words, hue of the picture (None: no picture), read
ARTICLES = (
    (
        "The lighthouse keepers who became the internet’s first weather station",
        "On the outermost skerry the logbook was kept in pencil, because ink froze.",
        "coastal-review.example",
        0,
        2114,
        195,
        False,
    ),
    (
        "Harbour council weighs a tide gate against thirty years of sediment",
        "The engineers have a drawing, the fishermen have a memory, and neither fits the other’s map.",
        "",
        0,
        460,
        None,
        False,
    ),
    (
        "Writing a Markdown parser that never surprises anyone",
        "Every escape is a promise. This is the story of the ones that were kept.",
        "parsing.example",
        1,
        3220,
        42,
        True,
    ),
    (
        "氷河期の村に残された図書館",
        "山あいの小さな村に、誰も借りない本を守り続ける図書館がある。冬になると道は閉ざされる。",
        "yamabiko.example",
        2,
        1600,
        120,
        True,
    ),
    (
        "How to keep a sourdough starter alive on a night train",
        "Flour, water, and a jar with a lid you trust. Everything else is a matter of timetable.",
        "kitchenletters.example",
        2,
        1150,
        25,
        True,
    ),
    (
        "A short proof that the harmonic series diverges",
        "Group the terms by powers of two; each group is at least one half.",
        "chalkboard.example",
        3,
        420,
        None,
        True,
    ),
    (
        "كيف تعلّمت الموانئ القديمة قراءة الريح قبل أن تُرسم الخرائط",
        "كان البحّارة يقرؤون الغيوم كما يقرأ غيرهم الكتب، ويتركون علاماتهم على جدران الميناء.",
        "marsa.example",
        3,
        1800,
        300,
        False,
    ),
    (
        "What the archives of a village newspaper taught us about search",
        "Forty years of lost-and-found columns, read aloud by the keepers on watch, and one index.",
        "archives.example",
        15,
        4150,
        270,
        True,
    ),
    (
        "Почему старые карты ошибаются одинаково",
        "Ошибка, которую переписывали двести лет, стала доказательством родства.",
        "kartograf.example",
        16,
        2300,
        350,
        True,
    ),
    ("Notes", "", "", 20, 12, None, True),
    (
        (
            "An exceedingly long title that somebody at a committee agreed to in the third hour of a meeting "
            "which nobody had wanted and which ended without a vote on anything but the title itself"
        ),
        "Minutes, in full, with annexes.",
        "committee-of-the-whole-on-nomenclature.example",
        30,
        15200,
        210,
        True,
    ),
    ("להקת המגדלור חוזרת הביתה", "אחרי שלושים שנה, המנורה נדלקה שוב.", "migdal.example", 45, 640, None, True),
    (
        "Grundlagen der Gezeitenrechnung für Ungeduldige",
        "Man nehme den Mond, die Sonne und ein Blatt Papier, das größer ist, als man denkt.",
        "ebbe-und-flut.example",
        400,
        2750,
        180,
        True,
    ),
    (
        "The quiet economics of second-hand telescopes",
        "A mirror outlives three owners and four fashions in mounts.",
        "star-letters.example",
        60,
        980,
        235,
        True,
    ),
    (
        "Five hundred lines of assembly, explained to a baker",
        "Registers are bowls. There are never enough of them.",
        "slowcode.example",
        75,
        5200,
        None,
        True,
    ),
)

BODY = (
    "<p>When the cable reached the island in 1971, the first message sent ashore was not a greeting but a "
    "barometer reading, with a correction for the height of the lamp. The keepers had always sent numbers; "
    "what changed was that somebody answered.</p><h2>A protocol made of habits</h2><p>Every three hours, on "
    "the hour, the keeper on watch wrote down five values and read them aloud. The format, kept to this day "
    'by <a href="https://hobby.example/">the hobby network</a> that grew out of it, fits on a postcard:</p>'
    "<pre><code>YTH 0600  p=998.4  t=-3.1  w=NNW 17\nYTH 0900  p=997.9  t=-2.8  w=N 19  # gusts 27</code></pre>"
    "<blockquote><p>We did not think of it as data. It was what you said instead of good morning.</p>"
    "</blockquote><p>By 1984 eleven stations took part, and the harbour office had begun to forward the "
    "readings to anyone who asked, first by telex and then, one winter, by a modem that a student had left "
    "behind.</p><table><thead><tr><th>Station</th><th>Since</th><th>Readings</th></tr></thead><tbody><tr>"
    "<td>Ytterholm</td><td>1971</td><td>160,312</td></tr><tr><td>Grå Ness</td><td>1974</td><td>148,020</td>"
    "</tr></tbody></table>"
)


def paint_picture(file: Path, hue: int, width: int = 640, height: int = 420) -> None:
    """Paint a small landscape into a PNG."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(QPointF(0, 0), QPointF(0, height))
    sky.setColorAt(0, QColor.fromHsl(hue % 360, 90, 165))
    sky.setColorAt(1, QColor.fromHsl(hue % 360, 60, 215))
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromHsl(hue % 360, 70, 90))
    painter.drawEllipse(QPointF(width * 0.7, height * 1.1), width * 0.6, height * 0.6)
    painter.setBrush(QColor.fromHsl((hue + 40) % 360, 120, 200))
    painter.drawEllipse(QPointF(width * 0.3, height * 0.3), height * 0.1, height * 0.1)
    painter.end()
    image.save(str(file))
