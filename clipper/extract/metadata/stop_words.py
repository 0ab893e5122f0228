"""The commonest little words of languages that share a script, to tell one from another."""

from __future__ import annotations

from clipper.extract.vocabulary import vocabulary

STOP_WORDS = {
    "en": vocabulary(
        "the of and to in is it that for was with as on be are this by at from have not or but you they which"
    ),
    "de": vocabulary(
        "der die das und ist nicht mit von zu den ein eine auf für sich im dem des auch als wird sie wir noch"
    ),
    "fr": vocabulary(
        "le la les des et est une du que qui dans pour pas sur plus par au avec ce il sont cette nous leur à"
    ),
    "es": vocabulary(
        "el la los las de que y en un una es por con para del se no su al lo como más pero sus este hay muy"
    ),
    "pt": vocabulary(
        "o a os as de que e em um uma é por com para do da não se no na dos das ao mais como seu sua foi são"
    ),
    "it": vocabulary(
        "il lo la gli le di che e in un una è per con del della non si al dei delle da più sono anche nel"
    ),
    "ca": vocabulary(
        "el la els les de que i en un una és per amb del no es al dels més com però aquest seva són ha molt"
    ),
    "nl": vocabulary(
        "de het een en van is dat niet op te in voor met zijn die er aan ook als bij maar naar dit wordt was"
    ),
    "sv": vocabulary(
        "och att det som en på är av för den med till inte har om ett men jag vi kan från så var de eller"
    ),
    "da": vocabulary(
        "og at det er en på af for den med til ikke har om et men jeg vi kan fra så var de som blev nu efter"
    ),
    "nb": vocabulary(
        "og å det er en på av for den med til ikke har om et men jeg vi kan fra så var de som ble nå etter"
    ),
    "fi": vocabulary(
        "ja on ei että se oli mutta kun myös ovat hän joka tai niin kuin ole jos vain nyt sen sitä mitä voi"
    ),
    "pl": vocabulary(
        "i w na z nie się do że to jest o jak ale po co za od dla przez są ma tak czy już przy jego jej które"
    ),
    "cs": vocabulary(
        "a v na se je že to s z do o i ale jako by pro si jsem jsou které který ve po nebo byl bylo není také"
    ),
    "sk": vocabulary(
        "a v na sa je že to s z do o aj ale ako by pre si som sú ktoré ktorý vo po alebo bol bolo nie tiež"
    ),
    "hu": vocabulary(
        "a az és hogy nem is egy meg ez csak volt de már mint el kell van még ha vagy azt nagyon ami lehet"
    ),
    "ro": vocabulary(
        "și de în la a cu nu pe că o din este un se mai pentru care ce sunt au fost prin sau dar după ca le"
    ),
    "tr": vocabulary(
        "ve bir bu da de için ile çok olarak daha olan gibi kadar en ne sonra var ama her değil diye o ki ya"
    ),
    "vi": vocabulary(
        "và của là có cho các được không trong một với những người đã này khi để từ về đến như ở cũng vào ra"
    ),
    "id": vocabulary(
        "yang dan di dengan untuk dari ini itu pada tidak dalam adalah akan ke juga oleh ada bisa saya atau"
    ),
    "hr": vocabulary(
        "i je u na se da su za od s koji nije što kao a o će koja iz po bi ali ili samo može koje te sve već"
    ),
    "ru": vocabulary(
        "и в не на что с как это по но из к у за от то о же для так его бы все он она они был было или если"
    ),
    "uk": vocabulary(
        "і в не на що з як це по але із до у за від та й для так його він вона вони був було або якщо є про"
    ),
    "bg": vocabulary(
        "и в не на че с как това по но от до у за се да са е си или ако който която които беше има още"
    ),
    "sr": vocabulary(
        "и у не на да се је су за од са који није што као а о ће која из по би али или само може које све већ"
    ),
    "mk": vocabulary(
        "и во не на дека со како ова но од до за се да се сум е си или ако кој која кои беше има уште што го"
    ),
    "be": vocabulary(
        "і ў не на што з як гэта па але у за ад та для так яго ён яна яны быў было або калі ёсць пра да ды"
    ),
    "ar": vocabulary(
        "في من على أن إلى عن التي الذي هذا هذه مع كان لا ما أو قد بعد كما بين ذلك كل لم هو هي ثم عند كانت إن"
    ),
    "fa": vocabulary(
        "و در به از که این را با است برای آن یک هم تا خود می بر نیز شده ها بود یا اما هر ما شد کرد باید"
    ),
    "ur": vocabulary(
        "کے کی کا میں اور ہے سے کو نے پر کہ ہیں یہ اس وہ بھی تھا ایک ہو تھے جو کر گیا تو نہیں ان لیے تک"
    ),
    "hi": vocabulary("के की का में और है से को ने पर कि हैं यह इस वह भी था एक हो थे जो कर गया तो नहीं उन लिए तक"),
    "mr": vocabulary("आणि आहे या ते हे की तो ती व मध्ये होते होता आहेत साठी पण एक नाही त्या केले झाले असे तर"),
    "ne": vocabulary("को छ र मा हो ले पनि का भएको गरेको यो लागि त्यो एक छन् भने थियो गर्न हुन् तर बाट सँग"),
}
"""Some two dozen a language, by ISO 639-1."""
