"""How people say in words that something noted about them is wrong, is to be changed, or is to go: "the hours are wrong, it's 5".

Read on both sides: the Rasa server knows by it what kind of message it is, the action server what to do. Only the words are looked at here.
"""

import re
from typing import List, NamedTuple, Optional

LABELS = {
    "wanted_credentials": r"credentials? (?:in mind|i want|wanted)",
    "current_role": r"(?:present|current|own|old|existing|day|actual) (?:job|role|work|title|position|occupation|profession)|(?:job|occupation|profession|work)(?: title)?",
    "target_role": r"(?:target|dream|future|new|next|desired|wanted|goal) (?:job|role|career|position|title)|(?:job|role) (?:i(?:'m| am)? )?(?:aim\w*|want\w*)(?: (?:at|for))?|(?:role|target|career)",
    "target_skills": r"(?:target|wanted|desired) skills?|skills? (?:wanted|i want|to learn|i(?:'d| would) like)(?: to (?:learn|have))?",
    "current_skills": r"(?:current|present|existing) skills?|skills?(?: (?:i|you) (?:already )?have)?",
    "held_credentials": r"(?:degrees? and credentials?|degrees?|credentials?|certificates?|certifications?|diplomas?|education|licen[cs]es?)(?: (?:i|you) (?:already )?have| held)?",
    "target_employers": r"(?:target )?(?:employers?|compan(?:y|ies))(?: aimed at)?",
    "experience_years": r"(?:work |years of )?experience",
    "max_cost": r"budget(?: limit)?|money|(?:max(?:imum)? )?(?:cost|price)(?: limit)?|spending(?: limit)?",
    "max_weeks": r"deadline|time ?limit|time ?frame|due date|end date|target date",
    "hours_per_week": r"(?:weekly |study )?hours?(?: (?:a|per|each) week)?|weekly time|time (?:a|per|each) week",
    "delivery": r"way of learning|delivery|(?:learning |course )?format|mode of learning",
    "assessment": r"assessment|assessed by|way of assessment",
    "issuer_types": r"(?:kind of )?issuers?|providers?",
    "avoid": r"not wanted|avoid(?:ed| list)?|exclusions?",
    "field": r"(?:field|industry|sector|area)(?: of work)?",
    "goal": r"(?:main )?goal|purpose|objective",
}
"""What the pieces of the profile are called. The first that fits all of the words counts."""
LABEL = "|".join(f"(?:{words})" for words in LABELS.values())
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
PLACE = (
    rf"(?:{'|'.join(ORDINALS)}|last)(?: (?:one|entry|line|thing|point|item|part|fact))?|(?:number|no\.?|#|line|point|entry|item) ?\d{{1,2}}"
)
WRONG = r"(?:wrong|incorrect|mistaken|a mistake|off|outdated|not (?:right|correct|true|accurate)|no longer (?:right|correct|true))"
_SAY = r"(?:^|[.,;!]\s*|\b(?:no|but|and|wait|sorry|actually|oh|hey|hi|ok|okay|well|please|also|can you|could you|would you|i want to|i need to|let me|let's|you can|just|now)\b,?\s*)"
_THE = r"(?:(?:the|my|your|that|this|those|these|about|part about|bit about|entry (?:for|about|on)|what (?:i|you) (?:said|have|noted) (?:about|on|for|as)(?: (?:the|my))?) )*"
_REMOVE = r"(?:remove|delete|drop|erase|clear|forget|scrap|scratch|ignore|cancel|strike|cut|unset|take (?:out|off|away)|get rid of|leave out|throw out)"
_CHANGE = r"(?:change|set|make|switch|update|correct|fix|edit|put|adjust|move|reset)"

_PATTERNS = (
    (
        "wrong",
        rf"(?P<what>{_THE}(?:{LABEL}|{PLACE}))(?: (?:is|are|was|were|seems?|looks?)|'s)(?: (?:all|completely|totally|just|still|also|a bit|quite))? {WRONG}(?P<rest>.*)",
    ),
    ("wrong", rf"(?P<what>{_THE}(?:{LABEL}|{PLACE})) (?:isn't|aren't|wasn't|ain't) (?:right|correct|true|accurate|mine)(?P<rest>.*)"),
    ("wrong", rf"(?:you(?:'ve| have)? (?:got|have|had|put|noted)) (?P<what>{_THE}(?:{LABEL}|{PLACE})) (?:down )?wrong(?P<rest>.*)"),
    ("wrong", rf"(?:that's|that is|this is|those are|it's) not (?P<what>(?:my|the) (?:{LABEL}))\b(?P<rest>.*)"),
    ("wrong", rf"wrong (?P<what>{LABEL})\b(?P<rest>.*)"),
    ("change", rf"{_CHANGE} (?P<what>{_THE}(?:{LABEL}|{PLACE})) (?:down |up |back |over )?(?:to|as|into|at|be|=|:) (?P<rest>.+)"),
    (
        "change",
        rf"(?P<what>(?:my|the) (?:{LABEL}|{PLACE})) (?:should be|should say|must be|has to be|have to be|needs to be|ought to be) (?P<rest>.+)",
    ),
    ("change", rf"^(?P<what>(?:my )?(?:{LABEL})) ?[:=] ?(?P<rest>.+)"),
    ("wrong", rf"{_CHANGE} (?P<what>(?:the|my) (?:{LABEL})|{_THE}{PLACE})(?: please)?\W*(?P<rest>)$"),
    (
        "remove",
        rf"{_REMOVE} (?P<what>{_THE}(?:{LABEL}|{PLACE}))(?: (?:limit|entry|part|thing|again|please|completely|altogether|entirely|from (?:my profile|the list|there|it)))*\W*(?P<rest>)$",
    ),
    (
        "remove",
        rf"{_REMOVE} (?P<what>{_THE}[\w+#./& -]{{2,40}}?)(?: (?:again|please|completely|altogether|from (?:my|the) (?:profile|skills?|list|facts)))*\W*(?P<rest>)$",
    ),
    (
        "deny",
        r"(?:i'?m|i am|i was|i've been|i have been) (?:not|never|no longer|not actually|actually not) (?:really )?(?:working |employed )?(?:in |into |an? |from |at |aiming (?:at|for) |going for |after |doing |interested in )?(?:the )?(?P<what>[\w+#./& -]{2,40}?)(?P<rest>\W+(?:i'?m|i am|it's|it is|but|i work|i want|i have|rather|instead|actually)\b.*|\W*)$",
    ),
    (
        "deny",
        r"i (?:don't|do not|never|didn't) (?:really |actually )?(?:work|worked|know|have|want|hold|own|use|do|did) (?:in |as |at |with |to (?:learn|be|become|work (?:in|as)) )?(?:an? |any |the )?(?P<what>[\w+#./& -]{2,40}?)(?P<rest>\W+(?:i'?m|i am|it's|it is|but|i work|i want|i have|rather|instead|actually)\b.*|\W*)$",
    ),
    (
        "that",
        rf"^(?:no,? |nope,? |hey,? |sorry,? |but |oh,? )*(?:(?:that|this|it)(?:'s| is| was)?|you(?:'re| are)?|you got (?:that|it|me)) (?:all |just |completely )?(?:{WRONG}|wrong about (?:that|it|me)|not so|not what i (?:said|meant|told you)|not me)(?P<what>)(?P<rest>)\W*$",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern if pattern.startswith("^") else _SAY + pattern)) for kind, pattern in _PATTERNS)
_SUPPOSED = re.compile(r"\?|\bwhat if\b|\bwhat would\b|\bif (?:my|the|i)\b|\bsuppos\w+\b|\bhow (?:do|can|would)\b|\bwhy\b")
MOST_WORDS = 40


class Edit(NamedTuple):
    """One correction in words.

    kind: "wrong" (and ``rest`` may say what is right), "change" (to ``rest``), "remove", "deny" (``what`` is not so), "that" (the thing just said).
    what: the words for it; slot: the piece of the profile that they name, if they name one; place: its place in the list, -1 for the last.
    """

    kind: str
    what: str
    slot: Optional[str]
    place: Optional[int]
    rest: str


def read_edit(text: str) -> Optional[Edit]:
    """Return the first correction that a message tells, or None."""
    plain = re.sub(r"\s+", " ", text.casefold().replace("’", "'")).strip()
    if _SUPPOSED.search(plain) or len(plain.split()) > MOST_WORDS:
        return None
    for kind, pattern in _COMPILED:
        found = pattern.search(plain)
        if found:
            what = re.sub(rf"^{_THE}", "", f"{found['what']} ").strip()
            return Edit(kind, what, _slot_of(what), _place_of(what), found["rest"].strip(" .,;!-–"))
    return None


def names_a_piece(text: str) -> bool:
    """Tell whether a message corrects something by what it is called or by its place: that is a correction, whatever it sounds like."""
    edit = read_edit(text)
    return edit is not None and edit.kind != "deny" and (edit.slot is not None or edit.place is not None)


def _slot_of(what: str) -> Optional[str]:
    return next((slot for slot, words in LABELS.items() if re.fullmatch(words, what)), None)


def _place_of(what: str) -> Optional[int]:
    if not re.fullmatch(PLACE, what):
        return None
    digits: List[str] = re.findall(r"\d+", what)
    if digits:
        return int(digits[0])
    word = what.split()[0]
    return -1 if word == "last" else ORDINALS.index(word) + 1
