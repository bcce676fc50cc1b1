"""A short question about one side of a credential ("how long is it valid?", "can I do it at 16?") gets a short answer, with its source.

What is not on record is said not to be, with the issuer's page; the whole card is an offer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from actions.common.standing import supporters
from actions.common.turn import Button, Turn, button_title
from bot.cards import phrases
from bot.cards.build import credential_card, validity
from knowledge.model import Credential, LedgerRow
from knowledge.recognition.background import Background
from knowledge.recognition.evidence import told_to_user
from knowledge.recognition.index import Index
from knowledge.recognition.prerequisites import told

LONGEST_QUESTION = 30
"""Words; a longer message tells a story, and asks for more than a side."""
MOST_ASKED = 3

EACH = "each"
"""Stands for the names where the same holds for all of several."""

_NEEDS = {"age", "experience", "degree", "licence", "credit", "help_with_paying", "cost"}
OUTDONE_BY = {
    "prerequisites": _NEEDS | {"device", "difficulty", "schedule", "page", "required"},
    "required": _NEEDS | {"assessment", "delivery", "device"},
    "assessment": {"exam_rules", "help_with_paying", "difficulty", "cost"},
}
"""Words such as "need" and "exam" ask for these only where nothing more particular is asked for."""

Tell = Callable[[Turn, Credential], str | None]


@dataclass(frozen=True, slots=True)
class Aspect:
    """One side of a credential: the words that ask for it, and what is told, None where nothing is on record.

    ``utter_aspect_<name>`` says what it is called where nothing is on record.
    """

    name: str
    pattern: re.Pattern[str]
    tell: Tell


def asked_aspects(turn: Turn) -> list[Aspect]:
    """What a message asks about, the most particular first; each part of the text counts once ("how much experience" is no price)."""
    text = " ".join(asking_sentences(_without_names(turn)))
    asked = []
    for aspect in ASPECTS:
        without = aspect.pattern.sub(" ", text)
        if without != text:
            asked.append(aspect)
            text = without
    names = {aspect.name for aspect in asked}
    return [aspect for aspect in asked if not names & OUTDONE_BY.get(aspect.name, set())][:MOST_ASKED]


SENTENCE = re.compile(r"(?<=[.!?;])\s+|\s+[—–]\s*|\n+")
OPENS_QUESTION = re.compile(
    r"^(?:(?:and|so|but|ok|okay|also|hey|hi|well|then|um|now|plus|or)[, ]+)*(?:is|are|was|does|do|did|can|could|will|would|should|must|may|has|have|am|what\w*|what's|how\w*|when|where|who\w*|which|any|if)\b"
)


TELLS = re.compile(r"^(?:i|i'm|im|i've|ive|my|we|we're)\b(?!.*(?:\?|\b(?:is|can|could|does|do|will|would|should|how|what|wonder\w*)\b))")
"""Who tells of himself asks nothing: "I'm in Texas"."""


def asking_sentences(text: str) -> list[str]:
    """Of a longer message the sentences that ask; a short one asks as a whole ("link?", "price of the second")."""
    sentences = [sentence.strip() for sentence in SENTENCE.split(text) if sentence.strip() and not WEIGHS.search(sentence)]
    if len(text.split()) <= SHORT:
        return [sentence for sentence in sentences if not TELLS.match(sentence)]
    asking = [sentence for sentence in sentences if sentence.endswith("?") or OPENS_QUESTION.search(sentence)]
    return [sentence for sentence in asking if len(sentence.split()) <= LONGEST_QUESTION]


WEIGHS = re.compile(r"\b(?:thinks?|says?|said|told|tells|wants?|insists?|believes?)\b.*\b(?:instead|rather than|better off)\b")
""" "My mom thinks I should get a master's instead" weighs two ways; it asks for no side of one."""
SHORT = 10


def _without_names(turn: Turn) -> str:
    """The message in small letters without the names in it: "Project Management" asks for no project, "Computer Science" for no computer."""
    text = turn.text.casefold()
    for mention in turn.names.mentions(turn.text):
        if mention.readings("credential", "issuer", "skill", "field", "role") and not MEANT_AS_WORDS.search(mention.text.casefold()):
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return re.sub(r" +", " ", text)


def tell_aspects(turn: Turn, credentials: Sequence[Credential]) -> bool:
    """Answer what is asked about these credentials; False where the message asks for no side that is known."""
    asked = asked_aspects(turn)
    if not asked or not credentials:
        return False
    lines = [line for aspect in asked for line in _lines(turn, aspect, credentials)]
    turn.tell("\n".join(lines), buttons=details_buttons(credentials))
    return True


def _lines(turn: Turn, aspect: Aspect, credentials: Sequence[Credential]) -> Iterator[str]:
    answers = [(credential, aspect.tell(turn, credential)) for credential in credentials]
    what = turn.words(f"utter_aspect_{aspect.name}").text
    if len(answers) > 1 and not any(answer for _, answer in answers):
        yield turn.words("utter_detail_nothing_for_any", what=what, titles="; ".join(one.name for one in credentials)).text
        return
    alike = {answer.replace(one.name, EACH).replace(f": {one.url}", ".") for one, answer in answers if answer}
    if len(answers) > 1 and all(answer for _, answer in answers) and len(alike) == 1:
        yield turn.words("utter_detail_alike", told=alike.pop()).text
        return
    for credential, answer in answers:
        yield answer or turn.words("utter_detail_nothing", what=what, title=credential.name, url=credential.url).text


def tell_briefly(turn: Turn, credential: Credential, lead: str = "") -> None:
    """What it is, costs and takes in a few sentences, and an offer of the rest."""
    card = credential_card(credential, (), ())
    turn.say(
        "utter_detail_brief",
        title=credential.name,
        kind=phrases.words(credential.kind),
        issuer=credential.issuer,
        summary=credential.summary,
        cost=phrases.cost(card),
        time=phrases.duration(card),
        how=_assessment_words(credential),
        unverified=phrases.not_verified(card, "cost", "duration", "assessment"),
        url=credential.url,
        lead=lead,
        buttons=details_buttons([credential]),
    )


def details_buttons(credentials: Sequence[Credential]) -> list[Button]:
    """The offer of everything that is on record."""
    if len(credentials) == 1:
        key = credentials[0].id
        return [
            {"title": "All the details", "payload": f'/ask_details{{"credential": "{key}"}}'},
            {"title": "Who recognises it?", "payload": f'/ask_recognition{{"credential": "{key}"}}'},
        ]
    return [{"title": button_title(one.name), "payload": f'/ask_details{{"credential": "{one.id}"}}'} for one in credentials[:5]]


def _cited(credential: Credential, group: str) -> str:
    source = credential.source_of(group)
    return f"Source: {source.title}, {source.as_of.isoformat()}." if source else "Not verified in a source."


# --- what it asks for -------------------------------------------------------------------------------------------------


def _needs(*types: str) -> Tell:
    """What it asks for of these types, all of them where none is named; what is merely recommended is said to be."""

    def tell(turn: Turn, credential: Credential) -> str | None:
        background = Background(turn.profile, Index.of(turn.catalogue))
        needs = [need for need in credential.prerequisites if not types or need.type in types]
        if not needs and credential.source_of("prerequisites") is None:
            return None
        title, source = credential.name, _cited(credential, "prerequisites")
        if not needs:
            return turn.words("utter_detail_no_need", title=title, source=source).text
        words = [told(need, background) + (" (recommended)" if need.need == "recommended" else "") for need in needs]
        return turn.words("utter_detail_prerequisites", title=title, needs="; ".join(words), source=source).text

    return tell


def _difficulty(turn: Turn, credential: Credential) -> str:
    card = credential_card(credential, (), ())
    return turn.words(
        "utter_detail_difficulty",
        title=credential.name,
        level=credential.level,
        how=_assessment_words(credential),
        time=phrases.duration(card),
        unverified=phrases.not_verified(card, "duration", "assessment"),
    ).text


# --- what it is and takes ---------------------------------------------------------------------------------------------


def _validity(turn: Turn, credential: Credential) -> str | None:
    valid = validity(credential)
    if valid is None:
        return None
    renewal = f"Renewal: {credential.renewal}." if credential.renewal else ""
    valid = valid if credential.never_expires else turn.words("utter_detail_valid_for", time=valid).text
    source = _cited(credential, "validity")
    return turn.words("utter_detail_validity", title=credential.name, validity=valid, renewal=renewal, source=source).text


def _cost(turn: Turn, credential: Credential) -> str | None:
    card = credential_card(credential, (), ())
    parts = phrases.cost_parts(card)
    if not parts:
        return None
    cost, source = phrases.money(card.cost_total, card.currency), _cited(credential, "cost")
    return turn.words("utter_detail_cost", title=credential.name, cost=cost, parts=f" ({parts})", source=source).text


def _help_with_paying(turn: Turn, credential: Credential) -> str | None:
    """The note on the price, where it speaks of aid."""
    note = credential.cost.note or ""
    if not re.search(r"\b(?:aid|scholarship|waive|discount|voucher|free|pledge)", note):
        return None
    return turn.words("utter_detail_cost_note", title=credential.name, note=note, source=_cited(credential, "cost")).text


def _duration(turn: Turn, credential: Credential) -> str | None:
    if credential.weeks is None and credential.hours is None:
        return None
    time = phrases.duration(credential_card(credential, (), ()))
    return turn.words("utter_detail_duration", title=credential.name, time=time, source=_cited(credential, "duration")).text


def _assessment_words(credential: Credential) -> str:
    return ", ".join(map(phrases.words, credential.assessment)) or "something not on record"


def _assessment(turn: Turn, credential: Credential) -> str | None:
    if not credential.assessment:
        return None
    how, source = _assessment_words(credential), _cited(credential, "assessment")
    return turn.words("utter_detail_assessment", title=credential.name, how=how, source=source).text


def _exam_rules(turn: Turn, credential: Credential) -> str:
    how, source = _assessment_words(credential), _cited(credential, "assessment") if credential.assessment else ""
    return turn.words("utter_detail_exam_rules", title=credential.name, how=how, source=source, url=credential.url).text


def _delivery(turn: Turn, credential: Credential) -> str | None:
    how = " or ".join(map(phrases.words, credential.delivery))
    return turn.words("utter_detail_delivery", title=credential.name, how=how, source=_cited(credential, "delivery")).text if how else None


def _device(turn: Turn, credential: Credential) -> str | None:
    how = " or ".join(map(phrases.words, credential.delivery))
    source = _cited(credential, "delivery")
    return turn.words("utter_detail_device", title=credential.name, how=how, source=source, url=credential.url).text if how else None


def _language(turn: Turn, credential: Credential) -> str | None:
    """The languages on record, and whether the one asked for is among them."""
    if not credential.languages:
        return None
    asked = LANGUAGE.search(turn.text.casefold())
    names = ", ".join(credential.languages)
    if asked and asked.group().title() not in credential.languages:
        return turn.words("utter_detail_other_languages", title=credential.name, asked=asked.group().title(), names=names).text
    return turn.words("utter_detail_languages", title=credential.name, names=names).text


def _country(turn: Turn, credential: Credential) -> str | None:
    if not credential.countries:
        return None
    return turn.words("utter_detail_countries", title=credential.name, names=", ".join(credential.countries), url=credential.url).text


def _kind(turn: Turn, credential: Credential) -> str:
    kind = phrases.words(credential.kind)
    article = "an" if kind[0] in "aeiou" else "a"
    what = turn.words(f"utter_kind_{credential.kind}").text
    return turn.words("utter_detail_kind", title=credential.name, kind=f"{article} {kind}", issuer=credential.issuer, what=what).text


def _skills(turn: Turn, credential: Credential) -> str:
    return turn.words("utter_detail_skills", title=credential.name, skills=", ".join(credential.skills)).text


def _issuer(turn: Turn, credential: Credential) -> str:
    return turn.words(
        "utter_detail_issuer", title=credential.name, issuer=credential.issuer, type=phrases.words(credential.issuer_type)
    ).text


def _page(turn: Turn, credential: Credential) -> str:
    return turn.words("utter_detail_page", title=credential.name, url=credential.url).text


def _age_of_content(turn: Turn, credential: Credential) -> str | None:
    if credential.updated is None:
        return None
    return turn.words(
        "utter_detail_updated", title=credential.name, day=credential.updated.isoformat(), source=_cited(credential, "updated")
    ).text


# --- what others make of it -------------------------------------------------------------------------------------------


def row_line(row: LedgerRow) -> str:
    """ "US Department of Defense (required by employers): … Source: …, 2024-03-01." """
    if row.report:
        return f"{row.recogniser} ({told_to_user(row.report)}): {row.statement.rstrip('.')}."
    source = f"Source: {row.source.title}, {row.source.as_of.isoformat()}" if row.source else "Not verified"
    return f"{row.recogniser} ({phrases.BASIS_WORDS[row.basis]}): {row.statement.rstrip('.')}. {source}."


def _rows(turn: Turn, credential: Credential, holds: Callable[[LedgerRow], object]) -> str | None:
    rows = [row for row in turn.catalogue.ledger_of.get(credential.id, ()) if holds(row)]
    if not rows:
        return None
    more = turn.words("utter_detail_more_rows", count=str(len(rows) - 1)).text if len(rows) > 1 else ""
    return f"{credential.name}: {row_line(rows[0])} {more}"


def _required(turn: Turn, credential: Credential) -> str:
    """Who demands it: the law, employers, or nobody on record."""
    legal = _rows(turn, credential, lambda row: row.basis == "legally_required")
    if legal:
        return turn.words("utter_detail_required_by_law", rows=legal).text
    asked = _rows(turn, credential, lambda row: row.basis == "required_in_postings")
    if asked:
        return turn.words("utter_detail_required_by_employers", rows=asked).text
    return turn.words("utter_detail_not_required", title=credential.name).text


CE_WORDS = re.compile(r"\b(?:ceus?|pdus?|cpes?|cmes?|continuing education)\b")
CREDIT_WORDS = re.compile(r"\b(?:college|semester|academic) (?:credits?|units?)\b|\bcredit hours?\b")


def _credit(turn: Turn, credential: Credential) -> str | None:
    """Continuing education where that is asked for, else college credit."""
    if CE_WORDS.search(turn.text.casefold()):
        return _rows(turn, credential, lambda row: CE_WORDS.search(row.statement.casefold()))
    return _rows(turn, credential, lambda row: row.basis == "credit_bearing" or CREDIT_WORDS.search(row.statement.casefold()))


def _meets(turn: Turn, credential: Credential) -> str:
    """What is on record from the body, place or rule that is named; else that nothing is, and who does recognise it."""
    asked = asked_body(turn.text)
    words = _words(asked)
    if words and (found := _rows(turn, credential, lambda row: words & _words(f"{row.recogniser} {row.statement}"))):
        return found
    names = ", ".join(supporters(turn.catalogue, credential)[:MOST_NAMED])
    if not names:
        return turn.words("utter_recognition_none", title=credential.name).text
    if not words:
        return turn.words("utter_detail_recognised", title=credential.name, names=names).text
    return turn.words("utter_detail_not_from", asked=asked, title=credential.name, names=names).text


def asked_body(text: str) -> str:
    """The body, place or rule that a question names ("does it meet DoD 8140", "do banks accept it"); empty where it means anybody."""
    match = MEETS.search(text) or DO_THEY_ACCEPT.search(text)
    what = re.sub(r"^(?:the|a|an|my|most|any|all|in|by|at|for) ", "", match["what"].strip()) if match else ""
    return what if _words(what) else ""


def _words(text: str) -> set[str]:
    """Its telling words, without a plural's s."""
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9]{2,}", text.casefold()) if word not in LITTLE_WORDS}


MOST_NAMED = 4
LITTLE_WORDS = frozenset(
    "of in by at to as on or and the for any this that it is its an my there here employers employer jobs job people companies company all most anyone anybody everyone "
    "everywhere anywhere them they these others hiring managers recruiters who what me you boss manager raise promotion bonus resume cv interview something anything".split()
)
MEETS = re.compile(
    r"\b(?:meets?|satisf(?:y|ies)|compl(?:y|ies|iant) with|(?:approved|accepted|recogni[sz]ed|respected|known|required) (?:for|by|in|at)|(?:counts?|good) (?:for|with|as)|"
    r"valid (?:for|in|at)) (?P<what>[^?.!,;]+)",
    re.IGNORECASE,
)
DO_THEY_ACCEPT = re.compile(
    r"\b(?:do|does|will|would|did) (?P<what>(?!it\b|i\b|you\b|this\b|that\b)[\w .&'-]{2,40}?) (?:even |really |actually |usually )?"
    r"(?:recogni[sz]e|accept|value|respect|require|care about|look for|ask for|hire|prefer|trust|know)\b",
    re.IGNORECASE,
)
LANGUAGE = re.compile(
    r"\b(?:spanish|french|german|portuguese|chinese|mandarin|japanese|korean|arabic|vietnamese|tagalog|hindi|russian|italian|polish|haitian"
    r"|creole|somali|ukrainian|turkish|dutch|english|swedish|finnish|welsh|malay|tamil)\b"
)
MEANT_AS_WORDS = re.compile(
    LANGUAGE.pattern + r"|\b(?:degree|diploma|bachelor'?s?|apprenticeship|license|licence|exam|math\w*|continuing education|ceus?|cpes?)\b"
)
_NEEDED = r"(?: (?:is |be |are )?(?:required|needed|necessary|mandatory|a must))?"


def _aspect(name: str, tell: Tell, *patterns: str) -> Aspect:
    return Aspect(name, re.compile("|".join(rf"\b(?:{pattern})" for pattern in patterns)), tell)


ASPECTS: tuple[Aspect, ...] = (
    _aspect(
        "age",
        _needs("age"),
        r"(?:minimum |min |maximum )?age(?: limits?| requirements?| restrictions?)?\b",
        r"(?:too|how) (?:old|young)\b",
        r"(?:at|under|over|i'?m|i am|is|turned) (?:age )?(?:1[2-9]|[2-7]\d)(?: years? old| yo)?\b(?! (?:week|month|hour|dollar|year|percent|%))",
        r"(?:1[2-9]|[2-7]\d)[ -]?(?:years?[ -]olds?|yo)\b",
        r"(?:minors?|teen\w*)\b",
    ),
    _aspect(
        "credit",
        _credit,
        r"(?:counts? (?:for|as|toward\w*) )?(?:ceus?|pdus?|cpes?|cmes?|continuing education(?: credits?| units?)?|college credits?|credits?)\b",
        r"(?:counts?|transfers?|go(?:es)?) to(?:ward\w*)? (?:a |an |my |the )?(?:college |associate'?s? |bachelor'?s? )?(?:degree|diploma|school)\b",
    ),
    _aspect(
        "experience",
        _needs("experience"),
        rf"(?:how (?:much|many years(?: of)?) )?(?:(?:any|work|prior|previous|job|years? of) )*experience(?: do i need)?{_NEEDED}\b",
        r"(?:total|complete|absolute)? ?(?:beginners?|newbies?|newcomers?)\b",
        r"from (?:scratch|zero)\b",
    ),
    _aspect(
        "degree",
        _needs("degree"),
        rf"(?:(?:college|bachelor'?s?|university|associate'?s?|master'?s?|high school) )?(?:degree|diploma|ged|high school)\b{_NEEDED}(?! or a)",
        rf"(?:bachelor'?s?|associate'?s?|master'?s?|ph\.?d|doctorate)\b(?: degree)?{_NEEDED}",
    ),
    _aspect("meets", _meets, MEETS.pattern.removeprefix(r"\b"), DO_THEY_ACCEPT.pattern.removeprefix(r"\b").replace("?P<what>", "")),
    _aspect(
        "required",
        _required,
        r"(?:required|mandatory|compulsory|obligatory|legally|a must)\b(?! (?:to know|before|first|for it))",
        r"by law\b",
        r"do (?:i|you|we|they) (?:really |actually |even )?(?:need|have to (?:have|get|take)) (?:it|this|that|the (?:first|second|third|last)(?: one)?)\b(?! first| before)",
    ),
    _aspect(
        "kind",
        _kind,
        r"(?:get|gets|receive|earn|gives?|have|has|with|there) (?:\w+ ){0,4}(?:certificate|badge|credential|diploma|letters)\b(?: at the end)?",
        r"(?:is|are|was) (?:it|this|that|they|these|the \w+(?: one)?) (?:like |just |only |really |actually |more )?(?:a|an|some kind of) (?:\w+ )?"
        r"(?:job|course|class|degree|licen[sc]e|certificate|certification|badge|apprenticeship|program|bootcamp|diploma|training)\b(?: or (?:a |an )?\w+)?",
        r"(?:job|course|class|degree|licen[sc]e|certificate|certification) or (?:a |an |just )?\w+\b",
        r"what (?:kind|sort|type) of\b",
    ),
    _aspect("licence", _needs("licence"), rf"licen[sc]es?\b{_NEEDED}"),
    _aspect(
        "language",
        _language,
        r"(?:in|into|speak\w*|offered in) (?:what |which |other |another )?languages?\b",
        r"languages?\b",
        LANGUAGE.pattern,
    ),
    _aspect(
        "device", _device, r"(?:smart)?phones?\b", r"mobile\b", r"(?:ipad|tablet|chromebook|laptop|computer|browser|android|iphone|app)s?\b"
    ),
    _aspect(
        "exam_rules",
        _exam_rules,
        r"(?:re-?tak\w+|re-?sit\w*|fail\w*)\b",
        r"pass(?:ing)? (?:rate|mark|score|grade)s?\b",
        r"how many (?:questions|attempts|tries|times)\b",
        r"(?:open book|proctored|multiple choice)\b",
    ),
    _aspect(
        "help_with_paying",
        _help_with_paying,
        r"(?:refund\w*|money back|instal?ments?|payment plans?|monthly payments?|scholarships?|financial aid|fee waivers?|discounts?|vouchers?)\b",
        r"(?:gi bill|fafsa|pell|wioa)\b",
    ),
    _aspect(
        "validity",
        _validity,
        r"how long (?:does|do|will|would|is|are) (?:it|this|that|they|one|the \w+(?: one)?) (?:hold|stay (?:good|valid|current)|good|count|stand)\b",
        r"(?:expir\w+|valid|renew\w*|recertif\w*|lasts|(?:will|does|do) (?:it|this|that|they) last|keep (?:it |that |this )?(?:up|current|active|going)|maintain\w*|upkeep)\b",
    ),
    _aspect(
        "duration",
        _duration,
        r"how long\b",
        r"how many (?:weeks|hours|months|days)\b",
        r"duration\b",
        r"(?:time|hours) (?:does|do|will|would) (?:it|this|that) (?:take|need)\b",
        r"(?:does|will|would) (?:it|this|that|the \w+(?: one)?) take\b",
        r"how (?:fast|quick(?:ly)?|soon)\b(?! (?:can|could) (?:i|we) (?:start|begin))",
    ),
    _aspect("cost", _cost, r"(?:costs?|price\w*|how much|fees?|expensive|pay for it|tuition|free)\b(?! time)"),
    _aspect(
        "difficulty",
        _difficulty,
        r"(?:how )?(?:hard|difficult\w*|easy|tough|challenging|intense|beginner[- ]friendly)\b",
        r"(?:(?:good|bad|great|terrible) at |need )?math(?:s|ematics)?\b",
    ),
    _aspect(
        "prerequisites",
        _needs(),
        r"(?:prerequisites?|prereqs?|requirements?|members?(?:hip)?|eligib\w*|qualify|qualif\w+ for)\b",
        r"need (?:to (?:have|know|be)|before|first|anything|any)\b",
        r"(?:do(?:es)?|what) (?:\w+ ){0,4}(?:need|require)\b",
        r"what (?:\w+ ){0,3}(?:required|needed)\b",
        r"(?:before|first) (?:i |you )?(?:start|can|take|enrol\w*)\b",
    ),
    _aspect(
        "assessment",
        _assessment,
        r"(?:exams?|tests?|tested|assess\w*|projects?|portfolio|graded|quiz\w*|homework|final|labs?|hands[- ]on|practical)\b",
    ),
    _aspect(
        "delivery",
        _delivery,
        r"(?:online|in[- ]person|on[- ]?site|remote\w*|classrooms?|at home|from home|campus|hybrid|virtual\w*|in class)\b",
    ),
    _aspect(
        "schedule",
        lambda turn, credential: None,
        r"self[- ]paced\b",
        r"own pace\b",
        r"(?:evenings?|weekends?|nights?|schedule[sd]?|start dates?|start date)\b",
        r"when (?:does|do|can|could|is|are) (?:it|this|that|i|the \w+(?: one)?|classes|you|they) (?:start|begin|next)\w*\b",
        r"when(?:'?s| is| are) (?:the )?next\b",
        r"(?:how )?soon(?:est)? (?:can|could) (?:i|we) (?:start|begin)\b",
    ),
    _aspect(
        "page",
        _page,
        r"(?:sign(?:ing)? up|enrol\w*|regist(?:er|ration)|apply|application|links?|websites?|url|web ?page)\b",
        r"where (?:do|can|could|would) (?:i|you|we) (?:\w+ )?(?:get|take|start|find|do|go)\b",
    ),
    _aspect(
        "country",
        _country,
        r"(?:near me|abroad|overseas|(?:other|another|every|all|which|what|my|each) (?:states?|countr(?:y|ies)|province)|internationally|worldwide|outside (?:of )?the)\b",
        r"in (?:canada|the (?:us|usa|uk|states)|india|europe|australia|mexico|texas|california|florida|new york|my (?:state|country))\b",
    ),
    _aspect(
        "updated",
        _age_of_content,
        r"(?:outdated|out of date|up to date|last updated|newest version|latest version|how often does (?:\w+ ){0,4}(?:change|update)|still (?:offered|around|exist\w*))\b",
    ),
    _aspect(
        "skills",
        _skills,
        r"(?:teach(?:es)?|learn|cover(?:s|ed)?|topics?|syllabus|curriculum|content|modules?)\b",
        r"what(?:'s| is) in it\b",
    ),
    _aspect("issuer", _issuer, r"who (?:issues?|makes?|gives?|runs?|offers?|awards?|owns?|is behind|provides?)\b", r"issuer\b"),
)
