"""Preferences that are no names: delivery, assessment, issuer types, sectors, kinds to avoid, and requests to drop a constraint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_ONLINE = (
    r"(?:fully |all |100% |entirely )?(?:on-?line(?! (?:platforms?|store|shop|marketing|sales|retail|banking|business))"
    r"|remote(?:ly)?(?! (?:only |first |based )?(?:jobs?|work\w*|startups?|roles?|positions?|nurs\w+|career|compan\w+|teams?|patient|monitoring"
    r"|collaboration|support|hiring|first|gig|employ\w+|opportunit\w+))|virtual(?:ly)?(?! (?:assistant|machine"
    r"|team|reality))|distance(?: learning| education)?|(?<!work )(?<!working )(?<!works )from (?:my )?(?:home"
    r"|couch|anywhere)|self[- ]paced|(?<!stay )(?<!stay-)(?<!distracted )(?<!patients )at home(?! mom| dad| parent)|(?:on |over |via )?zoom(?: class\w*| lessons?| calls?)?|e-?learning|web[- ]based"
    r"|asynchronous|async)"
)
_IN_PERSON = (
    r"(?:in[- ]?person|on[- ]?campus|on[- ]?site|onsite|face[- ]to[- ]face|f2f|(?<!the )(?<!my )(?<!(?<!prefer )(?<!want )(?<!need )a )class ?room(?: based| setting| learning| training| style)?(?! (?:management|teacher|assistant|aide|tech\w*|tools?))"
    r"|in the (?:same )?room with|in an? (?:\w+ )?(?:class ?)?room(?: with an? (?:\w+ )?(?:teacher|instructor|people))?"
    r"|physical(?:ly)? class\w*|(?:study|learn|class\w*|course\w*|training|something) at a (?:local )?(?:school|college|campus|center)|local(?:ly)? class\w*"
    r"|in a (?:real )?class(?:room)?|live class\w*|in[- ]class|attend classes|brick[- ]and[- ]mortar)"
)
_HYBRID = (
    r"(?:hybrid|blended|(?:mix|mixture|combination|combo) of (?:both|online and in[- ]person|the two"
    r"|in[- ]person and online)|partly online|part online|half online)"
)
_DELIVERY = re.compile(rf"(?<![\w-])(?:(?P<hybrid>{_HYBRID})|(?P<online>{_ONLINE})|(?P<in_person>{_IN_PERSON}))(?![\w])", re.IGNORECASE)
_ANSWERS_HYBRID = re.compile(
    r"\b(?:bit of (?:both|each)|some of (?:both|each)|half and half|mix(?:ed)?|mixture|combination|partly)\b", re.IGNORECASE
)
_ANSWERS_SOME = re.compile(
    r"\b(?:some|part|half|most|bits?)(?: of it)? (?:online|at home|remote\w*|in person|on campus)\b|\b(?:now and then|now and again|once in a while|every so often|from time to time)\b",
    re.IGNORECASE,
)
_ANSWERS_IN_PERSON = re.compile(
    r"\b(?:at (?:a |the |my )?(?:\w+ )?(?:school|college|campus|center|centre)|physically|campus|near me|nearby|with (?:a )?(?:real )?(?:teacher|people)|(?:evening|night|real|actual|proper|normal) (?:class|school|course)\w*|class ?room|hands[- ]on)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(
    rf"(?:both |either |any |)(?:{_ONLINE}|{_IN_PERSON})\s*(?:and|or|/|&|,)\s*(?:{_ONLINE}"
    rf"|{_IN_PERSON})(?: (?:is|are|both|would be)? ?(?:fine|ok|okay|good|works?|acceptable|great|both))?"
    r"|(?:any|whatever|either) (?:format|delivery|mode|way|setting)\b(?! (?:to|i|of|around|in|into)\b)|(?:format|delivery|location) (?:doesn'?t"
    r"|does not|dont) matter|(?:online or not|either (?:one )?(?:is|works)(?: fine| ok)?)",
    re.IGNORECASE,
)

_ASSESSMENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "exam",
        re.compile(
            r"\b(?:exam(?:s|ination|inations)?|tests?|quiz(?:zes)?|proctored|multiple choice)\b(?![- ]?(?:drive|automation|engineer"
            r"|ing|cases?|er\b|anxiety))",
            re.IGNORECASE,
        ),
    ),
    (
        "project",
        re.compile(
            r"\b(?:project[- ]?based(?: (?:course|learning|assessment))?|hands[- ]?on(?! experience)"
            r"|portfolio(?:s)?(?: based| piece| project)?|capstone(?:s)?|practical (?:work|projects?|assessment"
            r"|tasks?)|real (?:projects?|work)|(?:real[- ]world )?assignments?|course ?work|an? practical(?=\W*(?:$|[,.;]|if\b|and\b|or\b|exam))|build(?:ing)? (?:things|something|projects|stuff)"
            r"|projects?(?! manag| coord| plan| lead| assist| admin| direct| engineer| control| schedul| deliver"
            r"| management| based| profess| experience| work experience)|case stud(?:y|ies)|learn(?:ing)? by doing)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "completion",
        re.compile(
            r"\b(?:(?:finish|watch|complet)(?:e|ing)? the (?:videos|modules|lessons|course)|just (?:show(?:ing)? up|(?:finish|complet|attend|watch)(?:e|ing)?\b)|certificate of completion|completion(?: only| based)?|attendance|no assessments?|participation"
            r"|pass[- ]fail)\b",
            re.IGNORECASE,
        ),
    ),
)
_LIKES = re.compile(
    r"\b(?:prefer(?:red|ably|s|ence)?|rather|ideally|want|wanna|like|love|need|looking for|based|instead"
    r"|better with|good (?:at|with)|learn best|ok(?:ay)? with|fine with|happy with|would|only|with|by|through"
    r"|something|more|is best|have to be|should|must)\b",
    re.IGNORECASE,
)
_DISLIKES_EXAMS = re.compile(
    r"\b(?:no(?:t|thing)?|hat(?:e|ing)|avoid(?:ing)?|without|(?:don'?t|do not|dont|never|won'?t|can'?t|cannot"
    r"|didn'?t) (?:\w+ ){0,4}?(?:take|taking|want|like|do|sit|have|handle|deal with|for|pass|stand|need)"
    r"|never again|no more|anything but|except|other than|bad (?:at|with)|terrible (?:at|with)|suck at|scared of|afraid of|fear of"
    r"|not (?:a )?(?:good|great|big|fan|keen|into|fond)(?: \w+){0,2}|rather not|skip|instead of|rather than"
    r"|nothing with|fail(?:ed|ing)? (?:at )?|not a|over|freeze (?:up )?(?:on|in|during)|nervous (?:about|in|with)"
    r"|panic)(?: (?:a|an|any|big|the|more|long|proctored|final|of|in|with|on|to|take|taking|certification"
    r"|to take|sit|sitting|write|writing|multiple choice|written|standardi[sz]ed|timed|hard|closed[- ]book|high[- ]stakes|live|doing|do)){0,4}\s*$",
    re.IGNORECASE,
)
_TEST_FEAR = re.compile(
    r"\b(?:test|exam) anxiety|(?:exams?|tests?) (?:stress|scare|terrify|freak|make me nervous"
    r"|aren'?t (?:for me|my thing)|are not (?:for me|my thing)|(?:is|are) (?:my |a |the )?(?:nightmare|awful|terrible|worst|stressful|hard for me|horrible|hell|scary))|bad test[- ]taker"
    r"|not a (?:good )?test[- ]taker",
    re.IGNORECASE,
)

_ISSUER_TYPES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "university",
        "university",
        re.compile(
            r"\b(?<!for-profit )(?<!for profit )(?:universit(?:y|ies)|colleges?|academic institutions?|ivy league|uni)\b(?! (?:degree|student|grad"
            r"|diploma|educat\w+|debt|credits?|town|level|career))",
            re.IGNORECASE,
        ),
    ),
    (
        "industry_body",
        "industry body",
        re.compile(
            r"\b(?:industry(?:[- ]recogni[sz]ed)? (?:cert\w*|bod(?:y|ies)|credentials?|associations?|organi[sz]ations?"
            r"|groups?)|professional (?:bod(?:y|ies)|associations?|societ(?:y|ies)|organi[sz]ations?)"
            r"|trade associations?|nonprofit cert\w*)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "employer_vendor",
        "vendor",
        re.compile(
            r"\b(?:vendors?(?:[- ]specific)?(?: cert\w*| credentials?| ones?)?|tech (?:compan(?:y|ies)|giants?)"
            r"|big (?:tech|compan(?:y|ies)|brands?|names?)(?: cert\w*)?|(?:from|by) (?:a |an |the )?(?:[a-z-]+ ){0,2}"
            r"(?:compan(?:y|ies)|employers?|corporation|brand))\b",
            re.IGNORECASE,
        ),
    ),
    ("platform", "platform", re.compile(r"\b(?:moocs?|(?:learning |online |course |mooc )+platforms?|platforms?)\b", re.IGNORECASE)),
    (
        "government",
        "government",
        re.compile(
            r"\b(?:gov(?:t|ernment)?\b(?! (?:jobs?|work|roles?|contract\w*|employ\w*|positions?|agenc\w+|clearance|sector|side|office))(?:[- ](?:issued|backed|approved|run|recogni[sz]ed|portals?))?"
            r"|state[- ]issued|(?:state|federal) or (?:state|federal)\b|(?:licensing|state) board|(?<=by )the state|(?<=from )the state|public agenc(?:y|ies))\b",
            re.IGNORECASE,
        ),
    ),
)
_WANTS_ISSUER = re.compile(
    r"\b(?:from|by|at|through|via|prefer(?:red|ably)?|only|issued|offered|taught|accredited|backed|like|want"
    r"|rather|with|real|good|an actual|a proper|ideally|looking for|interested in|limit\w*|filter|narrow|give me|show me|trust"
    r"|recogni[sz]ed)\b[^,.;]{0,40}$",
    re.IGNORECASE,
)
_JOB_AT = re.compile(
    r"\b(?:manager|analyst|engineer|developer|designer|specialist|coordinator|director|administrator|rep|representative|jobs?|roles?|position|work\w*|career)s? (?:at|for|with|in) (?:an? |the |some )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_ONLY_AFTER = re.compile(
    r"^\s*(?:only|preferred|preferably|please|like\b|such as|(?:is|are) (?:ok|okay|fine|good)|based|backed"
    r"|issued|courses?|cert\w*|ones?|is best|would be|names?|credentials?|$|[.,!])",
    re.IGNORECASE,
)

_SECTORS = re.compile(
    r"\b(?:(?:the |a |an |any |big |large |small |local |major |public |private |community |rural |urban |top "
    r"|mid-?size[d]? |tech |federal |state |city |county |us |u\.s\. |health |children'?s |non-?profit "
    r"|investment |law |early[- ]stage |veterans |k-?12 |elementary |middle |high )*"
    r"(?:hospitals?|clinics?|health ?systems?|health ?care (?:systems?|providers?|organi[sz]ations?|compan(?:y"
    r"|ies))|nursing homes?|schools?(?: districts?)?|government(?: agenc(?:y|ies)| contractors?| jobs?)?|feds?"
    r"|startups?|start-ups?|big tech|faang|maang|tech compan(?:y|ies)|non-?profits?|ngos?|banks?"
    r"|fortune (?:500|100|1000)(?: compan(?:y|ies))?"
    r"|consult(?:ing|anc(?:y|ies)) ?(?:firms?|compan(?:y|ies))?|(?:ad |marketing |staffing |creative "
    r"|digital )?agenc(?:y|ies)|manufacturers?|factor(?:y|ies)|(?:the )?military|defen[cs]e(?: contractors?"
    r"| industry| sector)?|(?:the )?(?:dod|va)|insurance(?: compan(?:y|ies)| industry)?|insurers?|(?:law"
    r"|accounting|big four|big 4) ?firms?|big (?:four|4)"
    r"|hotels?|restaurants?|small business(?:es)?|universit(?:y|ies)|community colleges?|pharma(?:ceutical)?(?: compan(?:y|ies))?"
    r"|biotechs?|(?:public|private) sector|federal(?= (?:jobs?|roles?|positions?|government|agenc))|airlines?"
    r"|utilit(?:y|ies)(?: compan(?:y|ies))?|construction compan(?:y|ies)|fintechs?|remote compan(?:y|ies)"
    r"|retailers?|(?:the )?(?:city|county|state|feds)(?=\s*(?:$|[.,;!?]|or\b|and\b))|local government|police|gyms?|museums?|librar(?:y|ies)|warehouses?|call cent(?:er|re)s?))\b",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:at|for|in|with|by|inside|within|target(?:ing|s)?(?: is| are|:)?|join|employers?(?: like| such as| are| is|:)?|to"
    r"|like|into|w/|hired by|companies like|aiming at|sector:?|work)\s+(?:an? |the |some |any |or |my "
    r"|one of the )*$",
    re.IGNORECASE,
)

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "degree",
        re.compile(
            r"\b(?:degrees?|bachelor'?s?|master'?s?|a whole degree|full degree|another degree|grad(?:uate)? school"
            r"|college)\b",
            re.IGNORECASE,
        ),
    ),
    ("micro_credential", re.compile(r"\bmicro-?credentials?\b", re.IGNORECASE)),
    ("digital_badge", re.compile(r"\b(?:digital )?badges?\b", re.IGNORECASE)),
    ("apprenticeship", re.compile(r"\bapprenticeships?\b", re.IGNORECASE)),
    ("licence", re.compile(r"\blicen[sc]es?\b|\blicensure\b", re.IGNORECASE)),
    ("professional_certificate", re.compile(r"\b(?:boot ?camps?|professional certificates?)\b", re.IGNORECASE)),
    ("industry_certification", re.compile(r"\bindustry certifications?\b", re.IGNORECASE)),
)

_DROP = re.compile(
    r"\b(?:(?:forget|forgot|drop|remove|delete|scrap|clear|ignore|cancel|lift|lose|ditch|nix|erase|never ?mind"
    r"|nvm|take (?:out|off|away|back)(?: what i said)?|get rid of|disregard|skip|reset|undo|no more)(?: about)?(?: (?:the|my|that"
    r"|any|all|about|this))*"
    r"|(?:don'?t|do not|dont) (?:worry about|consider|care about|mind|need|have) (?:the |my |an?(?:y)? )?"
    r"|there(?:'s| is) no (?:longer )?(?:an?(?:y)? )?|no (?:longer (?:an? )?|particular |specific |fixed )?"
    r"|without (?:the |an?(?:y)? )?)\s*(?P<what>[\w' -]{2,40})",
    re.IGNORECASE,
)
_DROPPED: tuple[tuple[str, str], ...] = (
    ("max_cost", r"budget|cost(?:s)?(?: limit)?|price(?: limit)?|money(?: limit| part| thing)?|spending(?: limit)?|price cap|cost cap|\$"),
    (
        "max_weeks",
        r"deadline|time(?: ?limit| ?frame| ?line| constraint| restriction)|due date|timeframe|timeline|weeks limit"
        r"|date|time (?:part|thing)",
    ),
    ("hours_per_week", r"hours(?: (?:a|per) week)?|weekly hours|schedule"),
    (
        "delivery",
        r"online(?: (?:part|thing|only|requirement|preference|constraint))?|in[- ]person(?: (?:part|thing|only"
        r"|requirement))?|delivery(?: preference)?|format(?: preference)?|hybrid|location",
    ),
    ("assessment", r"(?:exam|project|assessment|portfolio)(?: (?:part|thing|preference|requirement|only))"),
    ("target_employers", r"(?:target )?(?:employers?|compan(?:y|ies))(?: (?:part|preference))?"),
    ("target_role", r"(?:target |dream |desired )?(?:role|job|title|position)s?"),
    ("current_role", r"current (?:role|job|position)"),
    ("field", r"(?:target )?(?:field|industry|sector)"),
    ("target_skills", r"(?:target |wanted )?skills?(?: gap| list)?"),
    ("held_credentials", r"(?:held )?(?:credentials?|certifications?|certs?|degrees?)"),
    (
        "issuer_types",
        r"(?:issuer|provider|university|school|college|vendor|platform)s?(?: (?:type|part|preference|requirement"
        r"|only|thing))?",
    ),
    ("experience_years", r"experience|years of experience"),
)
_FIRM_DROP = re.compile(
    r"^(?:forget|forgot|drop|remove|delete|scrap|clear|ignore|cancel|lift|lose|ditch|nix|erase|never|nvm|take"
    r"|get rid|disregard|skip|reset|undo)",
    re.IGNORECASE,
)
_UNTRUE_NOW = re.compile(
    r"\b(?P<what>budget|deadline|price|cost|time ?line|time ?limit|timeframe|schedule)(?: (?:is|was|are"
    r"|'s))?(?: no longer| not| n't| isn'?t|n'?t)(?: (?:an?|so|that|really|very|any ?more|longer"
    r"|longer an?))* ?(?:problem|issue|important|relevant|matter|fixed|needed|factor|there|concern"
    r"|constraint)?",
    re.IGNORECASE,
)

_NO_COLLEGE = re.compile(
    r"\b(?:never|didn'?t|did not|haven'?t|don'?t have|dropped out of|didnt|dont have"
    r"|havent)(?: \w+){0,3} (?:college|university|uni)\b(?! degree)",
    re.IGNORECASE,
)

Operation = Literal["add", "set", "remove", "avoid"]


@dataclass(frozen=True, slots=True)
class Preference:
    """A fact without a name of the catalogue. ``value`` None: no preference, or nothing left of it."""

    start: int
    end: int
    slot: str
    value: str | None
    operation: Operation
    firm: bool = True
    """False where it is no more than accepted, so that anything preferred goes before it."""


def negated(left: str) -> bool:
    """Whether the words before something deny it."""
    return bool(
        re.search(
            r"\b(?:not?|non|never|skip|without|except|hate|avoid|(?:is|was|were|are)n'?t|(?:don'?t|dont|do not|can'?t|cant|cannot|won'?t"
            r"|not) (?:\w+ ){0,4}?(?:want|like|do|have|go|need|take|be|into|attend|with|interested|for|about"
            r"|possible))(?: (?:an?|the|any|be|to|in|it|do|doing|learning|purely|only|from|with|by|at|another|more|go|class(?:es)?|courses?|lessons?|sessions?|lectures?"
            r"|attend|online and)){0,4}\s*$|\banything but\s*(?:an?\s)?$|\bmore than (?:\w+ )?$|\bother than\s*$|\binstead of\s*(?:an?\s)?$"
            r"|\brather than\s*$",
            left,
            re.IGNORECASE,
        )
    )


_GOOD_RIGHT = re.compile(
    r"\s*(?:\w+ )?(?:is|are|would be|'s|works?|suits?)(?: (?:much|way|a lot|probably|really|just|far|still))* (?:better|best|preferred|preferable|easier|ideal|a must|good|great|important|me\b)",
    re.IGNORECASE,
)
_FINE_RIGHT = re.compile(
    r"\s*(?:\w+ )?(?:is|are|would be|'s)(?: (?:also|totally|just|perfectly|probably|all))* (?:fine|ok|okay|alright|acceptable|no problem|not a problem|doable|tolerable)"
    r"|\s*(?:ok|okay|fine|yes)\b(?=\s*(?:$|[,.;]|\w+ no\b))",
    re.IGNORECASE,
)
_BAD_RIGHT = re.compile(
    r"\s*(?:\w+ )?(?:is|are|would be|'s)(?:n'?t| not)? (?:out\b|a no\b|impossible|possible|no good|hard|difficult|useless|an option|for me|my thing|not)"
    r"|\s*(?:no|nope|nah|never)\b(?=\s*(?:$|[,.;!]))",
    re.IGNORECASE,
)
_WORSE_LEFT = re.compile(
    r"\b(?:than|instead of|rather than|as opposed to|over|beats?)\s+(?:to )?(?:(?!prefer)\w+ ){0,3}$|\b(?:drop|hide|remove|exclude)\b[^.,;]{0,20}$",
    re.IGNORECASE,
)
_FINE_LEFT = re.compile(
    r"\b(?:ok(?:ay)?|fine|alright|happy|cool) with\b[^,.]{0,20}$|\b(?:don'?t|do not|wouldn'?t) mind\b[^,.]{0,20}$|\bno problem with\b[^,.]{0,20}$",
    re.IGNORECASE,
)
_LIKED_LEFT = re.compile(
    r"\b(?:prefer(?:red|ably)?|based|good at|rather (?:take|have|do)|like|love|want|need|must have|has to be|have to be|must have)\b[^,.]{0,30}$|\b(?:proper|real|with an?)\s+(?:\w+ )?$",
    re.IGNORECASE,
)

Attitude = Literal["likes", "tolerates", "dislikes"]


def attitude(left: str, right: str) -> Attitude | None:
    """What the words around a thing tell of it: "zoom is ok" tolerates, "rather than sit a test" dislikes."""
    bad = _BAD_RIGHT.match(right)
    if bad or negated(left[-40:]) or _WORSE_LEFT.search(left[-40:]):
        return "dislikes"
    if _FINE_LEFT.search(left) or _FINE_RIGHT.match(right):
        return "tolerates"
    return "likes" if _GOOD_RIGHT.match(right) or _LIKED_LEFT.search(left) else None


_LONG_AGO = re.compile(
    r"\b(?:i'?ve (?:done|been|used|had|got)|did|learned|took|studied|started|ripped off|burned)\b[^.,;]{0,45}$", re.IGNORECASE
)
_REMOTE_WORK = re.compile(
    r"\b(?:i|i'm|im|currently|been|^)\s*(?:am )?(?:work(?:ing|ed)?|doing|employed)\b(?!.*\b(?:learn|stud|course|class|train))[^,.;]{0,30}$",
    re.IGNORECASE,
)


def delivery_of(clause: str, offset: int, asked: bool = False) -> Iterator[Preference]:
    """Online, in person, hybrid; None where both are fine."""
    if (
        asked
        and (
            device := re.search(
                r"\b(?:phone|laptop|tablet|own (?:time|pace)|videos?|an app|kitchen table|couch|sofa|my (?:own )?(?:bed|house|place|flat|apartment|desk|living room))\b",
                clause,
            )
        )
        and not negated(clause[: device.start()])
    ):
        yield Preference(offset + device.start(), offset + device.end(), "delivery", "online", "set")
        return
    if asked and (some := _ANSWERS_SOME.search(clause)):
        yield Preference(offset + some.start(), offset + some.end(), "delivery", "hybrid", "set")
        return
    if asked and not _DELIVERY.search(clause):
        for kind, pattern in (("hybrid", _ANSWERS_HYBRID), ("in_person", _ANSWERS_IN_PERSON)):
            if said := pattern.search(clause):
                yield Preference(offset + said.start(), offset + said.end(), "delivery", kind, "set")
                return
    if either := (None if re.search(_HYBRID, clause) else _EITHER.search(clause)):
        if re.search(r"\b(?:prefer|rather|vs|versus|better|difference|which|than)\b", clause, re.IGNORECASE) is None:
            yield Preference(offset + either.start(), offset + either.end(), "delivery", None, "set")
        return
    order = ("likes", None, "tolerates", "dislikes")
    told: list[tuple[int, Attitude | None, re.Match[str]]] = []
    for match in _DELIVERY.finditer(clause):
        left, right = clause[: match.start()], clause[match.end() :]
        if asked or not (_REMOTE_WORK.search(left) or _LONG_AGO.search(left)):
            held = attitude(left, right)
            told.append((order.index(held), held, match))
    if not told:
        return
    if re.search(r"\b(?:not|instead|actually|rather)\b", clause):
        told.reverse()  # of two ways the later is meant
    _, held, match = min(told, key=lambda one: one[0])
    kind = match.lastgroup or ""
    if held == "dislikes" and kind == "hybrid":
        return
    if held == "dislikes":
        kind = "in_person" if kind == "online" else "online"
    yield Preference(offset + match.start(), offset + match.end(), "delivery", kind, "set", firm=held != "tolerates")


def assessment_of(clause: str, offset: int, asked: bool) -> Iterator[Preference]:
    """How the user likes, or refuses, to be assessed."""
    if fear := _TEST_FEAR.search(clause):
        yield Preference(offset + fear.start(), offset + fear.end(), "avoid", "exam", "avoid")
        return
    for kind, pattern in _ASSESSMENTS:
        for found in pattern.finditer(clause):
            left, right = clause[: found.start()], clause[found.end() :]
            held = attitude(left, right)
            if kind == "exam":
                if held == "dislikes" or _DISLIKES_EXAMS.search(left[-70:]):
                    yield Preference(offset + found.start(), offset + found.end(), "avoid", "exam", "avoid")
                elif held == "tolerates" and not asked:
                    yield Preference(offset + found.start(), offset + found.end(), "avoid", "exam", "remove")
                    yield Preference(offset + found.start(), offset + found.end(), "assessment", "exam", "set", firm=False)
                elif asked or held == "likes" or re.match(r"[- ]based", right):
                    yield Preference(offset + found.start(), offset + found.end(), "assessment", "exam", "set", firm=held != "tolerates")
            elif held == "dislikes":
                if kind == "project":
                    yield Preference(offset + found.start(), offset + found.end(), "avoid", "project", "avoid")
            elif (
                asked
                or kind == "completion"
                or found.group().casefold() not in ("project", "projects", "portfolio", "portfolios")
                or (
                    (
                        _LIKES.search(left[-50:])
                        or re.match(r"\s+(?:matters?|beats?|counts?|is better|are better|over\b|preferred|instead|would)", right)
                    )
                    and not re.search(
                        r"\b(?:manag\w+|lead|led|ran|run|worked on|on|my|these|our|many|of|handle\w*|deliver\w*)\b[^,]{0,14}$", left
                    )
                )
            ):
                yield Preference(offset + found.start(), offset + found.end(), "assessment", kind, "set")


_REFUSES_FROM = re.compile(
    r"\b(?:don'?t|dont|do not|wouldn'?t|would not|won'?t|never|nothing|not|avoid|hate|rather not|no)\b(?! (?:mind|care|matter|sure))"
    r"(?:(?!\b(?:but|only|just|unless|prefer|except|if)\b)[^.;]){0,40}\b(?:from|by|of|through|at|on) (?:an?|the|any|some|those|these)?\s*(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
""" "I don't want anything from a for-profit platform"."""


def issuer_types_of(clause: str, offset: int, asked: bool) -> Iterator[Preference]:
    """The types of issuer preferred, or refused."""
    if asked and (
        bare := re.fullmatch(
            r"\W*(?:the |an? |from |by |prefer |just |only )*(industry|professional|vendors?|compan(?:y|ies)"
            r"|employers?|tech|government|state|academic)(?: ones?| bodies| body| please| only)?\W*",
            clause,
        )
    ):
        word = bare[1].rstrip("s")
        kind = {
            "industry": "industry_body",
            "professional": "industry_body",
            "government": "government",
            "state": "government",
            "academic": "university",
        }.get(word, "employer_vendor")
        yield Preference(offset, offset + len(clause), "issuer_types", kind, "add")
        return
    for kind, _, pattern in _ISSUER_TYPES:
        for found in pattern.finditer(clause):
            left, right = clause[: found.start()], clause[found.end() :]
            own = re.search(
                r"\b(?:(?:i |^|, ?)(?:went|go|studied|took|did|graduated|attended|work|teach)|graduate[d]?|degree|diploma|bachelor\S*|master\S*|my"
                r"|attend(?:ed|ing)?|finish(?:ed)?|dropped out|teach|student|professor|study|work(?:ing)?"
                r"|job)\b[^,.]{0,30}$",
                left,
                re.IGNORECASE,
            )
            if re.search(r"\bno\s+$", left) and found.group() in ("college", "university", "uni"):
                yield Preference(offset + found.start(), offset + found.end(), "held_credentials", "Degree", "remove")
            elif (
                re.search(
                    r"\b(?:recogni[sz]ed|valued|accepted|respected|wanted|sought|liked|required|trusted) (?:by|at|in)(?: the| most)?\s*$",
                    left,
                )
                or re.search(r"\b(?:money|afford|pay|funds|cash)\b[^.;]{0,12}$", left)
                or re.search(r"\bthan (?:an? |the |some )?(?:\w+ )?$", left)
                or (kind == "employer_vendor" and _JOB_AT.search(left))
            ):
                continue
            elif (
                negated(left[-45:])
                or re.match(r"[- ]neutral\b", right)
                or re.search(r"\b(?:no|not|avoid|hate|nothing from)\s+(?:\w+ ){0,2}$", left, re.IGNORECASE)
                or _REFUSES_FROM.search(left)
            ):
                yield Preference(offset + found.start(), offset + found.end(), "avoid", kind, "avoid")
            elif (
                asked
                or re.match(r"\s*(?:[\w-]+\s+){0,2}(?:only|preferred|preferably|please|if (?:possible|it can|that exists))\b", right)
                or (
                    not own
                    and (
                        _WANTS_ISSUER.search(left)
                        or kind == "industry_body"
                        or re.match(r"\s+(?:would|will|might) (?:look|be) (?:good|nice|great|best|ideal|better)", right)
                        or (kind == "employer_vendor" and "cert" in found.group().casefold())
                    )
                    and (
                        _ONLY_AFTER.match(right)
                        or re.match(r"\s+(?:would|will|might) (?:look|be)\b", right)
                        or _WANTS_ISSUER.search(left[-60:])
                    )
                )
            ):
                yield Preference(offset + found.start(), offset + found.end(), "issuer_types", kind, "add")


def sectors_of(clause: str, offset: int, aimed: bool) -> Iterator[tuple[int, int]]:
    """Places of the sectors named as employers, where a wish to work there (``aimed``) is told."""
    for found in _SECTORS.finditer(clause):
        left, right = clause[: found.start()], clause[found.end() :]
        if negated(left[-40:]) or re.match(
            r"\s+(?:pays?|covers?|will (?:pay|cover)|reimburses?|degree|diploma|cert\w*|credential|course|teacher|student|from|issued|admin\w*|account\w*|manager"
            r"|security|guard|manag\w+|worker|librarian)",
            right,
        ):
            continue
        if aimed and (
            _AIMED.search(left)
            or re.match(
                r"\s+(?:jobs?|roles?|positions?|employers?|analyst|careers?|(?:would |to |will |might )?(?:pick|choose|hire|take|notice|call|like|value|look twice)\b)",
                right,
            )
            or re.search(r"(?:,|\bor|\band|/)\s*$", left)
        ):
            start = found.start() + len(found.group()) - len(re.sub(r"^(?:the|an?|any|some)\s+", "", found.group(), flags=re.IGNORECASE))
            yield offset + start, offset + found.end()


def is_sector(words: str) -> bool:
    """Whether the words name a sector such as "nonprofits"."""
    return bool(_SECTORS.fullmatch(words))


def kinds_avoided(clause: str, offset: int) -> Iterator[Preference]:
    """ "no degrees", "I don't want another bachelor's": kinds of credential that are refused."""
    if lacking := _NO_COLLEGE.search(clause):
        yield Preference(offset + lacking.start(), offset + lacking.end(), "held_credentials", "Degree", "remove")
        return
    for kind, pattern in _KINDS:
        for found in pattern.finditer(clause):
            left = clause[: found.start()]
            if re.search(
                r"\b(?:don'?t|dont|do not|not|no|never|won'?t)\b(?: \w+){0,3}? (?:want|going|looking|interested|planning"
                r"|do|consider|like|wanna|willing|back|show|suggest|recommend)(?: \w+){0,5}\s*$|\b(?:no|not|avoid"
                r"|anything but|instead of|rather than|other than|except)\s+(?:an?(?:other)? |any |more |the |full |whole "
                r"|long |for |expensive |to )*$",
                left,
                re.IGNORECASE,
            ):
                if re.search(r"\bno\s+(?:\w+ )?$", left) and not found.group().casefold().endswith("s"):
                    continue  # "no degree" tells what is lacking, "no degrees" what is not wanted
                if not re.search(
                    r"\b(?:have|had|got|hold|finish\w*|complete\w*|earn\w*|need(?:s|ed)?|requir\w+)\s+(?:no|a|an|any|my"
                    r"|the)?\s*(?:\w+ )?$",
                    left,
                    re.IGNORECASE,
                ):
                    yield Preference(offset + found.start(), offset + found.end(), "avoid", kind, "avoid")


def dropped(clause: str, offset: int) -> Iterator[Preference]:
    """Constraints that the user takes back: "forget the budget", "no deadline any more"."""
    for found in _DROP.finditer(clause):
        for slot, words in _DROPPED:
            if match := re.match(rf"(?:{words})\b", found["what"], re.IGNORECASE):
                firm = _FIRM_DROP.match(found.group())
                if (
                    firm
                    or slot in ("max_weeks",)
                    or (slot == "max_cost" and re.match(r"(?:price|cost|spending|budget) ?(?:limit|cap)", found["what"]))
                    or (
                        slot in ("target_role", "field", "target_employers", "delivery")
                        and re.search(r"\b(?:preference|in mind|particular|specific)\b", clause)
                    )
                ):
                    place = offset + found.start(), offset + found.start("what") + match.end()
                    yield Preference(*place, slot, None, "remove")
                    if slot == "assessment":
                        yield Preference(*place, "avoid", "exam", "remove")
                break
    for found in _UNTRUE_NOW.finditer(clause):
        slot = (
            "max_cost" if found["what"] in ("budget", "price", "cost") else "hours_per_week" if found["what"] == "schedule" else "max_weeks"
        )
        yield Preference(offset + found.start(), offset + found.end(), slot, None, "remove")
