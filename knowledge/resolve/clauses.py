"""A message cut into clauses, and the cue words in them that tell what a name in it is to the user.

Cues are mechanisms of English ("I am a …", "want to become …", "from … to …"), not phrases of a test: each label lists verbs and frames,
and a name takes the nearest cue to its left in its own clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Label = Literal[
    "current",
    "target",
    "wanted",
    "request",
    "known",
    "have",
    "not_have",
    "seek",
    "avoid",
    "reject",
    "asked",
    "employer",
    "correct",
    "remove",
    "not_current",
    "progress",
]

_SENTENCE_END = re.compile(r"(?<=[^\W])[)\"']*(?:[!?;]+|(?<!\bsr)(?<!\bjr)(?<!\bdr)(?<!\bmr)(?<!\bvs)(?<!\bst)\.{1,}(?=\s|$)|\n)+\s*|\n+")
_SELF = (
    r"(?:i|i'm|im|i've|ive|i'd|i'll|we|me and|(?:my|our) (?=(?:\w+ ){1,3}(?:is|are|was|says?|said|wants?|pays?"
    r"|will|would|has|needs?|told|asks?|requires?|covers?|can|reimburses?|sponsors?)\b)"
    r"|my(?= (?:budget|deadline|goal|background|boss|manager|employer|company|current|dream|target|time|schedule|experience|job|skills)\b))"
)
_SUBJECT = re.compile(
    rf"\b(?P<conj>(?:if|since|because|cuz|coz|bc|cause|when|as|so|so that|that|and|but|although|though|while"
    rf"|whereas|however|also|plus|now|right now|currently)\s+)?{_SELF}\b(?!['’])",
    re.IGNORECASE,
)
_NO_SPLIT_AFTER = frozenset(
    "do does did should can could would will shall am have has had must what how where when why which who "
    "whose think thinks said says know tell show give help let from to of for with in on at by "
    "about improve update use using change changing beyond than like or forget drop remove is are was were "
    "if since because and but so that as while i learn add besides leave leaving quit quitting"
    " clear ignore scrap not ask asks asked asking see saw employers companies recruiters people them shows prove proves everyone".split()
)
_SPLIT = re.compile(
    r",?(?<!anything)(?<!everything)(?<!anywhere)(?<!anyone)(?<!nothing)(?<!all)\s+\b(?:but|however|although|though|because|cuz|coz"
    r"|whereas|while|so that|so(?=\s+(?:i|that|im|i'm|my|now|what)\b)|and\s+(?=(?:want|wanna|looking|now|would"
    r"|need|hoping|trying|hope|wish|also|then|i|i'm|im|my|ideally"
    r"|it|they|he|she|we|eventually|maybe|have|got|can|am|currently|prefer)\b)|then(?=\s+(?:i|become|move|go"
    r"|get)\b)|(?<!ask )(?<!asks )(?<!asked )(?<!asking )(?<!me )(?<!know )if(?=\s+(?:i|im|i'm|my)\b)|rather than|instead of)\s*|,\s+(?=(?:he|she)(?:'?s)?\b)|\s+(?:->|=>|→|–|—)\s+(?=i\b)",
    re.IGNORECASE,
)
_QUESTION_START = re.compile(
    r"^\W*(?:(?:so|and|but|ok|okay|hey|hi|hello|um|well|also|please|just|oh|then|yes|no|hmm|cool|thanks|great"
    r"|alright|btw|quick question|question)\b[\s,:!-]*)*"
    r"(?:(?:is|are|was|does|do|did(?= (?:i|you|u|we|it|this|that|these|those|they|someone|anyone|an?|the|my|people|he|she|one)\b)|can(?!'t)(?! (?:only |also |maybe |probably |just )?(?:do|study|spend|put|pay|afford|manage|commit|squeeze|spare|stretch|drive|weld|use|read|write|speak|type|code|learn|work)\b(?! (?:this|it|that|they)\b))"
    r"|could(?! (?:only |also |maybe |probably |just )?(?:do|study|spend|put|pay|afford|manage|commit|squeeze|spare|stretch|try|use|work)\b(?! (?:this|it|that|they)\b))|would(?! (?:rather|like|love|prefer|be))|will|should|has|have you|which|why|who|whose|when"
    r"|where|shall|isn'?t|aren'?t|doesn'?t|don'?t you|whats|what's|what|hows|how's|how|wut|wat)\b(?!\s+i(?:'m"
    r"| am| want| have| know| need| do)\b)"
    r"|tell me (?:more )?about|compare|explain|define|any idea|wondering (?:if|whether|about)|i(?:'m| am"
    r"|m)? wonder(?:ing)?|thoughts on|opinions? on|details (?:on|of|for|about)|more (?:on|about|info)"
    r"|info (?:on|about)"
    r"|difference between|do you|show me (?:the )?details|i (?:want|would like|wanna) to know (?:if|whether"
    r"|about|more)|curious (?:if|whether))",
    re.IGNORECASE,
)
_AVAILABILITY = re.compile(
    r"\b(?:is there|are there|any(?:thing|body)?\b|do (?:you|u) (?:have|know)|can (?:you|u|i) (?:find|show|get"
    r"|recommend|suggest|do|take|learn|earn|give)|could (?:you|i)|got any(?:thing)?|what(?:'s| is| are"
    r"| would be)?(?: the| some| an?)? "
    r"(?:best|good|cheap\w*|free|quick\w*|fast\w*|short\w*|easy|easiest|right|top|certs?|cert\w+|courses?"
    r"|credentials?|options?|class\w*|programs?|should i|can i|could i|do i have|would you)|which|show me"
    r"|find me|give me|recommend|suggest"
    r"|what if|how (?:can|do|could|should|would|does|to) (?:i|one|you|u|someone|people)|where (?:can|do|could|should) i|something"
    r"|what (?:\w+ ){0,3}(?:could|can|should) i|how about (?:something|one|an?)|what about (?:something|one)"
    r"|options?|alternatives?)\b",
    re.IGNORECASE,
)


KIN = (
    r"(?:sister|brother|wife|husband|friend|friends|mom|mum|dad|mother|father|son|daughter|cousin|partner"
    r"|girlfriend|boyfriend|uncle|aunt|roommate|neighbou?r|kids?|colleague|coworker|co-worker|buddy|parents"
    r"|spouse|teammates?|ex(?!-)|sister-in-law|brother-in-law|fianc[eé]e?|grand\w+|nephew|niece|flatmate|mate)s?"
)
_PERSONS = (
    rf"(?:{KIN}|boss(?:es)?|managers?|supervisors?|recruiters?|co-?workers?|colleagues?|teams?|guys?|girls?|wom[ae]n|m[ae]n|(?<!in )(?<!in-)person|lady|folks?|someone"
    r"|somebody|everyone|everybody|people|others|neighbou?rs?|teachers?|professors?|instructors?|department|office|class|classmates?|hires?|staff|interviewer|students|customers|clients|patients|pupils"
    r"|candidates?|applicants?|employees?|manager's|friends?|nobody|no one)"
)
_OF_PERSONS = (
    r"(?:(?:most|all|half|some|many|several|one|two|both|a lot|lots|a few|few|each|the rest|none)(?: of)? )?(?:(?:my|our|the|his|her|their|a|an|this|that|every|new|old|other|same|younger|older"
    r"|current|former|previous|whole) )*"
)
_STATES = (
    r"(?:is|are|was|were|(?:has|have|had|'s got)(?! (?:asked|told|said|suggested|recommended|been (?:telling|asking|pushing)|to|me|us|offered|agreed))"
    r"|got(?! me| us)|knows?|knew|went|became|moved|switched|makes?(?! (?:me|us))|made(?! (?:me|us))|do(?:es)?|did|works?|worked|holds?|took|passed|earned|started|quit|learned|speaks?"
    r"|earns?|gets?(?! me| us)|seems?|sells|runs|drives|uses?|retired|graduated|finished|completed|landed|left|can)"
)
_OTHER_PERSONS = re.compile(
    rf"^\W*(?:(?:and|but|so|because|since|while|that|also|when|like|well|plus|though|although|where|whereas) )*{_OF_PERSONS}"
    rf"(?:\w+ ){{0,1}}{_PERSONS}(?:'s)?(?: (?:at|on|in|from|of|with|i (?:know|knew|met|work with|worked with)|who)(?: (?!i\b)\w+){{0,6}}?)?"
    rf" (?:also |already |actually |just |only |even |all |recently |now |always |never )*{_STATES}\b(?! (?:telling|asking|pushing|paying|making|sending|saying|wanting|looking for|hiring|requiring|moving|switching|offering|willing)\b)"
    r"|\b(?:hired|promoted|picked|chose|choose|promote) (?:someone|somebody|people|an? (?:\w+ ){0,2}(?:guy|girl|person|candidate|man|woman|kid))\b"
)
_MET = re.compile(rf"{_PERSONS} (?:(?:that|who|whom) )?$")
_MEETS = re.compile(r"i (?:know|knew|met|work with|worked with|went to school with|dated|follow|used to work with)\b")
_SUPPOSED = re.compile(
    r"\b(?:if (?:only )?(?:i|we) (?:(?:were|was|did|owned|knew|could)\b|had\b(?! been\b)|(?:ever |do |actually |manage to |just )?(?:finish|get|pass|earn|complete|become|learn|take|got)\b)"
    r"|(?:suppos(?:e|ing)|imagine|pretend|assum(?:e|ing)|let'?s (?:say|assume|pretend)|say(?=,? i (?:had|got|get|have|was|were|knew|learn))),? (?:that )?(?:i|we)\b"
    r"|(?:once|after|when|until|till|as soon as|by the time) i(?:'ve)? (?:have |eventually |finally |can )?(?:finish|get|pass|earn|complete|become|finished|got my|learn)\b"
    r"|would(?:n'?t| not)? mind (?:having|being|knowing|getting)\b|would having\b)"
)
_WHAT_IF = re.compile(r"^\W*(?:(?:and|but|ok|so|hm+) )*if i had\b[^,]*\?|\bwhat (?:would happen )?if\b|\bwhat about if\b")
_OTHERS = re.compile(
    rf"^\W*(?:and |but |so |because |since |while |that |also |when )*(?:my|his|her|our|a"
    rf"|one) (?:\w+ )?{KIN}\b(?! (?:says?|told|thinks?|suggests?|recommends?|wants? me|want me) )|^\W*(?:and "
    rf"|but |so |because )*(?:he|she)\b"
)
_ON_BEHALF = rf"\b(?:for|help) (?:my|a|our) (?:\w+ )?{KIN}\b|on behalf of|asking for (?:a|my)"
_ADVISES_OTHER = rf"\b(?:make|makes|get|gets|suits?|for|help) (?:her|him)\b(?! (?:job|work|boss|own|husband|wife))|\b(?:can|could|should|would|does|might) (?:she|he)\b|\b(?:she|he|{KIN})(?:'s| is)\b[^.?!]*\b(?:wants?|would like|hopes?|wishes|is looking) to (?:be|become|get|learn|change|move|switch|work)\b"
_FIRST_PERSON = re.compile(r"\b(?:i'?m|i am|i work|i want|i have|i've|i need)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` of the message; ``question``: it asks; ``available``: it asks what there is, so that its constraints count."""

    start: int
    end: int
    text: str
    question: bool
    available: bool
    other: bool = False
    """It tells of somebody else: "my sister does medical billing"."""
    supposed: bool = False
    """It tells what is not so, or not yet: "if I had a degree", "once I finish my PMP"; a "what if" is asked to be reckoned with."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell what the next name is to the user."""

    start: int
    end: int
    label: Label
    close: bool
    """The name must follow at once."""
    firm: bool
    """Counts inside a question too."""


def lowered(text: str) -> str:
    """Lower case and plain apostrophes, every sign in its place."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text).replace("’", "'").replace("‘", "'")


def clauses_of(text: str) -> list[Clause]:
    """The clauses in order; together they cover the text but for what separates them."""
    plain = lowered(text)
    result: list[Clause] = []
    start = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(plain)), len(plain)]:
        sentence = plain[start:end]
        if sentence.strip():
            asks = (
                "?" in sentence[-4:]
                and not re.search(
                    r"(?:^|,)\W*(?:maybe|perhaps|possibly|probably|i guess|i think|like|something|not sure)\b[^,]*$"
                    r"|\bmaybe\W*$",
                    sentence,
                )
            ) or bool(_QUESTION_START.match(sentence))
            available = bool(_AVAILABILITY.search(sentence))
            cuts = _cuts(sentence)
            for first, last in zip([0, *cuts], [*cuts, len(sentence)], strict=True):
                part = sentence[first:last]
                if part.strip():
                    declares = (
                        bool(
                            re.match(
                                rf"\W*(?:if|since|because|cuz|bc|when|and|but|so|as|given that|now|also|although|though)?\s*{_SELF}\b", part
                            )
                        )
                        and first > 0
                    )
                    opens_so = (
                        first == 0
                        and bool(
                            re.match(
                                r"\W*(?:(?:hi|hey|hello|so|ok|well)\W+)?(?:i'?m|i am|i've|ive|i have|my|i work|i want|i need|i know"
                                r"|i'd like)\b",
                                part,
                            )
                        )
                        and not re.match(_QUESTION_START, part)
                    )
                    on_behalf = re.search(_ON_BEHALF, plain) or (re.search(_ADVISES_OTHER, plain) and not _FIRST_PERSON.search(plain))
                    other = not on_behalf and bool(_OTHERS.match(part) or _OTHER_PERSONS.search(part.lstrip(" ,;:-")))
                    supposed = bool(_SUPPOSED.search(sentence[max(0, first - 14) : last])) and not _WHAT_IF.search(sentence[:last])
                    asking = asks and not declares and not opens_so
                    result.append(Clause(start + first, start + last, part, asking, available, other, supposed))
        start = end
    return result


def _cuts(sentence: str) -> list[int]:
    cuts = {found.start() for found in _SPLIT.finditer(sentence)}
    for found in _SUBJECT.finditer(sentence):
        before = re.findall(r"[\w']+", sentence[max(0, found.start() - 24) : found.start()])
        told_of = _MET.search(sentence[: found.start()]) and _MEETS.match(sentence, found.start())  # "a guy I know"
        if before and before[-1] not in _NO_SPLIT_AFTER and not told_of:
            cuts.add(found.start())
    ordered: list[int] = []
    for cut in sorted(cut for cut in cuts if cut > 0):
        if not ordered or cut - ordered[-1] > 3:
            ordered.append(cut)
    return ordered


_ADV = (
    r"(?:\s+(?:currently|now|just|only|still|really|actually|also|already|basically|mostly|mainly|kinda"
    r"|kind of|sort of|recently|always|definitely|maybe|probably|possibly|eventually|someday|ideally|finally"
    r"|quite|very|so|pretty|both|even|first|simply|usually))*"
)
_BE_I = rf"\b(?:i'?m|i am|iam|i be|we are|we're){_ADV}"
_WISH = (
    r"\b(?:wants?|wanna|wanting|wanted|would like|i'd like|id like|i'd love|would love|love to|like to|hope"
    r"|hoping|plan|plans|planning|trying|try|aim|aiming|dream|dreaming|wish|wishing|looking|decided|going"
    r"|gonna|gotta"
    r"|need|able|ready|start|thinking|considering|consider|help me|how (?:do|can|could|would|should) i|can i"
    r"|could i|so i can|so that i can|in order|steps|way|path|route|qualify|eager|keen|hopes|seeking|willing"
    r"|interested|motivated|want me)\b"
)
_CAREER_VERB = (
    r"(?:(?:be|being|become|becoming|becom|b)(?: an?)?|work(?:ing)? (?:as|in|with|at|for)"
    r"|get(?:ting)? (?:to(?: be(?:come)?)?(?: an?)?|in ?to|hired (?:as|in|by|at)|a (?:\w+ )?(?:job|role|position) (?:as|in|at|with)"
    r"|work (?:as|in|at)|started (?:in|with|as))"
    r"|mov(?:e|ing) (?:in ?to|to|over to|up to|towards?)|mov(?:e|ing)|go(?:ing)? (?:in ?to|for|towards?)"
    r"|break(?:ing)? in ?to|switch(?:ing)? (?:over )?(?:in ?to|to|careers? (?:in ?to|to)|my career to)"
    r"|transition(?:ing)? (?:over )?(?:in ?to|to)|pivot(?:ing)? (?:in ?to|to|towards?)|chang(?:e"
    r"|ing) (?:my )?(?:career|careers|job|path|field|fields)? ?(?:in ?to|to)|enter(?:ing)?"
    r"|land(?:ing)?(?: an?)?(?: \w+)? (?:job|role|gig)?"
    r"|start(?:ing)? (?:out )?(?:in|as|a career (?:in|as))|train(?:ing)? (?:to be|as|for)"
    r"|qualify(?:ing)? (?:as|for)|apply(?:ing)? (?:for|to)|jump(?:ing)? (?:in ?to|to)|shift(?:ing)? (?:in ?to"
    r"|to|towards?)"
    r"|find(?:ing)? (?:a )?(?:work|job|jobs|role|position) (?:as|in|at|with)|join(?:ing)?|explor(?:e|ing)"
    r"|try(?:ing)?(?: out)?|do(?:ing)?|(?:a )?career (?:change )?(?:in|as|to|into)|(?:a |an )?(?:\w+ )?(?:job"
    r"|role|position|work) (?:as|in|at|with|for)"
    r"|step(?:ping)? (?:in ?to|up to)|rise to|retrain(?:ing)? (?:as|to be|for|in)|end up (?:as|in)|advance to|grow into|get promoted to|promotion to|become certified as)"
)

_PATTERNS: tuple[tuple[Label, str, bool, bool], ...] = (
    # label, pattern, close, firm
    ("target", rf"{_WISH}(?:[\s,]+[\w']+){{0,5}}?\s+{_CAREER_VERB}(?: an?| the)?", False, True),
    (
        "target",
        r"\b(?:become|becoming|break(?:ing)? in ?to|get(?:ting)? in ?to|transition(?:ing)? (?:in ?to|to)"
        r"|pivot(?:ing)? (?:in ?to|to)|switch(?:ing)? (?:over )?(?:in ?to|to|careers? to)|mov(?:e|ing) (?:in ?to"
        r"|over to|to)"
        r"|(?:way|path|route|road|door|entry|foot) (?:in ?to|(?:in )?the door (?:at|in|of))|want(?:s|ed)? in ?to"
        r"|go(?:ing)? in ?to|it takes? to (?:be|become)(?: an?)?|it take to (?:be|become)(?: an?)?|career (?:change )?(?:in ?to|to|in|as)|chang(?:e|ing) (?:my )?(?:careers?|jobs?"
        r"|fields?) (?:in ?to|to)|promot(?:ed|ion) (?:in)?to|so (?:that )?i can (?:be|become|work as"
        r"|work in)(?: an?)?)",
        False,
        True,
    ),
    (
        "target",
        r"\b(?:aim(?:ing)? (?:for|at|to be)|target(?:ing|s)?(?: is| are| would be)?|goal(?: is)?(?: to (?:be|become))?:?"
        r"|dream(?: job)?(?: is)?(?: to be| of being)?|dream of|apply(?:ing)? (?:for|to)|hiring for|hire[ds]? (?:me )?(?:as|by"
        r"|at|for)"
        r"|(?:target|dream|desired|future|next|ideal) (?:role|job|position|career|title)s?(?: is| would be| =|:)?"
        r"|aspiring|future|wannabe|prospective|to-be|would be|hoping for|set on|heart set on|eyeing|eye on"
        r"|applying|opening for|posting for|interview(?:ing)? (?:for|as)|vacanc(?:y|ies) (?:for|in)|candidate for"
        r"|jobs? (?:in|as)|(?:role|position)s? (?:as|in)|(?:career|future) (?:in|as)|roles? like)",
        False,
        True,
    ),
    (
        "target",
        rf"\b(?:interested in|interest(?:s)? (?:is |are )?in|curious about|explor(?:e|ing)|look(?:ing)? (?:in ?to"
        rf"|at)|looking for|searching for|seeking|thinking (?:of|about)|considering|new to|passionate about"
        rf"|drawn to|fascinated by"
        rf"|try(?:ing)? out|dip(?:ping)? my toes? in(?: ?to)?|want(?:s|ed)?|wanna|would like|would love|'d like"
        rf"|'d love|id like|hoping to|wish for|fan of|love|like|enjoy|excited about|intrigued by"
        rf"|getting started (?:in|with)|starting (?:in|with)){_ADV}",
        False,
        False,
    ),
    (
        "request",
        r"\b(?:certs?|certif(?!ied\b)\w+|courses?|credentials?|class(?:es)?|programs?|training|trainings|badges?"
        r"|boot ?camps?|something|anything|options?|micro-?credentials?|qualifications?|ones?|stuff|resources"
        r"|certificates|paths?|learning|programme|diplomas?|recommendations?|suggestions?|advice)"
        r"(?: (?:that|which|is|are|would|will|look|looks|i can take|to take|to do|to get|out there|there|good|best"
        r"|useful|helpful|great|relevant|right|worth it))* (?:for|in|on|about|related to|around|towards?|to (?:be"
        r"|become|get into|learn|start in|break into|prove|show|move into|work in|work as)|of)(?: an?)?",
        False,
        True,
    ),
    (
        "request",
        r"\b(?:good|best|useful|right|helpful|recommended|great|relevant|popular|valued|top|respected|needed"
        r"|necessary)(?: ones?)? (?:for|in)(?: an?)?|\b(?:employable|hireable|competitive|stronger|marketable"
        r"|hired|valuable|credible) (?:in|as|for)(?: an?)?",
        False,
        True,
    ),
    (
        "wanted",
        r"\b(?:learn(?:ing)?(?: (?:more|some|how to))?(?: about)?|study(?:ing)?|improv(?:e|ing)"
        r"|brush(?:ing)? up(?: on)?|(?:get |getting |be |become )?better (?:at|in|with)|build(?:ing)?(?: up)?"
        r"|gain(?:ing)?|develop(?:ing)?|strengthen(?:ing)?|master(?:ing)?"
        r"|up-?skill(?:ing)?(?: in| on)?|re-?skill(?:ing)?(?: in)?|train(?:ing)? (?:in|on|with)|pick(?:ing)? up"
        r"|refresh(?:ing)?|updat(?:e|ing)|catch(?:ing)? up (?:on|with|in)|keep(?:ing)? up (?:with|in|on)"
        r"|stay(?:ing)? (?:current|relevant|sharp|up to date|fresh) (?:in|with|on)"
        r"|up[- ]to[- ]date (?:in|with|on)|current (?:in|with|on)|teach me|get(?:ting)? good (?:at|with)|(?:know"
        r"|understand|learn)(?:ing)? more (?:about|of)|understand(?:ing)?|deepen(?:ing)?|level(?:ing)? up(?: in"
        r"| on)?|polish(?:ing)?|get(?:ting)? skilled in"
        r"|grow(?:ing)? (?:in|my)|add(?:ing)?|acquire|acquiring|get(?:ting)? certified in|want(?:s"
        r"|ed)? (?:me )?to (?:know|use|learn)(?: more| how to| some)*(?: about)?|validate|prove|demonstrate|formali[sz]e|show)",
        False,
        False,
    ),
    (
        "wanted",
        r"\b(?:need(?:s|ed|ing)?(?: to (?:know|learn|have|improve|use|get|work on|understand))?(?: more| better"
        r"| some)?|lack(?:s|ing)?(?: of)?|missing|gaps? (?:in|is|are|with|on|around|for|:)|skills? gaps?(?: in| is"
        r"|:)?|weak (?:in|at|on|with)|weakness(?:es)?(?: is| are|:)?"
        r"|struggl(?:e|ing) (?:with|in|at)|bad at|not (?:very |so |that |really |too )?(?:good|great|strong"
        r"|confident|comfortable|experienced|skilled|proficient) (?:at|with|in|on)|rusty (?:in|on|with|at)|(?:ask"
        r"|asks|asking|asked|call|calls) for|require[sd]?|requiring|expect(?:s|ed|ing)?"
        r"|mention(?:s|ed|ing)?|must have|have to (?:know|learn|use)|don'?t (?:really )?(?:understand)"
        r"|behind (?:in|on)|fall(?:ing|en)? behind (?:in|on)|outdated|short on|want(?:s)? (?:someone|people"
        r"|candidates?) (?:with|who knows?)|tells? me to (?:learn|get|study)|told me to (?:learn|get|study))",
        False,
        False,
    ),
    (
        "wanted",
        r"\b(?:ask(?:s|ed|ing)?(?: me)? (?:if|whether|about)(?: i)?(?: can| know| have| use| do)*"
        r"|(?:shows?|proves?|demonstrates?|show|tells?)(?: \w+){0,3}? (?:that )?i (?:can|know|am good at|understand|have)(?: how to)?(?: do| use)*"
        r"|(?:postings?|job ads?|ads?|listings?|jobs?|recruiters?|employers?|companies|everyone|they|boss|manager)(?: \w+){0,3}? (?:wants?|asks? for|needs?|lists?|looks? for|demands?))",
        False,
        False,
    ),
    (
        "asked",
        r"\b(?:turned down|rejected|passed over|not hired|interviewed|applied|beat(?:s|en)?|told me about|heard (?:of|about)|read about)"
        r"(?: \w+)? ?(?:for|from|as|by)?(?: an?| the)?",
        False,
        False,
    ),
    (
        "known",
        r"\bi (?!never|don|didn|can|won|haven|no\b|not\b|want|need)(?:\w+ )?(?:do|run|handle|manage|prepare|build|maintain|process|use)\b"
        r"(?: mostly| mainly| a lot of| some| the| all)*",
        False,
        True,
    ),
    (
        "current",
        r"\b(?:last|previous|old|recent) (?:one|job|role|position|gig|employment) (?:was|is|as)(?: as)?(?: an?)?|(?:^|,|\band|[.:])\s*(?:was|been|being)(?: an?| working as| in)*|\b(?:me|current|now|profile|about me):|\b(?:first job|started|starting|start) as(?: an?)?",
        False,
        True,
    ),
    (
        "target",
        r"\b(?:could be|might be|(?:deciding|torn|choosing|choose|decide|stuck|undecided|hesitating) between|going for|next step:?|goal:|target:|aim:|aiming:)(?: an?)?",
        False,
        True,
    ),
    (
        "target",
        r"\bfrom\b[^.;!?]{2,40}?\b(?:to|into|towards?)\b(?: (?:an?|be|become|being|becoming))*",
        False,
        True,
    ),
    (
        "have",
        r"\bi had(?: already)? (?:an?|my|the)\b|(?:^|[.;,] ?)\W*(?:did|took|finished|completed|passed|earned|hold|have)(?: already| just)? (?:an?|my|the)\b|\b(?:i've|ive) (?:an?|my|the|both|some|only|just)\b",
        False,
        True,
    ),
    (
        "known",
        r"\b(?:i )?used to (?:use|do|work with|know)|\bi (?:have )?used|know my way around",
        False,
        True,
    ),
    (
        "avoid",
        r"\b(?:anywhere|anyone|any place|everywhere|any company) (?:but|except|other than)",
        False,
        True,
    ),
    (
        "employer",
        r"\b(?:dream|target|ideal|favou?rite|preferred) (?:employers?|companies|company|places?)(?: to work)?(?: (?:are|is|like|such as|include|would be))*:?",
        False,
        True,
    ),
    (
        "known",
        r"\b(?:i (?!dont|don't|do not|didn|never|cant|can't|haven)(?:\w+ )?know(?! if| what| how much| whether| that"
        r"| nothing)(?: how to(?: use)?)?|(?:already|do|also|and) know"
        r"|(?<!n't )(?<!dont )(?<!not )(?<!to )knows?(?= )|(?:we|they) (?:\w+ )?use|good (?:at|with|in)"
        r"|great (?:at|with)|experienced? (?:in|with|using|on|doing|at)|comfortable (?:with|in|using)"
        r"|familiar (?:with)|familiarity with"
        r"|proficien(?:t|cy) (?:in|with|at)|skilled (?:in|at|with)|fluent (?:in|with)|strong (?:in|at|with)"
        r"|i'?m strong|already (?:use|do|know|learned|using|doing)|i'?ve used|ive used|have used"
        r"|expert (?:in|at|with)|my (?:current |main |key |top |existing |best )?(?:skills?|strengths?|stack"
        r"|tools?)(?: are| is| include|:)?"
        r"|skills?:|knowledge (?:of|in)|work(?:ed|ing|s)? with|self[- ]taught(?: in)?|taught myself"
        r"|i'?ve (?:learned|learnt|done)|i (?:learned|learnt)|(?:i|we) can (?:already )?(?:do|use|code in|write"
        r"|program in|speak|handle|build)|confident (?:in|with|at)|background (?:of|with)|basics of"
        r"|basic knowledge of"
        r"|competent (?:in|with|at)|versed in|working knowledge of|understanding of|hands[- ]on (?:with"
        r"|in)|exposure to|code in|coding in|program(?:ming)? in|speak)",
        False,
        True,
    ),
    ("current", rf"{_BE_I}(?:\s+(?:an?|the|your average))?", False, True),
    ("current", rf"{_BE_I}\s+(?:working\s+|employed\s+)?(?:in|at|with|as)(?:\s+an?)?", False, True),
    (
        "current",
        r"\b(?:work(?:ing|ed|s)?(?: \w+)? (?:as|in|at|for)(?: an?)?|employed (?:as|in|at|by)|my (?:current "
        r"|present |day |old |last |previous )?(?:job|gig|role|position|title|occupation|profession|work|background"
        r"|field|industry|career|experience)(?: title)?(?: is| was| has been|:)?(?: in| as| an?| of| mostly)*"
        r"|current(?:ly)?(?: (?:role|job|position|title|occupation|profession|field|a|an|in|work(?:ing)?"
        r"|employed))*(?: is| as| in| at|:)?(?: an?)?|background(?: is| as|:)?(?: in| of| as)?|(?:come|coming|came"
        r"|comes) from|experience (?:as|in|at)(?: an?)?|graduated as|trained as|spent .{2,25}? (?:as|in"
        r"|doing)(?: an?)?"
        r"|(?:i was|used to (?:be|work as|work in))(?: an?)?|ex[- ]|former(?:ly)?|previously|(?:i've|ive|i have"
        r"|have|has) been(?: an?| in| working as| working in| doing)*|been (?:an?|in|doing|working)(?: as"
        r"| in)?(?: an?)?|years? (?:as|in|of|doing)(?: an?)?|yrs? (?:as|in|of)(?: an?)?|months? (?:as|in)(?: an?)?"
        r"|laid off (?:from|as)|left|leav(?:e|ing)|quit(?:ting)?|get(?:ting)? out of|escap(?:e|ing)"
        r"|tired of (?:being|working)?|burn(?:ed|t)(?: |-)?out (?:as|from|in|of)?|stuck (?:as|in)|retired(?: from"
        r"| as)?|veteran of|day job(?: is| as)?|today i am|now i'?m|from(?: being| working as"
        r"| working in)?(?: an?)?|by (?:day|trade)|doing)",
        False,
        True,
    ),
    ("current", r"(?<!same )(?<!such )(?<!well )\bas an?", True, False),
    (
        "wanted",
        r"\b(?:company|work|office|team|they|we|everyone|everything|employer|firm|department|boss|shop|plant)(?:'s| is| are|'re|re)? (?:\w+ )?(?:(?:moving|switching|migrating|changing)(?: \w+){0,2} to|adopt(?:s|ed|ing)|roll(?:s|ed|ing) out|implement(?:s|ed|ing)|introduc(?:es|ed|ing))"
        r"|teach me(?: how)? to|show me how to|wish i (?:knew|could|understood|had learned)(?: how to)?(?: use| do| more)?|if only i (?:knew|could)(?: how to)?(?: use)?"
        r"|(?:obtain|gain|get|acquire|build|want|need|more|deeper|better)(?:ing)? (?:\w+ )?knowledge (?:of|in|about)|(?:might|may|will|gotta|got|going) (?:have )?to (?:learn|know|use)",
        False,
        False,
    ),
    ("current", r"\b(?:he|she|they)(?:'s|s| is| are)(?: \d+(?: years old)?,?| currently| now)*(?: an?)?", False, True),
    ("target", r"\b(?:i'd|i would|i'll|ideally|would)(?: \w+)? (?:work|be|end up|go)(?: (?:for|at|with|in|as))(?: an?)?", False, True),
    ("target", r"\b(?:an?|any|new|another|next|first) (?:\w+ )?(?:job|role|position|gig) (?:as|in)(?: an?)?", False, True),
    (
        "known",
        r"\b(?:i|we) can(?: also| already| even| kinda| sort of)?",
        True,
        True,
    ),
    (
        "known",
        r"^\W*can\b(?! (?:i|you|u|we|it|this|that|these|they|someone|an?|the|my|he|she)\b)|\b(?:i|we) (?:do|run|manage|build|track|keep|handle|plan|make)(?: \w+){0,2} (?:in|with|on|using)\b|(?:^|[.,;] ?)\W*(?:did|handled|ran|used|wrote|built|know)\b(?! (?:you|i|it|this|that|not))(?: the| some| all the)?|\b(?:(?<!to )dabbl(?:e|ed|ing) (?:in|with)|(?:mess|play|tinker|fool)(?:ed|ing)? (?:around )?with|(?:solid|decent|ok|okay|handy|fine|fast|pretty good|quick) (?:with|in|at|on)|trained (?:in|on)"
        r"|(?:handled|dealt with|responsible for|took care of|in charge of|worked on|oversaw|managed|ran)(?: the| all the| our)?|certified in|used (?!to))",
        False,
        True,
    ),
    ("asked", r"\b(?:less so|not (?:as|so) much) (?:in|with|on|at)", False, True),
    ("current", r"^\W*(?:(?:so|hi|hey|hello|well|ok)\W+)?(?:as(?: an?)?|being an?|working)\s", True, True),
    ("target", r"\b(?:maybe|perhaps|possibly|probably|or maybe|thinking|either)", True, True),
    (
        "have",
        r"\b(?:i (?!never|don|didn|haven|can|won|no\b|not\b)(?:\w+ )?(?:have|hold|got|earned|completed|finished|passed|obtained|received|possess|did"
        r"|took)(?! to\b| been\b| a question| no\b| never\b)(?: (?:already|just|both|also|only|recently|my|an?|the"
        r"|got|earned|completed|some|basic|strong|good|great|solid|lots of|a lot of|a little|a bit of|plenty of"
        r"|about|years of|experience (?:in|with)))*"
        r"|(?:i've|ive|i have)(?: \w+)? (?:got|earned|completed|finished|passed|obtained|received|done|taken"
        r"|had)(?: (?:my|an?|the))*|already (?:have|hold|got|earned|completed|passed|finished|did)(?: (?:my|an?"
        r"|the))*|(?:have|hold|holding|holds|having|earned|completed|got|passed|obtained|finished"
        r"|received)(?! to\b| been\b| no\b| never\b)(?: (?:my|an?|the|already))+"
        r"|my (?=\w+(?: \w+)? (?:cert|degree|licen|diploma))|with (?:an?|my)|graduated (?:with|in|from)|degree in"
        r"|major(?:ed)? in|studied|licensed(?: as)?(?: an?)?|certified(?: in| as)?(?: an?)?|hold(?:er"
        r"|ing)?(?: of)?|in my pocket|under my belt|credentials?(?: i have)?(?: are|:)|holding|current holder of"
        r"|have:?)",
        False,
        True,
    ),
    (
        "progress",
        r"\b(?:pursuing|studying (?:for|towards?)|working (?:on|towards?)|enrolled in|in the middle of"
        r"|halfway through|currently (?:taking|doing|studying|enrolled in)|taking|preparing for|prepping for"
        r"|signed up for|about to (?:take|start|finish)|almost done with|finishing(?: up)?|student (?:in|of)"
        r"|majoring in|studying)",
        False,
        True,
    ),
    (
        "seek",
        r"\b(?:(?:want|wanna|would like|'d like|plan|planning|thinking (?:of|about)|considering|going|gonna|need"
        r"|have|hoping|hope|trying|try|looking|decide|interested in|should i|can i|worth)(?: to)?(?: be)? (?:get"
        r"|getting|earn(?:ing)?|take|taking|pass(?:ing)?|do|doing|pursu(?:e|ing)|have|become|sit(?:ting)?(?: for)?"
        r"|complet(?:e|ing)|finish(?:ing)?|buy(?:ing)?|obtain(?:ing)?|apply(?:ing)? for)(?: my| an?| the)?)",
        False,
        False,
    ),
    (
        "not_have",
        r"\b(?:(?:i )?(?:have |got |with |had )?(?:no|zero|little|little to no|not much|no real"
        r"|no prior) (?:\w+ )?(?:experience|knowledge|background|skills?) (?:in|with|of|as)(?: an?)?"
        r"|(?:do ?n[o']?t|don't|does not|doesn't|did ?n[o']?t|didn't|haven't|have not|havent|hasn't|never"
        r"|no longer|not yet|ain't)(?: (?:actually|really|even|yet|currently|ever))* (?:have|had|hold|got|get"
        r"|gotten|finish(?:ed)?|complet(?:ed?)|earn(?:ed)?|pass(?:ed)?|know|use[d]?|learn(?:ed|t)?|understand|do"
        r"|done|studied|study|touch(?:ed)?|tried|work(?:ed)? (?:with|in|as))"
        r"(?: (?:an?|my|the|any|much|how to use|how to|that|a lot of|about))*|have no|i have zero|with no|got no"
        r"|zero|no (?:experience|knowledge|background|skills?) (?:in|with|of)|without (?:an?|my|any)"
        r"|dropped out of|failed|lost my|knows? nothing about|not (?:familiar|experienced) with|new to using"
        r"|no idea (?:about|how to use)|never said (?:that )?i (?:knew|know|had|have|am|was|did|could)(?: an?)?"
        r"|can(?:'t|not|t) (?:code|program|use|do|write)(?: in)?|not certified in|expired)",
        False,
        True,
    ),
    (
        "not_current",
        rf"{_BE_I}\s+(?:not|no longer|never been|neither)(?:\s+(?:an?|the|in|working (?:as|in)))*|\b(?:i'm|im"
        rf"|i am)n't(?: an?)?|\bi (?:no longer|don't|dont|do not) work (?:as|in|at)(?: an?)?|\bi was never(?: an?)?",
        False,
        True,
    ),
    (
        "avoid",
        r"\b(?:(?:do ?n[o']?t|don't|doesn't|do not|did ?n[o']?t|didn't|wouldn't|would not|won't|will not|never|not"
        r"|rather not|can't|cannot|cant)(?: (?:really|actually|ever|even|particularly|want|wanna|going|willing"
        r"|like|care|looking|trying|gonna|planning|have|wish|hoping|need))*(?: to| for)? ?(?:want|wanna|like|do|be"
        r"|become|work(?:ing)? (?:in|as|at|with|for)|go(?:ing)? in ?to|go(?:ing)? for|take|taking|use|see|learn"
        r"|consider|pick|choose|pursue|get(?: in ?to)?|enjoy|study|care (?:about|for)|recommend|show me|suggest"
        r"|deal with|touch|stand|for|sit|switch to|move into)"
        r"(?: (?:to (?:do|be|become|work (?:in|as|at|with)|go into|take|use|learn|get into|study|get|see|pursue)"
        r"|doing|being|an?|the|any|more|another|in|with|from|anything (?:from|in|on|with|by|to do with|related to)"
        r"|learning|taking|working (?:in|as)|going into))*|want (?:no|nothing)(?: (?:from|with|in|to do with))?)",
        False,
        True,
    ),
    (
        "avoid",
        r"\b(?:not (?:really |that |very |at all |particularly |so )?(?:interested in|into|keen on|a fan of"
        r"|looking (?:for|at|to (?:be|become|get into))|excited (?:about|by)|considering|fond of|about"
        r"|thinking (?:of|about))(?: (?:being|becoming|doing|an?|working (?:as|in)))*|no interest (?:in|for)"
        r"|(?:anything|everything|all|any(?:one)?|whatever) (?:but|except(?: for)?|besides|other than)"
        r"|except(?: for)?|avoid(?:ing)?|hat(?:e|ing|ed)|dislik(?:e|ing)|can'?t stand|sick of"
        r"|stay(?:ing)? away from|nothing (?:from|by|with|in|on|to do with|related to|like)|but not"
        r"|refuse to (?:do|take|use|be)?|exclud(?:e|ing)|leave out|ruled? out|rule out|done with|other than"
        r"|apart from|aside from|anti|fed up with)",
        False,
        True,
    ),
    (
        "avoid",
        r"\b(?:not|no|no more|never|without|minus|nor|neither|nah|skip|less|isn't|isnt|ain't)(?: (?:an?|the|any"
        r"|from|with|on|in|by|as|through|via|another|more|for|to be|to|do|at|necessarily|being|become|becoming"
        r"|really|like))*",
        True,
        True,
    ),
    (
        "reject",
        r"\b(?:no longer|not anymore|stopped|gave up on|given up on|changed my mind (?:on|about))(?: (?:want"
        r"|wanting|interested|looking|planning|considering|need|thinking))?(?: (?:to|in|for|be|become|being"
        r"|becoming|an?|at|of|about|do|doing|learn|learning|work in|get into|pursue|pursuing))*",
        False,
        True,
    ),
    (
        "reject",
        r"\b(?:instead of|rather than|not|in place of|as opposed to|over)(?: (?:an?|the|being|doing|becoming|just"
        r"|in|to))*",
        True,
        True,
    ),
    (
        "remove",
        r"\b(?:take (?=[\w ]{2,40} (?:off|out of)\b)|forget(?: about)?|drop|remove|delete|take out|take off|scrap|clear|ignore|cancel|strike|cross out"
        r"|leave off|get rid of|nix|erase|undo|lose|never ?mind(?: about)?|nvm)(?: (?:the|my|about|an?|that))*",
        False,
        True,
    ),
    (
        "correct",
        r"\b(?:i meant(?: to say)?|i mean|meant|actually|make (?:it|that)|change (?:it|that|this|to|my (?:role|job"
        r"|field|target|goal) to)|should (?:be|say|have been)|correction:?|rather|instead|more like|let's (?:say"
        r"|do|go with)|it'?s|go with|switch (?:it|that) to|sorry)(?: (?:an?|the|no|to|rather|be|more|is))*",
        False,
        False,
    ),
    (
        "employer",
        r"\b(?:(?:hired|employed|recruited|recogni[sz]ed|accepted|respected|valued|wanted) (?:by|at|in)"
        r"|jobs? (?:at|with|for|in)|(?:work|working|roles?|positions?|career|internship|job|employment|apply"
        r"|applying|interview(?:ing)?|go|get in|land something) (?:at|for|with|to|in)|employers? (?:like|such as"
        r"|are|is|:|i want)+|companies like)",
        False,
        True,
    ),
    (
        "asked",
        r"\b(?:what about|how about|worth|tell me about|is it|is the|is an?|are the|does the|does|what is|what's"
        r"|what are|compare|difference between|vs\.?|versus|is|are|who recogni[sz]es|how (?:much|long|hard) (?:is"
        r"|does|are|do)|why not|explain|more (?:info |details )?(?:about|on)|details (?:on|of|about|for)|do i need"
        r"|should i)(?: (?:an?|the|is|does|cost|do))*",
        False,
        False,
    ),
)
_COMPILED = tuple(
    (label, re.compile(rf"(?:{pattern})(?:(?<!\w)|(?!\w))", re.IGNORECASE), close, firm) for label, pattern, close, firm in _PATTERNS
)
_WORDS_BETWEEN = 7


def cues_of(clause: Clause) -> list[Cue]:
    """The cues of a clause, their places counted in the whole message."""
    return [
        Cue(clause.start + found.start(), clause.start + found.end(), label, close, firm)
        for label, pattern, close, firm in _COMPILED
        for found in pattern.finditer(clause.text)
        if found.end() > found.start()
    ]


def nearest(cues: list[Cue], at: int, text: str) -> Cue | None:
    """The cue that governs the name at ``at``: the nearest to its left, of two that end together the longer."""
    best: Cue | None = None
    for cue in cues:
        if cue.end > at:
            continue
        gap = text[cue.end : at]
        if re.search(r"[,;:()]", gap) and not re.fullmatch(r"\s*[:(]\s*|[^;()]{0,60}", gap):
            continue
        if cue.label in ("current", "not_current") and "," in gap:
            continue
        words = re.findall(r"[\w'+#]+", gap)
        if len(words) > (1 if cue.close else _WORDS_BETWEEN) or (
            cue.close and words and words[0] not in ("a", "an", "the", "any", "your", "those", "these", "that")
        ):
            continue
        if best is None or (cue.end, cue.end - cue.start) > (best.end, best.end - best.start):
            best = cue
    return best
