"""Whether a text is a job posting, and what its headings say. Only the standard library is used: the Rasa server reads this too."""

from __future__ import annotations

import html
import re
from typing import Literal

Section = Literal["title", "required", "preferred", "duties", "ignored"]
LONGEST = 20_000
"""Characters read of a posting; what follows is nearly always boilerplate."""

HEADINGS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        "preferred",
        re.compile(
            r"(?:(?:preferred|desired|desirable|bonus|optional|additional|nice[- ]to[- ]haves?|good[- ]to[- ]haves?"
            r"|plus(?:es)?|extra|advantageous|ideal)\b.{0,40}|(?:it'?s|it is|even) (?:a plus|better).{0,20}"
            r"|what would (?:be nice|help|set you apart).{0,20}|.{0,20}\bbonus points\b.{0,20}"
            r"|.{0,12}stand out.{0,20})$",
            re.IGNORECASE,
        ),
    ),
    (
        "ignored",
        re.compile(
            r"(?:(?:our |the |company )?(?:(?:benefits?|perks?|compensation|salary|pay)(?: (?:and|&) (?:benefits?|perks?|compensation|salary|pay))?|pay range|what we offer"
            r"|why (?:join|work|us).*|about (?:us|the company|our .*|[A-Z][\w ]{2,25})|who we are|company (?:overview"
            r"|description)|our (?:story|culture|values|mission|commitment)|equal (?:employment )?opportunity.*|eeo.*"
            r"|diversity.*|accommodations?.*|how to apply|application process|physical (?:demands|requirements).*"
            r"|work(?:ing)? (?:environment|conditions)|disclaimer|privacy.*|additional information|schedule|location"
            r"|hours|next steps|we offer.*|what you'?ll get|total rewards))$"
        ),
    ),
    (
        "required",
        re.compile(
            r"(?:(?:minimum |basic |required |key |essential |job |core |general |position |mandatory |technical "
            r"|education(?: and| &) )*(?:requirements?|qualifications?|skills?|must[- ]haves?|competenc(?:y|ies)"
            r"|credentials?|education|experience|licen[sc]es?(?: and| &)?.*|certifications?|knowledge.*"
            r"|criteria)(?: (?:and|&|/) (?:\w+ ?){1,4})?(?: required)?|what (?:you'?ll|you will|we|you) (?:need|bring"
            r"|require|are looking for|'re looking for|look for|have).{0,30}|who you are|about you|you (?:have|bring"
            r"|are|will have).{0,20}|we(?:'re| are) looking for.{0,20}|your (?:profile|background|skills|experience)"
            r"|the ideal candidate.{0,20}|what it takes|to be successful.{0,40}|you should have.{0,12})$",
            re.IGNORECASE,
        ),
    ),
    (
        "duties",
        re.compile(
            r"(?:(?:key |primary |essential |main |job |core |your |day[- ]to[- ]day )*(?:responsibilit(?:y|ies)"
            r"|duties|functions|tasks|role|activities|accountabilities|impact|description|summary|overview)(?: (?:and"
            r"|&) \w+)?|what you(?:'ll| will) (?:do|be doing|work on|own).{0,20}|about the (?:role|job|position|team"
            r"|opportunity)|the (?:role|opportunity|position|job)|(?:job|position|role) (?:summary|description"
            r"|overview|purpose)|a day in the life.{0,20}|how you'?ll (?:make|spend).{0,30}|in this role.{0,20})$",
            re.IGNORECASE,
        ),
    ),
)
_SIGNS = re.compile(
    r"\b(?:requirements?|qualifications?|responsibilit(?:y|ies)|job (?:title|description|summary|type)"
    r"|position (?:summary|overview|title)|must[- ]have|nice[- ]to[- ]have|preferred qualifications|years?(?:'"
    r"| of)? (?:\w+ ){0,3}experience|we(?:'re| are) (?:looking for|seeking|hiring)|is (?:looking for|seeking"
    r"|hiring)|seeking an?\b|ideal candidate|you(?:'ll| will) (?:be|work|have|lead|own|need)|what you'?ll do"
    r"|about the role|about us|equal opportunity"
    r"|bachelor'?s degree|or equivalent|benefits|401\(?k\)?|salary(?: range)?|apply (?:now|today|online)"
    r"|full[- ]time|reports? to|join our team|duties|proficien(?:t|cy) (?:in|with)|ability to"
    r"|experience (?:with|in|using)|strong (?:communication|analytical|knowledge)|candidates?"
    r"|nice[- ]to[- ]haves|must[- ]haves|part[- ]time|now hiring|(?:sign-on|signing) bonus|shifts?|perks|preferred|(?:is )?a (?:big |huge )?plus|what we offer"
    r"|clearance|travel|medical|send (?:your|a) r[eé]sum[eé]|text your r[eé]sum[eé])\b"
    r"|(?:^|\n)\W*(?:location|pay|salary|company|employer|education|experience|skills?|certifications?|job type|schedule|department|description|travel)\s*:"
    r"|[$£€]\s?\d[\d,.]*\s?k?\s?(?:/|per|an?|[-–])\s?[$£€]?\s?(?:hour|hr|year|yr|annum|\d[\d,.]*)",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:i|i'm|im|i've|ive|i'd|my|me)\b", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[-*•·▪◦–—●o✅✔☑👉➡▶🔹🔸✨⭐]\ufe0f?|\d+[.)])\s+", re.MULTILINE)


_NOT_SHOWN = re.compile(r"<(script|style|head)\b.{0,5000}?</\1\s*>|<!--.{0,5000}?-->", re.IGNORECASE | re.DOTALL)
_BREAKS = re.compile(r"<\s*(?:br|hr|/?\s*(?:p|div|ul|ol|li|h[1-6]|tr|table|section|article|header))\b[^<>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<\s*li\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<\s*/?\s*[a-z][^<>]{0,300}>", re.IGNORECASE)
LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]{1,63}\.(?:com|org|net|io|gov|edu|jobs|co)/\S+", re.IGNORECASE)
MOST_WORDS_BESIDE_LINK, LONGEST_LINK = 12, 2000


def plain_text(text: str) -> str:
    """The text without remains of HTML; its blocks and items become lines."""
    if "<" not in text and "&" not in text:
        return text
    text = _ITEM.sub("\n- ", _NOT_SHOWN.sub(" ", text))
    return html.unescape(_TAG.sub(" ", _BREAKS.sub("\n", text))).replace("\xa0", " ")


def is_link(text: str) -> bool:
    """Whether a message is a link with hardly a word beside it: what it leads to can't be read here."""
    return len(text) <= LONGEST_LINK and bool(LINK.search(text)) and len(LINK.sub(" ", text).split()) <= MOST_WORDS_BESIDE_LINK


def is_posting(text: str) -> bool:
    """Whether the text is a pasted job posting and not somebody telling of himself."""
    text = plain_text(text[: 2 * LONGEST])
    words = len(text.split())
    if words < 35 or len(text) < 220:
        return False
    signs = {found.group().casefold()[:12] for found in _SIGNS.finditer(text[:LONGEST])}
    bullets = len(BULLET.findall(text))
    headings = sum(heading(line) is not None for line in text[:LONGEST].splitlines())
    own = len(_SELF.findall(text)) / words
    score = len(signs) + min(bullets, 6) / 2 + 1.5 * min(headings, 4) - (60 * own if own > 0.02 else 0)
    return score >= 4


def heading(line: str) -> Section | None:
    """The section that a line begins, where it is a heading."""
    plain = BULLET.sub("", line).strip().strip("#*_=- ").rstrip(":").strip("* ")
    if not plain or len(plain) > 70:
        return None
    return next((section for section, pattern in HEADINGS if pattern.match(plain) or pattern.match(plain.lower())), None)
