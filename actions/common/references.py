"""Which credentials a message is about: by number, name, issuer, or property ("the cheap one", "the last two", "it")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from actions.common.turn import Turn
from knowledge.model import Catalogue, Credential, Profile
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd
from knowledge.recognition.index import Index
from knowledge.resolve.index import CREDENTIAL_WORDS, Ambiguous, Candidate, Match, Mention
from knowledge.settings import DEFAULT

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
ORDINALS |= {"sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "6th": 6, "7th": 7, "8th": 8, "9th": 9, "10th": 10}
ORDINALS |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "couple": 2}
ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|4th|5th|6th|7th|8th|9th|10th)\b")
NUMBERED = re.compile(r"(?:\b(?:number|no\.?|option|nr\.?|choice)\s*|#\s*)(\d|one|two|three|four|five)\b")
BARE_NUMBERS = re.compile(r"^(?:the\s+|number\s+|option\s+)?#?([1-5])(?:(?:\s*(?:,|&|and|or|vs\.?|versus|with|to)\s*)+#?([1-5]))*[.!?]?$")
PAIR = re.compile(
    r"(?<![$\w.])#?([1-5])(?:(?:\s*(?:,|&|\band\b|\bor\b|\bvs\.?|\bversus\b|\bwith\b|\bto\b)\s*)+#?([1-5]))+(?![\w.%])(?!\s*(?:weeks?|months?|years?|hours?|hrs?|days?|dollars|bucks))"
)
FIRST_OR_LAST = re.compile(r"\b(?:(first|top|last|bottom|other|these|those)\s+)(two|three|four|couple|2|3|4)\b")
LAST = re.compile(r"\b(?:the\s+)?(last|bottom|final)\b(?!\s+(?:week|month|year|time|job|message|question))")
TOP = re.compile(r"\b(?:your|the|that)?\s*(?:top|best|number one|main)\s+(?:pick|one|option|choice|recommendation|suggestion)\b")
EVERY = re.compile(
    r"\b(?:all(?:\s+of)?\s+(?:them|these|those|the options)|all (?:three|four|five)|both(?: of (?:them|these))?|them all|(?<!with )everything)\b|^(?:all|both)\b"
)
PRONOUN = re.compile(r"\b(?:it|this|that|this one|that one|its)\b")

IDIOM = re.compile(r"\b(?:worth|make) it\b")


def speaks_of_it(text: str) -> bool:
    """Whether a message says "it" of something, not merely "is X worth it"."""
    return bool(PRONOUN.search(IDIOM.sub(" ", text.casefold())))


Measure = Callable[[Credential], float | None]


def usual_cost_usd(credential: Credential) -> float | None:
    """What it ordinarily costs in US dollars, so that prices in different currencies can be compared; None where unknown."""
    return cost_usd(Profile(), credential, DEFAULT)


SUPERLATIVES: tuple[tuple[re.Pattern[str], Measure], ...] = (
    (
        re.compile(r"\b(?:cheap(?:est|er)?|least expensive|lowest[- ](?:cost|price)|affordable|costs? (?:the )?(?:less|least))\b"),
        usual_cost_usd,
    ),
    (
        re.compile(r"\b(?:(?:most )?expensive|dear(?:est)?|pricey|priciest|costliest)\b"),
        lambda c: -cost if (cost := usual_cost_usd(c)) is not None else None,
    ),
    (
        re.compile(r"\b(?:short(?:est|er)?|quick(?:est|er)?|fast(?:est|er)?|takes? (?:the )?(?:less|least)(?: time)?)\b"),
        lambda c: c.weeks[0] if c.weeks else None,
    ),
    (
        re.compile(r"\b(?:longest|slowest|takes? (?:the )?longest)\b|\b(?:long(?:er)?|slow)\b (?:one|option|course|program)"),
        lambda c: -c.weeks[1] if c.weeks else None,
    ),
    (re.compile(r"\b(?:easi(?:est|er)|simplest|least (?:hard|difficult))\b"), lambda c: _ease(c)),
    (re.compile(r"\b(?:hardest|most (?:difficult|advanced|challenging))\b"), lambda c: -_ease(c)),
)


def _ease(credential: Credential) -> float:
    """The level first, then whether an exam stands at the end, then the hours."""
    levels = {"entry": 0, "intermediate": 1, "advanced": 2}
    hours = credential.hours[1] if credential.hours else 100
    return levels[credential.level] * 1000 + ("exam" in credential.assessment) * 200 + min(hours, 199)


SUPERLATIVE = re.compile(
    r"^\W*(?:(?:and|or|but|so|ok|okay|what about|how about|just)\b\W*)*the (?:cheapest|shortest|quickest|fastest|easiest|hardest|longest|simplest)(?: one| option)?\W*$"
    r"|\b(?:which|what|what'?s)\b.*\b(?:cheap(?:est|er)|least (?:expensive|difficult|hard)|most (?:expensive|affordable|difficult|advanced|challenging)|short(?:est|er)|"
    r"quick(?:est|er)|fast(?:est|er)|long(?:est|er)|easi(?:est|er)|simplest|hardest|costs? (?:the )?(?:less|least|most)|takes? (?:the )?(?:less|least|longest))\b"
)
RECOGNISED_MORE = re.compile(
    r"\b(?:which|what|what'?s|who)\b.*\b(?:(?:more|most|better|best|wider|widely) (?:widely )?(?:recogni[sz]ed|known|respected|valued|accepted|regarded|established|popular|trusted|in demand|sought)"
    r"|(?:do |would )?(?:employers|companies|recruiters|hiring managers) (?:prefer|like|want|value|respect|look for|care))\b"
)
BEST = re.compile(
    r"\bwhich\b.*\b(?:first|best|better|recommend|suggest|pick|choose|go (?:for|with)|start with|you (?:take|do|get)|should i (?:do|take|get|pick))\b"
    r"|\bwhat(?:'?s| is)? (?:the )?best (?:one|option|choice|of|for me)\b|\bwhat should i (?:do|take|pick|choose|start with)(?: first)?\b"
    r"|\bwh(?:at|ich) (?:one )?(?:do|would|should) (?:you|i) (?:suggest|recommend|do|pick|take|choose|go with|start with)\b"
    r"|\bin my (?:place|shoes|position|situation)\b|\bif you were me\b|\byour (?:favou?rite|top pick|own pick)\b"
    r"|\b(?:just )?(?:pick|choose|decide) (?:one )?for me\b"
)


def asks_for_the_best(text: str) -> bool:
    """Whether the question is which of the options to take ("which one should I do first?"), not what "the first one" is."""
    text = text.casefold()
    return bool(BEST.search(text)) and not re.search(r"\bthe (?:first|second|third)(?: one)? (?:cost|take|have|need)|\bfirst two\b", text)


def asks_who_is_recognised(text: str) -> bool:
    """Whether the question is which of several is recognised more."""
    return bool(RECOGNISED_MORE.search(text.casefold()))


def is_superlative(text: str) -> bool:
    """Whether the question is which of the options is most something."""
    return bool(SUPERLATIVE.search(text.casefold()))


def most_of(text: str, shown: list[str], catalogue: Catalogue) -> list[str]:
    """Those of the list that are most what the words ask for, in its order: several where they are level."""
    credentials = [catalogue.credentials[key] for key in shown]
    for pattern, measure in SUPERLATIVES:
        known = [(value, credential.id) for credential in credentials if (value := measure(credential)) is not None]
        if pattern.search(text.casefold()) and known:
            return [key for value, key in known if value == min(known)[0]]
    return []


PROPERTIES: tuple[tuple[re.Pattern[str], Callable[[Credential], bool]], ...] = (
    (re.compile(r"\bfree (?:one|ones|option|options|course|courses)\b|\bone that(?:'s| is) free\b"), lambda c: c.is_free),
    (re.compile(r"\b(?:one|ones|option) with (?:the|a|an)?\s*exam\b|\bexam (?:one|option)\b"), lambda c: "exam" in c.assessment),
    (
        re.compile(r"\b(?:one|ones|option) with (?:the|a)?\s*(?:project|portfolio)\b|\bproject (?:one|option)\b"),
        lambda c: bool({"project", "portfolio"} & set(c.assessment)),
    ),
    (re.compile(r"\buniversity (?:one|ones|option)\b|\bone from (?:the|a) university\b"), lambda c: c.issuer_type == "university"),
)


@dataclass(frozen=True, slots=True)
class References:
    """Credential ids meant, in the order named; names that could be several; words that are no known credential; a place that no list has."""

    ids: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    quote: str = ""
    unknown: str = ""
    beyond_list: bool = False
    meanings: tuple[Candidate, ...] = ()
    """Things that are no credentials, one of which the word quoted means: issuers, jobs, fields."""


def references(turn: Turn, *, default_focus: bool = True) -> References:
    """What the message refers to. Names come first, then places in the list shown, then "it"."""
    pressed = turn.entity("credential")
    if pressed:
        return References((pressed,)) if pressed in turn.catalogue.credentials else References(unknown=pressed)
    named = _named(turn)
    if not named.ids and points_beyond(turn.text, len(turn.listed)):
        return References(beyond_list=True)
    placed = placed_in_list(turn.text, turn.listed, turn.catalogue)
    ids = tuple(dict.fromkeys((*named.ids, *placed)))
    if not ids and not named.candidates and not named.meanings and turn.intent in ASKS_BY_NAME:
        named = _misspelt(turn)
        ids = named.ids
    if ids or named.candidates or named.meanings:
        return References(ids) if ids else named
    described = _described(turn)
    if described.ids or described.candidates:
        return described
    if not speaks_of_it(turn.text) and (subject := _of_subject(turn)):
        return subject
    if unknown := strange_name(turn):
        return References(unknown=unknown)
    if default_focus and (focus := _focus(turn)):
        return References((focus,))
    return References()


ASKS_BY_NAME = {"evaluate_credential", "ask_details", "ask_recognition", "ask_pathway", "explain_exclusion", "report_recognition"}
MOST_OF_SUBJECT = 4


def _of_subject(turn: Turn) -> References | None:
    """ "Is a PM certification worth it?" names none: those of the job, the skill or the field are offered, or it is asked which "PM" is meant."""
    if turn.intent not in ASKS_BY_NAME:
        return None
    for mention in turn.names.mentions(turn.text):
        if mention.readings("credential", "issuer"):
            continue
        if mention.ambiguous and len(mention.candidates) > 1:
            return References(meanings=mention.candidates, quote=mention.text)
        if mention.cue == "credential" and (keys := _about(turn, mention)):
            return References(candidates=keys, quote=mention.text)
    return None


def _about(turn: Turn, mention: Mention) -> tuple[str, ...]:
    """The credentials of a job, a skill or a field that stand best with others than their issuers."""
    index = Index.of(turn.catalogue)
    groups = {"role": index.made_for, "skill": index.teaching, "field": index.by_field}
    found = next((groups[one.kind].get(one.id, ()) for one in mention.candidates if one.kind in groups), ())
    ranked = sorted(found, key=lambda one: (-len(index.by_others.get(one.id, ())), one.id))
    return tuple(one.id for one in ranked[:MOST_OF_SUBJECT])


def _misspelt(turn: Turn) -> References:
    """A name with slips in it, found where the question is about a name and nothing else was."""
    if speaks_of_it(turn.text) and (turn.get("focus") or turn.listed):
        return References()
    name = asked_name(turn.text)
    if is_acronym(name):
        return References()
    found = turn.names.resolve(name, {"credential"}) if name else None
    if isinstance(found, Match):
        return References((found.id,))
    if isinstance(found, Ambiguous):
        return References(candidates=tuple(candidate.id for candidate in found.candidates[:5]), quote=name)
    return References()


LONGEST_ACRONYM = 6


def is_acronym(name: str) -> bool:
    """A short name that differs from another by a letter is no slip: a CCRP is no CCNP."""
    return len(name) <= LONGEST_ACRONYM and " " not in name


def _focus(turn: Turn) -> str | None:
    """What "it" is: the credential last talked about, the only one shown, or before any list the only one asked for by name."""
    focus = turn.get("focus")
    if focus in turn.catalogue.credentials:
        return str(focus)
    known = turn.shown or list(turn.profile.wanted_credentials)
    return known[0] if len(known) == 1 else None


def _named(turn: Turn) -> References:
    ids: list[str] = []
    several: References | None = None
    for mention in turn.names.mentions(turn.text):
        found = [candidate.id for candidate in mention.readings("credential")]
        if mention.text.casefold() in CREDENTIAL_WORDS and speaks_of_it(turn.text):
            continue  # "is it a license?" names none
        known = [key for key in _talked_about(turn) if key in found]
        if len(found) == 1 or known:
            ids.append((known or found)[0])
        elif len(at_home := _in_field(turn, found)) == 1:
            ids.append(at_home[0])  # a CMA among accountants is no medical assistant
        elif len(found) > 1:
            several = several or References(candidates=tuple(found[:5]), quote=mention.text)
        else:
            of_issuer = _of_issuer(mention, turn)
            ids += of_issuer.ids
            several = several or (of_issuer if of_issuer.candidates or of_issuer.meanings else None)
    if ids or several:
        return References(tuple(ids)) if ids or not several else several
    return _licence_named(turn) if turn.intent in ASKS_BY_NAME and not speaks_of_it(turn.text) else References()


def _in_field(turn: Turn, keys: list[str]) -> list[str]:
    """Those of the field that the conversation is about: that aimed at, else that of the present job."""
    case = Case(turn.profile, turn.catalogue, turn.today)
    if case.role and (for_role := [key for key in keys if case.role.title in turn.catalogue.credentials[key].roles]):
        return for_role
    home = case.field.slug if case.field else case.background.role.field if case.background.role else None
    return [key for key in keys if turn.catalogue.credentials[key].field == home]


def _talked_about(turn: Turn) -> list[str]:
    """What has come up, the latest first: a name that several bear is most likely one of these."""
    keys = (turn.get("focus"), *turn.shown, *(turn.get("compared") or ()))
    return list(dict.fromkeys(key for key in keys if key in turn.catalogue.credentials))


def _licence_named(turn: Turn) -> References:
    """ "Why not RN?": the short name of a job that the law licenses stands for its licence too, where nothing else is named."""
    for mention in turn.names.mentions(turn.text):
        role = turn.catalogue.roles.get(found.name) if (found := mention.reading("role")) else None
        if role and mention.text.isupper() and role.licence.requirement == "legal":
            own = [one.id for one in turn.catalogue.credentials.values() if one.kind == "licence" and role.title in one.roles]
            return References(tuple(own)) if len(own) == 1 else References(candidates=tuple(own[:5]), quote=mention.text)
    return References()


DESCRIBED = re.compile(
    r"\b(?:the|that|this|your) (?P<what>(?:[\w+#&-]+ ){1,3}?)(?:one|option|program(?:me)?|course|cert(?:ificate|ification)?|class|thing|badge|bootcamp)\b"
)


def _described(turn: Turn) -> References:
    """ "The six sigma one": by words of its name, among those shown first."""
    match = DESCRIBED.search(turn.text.casefold())
    words = [word for word in match["what"].split() if not NOT_A_NAME.match(word)] if match else []
    if not words or any(word in ORDINALS or word in PLAIN_WORDS for word in words):
        return References()
    on_list = [key for key in turn.listed if all(word in _names_of(turn.catalogue.credentials[key]) for word in words)]
    if on_list:
        return References(tuple(on_list))
    found = turn.names.resolve(" ".join(words), {"credential"})
    if isinstance(found, Match):
        return References((found.id,))
    return (
        References(candidates=tuple(one.id for one in found.candidates[:5]), quote=" ".join(words))
        if isinstance(found, Ambiguous)
        else References()
    )


PLAIN_WORDS = frozenset(
    "whole same other right next best top last final only real full actual short long easy hard new old main entire said first-mentioned good nice big small online free paid "
    "cheap cheaper training learning".split()
)


def _names_of(credential: Credential) -> str:
    return " ".join((credential.name, credential.issuer, *credential.aliases)).casefold()


THE_ONE_OF = re.compile(r"^\W*one\b(?!s)")
ISSUER_BY_THE_WAY = re.compile(r"\b(?:at|by|for|with|accept\w*|recogni[sz]\w*|work\w*|hire\w*)\b")


def _of_issuer(mention: Mention, turn: Turn) -> References:
    """ "The Google one": those talked about that the issuer named has awarded; "the IBM one?" after another: the nearest of that issuer."""
    issuers = {issuer.name for issuer in mention.readings("issuer")}
    text = turn.text.casefold()
    if len(issuers) > 1 and mention.ambiguous and turn.intent in ASKS_BY_NAME | {"explain_option"}:
        return References(meanings=mention.readings("issuer"), quote=mention.text)
    if not issuers or (speaks_of_it(text) and ISSUER_BY_THE_WAY.search(text) and _focus(turn)):
        return References()  # "does Microsoft accept it?" is about "it"
    own = [one for one in turn.catalogue.credentials.values() if one.issuer in issuers]
    on_list = [key for key in turn.shown if turn.catalogue.credentials[key].issuer in issuers]
    known = [key for key in _talked_about(turn) if turn.catalogue.credentials[key].issuer in issuers]
    if len(on_list) > 1 and turn.get("focus") not in on_list and THE_ONE_OF.search(text[mention.end :]):
        return References(candidates=tuple(on_list), quote=mention.text)
    if on_list and turn.get("focus") not in on_list:
        return References(tuple(on_list))
    if known:
        return References((known[0],))
    at_home = _in_field(turn, [one.id for one in own])
    if len(at_home) == 1 and turn.intent in ASKS_BY_NAME and THE_ONE_OF.search(text[mention.end :]):
        return References(tuple(at_home))
    own.sort(key=lambda one: one.id not in at_home)
    focus = turn.catalogue.credentials.get(str(turn.get("focus")))
    near = [one for one in own if focus and one.field == focus.field]
    if focus and near:
        near.sort(key=lambda one: (-len(set(one.skills) & set(focus.skills)), one.id))
        return References((near[0].id,))
    asks_for_it = turn.intent in ASKS_BY_NAME | {"explain_option"} and not speaks_of_it(
        text
    )  # elsewhere an issuer is mostly named by the way
    return References(candidates=tuple(one.id for one in own[:5]), quote=mention.text) if asks_for_it else References()


def issuers_named(turn: Turn) -> list[str]:
    """ "Something from Microsoft itself": the issuers named, where nothing of theirs is."""
    mentions = turn.names.mentions(turn.text)
    if any(mention.readings("credential") for mention in mentions):
        return []
    return [found.name for mention in mentions if (found := mention.reading("issuer"))]


def placed_in_list(text: str, shown: list[str], catalogue: Catalogue) -> list[str]:
    """Those of the list shown that the words point at by place or property."""
    text = text.casefold()
    if not shown:
        return []
    places = _places(text, len(shown))
    if places:
        return [shown[place - 1] for place in places if 1 <= place <= len(shown)]
    credentials = [catalogue.credentials[key] for key in shown]
    if most := most_of(text, shown, catalogue):
        return most[:1]
    for pattern, holds in PROPERTIES:
        if pattern.search(text):
            return [credential.id for credential in credentials if holds(credential)]
    return []


PLACE = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|4th|5th|6th|7th|8th|9th|10th)"
BARE_PLACE = re.compile(rf"^(?:and |ok |okay )?(?:the )?{PLACE}(?: one| option)?[.!?]*$")
POINTS_AT_PLACE = re.compile(
    rf"\b(?:the|why(?: not)?|and|number|option|about)\s+(?:the\s+)?(?P<place>{PLACE}|#?[1-9])\b(?=\s*(?:one|option|choice|pick)?\s*"
    r"(?:$|[?.!,]|and|or|vs|with|on|instead|then|there|in|is|does|has|cost|worth|take|good|for|is|better|please))"
)


def points_beyond(text: str, length: int) -> bool:
    """Whether the words point at a place that the list shown does not have: "the second" of one."""
    if not length:
        return False
    text = text.casefold().strip()
    words = [match["place"].lstrip("#") for match in POINTS_AT_PLACE.finditer(text)]
    places = [ORDINALS.get(word) or int(word) for word in words]
    if BARE_NUMBERS.match(text) or PAIR.search(text):
        places += _places(text, length)
    return any(place > length for place in places)


def places_in_list(text: str, shown: list[str]) -> list[str]:
    """Those of the list shown that the words point at by their place alone."""
    return [shown[place - 1] for place in _places(text.casefold(), len(shown)) if 1 <= place <= len(shown)] if shown else []


def _places(text: str, length: int) -> list[int]:
    if match := FIRST_OR_LAST.search(text):
        count = COUNTS[match.group(2)]
        return (
            list(range(length - count + 1, length + 1)) if match.group(1) in ("last", "bottom") else list(range(1, min(count, length) + 1))
        )
    if EVERY.search(text.strip()) and not ORDINAL.search(text):
        return list(range(1, length + 1))
    if match := BARE_NUMBERS.match(text.strip()) or PAIR.search(text):
        return [int(digit) for digit in re.findall(r"[1-5]", match.group())]
    places = [(match.start(), ORDINALS[match.group(1)]) for match in ORDINAL.finditer(text)]
    places += [
        (match.start(), int(match.group(1)) if match.group(1).isdigit() else ORDINALS[match.group(1)]) for match in NUMBERED.finditer(text)
    ]
    if match := LAST.search(text):
        places.append((match.start(), length))
    if match := TOP.search(text):
        places.append((match.start(), 1))
    return list(dict.fromkeys(place for _, place in sorted(places)))


MOST_WORDS_OF_A_NAME = 6
NOT_A_NAME = re.compile(
    r"^(?:is|are|was|would|should|could|do|does|did|can|will|what|whats|what's|which|who|how|why|when|where|tell|me|about|more|of|the|a|an|i|it|this|that|worth|good|get|take|"
    r"taking|getting|really|any|for|in|on|to|and|or|my|your|you|think|certificate|certification|course|credential|cert|program|details?|recognised|recognized|accepted|by|"
    r"employers?|there|be|have|has|if|thinking|heard|from|with|job|jobs|one|ones|please|hi|hello|hey|money|time|cost|much|long)$",
    re.IGNORECASE,
)


NO_NAMES = frozenset(
    "usa us uk eu ged asap ok okay lol tbh btw idk faq cv ai it hr dod gpa ged covid diy ceo cfo hi mon tue wed thu fri sat sun".split()
)
NAME_PLACE = re.compile(
    r"\b(?:what(?:'?s| is| does| do| are)|is|are|does my|does|do|why not|how(?:'?s| is)|about|was|hows)\s+(?:the |a |an |my |your |this )?(?P<word>[\w+-]{3,})"
    r"(?=\s+(?:need|good|worth|legit|any|count|cost|take|valid|real|for|certificat\w+|cert|course|exam|help|a|ok|the|better|recogni\w+|respected|accepted)\b|\s*[?.!]*$)"
)


LONG_NAME = 3
"""So many words with capitals are the name of something, not of a place or a person."""


def strange_name(turn: Turn) -> str:
    """A name in the question that the catalogue does not have: "what does CCRP need", "is nptel good".

    Whoever says "it" beside it asks about what is in view ("is it accepted in Texas"), unless a long name stands there for it.
    """
    text = turn.text
    if not text or _pointed_at(turn) or (speaks_of_it(text) and len(unknown_name(text).split()) < LONG_NAME):
        return ""
    lexicon, mentioned = turn.names.lexicon, turn.names.mentions(text, weak=True)

    def is_strange(word: str) -> bool:
        known = any(word.casefold() in mention.text.casefold() for mention in mentioned)
        return (
            not known
            and word.casefold() not in NO_NAMES
            and not lexicon.is_english(word.casefold())
            and not word.isdigit()
            and not GENERIC.search(word)
        )

    name = unknown_name(text)
    words = [word for word in re.findall(r"[\w+-]{3,}", name) if not NOT_A_NAME.match(word)]
    if turn.intent in NAMES_WANTED and (any(map(is_strange, words)) or len(words) > 2) and not _is_known(name, mentioned):
        return name
    asked = NAME_PLACE.search(text.casefold())
    return text[slice(*asked.span("word"))] if asked and is_strange(asked["word"]) else ""


NAMES_WANTED = {
    "evaluate_credential",
    "ask_details",
    "ask_recognition",
    "ask_pathway",
    "explain_exclusion",
    "explain_option",
    "out_of_scope",
    "nlu_fallback",
    "inform",
    "compare_options",
    "faq",
}


def _is_known(name: str, mentioned: Iterable[Mention]) -> bool:
    """Whether a name is one the catalogue has, or mostly so; a single word of it ("Data") makes it none."""
    named = name.casefold()
    return any(
        named in text or (text in named and 2 * len(text) > len(named)) for text in (mention.text.casefold() for mention in mentioned)
    )


GENERIC = re.compile(r"micro|credent|certif|badge|degree|licen[sc]e|course|^mooc|^ceu|^cp[de]s?$|^boot|apprentic", re.IGNORECASE)
"""Words for credentials in general are no names, however they are spelt."""


def _pointed_at(turn: Turn) -> bool:
    return bool(placed_in_list(turn.text, turn.listed, turn.catalogue))


def unknown_name(text: str) -> str:
    """The words of a question that look like the name of a credential nobody here knows: "is the Foobar Guild badge worth it"."""
    runs = re.findall(r"\b(?:[A-Z][\w.+&-]*|[A-Z0-9]{2,})(?:\s+(?:of|for|in|and|&|[A-Z][\w.+&-]*|[A-Z0-9]{2,}))*", text)
    names = [run for run in runs if not all(NOT_A_NAME.match(word) for word in run.split()) and len(re.findall(r"[A-Za-z]", run)) > 1]
    return max(names, key=len, default="").strip()


def asked_name(text: str) -> str:
    """What is left of a question about a credential without the words that ask: "is the gogle data analitics certifcate worth it"."""
    words = [word for word in re.findall(r"[\w+&'-]+", text) if not NOT_A_NAME.match(word)]
    return " ".join(words) if 1 <= len(words) <= MOST_WORDS_OF_A_NAME else ""
