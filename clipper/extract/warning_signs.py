"""Signs that what was found may not be what the person wanted, as sentences that say what can be done.

Words are looked for in many languages. What a notice says counts only where there is little other text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract.measure import word_count
from clipper.page_warnings import (
    BOTS,
    COOKIES,
    CUT_OFF,
    LISTING,
    LOGIN,
    NEEDS_SCRIPTS,
    PAY,
    SHORTER,
    VERY_SHORT,
)

if TYPE_CHECKING:
    from clipper.extract.metadata import Metadata

A_NOTICE = 150
"""Words; a longer text is more than a notice."""

_FEW = 400
"""Words of a page on which a notice can still be all there is."""

_A_LABEL = 120
"""Characters; a last paragraph of more is text, even where it begins with "read more"."""

_SHORT_BY_NATURE = frozenset(("poem", "social", "chat", "video"))
_CLAIMED_LEAST = 150
_CLAIMED_SHARE = 0.5


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_BOTS = _words(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a |not a )?(?:human|robot)",
    r"are you (?:a robot|human)|unusual traffic|access (?:to this page has been )?denied|"
    r"pardon our interruption",
    r"complete the (?:captcha|security check)|solve the captcha|request (?:was )?blocked|ray id",
    r"enable javascript and cookies to continue|you have been blocked|press and hold",
    r"bist du ein mensch|dass sie (?:ein mensch|kein roboter) sind|zugriff verweigert|"
    r"ungewöhnliche[rn]? datenverkehr",
    r"vous n['’]êtes pas un robot|vous êtes (?:bien )?humain|accès refusé|trafic inhabituel",
    r"no eres un robot|eres (?:un )?humano|acceso denegado|tráfico inusual",
    r"não é um robô|você é humano|acesso negado|non sei un robot|accesso negato",
    r"geen robot bent|toegang geweigerd|nie jesteś robotem|odmowa dostępu|robot olmadığınızı|"
    r"erişim engellendi",
    r"вы не робот|доступ (?:запрещ[её]н|ограничен)|ви не робот|доступ заборонено",
    r"ロボットではない|アクセスが拒否|人机验证|安全验证|访问被拒绝|机器人|로봇이 아닙니다|"
    r"접근이 (?:거부|차단)|أنك لست روبوت",
)
_COOKIES = _words(
    r"(?:we|our (?:partners|site)|this (?:site|website)|and our partners)[^.]{0,60}\bcookies\b|"
    r"accept (?:all )?cookies",
    r"(?:verwenden|nutzen|einsatz von) (?:wir )?[^.]{0,30}cookies|cookies (?:akzeptieren|zulassen|"
    r"zustimmen)",
    r"(?:utilis\w{1,8}|dépos\w{1,8}) (?:des |les )?cookies|accepter (?:les|tous les) cookies",
    r"(?:utiliza\w{0,8}|usa\w{0,8}) cookies|aceptar (?:las |todas las )?cookies|aceitar (?:os )?cookies",
    r"(?:utilizza\w{0,8}|usa\w{0,8}) (?:i )?cookie|accetta\w{0,8} (?:i )?cookie|"
    r"gebruik\w{0,8} (?:van )?cookies|"
    r"cookies accepteren",
    r"(?:używa\w{0,8}|korzysta\w{0,8})[^.]{0,30}(?:plik\w{1,8} )?cookies|använder (?:vi )?(?:kakor|"
    r"cookies)|"
    r"bruger cookies",
    r"käyttää evästeitä|çerez(?:ler)?(?:i)? (?:kullan|kabul)|использу\w{1,8}[^.]{0,30}(?:cookie|куки)|"
    r"файл\w{0,8} cookie",
    r"クッキー|cookieを使用|使用\s?cookie|쿠키를 (?:사용|허용)|ملفات تعريف الارتباط",
)
_LOGIN = _words(
    r"(?:sign|log) ?in (?:or (?:sign|register)[^.]{0,20} )?to (?:continue|read|view|see|access)",
    r"you (?:must|need to|have to) (?:be logged|log|sign) ?in|please (?:log|sign) in|create a(?:n|"
    r" free) account to",
    r"(?:bitte )?(?:melden sie sich an|einloggen|anmelden),? um|jetzt anmelden",
    r"connectez-vous pour|vous devez (?:être connecté|vous connecter)|identifiez-vous pour",
    r"inicia(?:r)? sesión para|debes iniciar sesión|faça login para|inicie sessão para|"
    r"accedi per (?:continuare|leggere)",
    r"log in om|inloggen om|meld je aan om|zaloguj się,? (?:aby|by|żeby)|logga in för att|kirjaudu sisään",
    r"giriş yap(?:ın|malısınız)|войдите,? чтобы|необходимо (?:войти|авторизоваться)|увійдіть,? щоб",
    r"ログインしてください|ログインが必要|请(?:先)?登录|登录后(?:查看|阅读)|로그인(?:이 필요|해 주세요|"
    r"하세요|후 이용)|سج[ّ]?ل الدخول لل",
)
_PAY = _words(
    r"subscribe (?:now )?to (?:continue|read|unlock|keep)|already (?:a |an )?(?:subscriber|member)\b",
    r"(?:for|only for|exclusive to|reserved for) (?:our |paid |paying )?(?:subscribers|"
    r"members)\b(?: only)?",
    r"(?:subscribers|members) only|to (?:continue|keep) reading,? (?:subscribe|please|become|sign)",
    r"(?:nur|exklusiv) für (?:abonnent|mitglieder)|jetzt (?:abonnieren|weiterlesen)|"
    r"mit [\w+]{2,20} weiterlesen",
    r"réservée? (?:à nos|aux) abonnés|abonnez-vous pour|déjà abonné|la suite est réservée",
    r"(?:exclusivo|solo) para suscriptores|suscríbete para|¿ya eres suscriptor|"
    r"exclusivo para assinantes|assine para",
    r"riservato agli abbonati|abbonati per|sei già abbonato|alleen voor abonnees|word abonnee|"
    r"verder lezen\?",
    r"tylko dla (?:subskrybentów|prenumeratorów)|wykup (?:dostęp|subskrypcję)|för prenumeranter|"
    r"bli prenumerant",
    r"vain tilaajille|tilaajille|aboneler(?:e özel| için)|(?:только )?для подписчиков|"
    r"оформите подписку,? чтобы",
    r"для передплатників|有料会員|会員限定|订阅后|付费(?:阅读|内容)|仅限会员|유료\s?회원|구독자 전용|"
    r"للمشتركين فقط",
)
_READ_ON = re.compile(
    r"(?:^|[.…\]!?]\s*|\.\.\.\s*)\W{0,4}(?:continue reading|(?:read|see|view) (?:more|on|the (?:full|"
    r"rest|whole)\b.{0,40})|"
    r"keep reading|full story|weiterlesen|mehr lesen|lesen sie weiter|(?:lire|voir) la suite|"
    r"continuer la lecture|"
    r"seguir leyendo|leer más|continuar leyendo|continue lendo|ler mais|leia mais|continua a leggere|"
    r"leggi tutto|"
    r"lees (?:verder|meer)|verder lezen|czytaj (?:dalej|więcej|całość)|läs (?:mer|vidare)|les (?:mer|"
    r"videre)|"
    r"læs (?:mere|videre)|lue lisää|jatka lukemista|devamını oku|citește mai (?:mult|departe)|"
    r"číst (?:dál|více)|"
    r"читать (?:далее|дальше|полностью)|читати (?:далі|повністю)|続きを(?:読む|見る)|もっと見る|"
    r"阅读(?:全文|更多)|"
    r"查看(?:全文|更多)|继续阅读|閱讀更多|더\s?보기|계속 읽기|اقرأ المزيد|متابعة القراءة|baca selengkapnya|"
    r"और पढ़ें|আরও পড়ুন|อ่านต่อ|xem thêm|đọc tiếp|διαβάστε περισσότερα|קראו עוד|המשך קריאה)\W{0,12}$",
    re.IGNORECASE,
)


def warnings_of(
    text: str,
    page_words: int,
    html: str,
    *,
    asks_for_scripts: bool,
    kind: str = "article",
    title: str = "",
    shown: str = "",
    metadata: Metadata | None = None,
) -> tuple[str, ...]:
    """The warnings for an article of this text and HTML on a page of so many words.

    `shown` is all that the page says, in any order; `metadata` what it says about itself.
    """
    words = word_count(text)
    linked = sum(len(link) for link in re.findall(r"<a [^>]*>([^<]*)", html))
    found = []
    if len(text) > 200 and linked > len(text) * 0.5:
        found.append(LISTING)
    wall = _wall(text, words, page_words, title, shown)
    if wall is not None:
        found.append(wall)
    elif words < 40 and kind not in _SHORT_BY_NATURE:
        found.append(VERY_SHORT)
    if wall is None:
        if kind not in _SHORT_BY_NATURE and _breaks_off(text):
            found.append(CUT_OFF)
        elif metadata is not None and (missing := _missing(metadata, words, shown)) is not None:
            found.append(missing)
    if asks_for_scripts and (words < 60 or page_words < 60):
        found.append(NEEDS_SCRIPTS)
    return tuple(found)


def _wall(text: str, words: int, page_words: int, title: str, shown: str) -> str | None:
    """What stands in the way, where the text is no longer than a notice."""
    if words >= A_NOTICE:
        return None
    few = page_words < _FEW
    if few and (_BOTS.search(title) or (words < 100 and _BOTS.search(text))):
        return BOTS
    if _PAY.search(text):
        return PAY
    if _LOGIN.search(text):
        return LOGIN
    if len(_COOKIES.findall(text)) >= 2 or (words < 60 and _COOKIES.search(text)):
        return COOKIES
    return PAY if _PAY.search(shown[-20_000:]) and few and words > 20 else None


def _breaks_off(text: str) -> bool:
    """Whether the last line is, or ends in, an invitation to read on."""
    last = text.rstrip().rsplit("\n", 1)[-1]
    return _READ_ON.search(last[-_A_LABEL:]) is not None


def _missing(metadata: Metadata, words: int, shown: str) -> str | None:
    """Whether the page claims much more text than there is, or that its text is not free."""
    claimed = 0
    for node in metadata.structured:
        claimed = max(claimed, _number(node.get("wordCount")))
        closed = str(node.get("isAccessibleForFree", "")).lower() in {"false", "no", "0"}
        if closed and words < 2 * A_NOTICE and (_PAY.search(shown) or words < A_NOTICE):
            return PAY
    if metadata.article_body:
        claimed = max(claimed, word_count(metadata.article_body))
    short = words < min(claimed * _CLAIMED_SHARE, _FEW)
    return SHORTER if claimed >= _CLAIMED_LEAST and short else None


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isdigit() and len(value) < 7 else 0
