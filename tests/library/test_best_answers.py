"""What comes first: forty queries to a small library of which a person would say what answers best."""

from __future__ import annotations

import pytest

from clipper.library import Library
from clipper.model import Article, Handover, Via

FILLER = (
    "The committee met on a grey morning and went through the agenda point by point. Someone opened a window. "
    "Nobody had read all of the papers, but everybody had an opinion, and the meeting went on until noon. "
)
CLIPS = {
    # The name of each, and its title, text, author, site, language and tags.
    "tides": (
        "How tides work",
        "The moon pulls the water; a tide gauge writes it down. " + FILLER,
        "Mara Okafor",
        "Coastal Review",
        "en",
        ["sea"],
    ),
    "gauge": (
        "Reading the tide gauge",
        "Twice a day the keeper reads the gauge. " + FILLER,
        "Jon Bell",
        "Coastal Review",
        "en",
        ["sea/instruments"],
    ),
    "moon": (
        "The moon",
        "It raises the tide, and nothing else that can be measured with a ruler. " + FILLER * 2,
        "Ada Reyes",
        "Night Sky",
        "en",
        [],
    ),
    "lighthouse": (
        "Keepers of the last lighthouse",
        "The lamp turned all night. " + FILLER,
        "Mara Okafor",
        "Harbour Notes",
        "en",
        ["sea"],
    ),
    "bread": (
        "Sourdough bread without fuss",
        "Flour, water, salt and time. The bread rises overnight. " + FILLER,
        "Lena Vogt",
        "Kitchen Slow",
        "en",
        ["cooking"],
    ),
    "rye": (
        "Rye",
        "A dark bread for long winters. Bread, bread, bread: the north eats little else. " + FILLER,
        "Lena Vogt",
        "Kitchen Slow",
        "en",
        ["cooking"],
    ),
    "water": (
        "Drinking water in cities",
        "Pipes, pumps and prices. Water is cheap until it is not. " + FILLER,
        "Sam Osei",
        "City Desk",
        "en",
        ["politics"],
    ),
    "climate": (
        "Climate policy after the flood",
        "The council wants walls; the climate wants room. " + FILLER,
        "Sam Osei",
        "City Desk",
        "en",
        ["politics/climate"],
    ),
    "policy": (
        "A policy for parks",
        "Trees first. One line is about the climate of debate. " + FILLER,
        "Ruth Lindgren",
        "City Desk",
        "en",
        ["politics"],
    ),
    "change": (
        "Small change",
        "Coins vanish from pockets. The climate for change is poor. " + FILLER,
        "Ruth Lindgren",
        "Market Bell",
        "en",
        [],
    ),
    "sensor": (
        "Wiring the MPU6050",
        "A cheap sensor for motion. " + FILLER,
        "Kenji Mori",
        "Bench Work",
        "en",
        ["electronics"],
    ),
    "cpp": (
        "Ownership in C++",
        "A pointer is a promise. In C the promise is silent. " + FILLER,
        "Kenji Mori",
        "Bench Work",
        "en",
        ["code"],
    ),
    "c": (
        "Plain C for the patient",
        "Write small functions in C. " + FILLER,
        "Ines Duarte",
        "Bench Work",
        "en",
        ["code"],
    ),
    "dotnet": (
        "Moving to .NET",
        "The runtime matters less than the tests. " + FILLER,
        "Ines Duarte",
        "Bench Work",
        "en",
        ["code"],
    ),
    "email": (
        "Why e-mail refuses to die",
        "Everybody hates it and answers it. " + FILLER,
        "Ada Reyes",
        "Market Bell",
        "en",
        [],
    ),
    "python": (
        "Snakes of the river",
        "The python sleeps for days after a meal. " + FILLER,
        "Ola Nkemelu",
        "Field Station",
        "en",
        ["animals"],
    ),
    "whale": (
        "Whale song, slowed down",
        "Recorded off the shelf; a whale repeats itself. " + FILLER,
        "Ola Nkemelu",
        "Field Station",
        "en",
        ["animals"],
    ),
    "fish": (
        "What fish hear",
        "A whale is mentioned once. Fish hear more than we thought. " + FILLER * 3,
        "Ola Nkemelu",
        "Field Station",
        "en",
        ["animals"],
    ),
    "cafe": (
        "Das Café am Hafen",
        "Im Café sitzen die Lotsen und reden über das Wetter. Die Straße ist nass.",
        "Jürgen Weiß",
        "Küstenblatt",
        "de",
        [],
    ),
    "strasse": (
        "Eine Straße für alle",
        "Räder, Busse, Kinder: die Straße gehört niemandem allein.",
        "Jürgen Weiß",
        "Küstenblatt",
        "de",
        [],
    ),
    "dampf": (
        "Donaudampfschiffe",
        "Auf der Donau fuhren sie bis in die Nacht.",
        "Eva Huber",
        "Flusspost",
        "de",
        [],
    ),
    "ship": (
        "Das Schiff im Eis",
        "Kein Schiff kam durch. Das Eis blieb bis April.",
        "Eva Huber",
        "Flusspost",
        "de",
        [],
    ),
    "nino": (
        "El niño y el mar",
        "El mar estaba lejos y el niño no dormía.",
        "Lucía Peña",
        "Cuaderno Sur",
        "es",
        [],
    ),
    "manana": (
        "Mañana será otro día",
        "Nadie sabe qué pasará mañana por la mañana.",
        "Lucía Peña",
        "Cuaderno Sur",
        "es",
        [],
    ),
    "beijing": ("北京的早晨", "早晨的北京很安静，大学的学生在图书馆里读书。", "王小明", "城市日记", "zh", []),
    "library": ("大学图书馆", "图书馆每天开门，学生都来读书。", "李华", "城市日记", "zh", []),
    "tokyo": ("東京タワーの夜", "東京の夜は明るい。タワーから海が見える。", "山田花子", "港の新聞", "ja", []),
    "kyoto": ("京都の庭", "東の山から京都を見る。", "山田花子", "港の新聞", "ja", []),
    "thai": ("ทะเลและเรือ", "ประเทศไทยมีทะเลสวย เรือออกทุกเช้า", "สมชาย", "ข่าวเช้า", "th", []),
    "moscow": (
        "Утро в Москве",
        "Москва просыпается рано, и метро уже полно.",
        "Иван Орлов",
        "Вестник",
        "ru",
        [],
    ),
    "night": (
        "Night trains return",
        "Sleeping on rails, waking in another country. " + FILLER,
        "Tomás Vela",
        "Slow Travel",
        "en",
        ["travel"],
    ),
    "trains": (
        "Trains by day",
        "Windows, sandwiches, and at night the trains stand still. " + FILLER,
        "Tomás Vela",
        "Slow Travel",
        "en",
        ["travel"],
    ),
    "to be": (
        "To be or not to be employed",
        "A note on work. " + FILLER,
        "Ada Reyes",
        "Market Bell",
        "en",
        [],
    ),
    "reef": (
        "Corals",
        "The reef at night. " + FILLER,
        "Mara Okafor",
        "Reef Watch",
        "en",
        ["sea", "reading/later"],
    ),
    "later": ("A list", "Things for later. " + FILLER, "Jon Bell", "Harbour Notes", "en", ["reading/later"]),
}
BEST = {
    "tide gauge ": ["gauge", "tides"],
    "gauge tide ": ["gauge"],
    '"tide gauge"': ["gauge", "tides"],
    "tid": ["gauge", "tides"],
    "moon": ["moon", "tides"],
    "bread ": ["bread", "rye"],
    "bread north ": ["rye"],
    "water ": ["water"],
    "climate policy ": ["climate", "policy"],
    "policy climate ": ["climate"],
    "change climate ": ["change"],
    "small change ": ["change"],
    "6050 ": ["sensor"],
    "mpu6050": ["sensor"],
    "mpu ": ["sensor"],
    "c++ ": ["cpp"],
    "plain c ": ["c"],
    ".net ": ["dotnet"],
    "e-mail ": ["email"],
    "email ": ["email"],
    "python ": ["python"],
    "whale ": ["whale", "fish"],
    "fish hear ": ["fish"],
    "cafe ": ["cafe"],
    "CAFÉ": ["cafe"],
    "strasse ": ["strasse", "cafe"],
    "schiff ": ["ship", "dampf"],
    "nino ": ["nino"],
    "manana ": ["manana"],
    "北京": ["beijing"],
    "图书馆": ["library", "beijing"],
    "东京 OR 東京": ["tokyo"],
    "タワー": ["tokyo"],
    "京都": ["kyoto"],
    "ทะเล": ["thai"],
    "москва ": ["moscow"],
    "night trains ": ["night", "trains"],
    "to be or not to be": ["to be"],
    "okafor sea ": ["reef", "lighthouse", "tides"],
    "author:okafor lighthouse": ["lighthouse"],
    "tag:sea gauge": ["gauge"],
    "later ": ["later", "reef"],
    "kenji -pointer": ["sensor"],
    "lang:de straße": ["strasse"],
}


@pytest.fixture(scope="module")
def names_found(tmp_path_factory):
    """Search and give the names of what is found, in order."""
    with Library(tmp_path_factory.mktemp("best") / "library") as library:
        names = {}
        for name, (title, text, author, site, language, tags) in CLIPS.items():
            [clip_id] = library.add([Handover(title, Via.TYPED, url=f"https://{len(names)}.example/")])
            article = Article(
                title=title,
                html=f"<p>{text}</p>",
                text=text,
                word_count=len(text.split()),
                authors=(author,),
                site_name=site,
                language=language,
            )
            library.fill(clip_id, article, [])
            library.tags.add([clip_id], tags)
            names[clip_id] = name
        yield lambda query: [names[clip_id] for clip_id in library.search(query).ids]


@pytest.mark.parametrize("query", BEST)
def test_the_best_answer_comes_first(names_found, query):
    found = names_found(query)
    assert found[: len(BEST[query])] == BEST[query]
