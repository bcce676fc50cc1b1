"""Present and past work that is told without the name of a job: by what one does ("I install solar panels", "I teach") or where ("nights in
a warehouse"). The verbs and places are English; a role counts where the catalogue has it under the name they lead to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_ADVERBS = r"(?:(?:currently|both|now|mostly|mainly|just|only|also|still|basically|usually|actually|kinda|kind of|really|already|always|professionally) )*"
_PAST = (
    "work|drive|did|ran|wrote|taught|drove|sold|managed|worked|cooked|waited|tended|cleaned|answered|stocked|supervised|led|fixed|installed"
)
_BUSY = re.compile(
    rf"(?:(?:^|(?<=[.;,!] ))(?=(?:{_PAST}|(?:working|driving|cleaning|cooking|serving|stocking|delivering)(?! (?:is|was|are|or|and|would|sounds|seems|could)\b))\b)|(?<![\w'])(?P<who>(?:i|we|years?|yrs?|and|now|from|currently|been|i've|ive|i'm|im|am) {_ADVERBS})"
    rf"(?:have been |been |am |used to |spend (?:my|all) \w+ |do )?{_ADVERBS})"
)
"""What stands before the verb of one's work; the verb may also follow ``who`` at once ("I do the books")."""
_WISHED = re.compile(
    r"\b(?<!not )(?<!n't )(?<!never )(?:want\w*|wanna|would like|would love|i'd like|i'd love|hop(?:e|ing)|plan(?:ning)?|dream(?:ing)?|trying|aim(?:ing)?) (?:(?:to|of) )?(?:learn to |actually |just |maybe )?"
)
_VAGUE_WISH = re.compile(r"(?:do|doing|work|working|teach|teaching|run|running|recruit|look|care|serve|on|in|at)\b")
_OBJECT = r"(?:(?:the|a|an|my|our|some|all|new|used|people's|other people's|residential|commercial|kids|children) )*(?P<object>[a-z][\w'-]*(?: [a-z][\w'-]*)?)"
_NOT_YET = re.compile(
    r"\b(?:want\w*|wanna|like|love|hope|hoping|plan\w*|could|can|would|should|might|may|will|gonna|going|learn\w*|trying|try|never|don'?t|do not"
    r"|didn'?t|can'?t|cannot|won'?t|if|how|who|see myself|to|dream\w*|think\w*|consider\w*|about|of|start|starting|interested|into)\s+(?:\w+ ){0,2}$"
)

# What one does -> what one who does it is called, with its object before it: "install solar panels" -> "solar panel installer".
_AGENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"install(?:ing|ed)?", ("installer", "technician")),
    (r"(?:fix|repair|servic|maintain)(?:e|ing|ed)?", ("repair technician", "technician", "mechanic")),
    (r"sell(?:ing)?|sold", ("sales agent", "agent", "salesman", "sales representative", "salesperson")),
    (r"driv(?:e|ing)|drove", ("driver",)),
    (r"(?:process|bill|cod)(?:e|ing)?", ("processor", "specialist", "biller", "coder")),
    (r"(?:operat|run)(?:e|n?ing)?", ("operator", "administrator")),
    (r"test(?:ing)?", ("tester",)),
    (r"inspect(?:ing)?", ("inspector",)),
    (r"(?:writ)(?:e|ing)", ("writer",)),
    (r"design(?:ing)?", ("designer",)),
    (r"(?:develop|build|cod|program|mak)(?:e|m?ing)?", ("developer", "builder", "maker")),
    (r"(?:administer|administrat)(?:e|ing)?", ("administrator",)),
    (r"(?:edit|audit)(?:ing)?", ("editor", "auditor")),
    (r"(?:manag|supervis|coordinat|direct|lead)(?:e|ing)?", ("manager", "supervisor", "coordinator")),
    (r"(?:clean)(?:ing)?", ("cleaner",)),
    (r"(?:plan|organi[sz])(?:e|n?ing)?", ("planner",)),
    (r"do(?:ing)?|did", ("specialist", "clerk", "technician")),
    (r"(?:teach|tutor)(?:ing)?|taught", ("teacher", "tutor")),
)
_DOING = tuple((re.compile(rf"(?P<verb>{verb}) {_OBJECT}"), agents) for verb, agents in _AGENTS)
_OBJECT_STOPS = frozenset(
    "for at in on with to and but so since because all every from of this that it now while as or then not lot bit stuff things work night nights day days part full time "
    "is are was i my the a an most mostly some until till after during by there here them out up well online myself".split()
)

# Whole pictures of a working day, for which no rule of English makes the name of the job.
_PICTURES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (
            r"(?:teach(?:ing)?|taught) (?:(?:6|7|8|9|10|11|12)th|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|middle|high|secondary|senior|year (?:7|8|9|1[0-3]))\b",
            "high school teacher",
        ),
        (r"teach(?:ing)?\b(?! myself)|taught (?!myself)", "teacher"),
        (r"(?:drive|driving|drove) (?:a |an )?(?:truck|trucks|lorry|lorries|semis?|18[- ]wheeler|big rigs?|otr)", "truck driver"),
        (
            r"(?:drive|driving|drove) for (?:ups|fedex|amazon|dhl|doordash|uber eats|instacart)|(?:deliver|delivering|delivered) (?:packages|food|parcels|mail|pizzas?|groceries)|doordash(?:ing)?\b",
            "delivery driver",
        ),
        (r"(?:drive|driving|drove) (?:a |the )?forklifts?|(?:on|run|running) (?:a |the )?forklift", "forklift operator"),
        (
            r"(?:drive|driving|drove) (?:for )?(?:a |an |the )?(?:\w+ )?(?:delivery|courier|parcel)(?: (?:company|firm|service|van|truck))?\b",
            "delivery driver",
        ),
        (r"weld(?:ing)?\b", "welder"),
        (r"(?:wait|waiting|waited|serve|serving|served) (?:on )?tables|waitress(?:ing)\b|waiter(?:ing)\b|waitressed", "waiter"),
        (r"(?:tend|tending|tended) bar|bartend(?:ing|ed)?\b|(?:behind|working|work) (?:a|the) bar\b", "bartender"),
        (r"(?:clean|cleaning|cleaned) (?:houses?|homes|(?:hotel |guest )?rooms|hotels?|airbnbs?)|housekeep(?:ing)?\b", "housekeeper"),
        (r"(?:code|program|coding|programming) for a living|(?:write|writing) (?:code|software)(?! for fun)", "software developer"),
        (r"(?:cook|cooking|cooked) (?:in|at|for)\b|flip(?:ping)? burgers|(?:work|working|worked) the (?:line|grill)\b", "cook"),
        (r"(?:nurse|nursing) (?:in|at|on)\b", "nurse"),
        (r"(?:work|working|run|running|on) (?:the |a )?(?:cash )?(?:register|till)|ring(?:ing)? (?:people |up )+", "cashier"),
        (r"bake\b|baking (?:at|in|for)\b|(?:bake|baking) (?:bread|cakes|pastr)", "baker"),
        (r"(?:cut|cutting|do|doing|style|styling) (?:people'?s )?hair", "hairdresser"),
        (r"(?:fix|fixing|repair|repairing|work on|working on) (?:cars|trucks|engines|vehicles)", "automotive technician"),
        (r"(?:fix|fixing|repair|repairing) (?:phones|laptops|computers|pcs|iphones)", "computer repair technician"),
        (r"(?:paint|painting) houses", "painter"),
        (r"(?:do|doing|keep|keeping|did) (?:the |their )?book(?:s|keeping)\b", "bookkeeper"),
        (r"(?:do|doing|run|running|process|processing) (?:the )?payroll\b", "payroll specialist"),
        (r"(?:do|doing|did|prepare|preparing) (?:people'?s |other people'?s )?tax(?:es| returns)", "tax preparer"),
        (r"(?:do|doing|did) (?:the )?data entry", "data entry clerk"),
        (r"(?:do|doing|did) (?:the )?(?:medical )?billing\b", "medical biller"),
        (r"(?:do|doing|did) (?:the )?(?:medical )?coding (?:for a (?:clinic|hospital|practice))", "medical coder"),
        (r"(?:do|doing|did) (?:the )?hr\b(?! work)", "hr generalist"),
        (r"(?:do|doing|did) (?:the )?(?:tech|it) support|(?:do|doing|did|work|working|on) (?:the |a )?help ?desk", "help desk technician"),
        (r"(?:do|doing|run|running|manage|managing) (?:\w+ )?social media (?:for|at)", "social media manager"),
        (
            r"(?:answer|answering|take|taking|took|answered) (?:the )?(?:phones?|calls)\b(?=.*\bcall cent)|(?:in|at) an? call cent(?:er|re)",
            "customer service representative",
        ),
        (
            r"(?:run|running|work|working|worked|man|manning|at|on) (?:at |on )?(?:the |a )?(?:hotel |motel )?(?:front|night|reception|check-in) desk (?:at|in|of|for) (?:an? |the )?(?=[\w ]*(?:hotel|inn|motel|resort|hilton|marriott|hyatt|lodge|suites))",
            "hotel front desk agent",
        ),
        (
            r"(?:run|running|work|working|worked|man|manning|at|on) (?:at |on )?(?:the )?front desk (?:at|in|of|for) (?:an? |the |my )?(?=[\w' ]*(?:clinic|doctor|dentist|medical|hospital|practice|vet|ortho|dental))",
            "medical receptionist",
        ),
        (
            r"(?:receptionist|reception) (?:at|in|for) (?:an? |the )?(?=[\w' ]*(?:clinic|doctor|dentist|medical|hospital|practice|dental))",
            "medical receptionist",
        ),
        (r"(?:receptionist|reception) (?:at|in|for) (?:an? |the )?(?=[\w' ]*(?:hotel|inn|resort|motel))", "hotel front desk agent"),
        (
            r"(?:look(?:ing)? after|watch(?:ing)?|car(?:e|ing) for|babysit(?:ting)?) (?:\w+ )?(?:kids|children|babies|toddlers)",
            "childcare worker",
        ),
        (
            r"(?:look(?:ing)? after|car(?:e|ing) for|tak(?:e|ing) care of) (?:the )?(?:elderly|old people|seniors|residents|patients at home)",
            "home health aide",
        ),
        (
            r"(?:stock|stocking|stocked) (?:the )?shel(?:ves|f)|(?:pick|picking) (?:and (?:pack|packing)|orders)|(?:load|loading|unload|unloading) (?:trucks|trailers|boxes)|(?:work|working) the (?:dock|docks)",
            "warehouse worker",
        ),
        (r"(?:draw|drawing|take|taking) blood", "phlebotomist"),
        (r"(?:patrol|guard|guarding|patrolling) ", "security guard"),
        (r"(?:build|building) (?:houses|homes)|(?:pour|pouring) concrete", "construction laborer"),
        (r"(?:sell|selling|sold) (?:cars|clothes|shoes|phones|furniture|appliances|electronics|jewelry)", "retail sales associate"),
        (r"(?:sell|selling|sold) (?:software|saas|ads|medical devices|enterprise)", "sales representative"),
        (r"(?:sell|selling|sold) (?:houses|homes|real estate|property)", "real estate agent"),
        (r"(?:run|running|operate|operating|program|programming) (?:the |a )?cnc", "cnc operator"),
        (
            r"(?:work|working|worked) (?:as )?(?:a )?line at|(?:work|working) (?:on )?(?:the |an )?(?:assembly|production) line",
            "production worker",
        ),
        (r"(?:process|processing) (?:insurance |medical )?claims", "claims processor"),
        (r"(?:write|writing|wrote|written) grants", "grant writer"),
        (r"(?:raise|raising) (?:money|funds)", "fundraiser"),
        (r"(?:plan|planning) (?:events|weddings)", "event planner"),
        (r"(?:recruit|recruiting|hire|hiring) (?:people|engineers|nurses|staff)", "recruiter"),
    )
)

_LEFT_BEHIND = re.compile(
    r"\b(?:tired of|sick of|done with|quit|quitting|left|leaving|stop|stopping|stopped|giv(?:e|ing) up|get(?:ting)? out of|burn(?:ed|t) out (?:from|on|by|of)) (?P<doing>[a-z]+ing)\b(?! (?:for|to|my))"
)
_BY_GERUND = {
    "cooking": "cook", "teaching": "teacher", "nursing": "nurse", "bartending": "bartender", "waitressing": "waiter", "waiting": "waiter", "welding": "welder", "bookkeeping": "bookkeeper",
    "coding": "software developer", "programming": "software developer", "trucking": "truck driver", "accounting": "accountant", "cleaning": "housekeeper", "housekeeping": "housekeeper", "recruiting": "recruiter",
    "plumbing": "plumber", "roofing": "construction laborer", "baking": "baker", "landscaping": "landscaper", "serving": "waiter", "caregiving": "home health aide", "painting": "painter", "framing": "carpenter",
}  # fmt: skip

# Where one works -> the plain hand there, and the one in charge of it.
_PLACES: tuple[tuple[str, str, str], ...] = (
    (r"warehouses?|distribution cent(?:er|re)s?|fulfil?lment cent(?:er|re)s?|amazon warehouse", "warehouse worker", "warehouse supervisor"),
    (r"kitchens?", "cook", "restaurant manager"),
    (r"call cent(?:er|re)s?|contact cent(?:er|re)s?|bpo", "customer service representative", "customer service manager"),
    (r"day ?cares?|child ?care cent(?:er|re)s?|nursery school", "childcare worker", ""),
    (r"factor(?:y|ies)|assembly line|assembly plant|production line", "production worker", "production supervisor"),
    (r"plant", "", "production supervisor"),
    (
        r"fast food|mcdonald'?s|burger king|wendy'?s|taco bell|chipotle|kfc|subway|starbucks|coffee shops?|caf[eé]s?",
        "fast food worker",
        "restaurant manager",
    ),
    (r"restaurants?|diners?|bistros?", "", "restaurant manager"),
    (r"construction sites?", "construction laborer", ""),
    (r"retail|retail stores?|clothing stores?|department stores?|grocery stores?|supermarkets?", "retail sales associate", "store manager"),
    (r"stores?|shops?|dollar general|target|walmart|walgreens|cvs", "", "store manager"),
    (r"hotels?", "", "hotel manager"),
    (r"bars?|pubs?|nightclubs?", "bartender", "bar manager"),
    (r"bank branch(?:es)?|branch of a bank", "bank teller", ""),
    (r"help ?desk", "help desk technician", ""),
)
_ANY_PLACE = re.compile(rf"\b(?:{'|'.join(place for place, _, _ in _PLACES)})(?!\w)")
_THERE = r"(?:an? |the |my |this )?(?:\w+ )?"
_HAND_AT = r"(?:work|working|worked|employed|stuck|slaving away|putting in \w+)(?: \w+)?(?: (?:in|at|for|on))? "
_HAND_OF = (
    r"\b(?:(?:my|the) (?:\w+ )?jobs? (?:\w+ )?(?:in|at|is in|is at|was in|was at)|(?:laid off|fired|let go) from|lost my (?:\w+ )?job (?:\w+ )?(?:in|at)"
    r"|(?:nights|days|shifts|years?|yrs?|months?|time|decades?) (?:in|at|on|behind)) "
)
_HANDS = tuple(
    (re.compile(rf"{_HAND_AT}{_THERE}(?:{place})\b"), re.compile(rf"{_HAND_OF}{_THERE}(?:{place})\b"), hand)
    for place, hand, _ in _PLACES
    if hand
)
_WISH_BEFORE = re.compile(
    r"\b(?:want\w*|wanna|would like|i'd like|like to|love to|hop(?:e|ing) to|rather|plan(?:ning)? to|going to|gonna)\b"
)
_ON_THE_LINE = re.compile(
    r"\b(?:years?|yrs?|decades?|months?|time|shifts?|nights) on (?:the|an?) (?:assembly |production |packing )?line\b(?! cook)"
)
_BEHIND = re.compile(r"(?:years?|yrs?|been|decades?|work(?:ed|ing)?|time) behind (?:a|the) bar\b")
_IN_CHARGE = r"(?:run|running|manage|managing|managed|supervise|supervising|supervised|lead|leading|led|in charge of|oversee|overseeing)"
_CHIEFS = tuple(
    (
        re.compile(
            rf"{_IN_CHARGE} (?:(?:an?|the|my|our|small|whole|busy) )*(?:(?:team|crew|shift|staff|people|guys)(?: of)?(?: \w+)?(?: people)?"
            rf" (?:in|at) (?:an?|the|our)? ?(?:\w+ )?)?(?:\w+ )?(?:{place})\b"
        ),
        re.compile(
            r"\b(?:(?:assistant|shift|general|team|asst|night|day) )?(?:manager|lead|leader|supervisor|mgr) (?:at|in|for) (?:an? |the )?"
            rf"(?:\w+ )?(?:{place})(?!\w)"
        ),
        chief,
    )
    for place, _, chief in _PLACES
    if chief
)


@dataclass(frozen=True, slots=True)
class Work:
    """Work told at ``clause[start:end]``, and the names that the role may have in the catalogue, the likeliest first."""

    start: int
    end: int
    names: tuple[str, ...]


def work_told(clause: str) -> Iterator[Work]:
    """The works that a clause in lower case tells of its speaker, the likeliest reading first."""
    subjects = [
        found
        for found in _BUSY.finditer(clause)
        if not _NOT_YET.search(clause[: found.start()])
        and not ((found["who"] or "").startswith("and ") and _WISH_BEFORE.search(clause[: found.start()]))  # "want to quit and keep books"
    ]
    busy = [
        (found.start(), at) for found in subjects for at in dict.fromkeys((found.end(), found.end("who") if found["who"] else found.end()))
    ]
    placed = _ANY_PLACE.search(clause) is not None
    if placed:
        yield from _at_places(clause, busy, _CHIEFS)
    for start, at in busy:
        yield from (Work(start, told.end(), (role,)) for pattern, role in _PICTURES if (told := pattern.match(clause, at)))
    if (told := _LEFT_BEHIND.search(clause)) and (role := _BY_GERUND.get(told["doing"])):
        yield Work(told.start(), told.end(), (role,))
    for start, at in busy:
        yield from _by_verb(clause, start, at)
    if (line := _ON_THE_LINE.search(clause)) and not re.search(r"\b(?:cook|kitchen|restaurant)\b", clause):
        yield Work(line.start(), line.end(), ("production worker",))
    if behind := _BEHIND.search(clause):
        yield Work(behind.start(), behind.end(), ("bartender",))
    if placed:
        yield from _at_places(clause, busy, _HANDS)


def work_wished(clause: str) -> Iterator[Work]:
    """The works that a clause tells as a wish: "I want to drive a semi truck"."""
    for wish in _WISHED.finditer(clause):
        if not _VAGUE_WISH.match(clause, wish.end()):
            yield from (
                Work(wish.start(), told.end(), (role,)) for pattern, role in _PICTURES if (told := pattern.match(clause, wish.end()))
            )


def _at_places(clause: str, busy: list[tuple[int, int]], table: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]) -> Iterator[Work]:
    """Work told by its place: what the speaker does there, or what is his there ("nights in a warehouse")."""
    for doing, named, role in table:
        for start, at in busy:
            if told := doing.match(clause, at):
                yield Work(start, told.end(), (role,))
        if (told := named.search(clause)) and not _NOT_YET.search(clause[: told.start()]):
            yield Work(told.start(), told.end(), (role,))


def _by_verb(clause: str, start: int, at: int) -> Iterator[Work]:
    for pattern, agents in _DOING:
        if (told := pattern.match(clause, at)) and (words := _object_words(told["object"])):
            names = tuple(f"{' '.join(words[:size])} {agent}" for size in range(len(words), 0, -1) for agent in agents)
            yield Work(start, told.end(), names)


def _object_words(text: str) -> list[str]:
    words: list[str] = []
    for word in text.split():
        if word in _OBJECT_STOPS:
            break
        words.append(word)
    return words


def first_named(works: Iterator[Work], names: Callable[[str], tuple[str, ...]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The place of the first work with a name that ``names`` knows, and the roles of that name; nothing where it knows none."""
    for work in works:
        for name in work.names:
            if roles := names(name):
                yield work.start, work.end, roles
                return
