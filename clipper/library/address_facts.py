"""What in an address says how somebody came to the page, not which page it is: facts of the web, in tables.

A name that some site may use to choose a page (id, p, q, page, v, lang, mod, sort …) does not belong here,
or only with the values that choose none.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STARTS = tuple(
    _words("""
    utm_ utm- mtm_ matomo_ piwik_ pk_ hsa_ _hs __hs mc_ oly_ vero_ itm_ stm_ ns_ fb_ gad_ _ga _gl trk_ bsft_
    pd_rd_ pf_rd_ amp_ guce_ wt_mc wt.mc wt_zmc at_medium at_campaign at_custom at_link at_recipient at_send
    at_bbc at_ptr_name at_format cm_mm elqtrack ck_subscriber aff_sub
    """)
)
_NAMES = _words("""
    fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid yclid ysclid ttclid li_fat_id igshid igsh srsltid
    epik zanpid irclickid irgwc rdt_cid sccid obclid tblci vmcid wickedid cjevent cjdata clickid click_id
    s_kwcid ef_id admitad_uid ranmid raneaid ransiteid
    mkt_tok _ke _kx nl_id nlid newsletterid emci emdi ceid sfmc_id sfmc_sub dm_i inf_contact_key rb_clickid
    vgo_ee _bta_tid _bta_c spmailingid spuserid spjobid spreportid xtor et_rid ml_subscriber
    ml_subscriber_hash
    referrer referer refsrc ref_src ref_url __tn__ __cft__ __twitter_impression smid smtyp sr_share
    sharetoken sharesource share_source share_medium share_token share_plat share_tag share_from
    share_session_id ncid ocid cmpid icid cmpgn wpmm wpsrc soc_src soc_trk tsrc traffic_source spm scm trk
    trkinfo ito sref feedtype feedname ftag guccounter usqp s_cid sc_cid sc_camp cvid sxsrf gs_lcp
    hctatracking xing_share awesm xtref echobox dicbo
    phpsessid jsessionid cfid cftoken oly_anon_id oly_enc_id
    outputtype printable printview printerfriendly nocache cachebuster _ fromappbanner replytocom
    """)

# Said by a short word or nothing; any other value may choose a page.
_ORIGIN = re.compile(
    r"(?:|\d|rss|atom|feed|feedburner|x?mail|e-?mail|newsletter|nl|social|socialmedia|sharing|app|ios|android"
    r"|push|homepage|facebook|fb|twitter|tw|t\.co|instagram|ig|linkedin|reddit|pinterest|whatsapp|telegram"
    r"|mastodon|bluesky|threads|tiktok|youtube|google|googlenews|bing|flipboard|pocket|feedly|hn|hackernews"
    r"|apple_?news|msn|smartnews|wechat|weixin|weibo|vk|kakao|-{2,}.*)(?:[-_.].*)?",
    re.IGNORECASE,
)
_BY_ORIGIN = _words("source src from via origin channel cid xid cmp mbid partner share shared")
_FORM = _words("view mode format output layout")
_FORM_VALUES = _words("amp amphtml print printable printerfriendly mobile")
_SWITCH = _words("amp print")
_ON = _words("1 true yes y on print amp") | {""}
_SESSION = _words("sessionid session_id sid")
_SESSION_VALUE = re.compile(r"(?=.*\d)[0-9a-zA-Z_-]{24,}")

_AT_HOST = {
    "x.com": _words("s t"),
    "youtube.com": _words("t feature si pp ab_channel list index start_radio app"),
    "open.spotify.com": _words("si"),
    "reddit.com": _words("rdt context"),
}

PAGINATION = _words("page p pg paged pagenum pageno start offset seite pagina pn part")
"""Parameters that count the parts of something long: an address without them is that of another part."""

SHARED_HOSTS = _words("""
    github.io gitlab.io codeberg.page blogspot.com wordpress.com substack.com medium.com tumblr.com
    netlify.app vercel.app pages.dev workers.dev neocities.org livejournal.com wixsite.com weebly.com ghost.io
    hatenablog.com herokuapp.com web.app firebaseapp.com bearblog.dev readthedocs.io itch.io bandcamp.com
    over-blog.com canalblog.com jimdofree.com webflow.io notion.site typepad.com
    """)
"""Domains below which everybody has a site of their own."""

SECOND_LEVEL = _words("co com net org gov gob gouv edu ac or ne go nic mil")
"""Names below a country's domain that are no site's own."""

SELF_NAMED = _words("www m mobile mobi amp touch wap")
"""Names of machines that show the same pages as the domain after them."""

ONE_SITE = {
    "twitter.com": "x.com",
    "old.reddit.com": "reddit.com",
    "new.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
    "youtube-nocookie.com": "youtube.com",
    "music.youtube.com": "youtube.com",
}
"""Hosts that show the pages of another one."""

REDIRECTS = {
    "google.com/url": ("q", "url"),
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "l.instagram.com/": ("u",),
    "out.reddit.com/": ("url",),
    "t.umblr.com/redirect": ("z",),
    "duckduckgo.com/l/": ("uddg",),
    "youtube.com/redirect": ("q",),
    "linkedin.com/redir/redirect": ("url",),
    "steamcommunity.com/linkfilter/": ("u", "url"),
    "slack-redir.net/link": ("url",),
    "vk.com/away.php": ("to",),
    "link.zhihu.com/": ("target",),
    "safelinks.protection.outlook.com/": ("url",),
}
"""Pages that only send on, with the parameters that may hold where to."""


def is_tracking(host: str, name: str, value: str) -> bool:
    """Whether the parameter tells only how somebody came to the page, or in which form they see it."""
    name = name.lower()
    if name in _NAMES or name.startswith(_STARTS):
        return True
    if name == "ref":
        return not value.isdecimal()  # a number may be that of an offer
    if name in _BY_ORIGIN:
        return _ORIGIN.fullmatch(value) is not None
    if name in _FORM:
        return value.lower() in _FORM_VALUES
    if name in _SWITCH:
        return value.lower() in _ON
    if name in _SESSION:
        return _SESSION_VALUE.fullmatch(value) is not None
    return name in _AT_HOST.get(host, ())
