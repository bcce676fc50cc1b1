"""What a message says about its writer: facts for the slots, ambiguous names to ask about, and names the catalogue does not know.

A fact's slot is decided by the clause that a name stands in (see clauses.py): "I am a nurse" and "I want to become a nurse" name one role
and say two things. Questions give no facts, but the constraints in "is there anything under $100?" do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from knowledge.resolve import amounts, preferences
from knowledge.resolve.amounts import Amount, amounts_in
from knowledge.resolve.clauses import Clause, Cue, Label, clauses_of, cues_of, lowered, nearest
from knowledge.resolve.degrees import Degree, degrees_of
from knowledge.resolve.fragments import Named, compares, is_own, profile_zone, wishes
from knowledge.resolve.index import CREDENTIAL_WORDS, ROLE_WORDS, Ambiguous, Candidate, Match, Mention, NameIndex
from knowledge.resolve.labeller import labeller
from knowledge.resolve.labels import LABELS, Item, likeliest, likely_aim
from knowledge.resolve.lexicon import rank_of
from knowledge.resolve.money import Money, counts_things, money_of, read_money
from knowledge.resolve.occupations import first_named, work_told, work_wished
from knowledge.resolve.shorthand import FIELD_HINTS, WORK_AS
from knowledge.resolve.spelling import mended
from knowledge.resolve.time import TimeReading, read_times
from knowledge.resolve.tokens import stem

Operation = Literal["add", "set", "remove", "avoid"]
Value = str | float | None

LIST_SLOTS = frozenset(
    {"target_skills", "current_skills", "held_credentials", "wanted_credentials", "target_employers", "issuer_types", "avoid"}
)
_KINDS_OF = {
    "target_skills": ("skill",),
    "current_skills": ("skill",),
    "target_role": ("role",),
    "current_role": ("role", "occupation"),
    "field": ("field",),
    "held_credentials": ("credential",),
    "target_employers": ("employer", "issuer"),
    "avoid": ("issuer", "credential", "field", "role", "skill"),
}
_LABEL_OF: dict[str, Label] = {
    "target_skills": "wanted",
    "current_skills": "known",
    "target_role": "target",
    "current_role": "current",
    "field": "target",
    "held_credentials": "have",
    "target_employers": "employer",
    "avoid": "avoid",
}
_LIST = re.compile(
    r"\s*(?:[,/&+]|\band\b|\bor\b|\bplus\b|\bas well as\b|\balong with\b|\bthen\b|\bn\b|\balso\b|\bnor\b"
    r"|;)+[\s,]*(?:(?:an?|the|some|my|also|maybe|basic|advanced|good|bit of|a bit of|a little|little|even"
    r"|perhaps|possibly|then|or|and|intermediate|strong)\s+)*",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s*(?:,?\s*\b(?:to|into|2)\b|->|-->|→|=>|>)\s*(?:(?:an?|the|be|become|being|becoming|work as|work in"
    r"|something in|a job in|a career in)\s+)*",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s*(?:-+>|→|➜|=>)\s*(?:an? )?")
_SOMETHING_IN = re.compile(r"\b(?:(?:something|anything) (?:in|on|about|with|around)|(?:to do with|related to|that involves))\s+$")
_AT_PLACE = re.compile(r"\s*(?:jobs?|roles?|positions?|work)?\s*(?:at|for|with)\s+", re.IGNORECASE)
_TURNED = re.compile(r"\s*[- ]?turned[- ]?\s*(?:into )?(?:an? )?", re.IGNORECASE)
_RIGHT_CURRENT = re.compile(
    r"\s+(?:by (?:trade|day|training|profession)|for (?:the (?:last|past) )?(?:\w+ ){1,3}(?:years?|yrs?"
    r"|months?)|with (?:\w+ ){1,3}(?:years?|yrs?)|since (?:19|20)\d\d|right now|at the moment|currently"
    r"|background\b|(?:work )?experience\b|here\b)",
    re.IGNORECASE,
)
_RIGHT_PLACE = re.compile(r"\s+(?:at|for|in|with) (?:an?|the|my|our) \w+", re.IGNORECASE)
_RIGHT_WANTED = re.compile(
    r"\s+(?:(?:is|are|seems?(?: to be)?|keeps? being) (?:always |often |also |now |being |usually |mostly |a )?"
    r"(?:asked|required|needed|wanted|requested|mentioned|listed|must|mandatory|expected|in demand|everywhere|missing|requirement)|comes? up (?:a lot|everywhere|often|always))\b",
    re.IGNORECASE,
)
_RIGHT_SUBJECT = re.compile(
    r"\s+(?:laugh|hate|love|ignore|like|make|earn|get paid|who|with an?|keep|say|said|ask|asked|want|told|tell|look|expect|prefer|care|think|always|usually|never|don'?t|do|are|have|get|need|seem)\b",
    re.IGNORECASE,
)
_RIGHT_HELD = re.compile(
    r"\s*-?\s*(?:certified\b|from (?:an?|the|my) (?:\w+ )?(?:school|universit\w+|college)|\(?since (?:19|20)\d\d|certification holder|holder\b|already|licensed\b|\(?(?:earned|passed|completed"
    r"|done|expired|obtained|got it)\b)",
    re.IGNORECASE,
)
_RIGHT_STUDENT = re.compile(r"\s+(?:student|candidate|applicant|major|trainee|intern\b|apprentice)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\bmy (?:\w+ )?$", re.IGNORECASE)
_GETTING = re.compile(
    r"\b(?:get|getting|take|taking|pass|passing|earn|earning|finish|finishing|start|starting|do|doing|pursue"
    r"|pursuing|study|studying|for|complete|completing) (?:for )?my (?:\w+ )?$",
    re.IGNORECASE,
)
_EMPLOYER_LEFT = re.compile(
    r"\b(?:at|for|with|by|join(?:ing)?|into|target(?:ing)?|companies like|employers like)\s+(?:the |a |an )?$", re.IGNORECASE
)
_MY_JOB = re.compile(
    r"\b(?:(?:my|lost (?:my|the)|last|old|previous|current|day) (?:[\w-]+ ){0,2}(?:jobs?|role|position|work|shift)|laid off|laid me off|fired|let go)(?: \w+)? (?:at|in|from|with|for|by)"
    r" (?:an? |the |my )?(?:\w+ )?$|\b(?:lost my job|laid off)\b[^.;!?]{0,20}$"
)
_EARNINGS = re.compile(
    r"\b(?:ma(?:kes?|de|king)(?! it| that)|earn(?:s|ing|ed)?|salary|salaries|paid|pays|paying me|income|wages?|raise"
    r"|raised|grew|closed deals|debt|loans?|owe|rent|worth|revenue|funding|bonus|gross)\b(?:(?! so | but )[^.;!?]){0,25}$",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"\b(?:costs?|fees?|priced at|charg(?:e|es|ing)|price (?:is|of)|cost me|paid|spent|(?:exam|test|course|cert\w*|class|program\w*|tuition|books?|bootcamp|degree)(?: \w+){0,2} (?:is|are|was|were))\b(?! (?:under|less"
    r"|below|up to|no more|at most|me no|limit))[^.;!?]{0,15}$",
    re.IGNORECASE,
)
_PAYER = re.compile(
    r"\b(?:(?:my |the |our )?(?:work|boss|employer|company|job|union|va|gi bill|hospital|school|firm|agency|(?:tuition |financial )?(?:assistance|reimbursement|benefit)s?|scholarship|grant|voucher|stipend)"
    r"(?: \w+){0,2} (?:pays?|covers?|gives?(?: me)?|reimburses?|offers?|will (?:pay|cover|reimburse)|up to|is|of)|(?:tuition |education )(?:assistance|reimbursement|benefit|stipend))\b[^.;!?]{0,16}$"
)
_KIN_PAYS = re.compile(
    r"\bmy (?:\w+ )?(?:dad|mom|mum|parents?|family|husband|wife|partner|father|mother|folks|in-laws|brother|sister|uncle|aunt|grand\w+) (?:\w+ ){0,2}(?:pay|cover|give|lend|chip in|spot me|help with)\w*\b[^.;!?]{0,16}$"
)
_COVERED = re.compile(
    r"\b(?:pays?|covers?|gives?|reimburses?|offers?|allows?|chips? in)(?: me| us| you)?(?: for)?(?: (?:up to|max\w*|as much as|about|around|only|like))*\s*$"
)
_BUDGET_WORD = re.compile(r"\b(?:budget|spend|afford|saved|savings|set aside)\b")
_EARNED = re.compile(r"\s*(?:salary|job|role|a year|per year|an hour|in (?:debt|loans)|raise|position)")
_PRICE_EACH = re.compile(r"\s*(?:apiece|each\b|(?:a|per) (?:credit|class|course|exam|session|lesson|person|pop|piece)\b)")
_TOLD_PRICE = re.compile(
    r"\b(?:(?:it|that|this|which|he|she|they|one)(?:'s| is| was| are)|(?:did|took|got|bought|finished|passed)\b[^.;!?]{0,30} for)(?: (?:like|about|around|only|just))*\s*$"
)
_OF_MONEY = re.compile(
    r"\b(?:money|cost\w*|price|budget|spend\w*|pays?|paid|cover\w*|reimburse\w*|fund\w*|sponsor\w*|amount)\b", re.IGNORECASE
)
_MEANS_LEFT = re.compile(
    r"(?:^\W*for|\b(?:with|on|have|has|got|having|and|done for|possible for|something for))(?: (?:only|just|about|like|around|maybe|a|the))*\s*$"
)
_PRICE_ASKED = re.compile(r"\b(?:costs?|price[ds]?|fees?|charge[sd]?|pay(?:ing)?|worth|salar\w+|earn|make|how much|is (?:it|that|this))\b")
SURE_OF_AMOUNT = {"none": 0.3, "money": 0.6}
"""How likely the labeller of amounts must find it that a number is a budget, where the rules saw nothing and where they saw money that is none."""
SURE_OF_HOURS, SURE_OF_NOTHING = 0.5, 0.95
LEAST_BARE_SUM = 20
_BY_THE_MONTH = re.compile(
    r"\s*(?:an?|per|/|each|every)\s*(?:month|mo|week|hour|hr|year|day|credit|class|course)\b|\s*(?:monthly|weekly|yearly|hourly)\b"
)
MOST_HOURS = 60
MOST_PAID, MOST_COVERED = 20_000, 10_000
"""US dollars: more, told without a word of spending, is no budget; more "paid" by an employer is a salary."""
_SEEKS_ELSEWHERE = ("goal_exploration", "goal_career_change")
_WEAKNESS = re.compile(
    r"(?:bad|weak|terrible|awful|hopeless|useless|no good|not (?:very |so |that |really |too )?(?:good|great|strong)) (?:at|in|on|with)"
)
_THE_OTHER = re.compile(r",\s*(?:but\s+|i mean\s+|i meant\s+|rather\s+|it'?s\s+)*(?:the|an?)\s+$|,\s*(?:but|i meant?|rather)\s+")
_ONES_WITH = re.compile(
    r"\b(?:one|ones|those|these|programs?|courses?|certs?|certificates?)\b(?: of \w+)? (?:that|where|which|with|without|from|by|via|through)\b"
    r"|\b(?:limit|filter|narrow|restrict)\b"
)
"""A question for options with such a feature."""
_ABOUT_COURSES = re.compile(r"\b(?:certs?|certif\w+|courses?|badges?|credentials?|training|class(?:es)?)\b")
_ABOUT_JOBS = re.compile(
    r"\b(?:work(?:ing)?|jobs?|roles?|positions?|career|hired|join|employ\w+|recruit\w*|hiring|analyst|engineer"
    r"|manager)\b"
)
_HAVING = re.compile(r"\b(?:have|hold|got|earned|completed|finished|did|took|with|passed)(?: (?!to\b)\w+){0,3}\s*$", re.IGNORECASE)
_CERTIFICATE_IN = re.compile(r"(?:cert\w*|course\w*|class|diploma|training|bootcamp|program) (?:in|on)\b", re.IGNORECASE)
_LEVEL_BEFORE = re.compile(
    r"(?:^|[,.;:]|\band)\s*(?:very |pretty |some |my )?(?:basic|intermediate|advanced|beginner|decent|solid|strong|some|a (?:bit|little) of|a (?:bit|little)|good|fluent)\s+$"
)
_RIGHT_EXPLORE = re.compile(
    r"\s+(?:(?:is )?(?:an? )?(?:good |right |nice |decent )?(?:field |career |path |fit |option |choice )?for (?:me|someone like me|people like me|introverts|beginners)\b|is something i\b|could be (?:something )?for me)"
)
_GAP = re.compile(
    r"\b(?:posts?|postings?|jobs?|openings?|adverts?|listings?|offers?|vacanc(?:y|ies)) (?:all |always |exactly )?(?:want|ask|say|need|list|require|call)|turned down|reject|passed over|\bbecause\b|\bposting|job ads?\b|\bads? (?:want|ask|say|need)|recruiter|require|\basks? for|everyone wants|missing out|holding me back|\bneed"
)
_LEAVING = re.compile(r"tired|leav|left|quit|out of|escap|burn|laid off|retired|from|former|ex\b|used to|previously|i was", re.IGNORECASE)
_FINE_AGAIN = re.compile(
    r"\s*(?:(?:is|are|was|would be)|'s) (?:actually |really )?(?:fine|ok|okay|good|acceptable|alright"
    r"|all right)\b(?=.*\b(?:after all|now|again|too)\b)",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\W*(?:(?:i )?(?:have )?no (?:strong |particular |real )?preferences?|any(?:thing)?(?: (?:is"
    r"|works)(?: fine| ok| for me)?| will do| goes)?|either(?: (?:is|works)(?: fine| ok| for me)?| one| way)?"
    r"|both(?: (?:are|is) (?:fine|ok|okay|good))?|all of (?:them|the above)"
    r"|(?:it |that )?(?:doesn'?t|does not|dont|don'?t) (?:really )?matter(?: to me)?|(?:i )?(?:don'?t|do not"
    r"|dont) (?:really )?(?:care|mind)|whatever(?: works| you think| is best)?|no matter"
    r"|open to (?:any(?:thing)?|both|either|all)|i'?m (?:flexible|open|easy)|flexible|indifferent)(?:\W+(?:honestly|really|tbh|i guess|to be honest|is|are|fine|ok|okay|for me|please|works?|good|lol|haha))*\W*",
    re.IGNORECASE,
)
_INDIFFERENT = re.compile(
    r"^\W*(?:(?:it |that )?(?:really )?(?:doesn'?t|don'?t|does not|do not|dont|doesnt) (?:really )?(?:matter|care|mind)\b|any(?:one|body|where|place| company| employer)\b(?! (?:but|except))|whoever|wherever|no preference)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\W*(?:none|no|nope|nothing|n/?a|nah|not any|none yet|nothing yet|not yet|no i don'?t"
    r"|i don'?t(?: have any| know any)?|i (?:don'?t )?have (?:none|nothing|any)|none (?:at all|really|so far)"
    r"|not really|zero|(?:nothing|none|not working|unemployed|no job|out of work|jobless|not employed|between jobs)(?: (?:right now|rn|at the moment|currently|really|relevant|much|anymore))*"
    r"|no (?:skills|credentials|degrees?|certs?|certifications?|experience))\W*",
    re.IGNORECASE,
)
_KIND_BY_LABEL: dict[str, tuple[str, ...]] = {"current": ("role",), "have": ("credential", "degree")}
_SHARED_HEAD = re.compile(
    r"\b([a-z]+),? (?:not|rather than|instead of) (?:an? )?[a-z]+ (?P<head>manager|analyst|engineer|designer|developer|administrator|assistant|technician|coordinator)\b"
)
_BEFORE_TECH = frozenset("in into to the of for about a or and like with on is maybe something towards toward".split())
_TARGETS_ASKED = frozenset({"target_role", "field", "target_skills", "target_employers"})
_YEARS_BEFORE = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty))\s?\+?\s?(?:y|ye?a?rs?|yoe|months?|decades?)['’]?(?: of| in| doing| with| as an?)?\s+(?:\w+ )?$"
    r"|\b(?:a|over a|almost a|nearly a) decade (?:of|in|doing)\s+$"
)
_RIGHT_NO = re.compile(r"\s*(?:[:=-]\s*)?(?:no|nope|zero|none|not (?:so much|really|at all|yet)|nada|nil)\b(?! problem| issue| longer)")
_RIGHT_KNOWN = re.compile(
    r"\s*(?:is|are|'s) (?:already |pretty |quite |very |really |rather |not )*(?:good|solid|strong|decent|fluent|excellent|bad)\b(?! (?:for|to|idea|choice|field|career|one|course|cert))"
    r"|\s*(?:[:=-]\s*)?(?:(?:trained|experience|exp|yes|fluent(?:ly)?|proficient|daily|every ?day|basics|beginner|intermediate|advanced|level \w+)\b|ok(?:ay)?\s*(?:[,.;]|$))"
)
_LEFT_OWN = re.compile(
    r"\b(?:part[- ]time|full[- ]time|currently|former|formerly|ex|retired|laid[- ]off|unemployed|freelance|self[- ]employed|once|previously)\W+(?:an? )?$"
)
_VAGUELY = re.compile(
    r"(?:something (?:with|in|to do with|around|involving)|(?:get|getting|break|breaking|move|moving|go|going|switch|switching|transition) (?:in ?to|to)|want(?:s|ing)? (?:to )?work(?:ing)? (?:with|in)"
    r"|(?:career|job|jobs|role|future) in|to be in|to work in) (?:the |a )?"
)
_HINTS = tuple(
    (
        re.compile(rf"\b(?:{pattern})\b"),
        re.compile(rf"\b{_VAGUELY.pattern}(?P<hint>{pattern})(?= *(?:$|[.,;!?]|field|stuff|and\b|or\b|maybe|but\b|so\b|if\b))"),
    )
    for pattern, _ in FIELD_HINTS
)
_PAPERS = frozenset("cert certification certificate credential diploma badge course exam nanodegree".split())
_LEAVING_IT = re.compile(
    r"\b(?:stop(?:ping)?|quit(?:ting)?|done with|tired of|sick of|fed up with|bored (?:of|with|by)|had enough of|enough of|get(?:ting)? (?:out|away) (?:of|from)"
    r"|escape|burn(?:ed|t) out (?:on|from|by)|instead of(?= \w+ing\b)|rather than(?= \w+ing\b)|no more)\s+(?:the |my |being an? |working (?:as an?|in) |doing |\w+ing as an? |(?:\w+ ){1,3}as (?:an? )?)?$"
)
"""What is left behind is what one does now."""
_I_WORK_AS = re.compile(r"\bi(?:'m| am)? (?:currently |now |just |still )?work(?:ing)? as (?:an? |the )?$")
_JUST_BEGUN = re.compile(r"\b(?:just |recently |only |have |'ve )*(?:started|begun|began)(?: (?:with|on|learning|to learn|studying))? $")
""" "I've begun Excel": what one is only learning one does not have."""
_WEAK_AT = re.compile(
    r"(?P<but>\bbut (?:(?:i'?m|i am|i was) )?)?\b(?:not|never|n'?t|isn'?t|aren'?t|wasn'?t)(?: been| be)?(?: (?:very|so|that|really|too|all that|exactly|particularly|much))*"
    r" (?:good|great|strong|confident|comfortable|skilled|any good|the best) (?:at|in|on|with) (?:the |my )?$"
)
""" "I'm not that good at writing": an ability denied is none that one has; behind a "but" it bounds what is wished, and is no wish."""
_COURSE_ON = re.compile(r"\b(?:courses?|class(?:es)?|certs?|certificat\w+|training|programs?|badges?) (?:for|in|on|about) $")
""" "Any classes on Excel?": what options are asked for is wanted, whatever a model makes of the question."""
_I_KNOW = re.compile(r"(?<!wish )(?<!said )(?<!if )\bi (?:already |also |do )?know (?:some |a bit of |basic |a little )?$")
COMMON_WORDS = 60
"""The so many most frequent words of English are seldom meant as names."""
_FIELD_RIGHT = re.compile(
    r"\s+(?:support|jobs?|roles?|careers?|field|department|dept|work|sector|industry|help ?desk|security|guys?|professionals?|certs?|courses?)\b"
)
_GOAL_IS = re.compile(
    r"\b(?:my|the) (?:\w+ )?(?:goal|dream|plan|aim|target|ambition)(?: job| role| career)?(?: is|'s|:| would be| was)?(?: to (?:be|become|work as))?(?: an?)? $"
)
_THAT_IS_IT = re.compile(
    r"[.,;:!]?\s*(?:(?:that'?s|thats|that is|it'?s|is|this is) (?:it\b(?! for)|what (?:i(?:'d| would)? (?:want|like|love|need)|i(?:'m| am) (?:after|aiming|going)|i have (?:set|in))"
    r"|the (?:plan|goal|dream|idea|aim|target|one i want)|my (?:plan|goal|dream|aim|target|end goal)|where i(?:'m| am| want))|is what i)"
)
"""What comes behind what is aimed at: "bookkeeper, that's what I want"."""
_WITH_A = re.compile(r"\bwith (?:an? |the )?(?:real |live |actual |proper |human )?$")
SURE = 0.3
"""The least confidence of the labeller with which it overrules the rules."""
SURE_AGAINST_QUESTION = 0.85
"""To take the answer to "which job are you aiming at?" for the present job."""
SURE_OF_REFUSAL = 0.6
"""The same where the rules see a refusal or a correction, of which the examples have fewer."""
_REFUSALS = frozenset({"not_current", "not_have", "remove", "correct", "reject", "avoid"})
_AIMING = {"goal_skill_gap": 0.08, "goal_exploration": 0.015, "goal_career_change": 0.08, "goal_complement": 0.3}
"""Kinds of message that aim at a skill, a field or a job, and how likely a name must be the aim to be taken for it where nothing else is."""
_NAME_KINDS = ("role", "field", "skill", "credential", "issuer", "employer", "degree")
SKILL_OF_ISSUER = {"Amazon Web Services": "AWS cloud", "Google Cloud": "Google Cloud Platform", "American Welding Society": "Welding"}
"""What one wants to know who wants to know an issuer."""
_I_DO = re.compile(
    r"\W*(?:(?:and|but|so|hi|hey|hello|well)\W+)?(?:i|we) (?:(?:mostly|mainly|usually|currently|also|already|just|only|basically) )?"
    r"(?!(?:want|need|like|love|hope|wish|plan|think|would|should|could|must|have|keep|prefer|see|am|heard|saw|hear|read|guess|care|mean|meant|said|never|don|do not|did|can|will|might|may|was|lack|aim|feel|try|know|knew|hate|got|get|dream|wonder|also want"
    r"|struggle|suck|failed?|forgot|go|chose|choose|decided|enjoy|look|asked|applied|apply|miss)\b)[a-z]+\b"
)
_MY_OWN_IS = re.compile(
    r"\b(?:my|the|our) (?:\w+ ){0,3}(?:gig|job|role|title|position|work|target|goal|aim|dream|skill|gap|weak\w*|spot|field|employer|company|thing)s?(?: i'?m missing| for this job| i lack| i need){0,2}\s*$|\bmissing (?:\w+ ){0,4}$"
)
_FOR_ONE = re.compile(r"\bfor (?:an? |someone who is an? |somebody who is an? )(?:ex-?|former )?$")
_AS_AIMED = re.compile(
    r"\b(?:re-?train\w*|start\w*(?: over| out)?|qualif\w+|regist\w+|appl\w+|hire\w*|jobs?|roles?|positions?|careers?|life|future|certif\w+|degree|over|instead,?)\s+$"
)
_SAID = re.compile(r"\s+(?:said|told|says|tells|asked|asks|wants? me|rejected|recommended|suggested|mentioned|wrote|called)\b")
_OWNS = re.compile(r"(?<=['’]s)\s|['’]s\s")
_DONE_FOR = re.compile(
    r"\b(?:do|doing|did|done|keep|kept|work|worked|working|clean|cook|drive|run|ran|manage|managed)\b[^,.;!?]{0,40}\bfor (?:an?|my|our|the|his|her) (?:local )?$"
)
_SOME_OF = re.compile(r"\b(?:half|most|many|some|all|other|few|these|those|several)(?: of)?(?: the| my| our| these)?\s+$")
_RIGHT_BACKGROUND = re.compile(r"\s+(?:background|experience|career so far|degree)\b")
_MIGHT_HAVE_BEEN = re.compile(r"\b(?:could|would|should|might)(?:'?ve| have| of) been (?:an? |the )?$")
_AS_ONE = re.compile(r"as an?")
_LEFT_I = re.compile(r"\b(?:i|we|i've|ive)(?: (?:also|usually|mostly|sometimes|already|often|always|can|just))?\s+$")
_RIGHT_GOOD_MOVE = re.compile(
    r"\s+(?:jobs? |work )?(?:is |be |still |actually |even |really )*(?:an? )?(?:real|legit|growing|hot|dying|realistic|good|smart|viable|possible|decent|bad|crazy|right|safe|dumb|stable|sensible|solid)"
    r"[\w ]{0,14}\b(?:move|idea|career|choice|option|path|job|fit|switch|goal|field|bet|at \d|for me|for someone)"
)
_NO_NAME = re.compile(
    r"\W*(?:(?:yes|yeah|yep|yup|ok|okay|sure|no|nope|nah|fine|right|correct|thanks?|thank you|please|good|great|cool|perfect|sounds good|go ahead|thx|of course|definitely|maybe|exactly)\W*)+",
    re.IGNORECASE,
)
"""Words of assent and thanks, which name nothing."""
_NEEDS_NAME = frozenset({"target_role", "current_role", "field", "target_skills", "current_skills", "held_credentials", "target_employers"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said: put ``value`` into ``slot`` (``set``, ``add``), take it out (``remove``; None: all of it), or keep clear of it (``avoid``).

    A ``set`` to None is an answer too: "none", or no preference. Skills, roles, fields and issuers are given by canonical name,
    credentials by id, degrees and licences in plain words; ``avoid`` also holds kinds, issuer types and assessments.
    ``remove`` of a plain word such as "Degree" takes out what contains it. ``quote`` are the user's words.
    """

    slot: str
    value: Value
    operation: Operation
    quote: str


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Words for ``slot`` that may mean each of the ``candidates``; the user must be asked."""

    slot: str
    quote: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """What one message says: facts in the order told, names to ask about, names the catalogue lacks."""

    facts: tuple[Fact, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    unknown: tuple[str, ...] = ()

    def of(self, slot: str) -> tuple[Fact, ...]:
        """The facts for one slot."""
        return tuple(fact for fact in self.facts if fact.slot == slot)


def read_statements(
    text: str,
    index: NameIndex,
    *,
    asked: str | None = None,
    goal: str | None = None,
    intent: str | None = None,
    today: date,
    supposing: bool = False,
) -> Statements:
    """Everything that a message says about its writer. ``asked`` is the slot just asked about, ``goal`` the user's goal where known,
    ``intent`` what kind of message it is taken for.

    With ``supposing`` what is merely supposed ("if I had a degree", "once I have my PMP") counts too, as "what if" always does.
    """
    return _Reader(text, index, asked, goal, today, supposing, intent).read()


def items_of(text: str, index: NameIndex, asked: str | None) -> tuple[str, list[Item], Callable[[int], int]]:
    """The text with its spelling mended, the names in it as the labeller sees them, and where a place in it was in the text as written."""
    reader = _Reader(text, index, asked, None, date.min.replace(year=2000), False)
    reader.survey()
    return reader.text, [named.item for named in reader.named], reader.mended.origin


def amounts_of(text: str, index: NameIndex, asked: str | None) -> tuple[str, list[Amount], Callable[[int], int]]:
    """The text with its spelling mended, its numbers with what the rules take them for, and where a place in it was in the text as written."""
    reader = _Reader(text, index, asked, None, date.min.replace(year=2000), False)
    reader.survey()
    return reader.text, reader.amounts(), reader.mended.origin


@dataclass(slots=True)
class _Placed:
    """A fact with the place it was told at, so that the later of two wins."""

    at: int
    fact: Fact
    weight: int = 1


@dataclass(slots=True)
class _Labelled:
    mention: Mention
    label: Label | None
    cue: Cue | None
    clause: Clause
    learned: str = ""
    """The labeller's own, finer label, where it has decided."""
    ruled: Label | None = None
    """The label of the rules."""
    plain: bool = False
    """Whether the rules leave no doubt, as with an arrow between two jobs."""


@dataclass(slots=True)
class _LabelledDegree:
    degree: Degree
    label: Label | None
    cue: Cue | None


@dataclass(frozen=True, slots=True)
class _Named:
    """A name or degree of the message, as the labeller sees it."""

    item: Item
    source: _Labelled | _LabelledDegree


_POINTED_AT = re.compile(
    r"\b(?:for|of|with|on|about) (?:it|this|that|this one|that one|the (?:first|second|third|fourth|last|top) (?:one|option|cert\w*|exam|course)?)\b|\b(?:is|does|can) (?:it|this|that|the (?:first|second|third|last|\w+) one)\b"
)
_REFUSED_PLAINLY = re.compile(
    r"\bi (?:(?:really|simply|just|absolutely) )?(?:(?:don'?t|do not|never|won'?t|will not) (?:ever |really )?(?:want|wanna|like|do)(?: to do)?|hate|can'?t stand|loathe|refuse) (?:any |more |the )?$"
)
""" "I don't want audits": what directly follows is refused, whatever a model makes of it."""
_NO_ANSWER = re.compile(r"\W*(?:no|not|without|nothing|never) \w+(?: \w+)*,? (?:right|ok|okay|please|though|correct)\W*$")
""" "No drug tests, right": neither a name nor an answer."""
_TEACHER_OF = re.compile(
    r"\b(?P<level>high school|middle school|elementary school|primary school|secondary school|preschool|kindergarten) (?!teacher)(?:[a-z]+ ){1,2}teacher\b(?!'s| aide| assistant)"
)
_WORK_AND_YEARS = re.compile(r"(?:^|[.;,] ?)(?P<work>[a-z]+(?: [a-z]+)?),? (?:for )?\d{1,2} ?(?:years?|yrs?)\b")
_LONG_ANSWER = 18
"""Words; what is longer tells more than the answer."""
_RIGHT_ADS = re.compile(r"\s+(?:posts?|postings?|ads?|adverts?|openings?|listings?|interviews?|offers?|vacanc(?:y|ies))\b")
""" "The welder ads": whose ads one reads, that job one is after."""
_JURIS_DOCTOR = re.compile(r"\bj\.?d\b|\bjuris\b", re.IGNORECASE)
_SET_BESIDE = re.compile(
    r"\b(?:goes?|fits?|pairs?|pair|works?|sits?|looks?|stack\w*|add\w*|put|combin\w+|complement\w*|round\w*)\b[^.;!?]{0,24}\b(?:with|beside|alongside|next to|on top of|to|onto|out)\s+(?:an?|my|the)?\s*(?:\w+ )?$"
)
_OF_LAW = re.compile(r"law degree|degree in law", re.IGNORECASE)
_I_HAVE = re.compile(r"\bi(?:'ve| have| got|'ve got| can (?:spend|pay|afford)| could (?:spend|pay))\b[^,.;]*$")


def _own_means(money: Money, left: str, right: str) -> bool:
    """Whether a question tells what its writer can pay: "what is there under 400?", not "does it cost under 400?"."""
    if _PRICE_ASKED.search(left):
        return False
    if money.reading == "free":
        if left.strip() in ("", "any", "only"):
            return bool(right.strip(" ?"))  # "free ones?"
        return not _ASKS_IF_FREE.search(left)  # "what can I add that costs nothing?", not "which of these are free?"
    return money.reading == "limit" or bool(_MEANS_LEFT.search(left) or re.search(r"\bbudget\b", left + right))


_ASKED_OF_A_PAYER = re.compile(
    r"^\W*(?:so |and |but |ok |wait |well )*(?:do|does|did|will|would|can|could|is|are|might|should|how|who|what|which|when|if|whether)\b"
)
_ASKS_IF_FREE = re.compile(
    r"^\W*(?:so |and |but |ok )?(?:is|are|was|were|does|do|did|will|which|how)\b|\b(?:is|are|it|they|one|ones|these|those|this)\s*$"
)


def _own_time(time: TimeReading, left: str, right: str) -> bool:
    """Whether a question tells what its writer has: "what is there by May?", "for 8 hours a week, can a …", not "does it take 3 months?"."""
    due = time.kind == "weeks" and re.match(r"(?:by|before|until|till)\b", time.text, re.IGNORECASE)
    if time.kind == "experience" or _LASTING_ASKED.search(_EXAM_DUE.sub("", left) if due else left):
        return False
    if time.kind == "hours_per_week":
        return bool(_MEANS_LEFT.search(left) or re.search(r"\bin\s+$", left))
    return bool(
        re.match(r"(?:by|before|within|until|till)\b", time.text, re.IGNORECASE)
        or re.search(r"\b(?:possible|feasible|doable|realistic)\b.*\bin\s+$|\b(?:spend|pay)\b[^.;!?]*\band\b[^.;!?]*\bin\s+$", left)
        or re.match(r"(?: and [^,.?]{1,25})? (?:be )?(?:enough|sufficient|realistic|doable|feasible|long enough) to\b", right)
    )


_OF_A_SHIFT = re.compile(r"[\s-]*(?:hours?|hrs?|h)?[\s-]*(?:(?:day|night|long) )?shifts?\b")
_EXAM_DUE = re.compile(r"\bexams?\s*$")
""" "The exam by the end of June" says when it is to be done, not how long it lasts."""
_LASTING_ASKED = re.compile(
    r"\b(?:takes?|long|requires?|needs?|lasts?|how (?:many|much|long)|exams?|valid|expires?|deadline|renew\w*|wait\w*)\b"
)


_RUSTY = re.compile(
    r"(?: skills?)? (?:is|are|has got|has gotten|have got|have gotten|got) (?:\w+ ){0,2}?(?:rusty|shaky|weak|poor|outdated|behind|stale)\b"
)
""" "My SQL is rusty": a skill that one has and wants again."""
_LONGEST_HINT = 9
"""Words; in a longer clause "computers" is one thing among others."""
_DENIES = re.compile(r"\b(?:not|no|isn'?t|don'?t|except|but|hate|never)\b")


class _Reader:
    def __init__(
        self,
        text: str,
        index: NameIndex,
        asked: str | None,
        goal: str | None,
        today: date,
        supposing: bool,
        intent: str | None = None,
    ) -> None:
        self.index, self.asked, self.goal, self.today, self.intent = index, asked, goal, today, intent
        self.written = text
        self.mended = mended(text, lowered(text), index.lexicon.knows)
        self.text = text = self.mended.text
        self.plain = lowered(text)
        self.clauses = clauses_of(text)
        if supposing:
            self.clauses = [replace(clause, supposed=False) for clause in self.clauses]
        if asked in _LABEL_OF and self.plain.startswith("how to "):  # "how to run payroll" answers which skill it is
            self.clauses = [replace(clause, question=False) for clause in self.clauses]
        self.all_names = tuple(name for name in index.mentions(text, weak=True) if not self._teaches_it(name))
        self.names = tuple(name for name in self.all_names if not name.weak)
        self.cues = {clause.start: [cue for cue in cues_of(clause) if self._is_cue(cue, clause)] for clause in self.clauses}
        self.placed: list[_Placed] = []
        self.ambiguous: list[Ambiguity] = []
        self.unknown: list[str] = []
        self.taken: list[tuple[int, int]] = []
        self.employed: list[int] = []
        self.worked: list[tuple[int, int]] = []
        self.degrees: list[int] = []
        self.zone: tuple[int, int] | None = None
        self.supposing = supposing
        self.labelled: list[_Labelled] = []
        self.passed_over: list[_Labelled] = []
        self.named: list[_Named] = []
        self.numeric: list[_Placed] = []

    def read(self) -> Statements:
        if not self.plain.strip():
            return Statements()
        self.survey()
        if not (self.supposing or self._is_bare_name() or self._is_mere_list()):
            self._learn()
        if not self.supposing:
            self._weigh_amounts()
        for named in self.named:
            if isinstance(named.source, _LabelledDegree):
                self._emit_degree(named.source)
        self._hinted_field(self.labelled)
        for each in self.labelled:
            self._emit(each, self.labelled)
        self._employers(self.labelled)
        self._unknown_names(self.labelled)
        self._bare_answer(self.labelled)
        return Statements(self._settled(), tuple(dict.fromkeys(self.ambiguous)), tuple(dict.fromkeys(self.unknown)))

    def survey(self) -> None:
        """Find all that is told, and what each name is by the rules."""
        degrees = [] if self.asked == "held_credentials" and _NONE.fullmatch(self.plain) else self._degrees()
        self._trades()
        self._teachers()
        self._kinds_of_work()
        self._shared_heads()
        self._preferences()
        self._numbers()
        self.numeric = [placed for placed in self.placed if placed.fact.slot in amounts.LABELS]
        self.labelled = self._labelled()
        self.zone = self._own_zone(self.labelled)
        self._leave_own_work(self.labelled)
        named = [_Named(_degree_item(each), each) for each in degrees]
        named += [_Named(self._item(each), each) for each in self.labelled]
        named += [_Named(self._item(each, "weak" if each.mention.weak else "other"), each) for each in self.passed_over]
        self.named = sorted(named, key=lambda one: one.item.start)

    def _item(self, each: _Labelled, passed_over: str = "") -> Item:
        mention = each.mention
        kinds = tuple(kind for kind in _NAME_KINDS if mention.readings(kind)) or ("value",)
        rule = passed_over or str(each.label or f"default {self._default(each)}")
        clause = "".join(sign for sign, holds in (("?", each.clause.question), ("~", each.clause.supposed)) if holds)
        marks = {
            "weak": mention.weak,
            "ambiguous": mention.ambiguous,
            f"cue={mention.cue}": mention.cue is not None,
            "capitals": mention.text.isupper(),
            "capital": mention.text[:1].isupper() and not mention.text.isupper(),
            f"plural|{kinds[0]}": mention.text.casefold().endswith("s") and not mention.text.isupper(),
        }
        return Item(mention.start, mention.end, kinds, rule + clause, tuple(mark for mark, holds in marks.items() if holds))

    def _teaches_it(self, name: Mention) -> bool:
        """In "a room with a real teacher" nobody's job is told."""
        return name.text.casefold() in ("teacher", "instructor", "tutor", "trainer") and bool(_WITH_A.search(self.plain[: name.start]))

    def _is_bare_name(self) -> bool:
        """Whether the message is no more than a name, in answer to a question for one: then it is what was asked for."""
        if self.asked not in _LABEL_OF or len(self.named) != 1:
            return False
        item = self.named[0].item
        return len(self.plain[: item.start].split()) + len(self.plain[item.end :].split()) <= 2

    def _is_mere_list(self) -> bool:
        """Whether the message is names and limits without a word around them: "data analyst, 3 months, $300" gives the labeller nothing to go by."""
        told = [(named.item.start, named.item.end) for named in self.named]
        told += [(placed.at, placed.at + len(placed.fact.quote)) for placed in self.placed]
        left = list(self.plain)
        for start, end in told:
            left[start:end] = " " * (min(end, len(left)) - start)
        return not re.search(r"\w", re.sub(r"\b(?:and|or|plus|n|ok|okay|also|too|then|in)\b", " ", "".join(left)))

    def _learn(self) -> None:
        """Let the labeller decide what the names are, where it is sure enough; elsewhere the rules stand."""
        shares = labeller().shares(self.text, [named.item for named in self.named], self.asked, self.intent)
        aims = [likely_aim(each) for each in shares]
        for named, each in zip(self.named, shares, strict=True):
            source, (learned, sure) = named.source, likeliest(each)
            if isinstance(source, _Labelled) and (source.plain or self._is_mere_word(source.mention) or self._opens_alone(source)):
                continue
            if source.label in _REFUSALS and (sure < SURE_OF_REFUSAL or LABELS[learned] in _REFUSALS):
                continue  # the rules tell the kinds of refusal apart
            if source.label and sure < SURE:
                continue
            if isinstance(source, _LabelledDegree) and source.label == "have" and LABELS[learned] == "asked" and sure < SURE_OF_REFUSAL:
                continue  # a degree that is told is seldom somebody else's
            if isinstance(source, _Labelled) and LABELS[learned] == "current" and self._is_nobodys_own(source.mention):
                continue
            if source.label is None and self.asked in _TARGETS_ASKED and LABELS[learned] == "current" and sure < SURE_AGAINST_QUESTION:
                continue
            ruled, source.label = source.label, LABELS[learned]
            if isinstance(source, _LabelledDegree):
                source.label = "have" if learned == "in_progress" else source.label
                continue
            source.learned, source.ruled = learned, ruled
            self._take_up(source)
        if self.intent == "correct":
            self._put_in_its_place()
        if (least := _AIMING.get(self.intent or "")) and not any(self._is_aim(each) for each in self.labelled):
            self._aim_at_likeliest(aims, least)

    def _is_mere_word(self, mention: Mention) -> bool:
        """ "It" is the pronoun, unless what follows makes a field of it: "it support", "an it job"."""
        common = mention.weak and mention.text.islower() and rank_of(mention.text) < COMMON_WORDS
        return common and not _FIELD_RIGHT.match(self.plain[mention.end :])

    def _opens_alone(self, each: _Labelled) -> bool:
        """ "Waitress. I want to …": a job that is a sentence by itself is the writer's."""
        text = each.clause.text.strip(" .,;!")
        opening = each.clause.start == 0 and text == each.mention.text.casefold() and len(self.clauses) > 1 and self.asked is None
        return opening and each.label is None and self._default(each) == "current"

    def _put_in_its_place(self) -> None:
        """In "not Docker, I know that one. Kubernetes!" the name that nothing else is said of takes the place of the one refused."""
        refused = [each for each in self.labelled if each.label in _REFUSALS]
        for each in self.labelled:
            if each.learned == "O" and each.ruled is None and any(_alike(each.mention, other.mention) for other in refused):
                each.label = None

    def _take_up(self, source: _Labelled) -> None:
        """A name that was passed over counts after all."""
        if source.label != "asked" and any(source is each for each in self.passed_over):
            self.labelled = sorted([*self.labelled, source], key=lambda each: each.mention.start)

    def _is_aim(self, each: _Labelled) -> bool:
        label = each.label or self._default(each)
        return label in ("target", "wanted", "request", "seek", "correct") and bool(each.mention.readings("role", "field", "skill"))

    def _aim_at_likeliest(self, aims: Sequence[tuple[str, float]], least: float) -> None:
        """Who states a goal aims at something: where nothing else is taken for it, the name that comes nearest."""
        likely = [
            (share, source, learned)
            for named, (learned, share) in zip(self.named, aims, strict=True)
            if isinstance(source := named.source, _Labelled)
            and source.mention.readings("role", "field", "skill")
            and (source.label or self._default(source)) not in (*_REFUSALS, "current", "known", "have")
            and not self._is_mere_word(source.mention)
        ]
        if not likely:
            return
        share, source, learned = max(likely, key=lambda one: one[0])
        if share >= least:
            source.ruled, source.label, source.learned = source.label, LABELS[learned], learned
            self._take_up(source)

    def _is_cue(self, cue: Cue, clause: Clause) -> bool:
        """ "Machine learning engineer" tells no learning, and "is" asks nothing in a statement."""
        if (
            cue.label == "asked"
            and not clause.question
            and re.fullmatch(r"(?:is|are)(?: an?| the)?", self.plain[cue.start : cue.end].strip())
            and _MY_OWN_IS.search(self.plain[clause.start : cue.start])
        ):
            return False
        if (
            clause.question
            and cue.label in ("have", "known")
            and re.match(r"\W*(?:did|took|have|can|know|used|ran)\b", self.plain[cue.start : cue.end])
        ):
            return False  # "did the ServSafe not make it?"
        if cue.label == "wanted" and self.intent in _SEEKS_ELSEWHERE and _WEAKNESS.match(self.plain, cue.start):
            return False  # who looks for something new says what he is bad at to keep away from it
        return not any(name.start < cue.start and cue.end <= name.end for name in self.names)

    # --- places ---

    def _clause_at(self, at: int) -> Clause:
        return next(
            (clause for clause in self.clauses if clause.start <= at < clause.end),
            self.clauses[-1] if self.clauses else Clause(0, len(self.plain), self.plain, False, False),
        )

    def _say(self, slot: str, value: Value, operation: Operation, start: int, end: int, cue: Cue | None = None, weight: int = 1) -> None:
        if slot == "target_role" and value in self.index.occupations:
            if cue or self.asked == slot:
                self.unknown.append(self._told(start, end).strip())  # a job, but none that the catalogue knows the way to
            return
        begin = cue.start if cue and start - cue.start < 60 else start
        self.placed.append(_Placed(start, Fact(slot, value, operation, " ".join(self._told(begin, end).split())), weight))

    def _told(self, start: int, end: int) -> str:
        """The user's own words, slips and all."""
        return self.written[self.mended.origin(start) : self.mended.origin(end)]

    def _free(self, start: int, end: int) -> bool:
        return not any(start < last and first < end for first, last in self.taken)

    def _own_zone(self, labelled: list[_Labelled]) -> tuple[int, int] | None:
        """The part of the message that tells of the writer in fragments; none in an answer about a target."""
        if self.asked in _TARGETS_ASKED or not labelled:
            return None
        names = [
            Named(
                each.mention.start,
                each.mention.end,
                bool(each.mention.readings("role", "credential")),
                each.cue is not None,
                each.label in ("target", "wanted", "request", "seek", "correct"),
            )
            for each in labelled
        ]
        experience = any(placed.fact.slot == "experience_years" and placed.fact.value for placed in self.placed)
        held = [each for each in labelled if each.mention.readings("credential") and each.cue is None and not each.clause.question]
        if compares(self.plain):
            held = []  # "PHR or SHRM-CP" claims neither, "A+, Security+, clearance" all
        experience = experience or len(held) > 1
        if len(held) > 1 and experience and not wishes(self.plain):
            return held[0].mention.start, len(self.plain)
        starts = [*self.degrees, *(each.mention.start for each in held[:1] if len(held) > 1)]
        return profile_zone(self.plain, names, experience=experience, qualified=min(starts, default=None))

    def _leave_own_work(self, labelled: list[_Labelled]) -> None:
        """In "engineer at Intel, want …" and in the answer to "what is your job?" the employer is the present one."""
        for job, place in pairwise(labelled):
            own = (
                self.asked == "current_role"
                or self._is_opening(job.mention)
                or (self.zone and self.zone[0] <= job.mention.start < self.zone[1])
            )
            if (
                own
                and job.label is None
                and place.label == "employer"
                and _AT_PLACE.fullmatch(self.plain[job.mention.end : place.mention.start])
            ):
                place.label, place.plain = "asked", True

    # --- labels ---

    def _labelled(self) -> list[_Labelled]:
        result: list[_Labelled] = []
        for mention in self.all_names:
            if not self._free(mention.start, mention.end):
                continue
            clause = self._clause_at(mention.start)
            cue = nearest(self.cues.get(clause.start, []), mention.start, self.plain)
            if clause.other:
                self.passed_over.append(_Labelled(mention, "asked", cue, clause))
                continue
            last = result[-1] if result else None
            listed = last is not None and _LIST.fullmatch(self.plain[last.mention.end : mention.start]) is not None
            if (
                mention.weak
                and not self._meant(mention, cue)
                and not (listed and last and last.mention.weak and _alike(last.mention, mention))
            ):
                self.passed_over.append(_Labelled(mention, "asked", cue, clause))
                continue
            each = _Labelled(mention, self._label(mention, cue, clause, last), last.cue if listed and last and cue is None else cue, clause)
            if _SOMETHING_IN.search(self.plain[clause.start : mention.start]) and (not clause.question or self.intent in _AIMING):
                each.label, each.plain = "request", True
            each.plain = each.plain or self._is_told_plainly(mention, clause)
            if each.label == "avoid" and not clause.question and _REFUSED_PLAINLY.search(self.plain[: mention.start]):
                each.plain = True
            if mention.readings("skill") and _RUSTY.match(self.plain, mention.end):
                each.label, each.plain = "wanted", True
            if mention.readings("skill") and not clause.question and _JUST_BEGUN.search(self.plain[: mention.start]):
                each.label, each.plain = "wanted", True
            weak = mention.readings("skill") and _WEAK_AT.search(self.plain[: mention.start])
            if weak and (each.label in (None, "known", "have") or weak["but"]):
                each.label, each.plain = "asked", True
            if (
                each.label == "request"
                and clause.available
                and mention.readings("skill")
                and _COURSE_ON.search(self.plain[: mention.start])
            ):
                each.plain = True
            if mention.readings("skill") and not clause.question and not clause.supposed and _I_KNOW.search(self.plain[: mention.start]):
                each.label, each.plain = "known", True
            if mention.readings("role") and not clause.question and not clause.supposed and _I_WORK_AS.search(self.plain[: mention.start]):
                each.label, each.plain = "current", True
            left = last is not None and last.cue is not None and bool(_LEAVING.search(self.plain[last.cue.start : last.cue.end]))
            if last and left and re.fullmatch(r"\s+for\s+(?:an? )?", self.plain[last.mention.end : mention.start]):
                each.label = "target"
            if (
                last
                and _TO.fullmatch(self.plain[last.mention.end : mention.start])
                and last.mention.readings("role", "field")
                and mention.readings("role", "field")
            ):
                each.label = "target" if not clause.question or each.clause.available else each.label
                if _ARROW.fullmatch(self.plain[last.mention.end : mention.start]):
                    each.label, each.plain = "target", True
                    last.plain = True
                if re.search(r"\b(?:change|switch|replace) (?:the |my )?$", self.plain[: last.mention.start]) and not clause.question:
                    last.label = "asked"  # "change nurse to medical assistant"
                last.label = "current" if last.label in (None, "target", "request", "known", "wanted", "correct") else last.label
            if (
                last
                and each.label in (None, "target")
                and _AT_PLACE.fullmatch(self.plain[last.mention.end : mention.start])
                and last.mention.readings("role", "field")
                and mention.readings("employer", "issuer")
            ):
                each.label = "employer" if last.label in (None, "target", "request", "correct") else "asked"
            if last and _TURNED.fullmatch(self.plain[last.mention.end : mention.start]):
                each.label, last.label = "current", "asked"
            trained = (
                listed
                and mention.readings("skill")
                and last
                and last.mention.readings("skill")
                and _RIGHT_KNOWN.match(self.plain[mention.end : mention.end + 40])
            )
            if trained and last and last.label is None and _alike(last.mention, mention):
                each.label = last.label = "known"  # "first aid and CPR trained"
            each.mention = self._settled_by_list(each.mention, last)
            result.append(each)
        return result

    def _settled_by_list(self, mention: Mention, last: _Labelled | None) -> Mention:
        """ "a PMP with CSM" names two credentials: an ambiguous word is of the kind of its neighbour in a list."""
        if not mention.ambiguous or last is None or last.mention.ambiguous:
            return mention
        gap = self.plain[last.mention.end : mention.start]
        alike = tuple(candidate for candidate in mention.candidates if candidate.kind == last.mention.kind)
        if not alike or not (_LIST.fullmatch(gap) or re.fullmatch(r"\s+with\s+(?:an? |my )?", gap)):
            return mention
        best = alike[0]
        return replace(mention, kind=best.kind, id=best.id, name=best.name, candidates=alike, ambiguous=len(alike) > 1)

    def _meant(self, mention: Mention, cue: Cue | None) -> bool:
        """Whether an ordinary word ("design", "sales") is meant as a name: the answer to a question, or right after a cue that takes one."""
        if mention.readings("field", "skill") and _SOMETHING_IN.search(self.plain[: mention.start]):
            return True
        if self.asked in _NEEDS_NAME and mention.readings(*_KINDS_OF[self.asked]) and len(self.plain.split()) <= 6:
            return not (self.plain.strip(" .!") != mention.text.casefold() and rank_of(mention.text.casefold()) < 60)
        if mention.readings("role") and self._is_opening(mention):
            return True  # "pilot, 12 years"
        if cue is None or (rank_of(mention.text.casefold()) < 60 and mention.text.islower()):
            return False
        gap = self.plain[cue.end : mention.start].split()
        if mention.readings("role") and cue.label in ("current", "target") and re.search(r"\ban? $", self.plain[: mention.start]):
            return len(gap) < 2  # "I'm a pilot"
        wished = re.search(
            r"\b(?:(?:want\w*|learn\w*|like|love|able|how|hop\w+|try\w*) to (?:\w+ )?|wanna (?:\w+ )?)$", self.plain[: mention.start]
        )
        if wished and mention.text.casefold() in ("code", "teach", "weld", "design"):
            return True
        taking = cue.label in (
            "wanted",
            "known",
            "request",
            "target",
            "current",
            "avoid",
            "employer",
            "not_have",
            "reject",
            "remove",
            "correct",
        )
        words = self.plain[cue.start : cue.end].strip()
        ends_open = re.search(r"(?:in|into|to|for|at|with|as|of|about|on|learn\w*|be|between)(?: an?| the)?$|:$", words)
        lone = cue.label in ("wanted", "known", "avoid") or ends_open or gap == [":"]
        following = re.match(r"\s+(?P<word>[a-z]+)", self.plain[mention.end :])
        alone = not following or following["word"] in _AFTER_NAMES or stem(following["word"]) in ROLE_WORDS | CREDENTIAL_WORDS
        return taking and bool(lone) and not set(gap) - {"a", "the", "my", "some", "more", "better", ":"} and alone

    def _label(self, mention: Mention, cue: Cue | None, clause: Clause, last: _Labelled | None) -> Label | None:
        """What the name is to the user: what its neighbour in a list is, else what the cue says, corrected by the words on both sides."""
        left, right = self.plain[clause.start : mention.start], self.plain[mention.end : mention.end + 60]
        gap = self.plain[last.mention.end : mention.start] if last else ""
        if last and self._puts_right(last, gap) and _alike(last.mention, mention):
            return "correct"  # "sorry, not Tableau, Power BI"
        if last and last.clause.question == clause.question and _LIST.fullmatch(gap) and _alike(last.mention, mention):
            return last.label if not (cue and cue.close and cue.start >= last.mention.end) else cue.label
        if self._of_others(mention, cue, clause, left, right):
            return "asked"
        aimed_before = last is not None and last.label in ("target", "request") and last.clause is clause and mention.cue != "role"
        if aimed_before and mention.readings("role") and _FOR_ONE.search(left):
            return "current"  # "the way into supply chain for a warehouse worker"
        label = cue.label if cue else None
        if cue and last and cue.end <= last.mention.start and re.search(r"[,;]", gap) and not _alike(last.mention, mention):
            label = None
        label = self._label_by_left(mention, label, cue, clause, left, right)
        label = self._label_by_right(mention, label, clause, left, right)
        if self._is_told_plainly(mention, clause):
            return "current" if _LEAVING_IT.search(left) else "target"
        return self._label_in_question(mention, label, cue, clause) if clause.question else label

    def _puts_right(self, last: _Labelled, gap: str) -> bool:
        refused = last.label in ("avoid", "reject") and last.cue is not None and last.cue.close
        return self.intent == "correct" and refused and gap.strip() in (",", ".", ";", ", but", "but", "-", "–")

    def _is_told_plainly(self, mention: Mention, clause: Clause) -> bool:
        """Whether it is what one stops doing, or what one says right after it to be after."""
        if clause.question or mention.readings("credential"):
            return False
        left, right = self.plain[clause.start : mention.start], self.plain[mention.end : mention.end + 60]
        return bool(_LEAVING_IT.search(left) or _GOAL_IS.search(left) or _THAT_IS_IT.match(right))

    def _of_others(self, mention: Mention, cue: Cue | None, clause: Clause, left: str, right: str) -> bool:
        """Whether the name is told of others, of an employer left behind, or of an exam not passed."""
        role, credential = mention.readings("role"), mention.readings("credential")
        label = cue.label if cue else None
        if role and (_SAID.match(right) or (not credential and mention.text.endswith("s") and _SOME_OF.search(left))):
            return True  # "recruiter said I need …", "half the nurses on my unit"
        if label in ("current", "known", "have", None) and self._is_nobodys_own(mention):
            return True
        if credential and label in (None, "have", "known", "current") and re.search(r"\b(?:failed|flunked|didn'?t pass)\b", clause.text):
            return True
        employed = label in ("target", "employer", "request") and mention.readings("employer", "issuer")
        return bool(employed and _MY_JOB.search(self.plain[: mention.start]))  # "lost my job at the warehouse"

    def _is_nobodys_own(self, mention: Mention) -> bool:
        """ "My professor's research", "I do invoices for a dentist", "I could have been an engineer": jobs that are not the writer's."""
        if not mention.readings("role") or mention.readings("credential"):
            return False
        left, right = self.plain[: mention.start], self.plain[mention.end : mention.end + 4]
        told = re.search(r"\b(?:i|i've|ive|i'm|we)\b", left)
        return bool(_OWNS.match(right) or _MIGHT_HAVE_BEEN.search(left) or (told and _DONE_FOR.search(left)))

    def _label_by_left(self, mention: Mention, label: Label | None, cue: Cue | None, clause: Clause, left: str, right: str) -> Label | None:
        """The label as the words before the name correct it."""
        if cue and cue.label == "current" and _AS_ONE.fullmatch(self.plain[cue.start : cue.end]) and self._aims_before(cue, clause):
            label = "target"  # "get hired at Kaiser as a medical assistant"
        if label in ("wanted", "target", "request") and _RIGHT_BACKGROUND.match(right) and re.search(r"\bmy (?:\w+ )?$", left):
            label = "current"
        if label is None and mention.readings("skill") and _LEFT_I.search(left):
            label = "known"
        if cue and label == "request" and _HAVING.search(self.plain[clause.start : cue.start]):
            label = "have"
        if (
            mention.readings("credential")
            and _POSSESSIVE.search(left[-14:])
            and label not in ("avoid", "not_have", "remove", "seek", "progress")
            and not _GETTING.search(left[-30:])
        ):
            label = "have"
        return label

    def _label_by_right(self, mention: Mention, label: Label | None, clause: Clause, left: str, right: str) -> Label | None:
        """The label as the words after the name correct it."""
        role, skill, credential = mention.readings("role"), mention.readings("skill"), mention.readings("credential")
        if _RIGHT_WANTED.match(right) and not clause.question and label in (None, "have", "known", "current", "target"):
            label = "wanted"
        if role and not credential and label in (None, "target") and mention.text.endswith("s") and _RIGHT_SUBJECT.match(right):
            label = "asked"  # "recruiters keep asking …" is about others
        if role and not credential and label in (None, "asked", "wanted", "have") and _RIGHT_ADS.match(right) and not clause.question:
            label = "target"
        if _RIGHT_HELD.match(right) and credential and label in (None, "current", "have", "known"):
            label = "have"
        elif self._is_present(mention, label, left, right):
            label = "current"
        elif _RIGHT_STUDENT.match(right) and label in ("current", None):
            label = "progress"
        if label == "remove" and mention.readings("issuer") and not mention.readings("employer"):
            label = "avoid"
        if label in (None, "have") and skill and _RIGHT_KNOWN.match(right) and self.asked != "target_skills":
            label = "known"
        if label is None and role and _LEFT_OWN.search(left):
            label = "current"
        if label in ("have", "known", "current", None) and skill and _RIGHT_NO.match(right):
            label = "not_have"
        if label == "not_have" and re.search(r"\b(?:only|just)\s+(?:an? |the |my |have (?:an? |the )?)?$", left):
            label = "have"
        return "correct" if label is None and re.match(r"\s+instead\b", right) else label

    def _is_present(self, mention: Mention, label: Label | None, left: str, right: str) -> bool:
        """ "Nurse at a clinic", "accountant for ten years": present work by what follows."""
        if label is None and self.asked != "target_role" and mention.readings("role") and _RIGHT_PLACE.match(right):
            return not re.search(r"(?:->|→|=>|\bto|\binto)\s*(?:an? )?$", left)
        works = mention.readings("role", "field") and not mention.readings("credential")
        return bool(works and label in (None, "have", "correct") and _RIGHT_CURRENT.match(right))

    def _is_opening(self, mention: Mention) -> bool:
        """ "accountant looking for AI courses, any ideas?" """
        return self.asked not in _TARGETS_ASKED and is_own(self.plain, mention.start, mention.end)

    def _aims_before(self, cue: Cue, clause: Clause) -> bool:
        supposing = re.search(
            r"\b(?:hop\w+|wish\w*|want to|wanna|i'd|would|could|might|will|i'll|happy|myself|future|someday)\b",
            self.plain[clause.start : cue.start],
        )
        supposing = supposing or _AS_AIMED.search(self.plain[clause.start : cue.start])
        return bool(supposing) or any(aim.end <= cue.start and aim.label in ("target", "seek") for aim in self.cues[clause.start])

    def _label_in_question(self, mention: Mention, label: Label | None, cue: Cue | None, clause: Clause) -> Label | None:
        """In a question only what the user plainly says of himself counts, or what he asks to be shown."""
        if mention.readings("credential") and label not in ("have", "avoid", "not_have"):
            return "asked"
        following = self.plain[mention.end : mention.end + 60]
        if re.match(r"\s+instead\b", following):
            return "target"
        bare = clause.text.strip(" ?,.!") == mention.text.casefold()
        if bare and len(self.clauses) > 1 and mention.readings("role", "field", "skill") and not mention.readings("credential", "issuer"):
            return "target"  # "want something stable. IT? project management?"
        if _RIGHT_GOOD_MOVE.match(following) and mention.readings("role", "field") and not self.plain[: mention.start].endswith("the "):
            return "target"
        if label is None and mention.readings("role") and not mention.readings("credential") and self._is_opening(mention):
            return "current"
        explores = _RIGHT_EXPLORE.match(following)
        if mention.readings("field") and not mention.readings("credential") and (explores or (cue is None and clause.available)):
            return "request"
        if (
            cue is None
            and label is None
            and clause.available
            and re.search(r"\b(?:in|for|about|on|into|as|with)\s+(?:an?\s+)?$", self.plain[: mention.start])
            and not mention.readings("credential")
        ):
            label = "request"
        own = label == "request" or (cue is not None and (cue.firm or (clause.available and cue.label in ("target", "wanted", "request"))))
        about_named = any(other.readings("credential") and clause.start <= other.start < clause.end for other in self.names)
        if about_named and label in ("target", "request", "wanted", "employer", None):
            return (
                "target"
                if cue and re.search(r"\b(?:me|i|my)\b", self.plain[max(clause.start, cue.start - 8) : cue.end]) and label == "target"
                else "asked"
            )
        if label == "wanted" and re.match(
            r"\W*(?:(?:so|and|but|ok|also|well|hi|hey)\W+)?(?:should i|do i (?:need|have)|do you need|is it|does|is"
            r"|are)\b",
            clause.text,
        ):
            return "asked"
        return label if own else "asked"

    # --- names ---

    def _emit(self, each: _Labelled, all_of_them: list[_Labelled]) -> None:
        mention, label = each.mention, each.label
        if _FINE_AGAIN.match(self.plain[mention.end : mention.end + 50]):
            self._say("avoid", mention.id if mention.kind == "credential" else mention.name, "remove", mention.start, mention.end)
            return
        if label in ("asked", "seek", "progress") and not (label == "seek" and not mention.readings("credential")):
            if each.ruled in ("wanted", "request", "seek") and not each.clause.question:
                self._say_subject(each)
            if label == "asked" and mention.ambiguous and each.clause.available and (self.intent or "").startswith("goal_"):
                self._say_ambiguous(each, "target")
            if label == "seek" and not each.clause.question and len(sought := mention.readings("credential")) == 1:
                self._say("wanted_credentials", sought[0].id, "add", mention.start, mention.end, each.cue)
            return
        if each.clause.supposed and label in ("current", "have", "known"):
            return
        if label == "seek":
            label = "target"
        if label is None:
            label = self._default(each)
        if (
            label == "avoid"
            and each.cue
            and each.cue.close
            and self.plain.startswith("not", each.cue.start)
            and any(
                other.label not in ("avoid", "reject", "not_current", "not_have", "asked")
                and _alike(other.mention, mention)
                and other is not each
                for other in all_of_them
                if other.label == "correct" or self._same_breath(other, each)
            )
        ):
            label = "reject"
        following = re.match(r"\s+(?P<word>[a-z]+)", self.plain[mention.end :])
        if following and following["word"] in _PAPERS and {one.kind for one in mention.candidates} <= {"role", "occupation"}:
            return  # a "ranger diploma" makes no ranger
        if mention.ambiguous:
            self._say_ambiguous(each, label)
        elif label == "correct" and {one.kind for one in mention.candidates} == {"occupation"} and self.asked != "current_role":
            self.unknown.append(mention.text)  # which of the two jobs it corrects is not said; the catalogue has no way to it
        elif label in ("target", "request", "correct", "employer"):
            self._wish(each, label)
        elif label is not None:
            self._say_own(each, label)

    def _say_subject(self, each: _Labelled) -> None:
        """ "I need a welding certification" names no certificate of that name but the skill that it is to be about."""
        *words, last = each.mention.text.split()
        if not words or stem(last.casefold()) not in CREDENTIAL_WORDS:
            return
        found = self.index.resolve(" ".join(words), ("skill", "field"))
        if isinstance(found, Match):
            is_skill = found.kind == "skill"
            self._say(
                "target_skills" if is_skill else "field",
                found.name,
                "add" if is_skill else "set",
                each.mention.start,
                each.mention.end,
                each.cue,
            )

    def _same_breath(self, one: _Labelled, other: _Labelled) -> bool:
        first, second = sorted((one.mention, other.mention), key=lambda mention: mention.start)
        return len(self.plain[first.end : second.start].split()) <= 6 and not re.search(r"[.!?\n]", self.plain[first.end : second.start])

    def _default(self, each: _Labelled) -> Label | None:
        """What a name without any cue is: the answer to the question asked, the writer's own in a profile, else something aimed at."""
        if self.asked in _LABEL_OF and each.mention.readings(*_KINDS_OF[self.asked]):
            return _LABEL_OF[self.asked]
        if self.asked == "current_role" and each.mention.text.casefold() in WORK_AS:
            return "current"
        if self.asked == "target_employers" and preferences.is_sector(each.mention.text):
            return None
        if each.clause.supposed:
            hired = each.mention.readings("skill") and re.search(r"\b(?:hired?|promot\w+|raise|better job)\b", self.plain)
            return "wanted" if hired else None  # "I'd be hired if I had phlebotomy skills"
        if own := self._own_label(each):
            return own
        if each.mention.cue == "credential" and each.mention.readings("issuer", "employer"):
            return None
        if each.mention.readings("skill") and _LEVEL_BEFORE.search(self.plain[: each.mention.start]):
            return "known"
        return "target" if each.mention.readings("role", "field", "skill") else None

    def _in_apposition(self, each: _Labelled) -> bool:
        """ "I work at a warehouse, picker": a job behind what tells where one works."""
        start = each.mention.start
        told = [cue.end for cue in self.cues[each.clause.start] if cue.label == "current"] + [end for _, end in self.worked]
        return any(each.clause.start <= end < start for end in told) and bool(re.search(r",\s*(?:an? |as an? )?$", self.plain[:start]))

    def _own_label(self, each: _Labelled) -> Label | None:
        """What a name without a cue is where the message tells of its writer in fragments."""
        mention = each.mention
        start, end = mention.start, mention.end
        if (
            self.asked == "held_credentials"
            and mention.readings("skill")
            and (mention.cue == "credential" or mention.text[:1].isupper() or self.placed)
        ):
            return "have"
        if mention.readings("skill") and _I_DO.match(each.clause.text) and not mention.readings("role", "credential"):
            return "known"  # "I analyze sales data in spreadsheets"
        alone = each.clause.text.strip(" .,;!") == mention.text.casefold()
        dreamt = re.search(r"\b(?:dream|goal|aim|target|next|plan|answer)\b[^.]*$", self.plain[:start])
        if (
            alone
            and not dreamt
            and mention.readings("role")
            and len(self.clauses) > 1
            and self.asked is None
            and not self.plain.rstrip().endswith(mention.text.casefold())
        ):
            return "current"  # "Sous chef. Divorced. Need normal hours."
        if (
            alone
            and mention.readings("credential")
            and len(self.clauses) > 1
            and not mention.readings("role", "skill")
            and self.asked is None
        ):
            return "have"  # "SPHR. Consultant now."
        if any(first <= start < last for first, last in self.worked):
            return "known" if mention.readings("skill") else None
        if re.fullmatch(
            r"(?:substitute |part[- ]time )?(?:teaching|tutoring|bartending|waitressing|nursing|cooking|bookkeeping)",
            mention.text.casefold(),
        ) and re.match(r"\s+(?:while|until|for now|right now|at the moment|currently|since|for \w+ years)", self.plain[end:]):
            return "known"  # "substitute teaching while I look for something real"
        role = bool(mention.readings("role")) and mention.cue not in ("credential", "skill")
        if role and self.asked not in _TARGETS_ASKED and (is_own(self.plain, start, end) or self._in_apposition(each)):
            return "current"
        if mention.readings("skill") and _YEARS_BEFORE.search(self.plain[:start]):
            return "current" if role else "known"
        if self.zone and self.zone[0] <= start < self.zone[1]:
            if _RIGHT_NO.match(self.plain[end:]):
                return "not_have"
            return "current" if role else "have" if mention.readings("credential") else "known" if mention.readings("skill") else "current"
        return None

    def _wish(self, each: _Labelled, label: Label) -> None:
        mention, cue = each.mention, each.cue
        role, field, skill = (mention.readings(kind) for kind in ("role", "field", "skill"))
        role = role or self._work_with(each)
        as_skill = (
            skill
            and mention.cue != "credential"
            and not skill[0].name.isupper()
            and skill[0].score >= mention.readings("credential", "skill")[0].score
        )
        if (
            mention.readings("credential")
            and not as_skill
            and not (role and mention.cue == "role")
            and (not role or mention.cue == "credential")
        ):
            return
        if (
            self.asked in ("current_role", "field", "target_skills")
            and label == "target"
            and cue is None
            and mention.readings(*_KINDS_OF[self.asked])
        ):
            role, field, skill = (
                (readings if kind in _KINDS_OF[self.asked] else ())
                for kind, readings in (("role", role), ("field", field), ("skill", skill))
            )
        if self.asked == "target_role" and field and not role and cue is None and (title := WORK_AS.get(mention.text.casefold())):
            role = tuple(Candidate("role", name, name, 0.9) for name in self.index.roles_named(title)[:1])
        if mention.readings("employer") and (self.asked == "target_employers" or each.learned == "target_employers"):
            role, field, skill = (), (), ()
        prefers_skill = mention.cue == "skill" or (label == "request" and self.goal == "skill_gap")
        if role and skill and (label == "request" or mention.cue in ("skill", "credential")):
            role = ()  # "a course in data engineering" is about the skill
        if role:
            self._say_one("target_role", role, "set", each)
        elif field and not (skill and prefers_skill):
            self._say_one("field", field, "set", each)
        elif skill:
            self._say_one("target_skills", skill, "add", each)
        elif (
            mention.readings("employer", "issuer")
            and (
                label == "employer"
                or self.asked == "target_employers"
                or (cue is not None and bool(re.match(r"(?:target|dream|goal|aim)", self.plain[cue.start : cue.end])))
                or (label in ("target", "request") and self._at_employer(mention))
            )
            and (not _ABOUT_COURSES.search(each.clause.text) or _ABOUT_JOBS.search(each.clause.text) or self.asked == "target_employers")
        ):
            best = mention.readings("employer") or mention.readings("issuer")
            self.employed.append(mention.end)
            self._say_one("target_employers", best, "add", each)

    def _work_with(self, each: _Labelled) -> tuple[Candidate, ...]:
        """The job in "a payroll job", "DevOps roles" and "getting into recruiting"."""
        mention, following = each.mention, re.match(r"\s+(?P<word>[a-z]+)", self.plain[each.mention.end :])
        is_job = bool(following) and stem(following["word"] if following else "") in ROLE_WORDS
        changes_work = self.intent == "goal_career_change" or (self.goal == "career_change" and not (self.intent or "").startswith("goal_"))
        into_work = changes_work and (each.learned == "target_role" or (each.learned == "field" and not mention.readings("field")))
        learning = re.search(r"\b(?:learn\w*|stud(?:y|ying)|practi[cs]\w+)\s+$", self.plain[: mention.start])
        named = mention.readings("skill", "field") and not mention.readings("credential")  # "hospital jobs" are no nurse's
        if not named or not (is_job or (into_work and not learning)):
            return ()
        title = self.index.role_doing(mention.text)
        return (Candidate("role", title, title, 0.9),) if title else ()

    def _at_employer(self, mention: Mention) -> bool:
        """ "at Google", "for Google", and what follows it in a list."""
        left = self.plain[: mention.start]
        if mention.readings("employer") and re.search(r"\b(?:in|inside|within)\s+(?:an? |the )?$", left):
            return True
        return bool(_EMPLOYER_LEFT.search(left)) or any(
            end < mention.start and _LIST.fullmatch(self.plain[end : mention.start]) for end in self.employed
        )

    def _say_own(self, each: _Labelled, label: Label) -> None:
        """What is told of the present and past, of skills wanted, and of what is refused."""
        mention = each.mention
        role, field, skill, credential = (mention.readings(kind) for kind in ("role", "field", "skill", "credential"))
        if label == "wanted":
            self._say_wanted(each, role, field, skill)
        elif label == "current":
            self._say_current(each, role, field, skill, credential)
        elif label == "known" and skill:
            self._say_one("current_skills", skill, "add", each)
        elif label == "known" and (role or field):
            self._say_current(each, role, field, (), ())
        elif label == "have":
            self._say_have(each, role, field, skill, credential)
        elif label in ("not_have", "not_current"):
            slot, readings = (
                ("held_credentials", credential)
                if credential and mention.cue != "role"
                else ("current_skills", skill)
                if skill and label == "not_have"
                else ("current_role", role)
            )
            if readings and not (slot == "current_role" and label == "not_have"):
                self._say_one(slot, readings, "remove", each)
            if slot == "current_skills" and self.asked != slot and (self.goal == "skill_gap" or _GAP.search(self.plain)):
                self._say_one("target_skills", readings, "add", each)  # what is lacking for something is the gap to close
        elif label == "avoid":
            self._say_avoid(each)
        elif label in ("reject", "remove"):
            self._say_removed(each, label)

    def _say_wanted(self, each: _Labelled, role: tuple[Candidate, ...], field: tuple[Candidate, ...], skill: tuple[Candidate, ...]) -> None:
        if each.mention.readings("credential") and not skill:
            return
        if not (skill or field or role) and (taught := SKILL_OF_ISSUER.get(each.mention.name)) and not each.mention.ambiguous:
            self._say("target_skills", taught, "add", each.mention.start, each.mention.end, each.cue)
        keeping_up = each.cue and re.search(r"current|up[- ]to|keep|catch", self.plain[each.cue.start : each.cue.end])
        if skill and not (field and keeping_up):
            self._say_one("target_skills", skill, "add", each)
        elif field:
            self._say_one("field", field, "set", each)
        elif role and each.cue and not re.search(r"need|require|ask|expect|mention", self.plain[each.cue.start : each.cue.end]):
            self._say_one("target_role", role, "set", each)

    def _say_current(
        self,
        each: _Labelled,
        role: tuple[Candidate, ...],
        field: tuple[Candidate, ...],
        skill: tuple[Candidate, ...],
        credential: tuple[Candidate, ...],
    ) -> None:
        if credential and not (
            role and each.mention.cue != "credential" and not re.search(r"certified\s*$", self.plain[: each.mention.start])
        ):
            self._say_one("held_credentials", credential, "add", each)
        role = role or self._qualified(each.mention) or self._work_as(each) or self._work_left(each)
        if role:
            self._say_one("current_role", role, "set", each)
        elif field and not (each.cue and _LEAVING.search(self.plain[each.cue.start : each.cue.end])):
            self._say_one("field", field, "set", each, weight=0)  # stands only where no field is aimed at
        elif (
            skill
            and each.cue
            and re.search(
                r"background|experience|doing|spent|mostly|with|years?|yrs|decade", self.plain[each.cue.start : each.mention.end + 12]
            )
        ):
            self._say_one("current_skills", skill, "add", each)

    def _work_as(self, each: _Labelled) -> tuple[Candidate, ...]:
        """The role in "working as help desk"."""
        words = self.plain[each.cue.start : each.cue.end].strip() if each.cue else ""
        name = each.mention.text.casefold()
        title = WORK_AS.get(name) if re.search(r"\bas(?: an?)?$", words) or self.asked == "current_role" else None
        titles = [title] if title else []
        adjacent = each.cue is not None and not set(self.plain[each.cue.end : each.mention.start].split()) - {"a", "an", "the"}
        if (
            adjacent
            and each.mention.readings("skill")
            and not each.mention.readings("field")
            and re.search(r"\bwork(?:s|ed|ing)? (?:in|as)$", words)
        ):
            titles += [f"{name} {kind}" for kind in ("specialist", "clerk", "technician", "representative")]
        roles = next((found for each_title in titles if (found := self.index.roles_named(each_title))), ())
        return tuple(Candidate("role", role, role, 0.9) for role in roles[:1])

    def _work_left(self, each: _Labelled) -> tuple[Candidate, ...]:
        """The job in "stop cashiering"."""
        title = self.index.role_doing(each.mention.text) if _LEAVING_IT.search(self.plain[: each.mention.start]) else None
        return (Candidate("role", title, title, 0.9),) if title else ()

    def _qualified(self, mention: Mention) -> tuple[Candidate, ...]:
        """The role in "licensed electrician", where that is the name of a credential."""
        qualified = re.match(r"(?:licensed|certified|registered)\s+", mention.text, re.IGNORECASE)
        found = self.index.resolve(mention.text[qualified.end() :], ("role",)) if qualified else None
        return (Candidate(found.kind, found.id, found.name, found.score),) if isinstance(found, Match) else ()

    def _by_its_licence(self, mention: Mention, role: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """ "CNA on nights": who calls himself by the name of a licence works in its job, where the message tells no other."""
        told = any(placed.fact.slot == "current_role" for placed in self.placed)
        return () if told or self.asked == "held_credentials" or mention.cue == "credential" else role

    def _say_have(
        self,
        each: _Labelled,
        role: tuple[Candidate, ...],
        field: tuple[Candidate, ...],
        skill: tuple[Candidate, ...],
        credential: tuple[Candidate, ...],
    ) -> None:
        mention = each.mention
        certified = re.search(r"(?:certified|licensed)\s*(?:as )?(?:an? )?(?:in )?$", self.plain[: mention.start])
        if credential:
            self._say_one("held_credentials", credential, "add", each)
            if qualified := self._qualified(mention) or self._by_its_licence(mention, role):
                self._say_one("current_role", qualified, "set", each, weight=0)
        elif each.cue and each.cue.label == "request" and (skill or field):
            if _CERTIFICATE_IN.match(self.plain, each.cue.start):
                self._say("held_credentials", self.text[each.cue.start : mention.end], "add", mention.start, mention.end, each.cue)
        elif mention.cue == "credential" and (skill or field) and not certified:
            follows = re.match(r"\s+\w+", self.plain[mention.end :])
            end = mention.end + (follows.end() if follows else 0)
            self._say("held_credentials", self.text[mention.start : end], "add", mention.start, end, each.cue)
        elif (
            skill
            and self.asked == "held_credentials"
            and isinstance(named := self.index.resolve(f"{mention.text} certification", ("credential",)), Match)
        ):
            self._say("held_credentials", named.id, "add", mention.start, mention.end, each.cue)
        elif skill and not (field and mention.cue != "skill"):
            self._say_one("current_skills", skill, "add", each)
        elif role and certified:
            self._say_one("current_role", role, "set", each)
        elif field:
            self._say_one("field", field, "set", each, weight=0)

    def _say_avoid(self, each: _Labelled) -> None:
        mention = each.mention
        if each.cue and _THE_OTHER.search(self.plain[each.cue.end : mention.start]):
            return  # "not Amazon, the American Welding Society one"
        lacking = (
            each.cue
            and (each.cue.close or mention.cue == "skill")
            and self.plain[each.cue.start : each.cue.end].startswith(("no ", "no", "without", "zero"))
            and not self.plain[each.cue.start :].startswith("not")
            and self.intent != "refine"
        )
        if lacking and mention.readings("skill") and not mention.readings("field", "issuer", "credential"):
            self._say_one("current_skills", mention.readings("skill"), "remove", each)
        elif lacking and mention.cue == "skill":
            return  # "no coding skills" refuses nothing
        elif mention.candidates:
            best = mention.candidates[0]
            self._say("avoid", best.id if best.kind == "credential" else best.name, "avoid", mention.start, mention.end, each.cue)
            if mention.readings("skill"):
                self._say_one("target_skills", mention.readings("skill"), "remove", each)

    def _say_removed(self, each: _Labelled, label: Label) -> None:
        for kind, slot in (
            ("issuer", "avoid" if label == "reject" else "target_employers"),
            ("credential", "held_credentials"),
            ("role", "target_role"),
            ("field", "field"),
            ("skill", "target_skills"),
            ("employer", "target_employers"),
        ):
            if readings := each.mention.readings(kind):
                if label == "reject" and kind == "credential":
                    return
                if kind == "skill" and re.search(r"\bmy (?:current )?skills?\b|\bi (?:know|knew|can)\b|\bknowing\b", each.clause.text):
                    slot = "current_skills"
                if kind == "role" and re.search(r"current|now", each.clause.text):
                    slot = "current_role"
                if kind == "role" and slot == "target_role" and re.search(r"\bmy (?:profile|list|info|data)\b", each.clause.text):
                    self._say_one("current_role", readings, "remove", each)  # it does not say which of the two
                self._say_one(slot, readings, "avoid" if slot == "avoid" else "remove", each)
                return

    def _say_one(self, slot: str, readings: tuple[Candidate, ...], operation: Operation, each: _Labelled, weight: int = 1) -> None:
        """The fact, or the ambiguity where the words have several readings of one kind."""
        if slot == "target_role":
            readings = tuple(one for one in readings if one.kind == "role") or readings
        if len(readings) > 1:
            self.ambiguous.append(Ambiguity(slot, each.mention.text, readings))
        else:
            value = readings[0].id if readings[0].kind == "credential" else readings[0].name
            self._say(slot, value, operation, each.mention.start, each.mention.end, each.cue, weight)

    def _fitting(self, candidates: tuple[Candidate, ...], label: Label | None) -> tuple[Candidate, ...]:
        """The readings of an ambiguous word that its clause allows: one is a nursing assistant, one has a certificate."""
        kinds = _KIND_BY_LABEL.get(str(label), ())
        return tuple(candidate for candidate in candidates if candidate.kind in kinds) or candidates

    def _say_ambiguous(self, each: _Labelled, label: Label | None) -> None:
        candidates = self._fitting(each.mention.candidates, label)
        if len({candidate.id for candidate in candidates}) == 1 and label in _KIND_BY_LABEL:
            self._say_one(
                {"current": "current_role", "have": "held_credentials"}[str(label)],
                candidates[:1],
                "set" if label == "current" else "add",
                each,
            )
            return
        kinds = {candidate.kind for candidate in candidates}
        slots: dict[str | None, str] = {
            "current": "current_role",
            "have": "held_credentials",
            "known": "current_skills",
            "not_have": "held_credentials",
            "avoid": "avoid",
            "employer": "target_employers",
            "not_current": "current_role",
        }
        slot = slots.get(label) or (
            "field"
            if "field" in kinds
            else "target_role"
            if "role" in kinds
            else "held_credentials"
            if "credential" in kinds
            else "target_skills"
        )
        if label == "have" and "credential" not in kinds and "degree" not in kinds:
            slot = "current_role" if "role" in kinds else "current_skills"
        if label == "not_have" and "credential" not in kinds:
            return
        following = re.match(r"\s+(?P<word>[a-z]+)", self.plain[each.mention.end :])
        before = re.search(r"(?P<word>[\w'-]+)\s+$", self.plain[: each.mention.start])
        unlike = (following and following["word"] not in _AFTER_NAMES) or (
            before and before["word"] not in _BEFORE_TECH and each.cue is None
        )
        if kinds == {"field"} and unlike:
            return  # "tech sales" and "vet tech" are no tech
        if label is not None and not (kinds == {"issuer"} and label in ("request", "target", "correct") and each.cue is None):
            self.ambiguous.append(Ambiguity(slot, each.mention.text, candidates))

    # --- degrees, preferences, numbers ---

    def _degrees(self) -> list[_LabelledDegree]:
        names = self.names
        result: list[_LabelledDegree] = []
        for degree in degrees_of(self.plain, self.text):
            covering = next(
                (
                    mention
                    for mention in names
                    if mention.reading("credential")
                    and mention.start <= degree.start
                    and (mention.end >= degree.end - 8 or degree.subject is None)
                    and degree.start < mention.end
                ),
                None,
            )
            if covering and degree.subject is None and _OF_LAW.fullmatch(degree.name) and not _JURIS_DOCTOR.search(covering.text):
                covering = None  # the American JD is one law degree of many, and is told by its name
            if covering or any(mention.ambiguous and mention.start == degree.start and not degree.subject for mention in names):
                continue
            clause = self._clause_at(degree.start)
            if clause.other or clause.supposed:
                continue
            cue = nearest(self.cues.get(clause.start, []), degree.start, self.plain)
            label = self._degree_label(degree, cue, clause)
            if not (degree.licence and not self.plain[degree.start : degree.end].rstrip("s").endswith(("license", "licence", "licensure"))):
                self.taken.append((degree.start, degree.end))
            if label in ("have", "current", "known"):
                self.degrees.append(degree.start)
            result.append(_LabelledDegree(degree, label, cue))
        return result

    def _emit_degree(self, each: _LabelledDegree) -> None:
        degree, label = each.degree, each.label
        if label in ("have", "current", "known"):
            if not degree.generic or self.asked == "held_credentials":
                self._say("held_credentials", self._degree_name(degree), "add", degree.start, degree.end, each.cue)
        elif label in ("not_have", "not_current", "remove"):
            self._say("held_credentials", self._degree_name(degree), "remove", degree.start, degree.end, each.cue)

    def _teachers(self) -> None:
        """ "High school chemistry teacher": the subject stands within the name of the job."""
        for found in _TEACHER_OF.finditer(self.plain):
            roles = self.index.roles_named(f"{found['level']} teacher")
            if len(roles) == 1 and not self._clause_at(found.start()).other:
                self._say("current_role", roles[0], "set", found.start(), found.end())
                self.taken.append((found.end() - len("teacher"), found.end()))

    def _kinds_of_work(self) -> None:
        """ "IT support, 7 years": a kind of work with the time spent in it is the present job."""
        for found in _WORK_AND_YEARS.finditer(self.plain):
            title = WORK_AS.get(found["work"].strip())
            roles = self.index.roles_named(title) if title else ()
            if len(roles) == 1:
                self._say("current_role", roles[0], "set", found.start("work"), found.end("work"), weight=0)

    def _shared_heads(self) -> None:
        """ "Project, not product manager": the noun that two jobs share stands only at the second."""
        for found in _SHARED_HEAD.finditer(self.plain):
            roles = self.index.roles_named(f"{found[1]} {found['head']}")
            if len(roles) == 1 and not any(name.start <= found.start(1) < name.end and name.readings("role") for name in self.names):
                self._say("target_role", roles[0], "set", found.start(1), found.end(1), weight=0)

    def _trades(self) -> None:
        """ "I teach", "nights in a warehouse": a role told by what its holder does; a role told by name counts before it."""
        for clause in self.clauses:
            if clause.question or clause.other or clause.supposed:
                continue
            for start, end, roles in first_named(work_wished(clause.text), self.index.roles_named):
                if len(roles) == 1:
                    self._say("target_role", roles[0], "set", clause.start + start, clause.start + end, weight=0)
            for start, end, roles in first_named(work_told(clause.text), self.index.roles_named):
                place = clause.start + start, clause.start + end
                self.worked.append(place)
                if len(roles) == 1:
                    self._say("current_role", roles[0], "set", *place, weight=0)
                else:
                    candidates = tuple(Candidate("role", role, role, 0.9) for role in roles)
                    self.ambiguous.append(Ambiguity("current_role", self.text[place[0] : place[1]], candidates))

    def _degree_label(self, degree: Degree, cue: Cue | None, clause: Clause) -> Label | None:
        left, right = self.plain[clause.start : degree.start], self.plain[degree.end : degree.end + 30]
        if re.search(r"\b(?:half|part|some|most|unfinished|incomplete)(?: of)?(?: an?| my)?\s*$", left) or re.match(
            r"\s*(?:\w+ ){0,2}(?:never (?:finished|completed)|unfinished)|\s*(?:degree )?(?:isn'?t|wasn'?t|is not|was not|was never) (?:\w+ )?(?:finished|completed?|done)\b",
            right,
        ):
            return "not_have" if self.intent == "correct" else "progress"
        if (
            re.match(r"\s*(?:student|level|program|school|course|or equivalent|required|requirement)", right)
            and "diploma" not in self.plain[degree.start : degree.end]
        ):
            return "progress"
        if clause.question and self.intent == "goal_complement" and _SET_BESIDE.search(left):
            return "have"  # "what goes well with an associate in accounting?"
        label = cue.label if cue else None
        if re.search(r"\b(?:only|just)\s+(?:have |got |have got )?(?:an?|my|finished|completed)?\s*$", left) and label in (
            "not_have",
            None,
            "have",
            "current",
        ):
            return "have"
        mine = _POSSESSIVE.search(left[-16:]) and not _GETTING.search(left[-34:]) and label not in ("not_have", "remove", "progress")
        if mine or (
            re.search(r"\b(?:with|hold(?:ing)?|have|got) (?:an?|my|only an?|just an?) (?:\w+ )?$", left)
            and label not in ("not_have", "avoid", "seek", "target", "wanted")
        ):
            return None if clause.question and not mine and not re.search(r"\bi (?:have|got|hold)\b", left) else "have"
        if clause.question and (label not in ("have", "not_have", "known") or (cue and self.plain.startswith("without", cue.start))):
            return "asked"
        if label is None and not re.search(r"\b(?:no|not|without|need|require\w*|want|instead|than|vs)\b", left[-25:]):
            return "have" if not degree.generic or self.asked == "held_credentials" else None
        if degree.licence and self.plain[: degree.start].rstrip().endswith("licensed"):
            return "have"
        if (
            label == "avoid"
            and cue
            and cue.close
            and re.search(r"\b(?:no|without|minus)\s+(?:an? |\w+ )?$", left)
            and not self.plain[degree.start : degree.end].endswith("degrees")
        ):
            return "not_have"
        if self.intent == "correct" and label in ("avoid", "reject") and cue and cue.close:
            return "not_have"  # "a bachelor's, not a master's"
        if label in ("asked", "correct"):
            puts_right = self.intent == "correct" and label == "correct" and not clause.question
            return "have" if self.asked == "held_credentials" or puts_right else "asked"
        return label

    def _degree_name(self, degree: Degree) -> str:
        """Plain canonical words, or the catalogue's id where it has the licence."""
        if not degree.licence:
            if _OF_LAW.fullmatch(degree.name) and not _JURIS_DOCTOR.search(self.plain[degree.start : degree.end]):
                return "Law degree"
            same = self.index.resolve(degree.name, ("credential",)) if degree.subject else None
            return same.id if isinstance(same, Match) and same.score >= 0.95 and same.id in self.index.ordinary_degrees else degree.name
        found = self.index.resolve(f"{degree.name} licence", ("credential",))
        if isinstance(found, Match) and found.score >= 0.95:
            return found.id
        role = self.index.resolve(degree.name, ("role",))
        name = role.name if isinstance(role, Match) else degree.name
        return f"{name[:1].upper()}{name[1:]} licence"

    def _preferences(self) -> None:
        liked = False
        for clause in self.clauses:
            answers = self.asked in ("delivery", "assessment", "issuer_types") and "?" not in self.plain
            counts = (not clause.question or clause.available or answers or _ONES_WITH.search(clause.text)) and not clause.other
            if not counts:
                continue
            asked_here = self.asked if len(self.plain.split()) < _LONG_ANSWER else None
            found = [
                *preferences.dropped(clause.text, clause.start),
                *(() if self._asked_of_one(clause) else preferences.delivery_of(clause.text, clause.start, asked_here == "delivery")),
                *preferences.assessment_of(clause.text, clause.start, asked_here == "assessment"),
                *preferences.issuer_types_of(clause.text, clause.start, asked_here == "issuer_types"),
                *(one for one in preferences.kinds_avoided(clause.text, clause.start) if self.intent != "correct" or one.value != "degree"),
            ]
            liked = liked or any(one.slot == "assessment" and one.value == "exam" for one in found)
            if liked:  # "exams are fine, just nothing proctored" refuses no exams
                found = [one for one in found if not (one.slot == "avoid" and "proctor" in self.plain[one.start : one.end])]
            removed = {one.slot for one in found if one.operation == "remove"}
            for one in found:
                if one.operation != "remove" and one.slot in removed:
                    continue
                self._say(one.slot, one.value, one.operation, one.start, one.end, weight=1 if one.firm else 0)
                if one.slot in ("delivery", "issuer_types", "avoid") and one.value != "university":
                    self.taken.append((one.start, one.end))

    def _asked_of_one(self, clause: Clause) -> bool:
        """ "Is there an online prep for the first one?" asks about one thing, and tells no way of learning that is wanted."""
        named = any(name.readings("credential") and clause.start <= name.start < clause.end for name in self.names)
        return clause.question and (named or bool(_POINTED_AT.search(clause.text)))

    def _numbers(self) -> None:
        amounts = [money for money in read_money(self.text, asked=self.asked == "max_cost") if self._is_budget(money)]
        self._budget(amounts)
        times = read_times(self.text, today=self.today, asked=self.asked)
        spoken = [(fact.at, fact.fact.slot) for fact in self.placed if fact.fact.operation == "remove"]
        for one in times:
            clause = self._clause_at(one.start)
            if clause.other:
                continue
            if (
                clause.question
                and not clause.available
                and self.asked not in ("max_weeks", "hours_per_week")
                and not _own_time(one, self.plain[clause.start : one.start], self.plain[one.end : one.end + 45])
            ):
                continue
            if one.kind == "experience" and not one.firm and self.asked != "experience_years" and not self._at_work(one.start):
                continue
            if one.kind == "experience":
                self._say("experience_years", one.years, "set", one.start, one.end, weight=1 if one.years else 0)
            elif one.kind == "hours_per_week" and (one.hours or 0) <= 100:
                self._say("hours_per_week", one.hours, "set", one.start, one.end)
            elif one.kind == "some_deadline" and self.asked != "max_weeks":
                self.ambiguous.append(Ambiguity("max_weeks", one.text, ()))
            elif one.kind == "no_deadline" and ("max_weeks" not in {slot for _, slot in spoken}):
                self._say("max_weeks", None, "remove", one.start, one.end)
            elif one.kind == "weeks" and one.limit and not self._corrected_away(one.start):
                self._say("max_weeks", one.weeks, "set", one.start, one.end)

    def amounts(self) -> list[Amount]:
        """The numbers of the message, each with what the rules take it for."""
        money = read_money(self.text)
        return [replace(each, rule=self._ruled(each, money)) for each in amounts_in(self.text)]

    def _ruled(self, amount: Amount, money: Sequence[Money]) -> str:
        for placed in self.numeric:
            if placed.at < amount.end and amount.start < placed.at + len(placed.fact.quote):
                return placed.fact.slot
        return "money" if any(one.start < amount.end and amount.start < one.end for one in money) else "none"

    def _weigh_amounts(self) -> None:
        """What the learned model takes numbers for, where the rules saw nothing; and what it is sure is nothing of the writer's."""
        found = self.amounts()
        told = {placed.fact.slot for placed in self.numeric}
        shares = amounts.labeller().shares(amounts.features(self.text, found, self.asked, self.intent))
        for amount, share in zip(found, shares, strict=True):
            if (
                amount.rule == "max_cost"
                and share.get(amounts.OTHER, 0.0) >= SURE_OF_NOTHING
                and not _PAYER.search(self.plain[: amount.start])
            ):
                self.placed = [one for one in self.placed if one.fact.slot != "max_cost" or not amount.start <= one.at < amount.end]
            elif amount.rule not in SURE_OF_AMOUNT:
                continue
            elif "max_cost" not in told and share.get("max_cost", 0.0) >= SURE_OF_AMOUNT[amount.rule] and self._can_be_spent(amount):
                self._say("max_cost", money_of(amount.text, amount.value), "set", amount.start, amount.end)
            elif _OF_A_SHIFT.match(self.plain, amount.end):
                continue  # "I pull 10 hour shifts"
            elif "hours_per_week" not in told and share.get("hours_per_week", 0.0) >= SURE_OF_HOURS and self._is_time_a_week(amount):
                self._say("hours_per_week", amount.value, "set", amount.start, amount.end)

    @staticmethod
    def _is_time_a_week(amount: Amount) -> bool:
        return amount.unit in ("hour", "none") and 0 < amount.value <= MOST_HOURS

    def _can_be_spent(self, amount: Amount) -> bool:
        if _BY_THE_MONTH.match(self.plain, amount.end):
            return False  # it says nothing about the whole
        if not amount.currency and counts_things(self.plain[amount.end :]):
            return False
        small = not amount.currency and 0 < amount.value < LEAST_BARE_SUM and self.asked != "max_cost"
        return amount.value <= MOST_PAID and not small and not self._asks_a_price(amount.start)

    def _asks_a_price(self, at: int) -> bool:
        clause = self._clause_at(at)
        return clause.question and bool(_PRICE_ASKED.search(self.plain[clause.start : at]))

    def _at_work(self, at: int) -> bool:
        """Whether what began at a year is work: "welder since 1998", not "SHRM-CP since 2019"."""
        if re.search(r"\b(?:haven'?t|have not|not|never|didn'?t|no)\b", self.plain[self._clause_at(at).start : at]):
            return False
        before = [mention for mention in self.names if mention.end <= at]
        if before and self.plain[before[-1].end : at].strip(" ,(") == "":
            return bool(before[-1].readings("role", "field")) and not before[-1].readings("credential")
        return any(cue.label == "current" and cue.end <= at for cue in self.cues[self._clause_at(at).start])

    def _corrected_away(self, at: int) -> bool:
        return bool(re.search(r"\b(?:not|instead of|rather than)\s+(?:in |by |just |only )?$", self.plain[:at]))

    def _is_budget(self, money: Money) -> bool:
        """Whether an amount is what the user can pay: no salary, no price of something, nothing asked about."""
        clause = self._clause_at(money.start)
        left, right = self.plain[clause.start : money.start], self.plain[money.end : money.end + 25]
        if _KIN_PAYS.search(left):
            return money.reading != "minimum"
        if money.reading == "no_limit" and _ASKED_OF_A_PAYER.match(left) and "?" not in left:
            return False  # "does my union pay for this kind of thing"
        amount, means = money.usd or 0, bool(_BUDGET_WORD.search(self.plain[max(0, money.start - 60) : money.end + 25]))
        if clause.other and not _I_HAVE.search(left):
            return False
        if _COVERED.search(left) and 0 < amount <= MOST_COVERED and (money.reading == "limit" or money.per == "year"):
            return not re.match(r"\W*(?:do|does|will|would|can|is)\b", left)
        if clause.question and not clause.available and self.asked != "max_cost" and not _own_means(money, left, right):
            return False
        if (
            money.reading == "free"
            and re.search(r"\b(?:is|are|was) (?:it|this|that|they|these|those)\b", clause.text)
            and "?" in self.plain[clause.start : clause.end + 3]
        ):
            return False
        if _PAYER.search(left) and money.reading != "minimum" and money.per in (None, "year") and amount <= MOST_PAID:
            return True
        if money.reading == "minimum" or money.per in ("year", "hour", "day", "week"):
            return False
        if amount > MOST_PAID and not means and self.asked != "max_cost":
            return False
        if money.reading not in ("free", "no_limit", "cheap") and (_EARNINGS.search(left) or _EARNED.match(right)):
            return bool(_BUDGET_WORD.search(left))
        priced = (
            _PRICED.search(left)
            or _PRICE_EACH.match(right)
            or (self.asked != "max_cost" and self.intent != "correct" and not means and _TOLD_PRICE.search(left))
        )
        return not (priced and money.reading in ("exact", "about", "range"))

    def _budget(self, amounts: list[Money]) -> None:
        monthly = [money for money in amounts if money.reading == "per_month"]
        for money in amounts:
            if money.reading == "no_limit" and self.asked in ("max_weeks", "hours_per_week") and not _OF_MONEY.search(money.text):
                self._say(self.asked, None, "remove" if self.asked == "max_weeks" else "set", money.start, money.end)
            elif money.reading == "no_limit":
                self._say("max_cost", None, "remove", money.start, money.end)
            elif money.reading == "cheap":  # no sum: asked for, unless this is the answer
                if self.asked == "max_cost":
                    self._say("max_cost", None, "set", money.start, money.end)
                else:
                    self.ambiguous.append(Ambiguity("max_cost", money.text, ()))
            elif money.reading == "per_month":
                continue
            elif money.usd is not None:
                self._say("max_cost", money.usd, "set", money.start, money.end)
        if monthly and len(monthly) == len(amounts):  # a monthly sum says nothing about the whole, so the whole is asked for
            money = monthly[0]
            self.ambiguous.append(Ambiguity("max_cost", money.text, ()))

    # --- employers and unknown names ---

    def _employers(self, labelled: list[_Labelled]) -> None:
        asked = self.asked == "target_employers"
        named = [
            (each.mention.start, each.mention.end)
            for each in labelled
            if not asked or each.mention.readings("employer", "issuer", "credential")
        ]
        for clause in self.clauses:
            if clause.other or (clause.question and not clause.available):
                continue
            aims = [
                cue
                for cue in self.cues[clause.start]
                if cue.label in ("target", "employer", "request", "seek")
                and not re.fullmatch(r"(?:love|like|enjoy|fan of)\b.*", self.plain[cue.start : cue.end])
                and not _MY_JOB.search(self.plain[: cue.end])
            ]
            here = any(
                cue.label in ("current", "have") and not any(aim.start <= cue.start and cue.end <= aim.end for aim in aims)
                for cue in self.cues[clause.start]
            )
            wished = bool(aims) and not (here and not any(aim.label == "target" and aim.start > 0 for aim in aims))
            for start, end in preferences.sectors_of(
                clause.text,
                clause.start,
                wished
                or self.asked == "target_employers"
                or bool(re.search(r"\bjobs?\b|\broles?\b", clause.text) and not here and not _MY_JOB.search(clause.text)),
            ):
                if _MY_JOB.search(self.plain[:start]) or (
                    wished and self.asked != "target_employers" and not self._after_aim(aims, start, end)
                ):
                    continue
                cue = nearest(self.cues[clause.start], start, self.plain)
                own = (
                    cue is not None
                    and cue.label in ("current", "have", "known", "not_have", "avoid", "progress", "not_current")
                    and self.asked != "target_employers"
                )
                beside = any(each.label == "current" and 0 <= start - each.mention.end < 12 for each in labelled)
                if not own and not beside and not any(start < last and first < end for first, last in named):
                    known = self.index.resolve(self.text[start:end], ("employer",))
                    value = known.name if isinstance(known, Match) else self.text[start:end]
                    self._say("target_employers", value, "add", start, end)
                    named.append((start, end))
            if wished:
                self._unknown_employers(clause, named)

    def _after_aim(self, aims: list[Cue], start: int, end: int) -> bool:
        """Whether a wish stands before the sector, or the sector is that of jobs: "at a hotel, want to …" tells where one is."""
        return any(aim.start < start for aim in aims) or bool(
            re.match(r"\s+(?:\w+ )?(?:jobs?|roles?|positions?|careers?)\b", self.plain[end:])
        )

    def _unknown_employers(self, clause: Clause, named: list[tuple[int, int]]) -> None:
        """Employers the catalogue does not know, kept in the user's words where they are written as names."""
        pattern = re.compile(
            r"\b(?:work|working|jobs?|roles?|position|hired|career|employed|job|land|apply|interview|analyst|engineer"
            r"|manager|nurse|developer)\s+(?:at|for|with|by)\s+((?:the )?[A-Z][\w&'.-]*(?:\s+(?:of |and "
            r"|& )?[A-Z][\w&'.-]*){0,3})"
        )
        for found in pattern.finditer(self.text, clause.start, clause.end):
            if (
                not any(found.start(1) < last and first < found.end(1) for first, last in named)
                and not preferences._SECTORS.search(found[1])
                and not re.match(r"(?:I|Monday|March|My)\b", found[1])
            ):
                self._say("target_employers", found[1].strip(" ."), "add", found.start(1), found.end(1))

    def _unknown_names(self, labelled: list[_Labelled]) -> None:
        spans = (
            [(each.mention.start, each.mention.end) for each in labelled]
            + self.taken
            + [(placed.at, placed.at + len(placed.fact.quote)) for placed in self.placed]
        )
        for kind, start, end in _candidates_for_unknown(self.plain):
            clause = self._clause_at(start)
            if (
                any(start < last and first < end for first, last in spans)
                or clause.other
                or (clause.question and kind != "credential" and not clause.available)
            ):
                continue
            words = self.text[start:end].strip(" -'\"")
            found = self.index.resolve(words, (kind,) if kind != "skill" else ("skill", "field"))
            slot = {"role": "target_role", "skill": "target_skills", "credential": "held_credentials"}[kind]
            own = kind == "skill" and re.search(r"\b(?:good at|proficient in|skills? in|experience (?:with|in))\s+$", self.plain[:start])
            if own and not (isinstance(found, Match) and found.score > 0.95):
                continue
            if isinstance(found, Ambiguous) and kind != "credential":
                self.ambiguous.append(Ambiguity(slot, words, found.candidates))
            elif isinstance(found, Match) and kind != "credential" and not clause.question:
                if own:
                    slot = "current_skills"
                if found.kind == "field":
                    self._say("field", found.name, "set", start, end)
                else:
                    self._say(slot, found.name, "add" if slot in LIST_SLOTS else "set", start, end)
            elif not isinstance(found, Match):
                self.unknown.append(words)

    # --- the question asked ---

    def _bare_answer(self, labelled: list[_Labelled]) -> None:
        """What a short answer says to the question asked, where nothing else was read from it."""
        slot = self.asked
        if slot is None or any(placed.fact.slot == slot for placed in self.placed) or any(one.slot == slot for one in self.ambiguous):
            return
        indifferent = slot in ("issuer_types", "delivery", "assessment", "target_employers") and _INDIFFERENT.search(self.plain)
        if _ANY.fullmatch(self.plain) or indifferent:
            self._say(slot, None, "remove" if slot in ("max_cost", "max_weeks") else "set", 0, len(self.text))
        elif _NONE.fullmatch(self.plain):
            if slot in ("max_cost",):
                options = (Candidate("value", "0", "Free only", 0.5), Candidate("value", "none", "No limit", 0.5))
                self.ambiguous.append(Ambiguity(slot, self.text.strip(), options))
            elif slot in ("max_weeks", "hours_per_week", "delivery", "assessment"):
                self._say(slot, None, "remove" if slot == "max_weeks" else "set", 0, len(self.text))
            else:
                self._say(slot, None, "set", 0, len(self.text))
        elif slot in _NEEDS_NAME and len(self.plain.split()) <= 7 and not self._says_something_else(labelled):
            self._resolved_answer(slot)

    def _says_something_else(self, labelled: list[_Labelled]) -> bool:
        return (
            bool(self.placed)
            or bool(self.ambiguous)
            or _NO_NAME.fullmatch(self.plain) is not None
            or bool(_NO_ANSWER.match(self.plain))
            or any(clause.question for clause in self.clauses)
            or bool(
                re.search(
                    r"\b(?:skip|pass on|leave (?:it|that)|rather (?:not|leave)|keep(?:ing)? (?:it|that)|that one|not sure|no idea|don'?t know|idk|dunno|why|what|help|sure|maybe later|stop|back|undo|hello|hi"
                    r"|thanks?)\b",
                    self.plain,
                )
            )
        )

    def _resolved_answer(self, slot: str) -> None:
        found = self.index.resolve(self.text.strip(), _KINDS_OF[slot])
        operation: Operation = "add" if slot in LIST_SLOTS else "set"
        if isinstance(found, Match):
            self._say(slot, found.id if found.kind == "credential" else found.name, operation, 0, len(self.text))
        elif isinstance(found, Ambiguous) and (slot != "target_employers" or found.candidates[0].score > 0.95):
            self.ambiguous.append(Ambiguity(slot, self.text.strip(), found.candidates))
        elif slot == "target_employers":
            self._say(slot, self.text.strip(" ."), "add", 0, len(self.text))
        elif self.text.strip() not in self.unknown and re.search(r"[^\W\d_]{2}", self.text) and len(self.plain.split()) <= 4:
            self.unknown.append(self.text.strip())

    def _hinted_field(self, labelled: list[_Labelled]) -> None:
        """ "Something with computers" for a field: the fields that it may mean, to be asked about; one field where it means but one."""
        if self.asked != "field":
            self._vague_field(labelled)
            return
        if any(clause.question for clause in self.clauses):
            return
        if any(each.mention.readings("field") and not each.mention.ambiguous and len(each.mention.text) > 2 for each in labelled):
            exact = [each for each in labelled if each.mention.readings("field") and each.mention.score > 0.5]
            if exact:
                return
        names: dict[str, None] = {}
        spans: list[tuple[int, int]] = []
        for clause in self.clauses:
            told_in = self.plain[clause.start : clause.end]
            if len(told_in.split()) > _LONGEST_HINT or _DENIES.search(told_in):
                continue
            for (_, fields), (plainly, _) in zip(FIELD_HINTS, _HINTS, strict=True):
                if told := plainly.search(told_in):
                    names |= dict.fromkeys(fields)
                    spans.append((clause.start + told.start(), clause.start + told.end()))
        known = [field for name in names if (field := self.index.field_named(name))]
        if not known:
            return
        start, end = min(first for first, _ in spans), max(last for _, last in spans)
        labelled[:] = [
            each for each in labelled if not any(first < each.mention.end and each.mention.start < last for first, last in spans)
        ]
        if len(known) == 1:
            self._say("field", known[0].name, "set", start, end)
        else:
            self.ambiguous.append(Ambiguity("field", self.text[start:end], tuple(known)))

    def _vague_field(self, labelled: list[_Labelled]) -> None:
        """ "Something with computers" where nothing else is aimed at."""
        if any(each.label in ("target", "wanted", "request") for each in labelled) or self.asked not in (None, "target_role"):
            return
        if not _VAGUELY.search(self.plain):
            return
        for (_, fields), (_, vague) in zip(FIELD_HINTS, _HINTS, strict=True):
            told = vague.search(self.plain)
            if not told or self._clause_at(told.start()).other:
                continue
            known = [field for name in fields if (field := self.index.field_named(name))]
            if len(known) == 1:
                self._say("field", known[0].name, "set", *told.span("hint"), weight=0)
            elif known:
                self.ambiguous.append(Ambiguity("field", self.text[told.start("hint") : told.end("hint")], tuple(known)))
            return

    # --- the sum ---

    def _settled(self) -> tuple[Fact, ...]:
        """The facts in the order told, without repeats; of several values for a slot with one value the last, unless they are alternatives."""
        ordered = sorted(self.placed, key=lambda placed: placed.at)
        strong = {placed.fact.slot for placed in ordered if placed.weight and placed.fact.operation == "set"}
        aimed = "field" in strong or "target_role" in strong or self.goal in ("career_change", "exploration")
        now = {placed.fact.value for placed in ordered if placed.fact.slot == "current_role" and placed.fact.operation == "set"}
        facts: dict[tuple[str, Value, str], Fact] = {}
        for placed in ordered:
            fact = placed.fact
            if fact.slot == "target_role" and fact.operation == "set" and fact.value in now and re.match(r"[\w ]*\bfor\b", fact.quote):
                continue  # "I'm an accountant, something about AI for accountants"
            if placed.weight == 0 and (fact.slot in strong or (fact.slot == "field" and aimed and self.asked != "field")):
                continue
            facts.setdefault((fact.slot, fact.value, fact.operation), fact)
        facts = {key: fact for key, fact in facts.items() if not self._is_wished_too(fact, facts.values())}
        for slot in {fact.slot for fact in facts.values() if fact.operation == "set"}:
            values = [(key, fact) for key, fact in facts.items() if fact.slot == slot and fact.operation == "set"]
            if len(values) > 1:
                self._one_of(slot, values, facts)
        return tuple(facts.values())

    @staticmethod
    def _is_wished_too(refused: Fact, facts: Iterable[Fact]) -> bool:
        """Whether the words of a refusal name a skill wanted: who needs SolidWorks the skill does not refuse SolidWorks the issuer."""
        words = refused.quote.casefold()
        wished = [fact.quote.casefold() for fact in facts if fact.slot == "target_skills" and fact.operation == "add"]
        return refused.operation == "avoid" and any(words in wish or wish in words for wish in wished)

    def _word_at(self, at: int) -> str:
        """The name told at that place, as the user wrote it."""
        return next((mention.text for mention in self.all_names if mention.start == at), "")

    def _one_of(self, slot: str, values: list[tuple[tuple[str, Value, str], Fact]], facts: dict[tuple[str, Value, str], Fact]) -> None:
        """Leave one value, or ask where the user named alternatives in one breath ("data analyst or data engineer")."""
        places = [next(placed.at for placed in self.placed if placed.fact is fact) for _, fact in values]
        between = self.plain[places[-2] + len(str(values[-2][1].value)) - 2 : places[-1]] if places[-1] > places[-2] else ""
        first_wins = slot in ("current_role", "experience_years")
        if (
            slot in ("target_role", "field", "current_role")
            and (
                re.search(r"\bor\b|/|\?|could be|might be|maybe", self.plain[places[-2] : places[-1]])
                or re.search(r"\b(?:between|torn|deciding)\b", self.plain[: places[0]])
            )
            and len(between.split()) <= 6
            and not first_wins
        ):
            kind: Literal["role", "field"] = "field" if slot == "field" else "role"
            quote = self.text[places[-2] : places[-1] + len(self._word_at(places[-1]))]
            self.ambiguous.append(
                Ambiguity(slot, quote, tuple(Candidate(kind, str(fact.value), str(fact.value), 1.0) for _, fact in values))
            )
            for key, _ in values:
                del facts[key]
            return
        for key, _ in values[1:] if first_wins else values[:-1]:
            del facts[key]


def _degree_item(each: _LabelledDegree) -> Item:
    return Item(each.degree.start, each.degree.end, ("degree",), str(each.label))


_AFTER_NAMES = frozenset(
    "and or but for to in at with so because as from by on please thanks now if is i im i'm which that since "
    "then about too also more better well someday eventually professionally online my skills field industry "
    "fluently natively every daily reports basics sector jobs job roles world area without under within part side space stuff thing things maybe instead "
    "again anymore ever".split()
)
_GENERIC = frozenset(
    """
    something anything new more better stuff things thing skill skills job jobs career role position field certificate certification cert certs course courses credential credentials degree program programs class classes
    good best first next other another different same real how what which to it this that them me you him her us my your their our his a an the some any all lot lots of way ways time money work
    online remote free cheap short quick fast easy hard basic advanced entry level professional industry tech business good able ready sure happy successful certified qualified considered hired promoted employed employable competitive
    boss manager leader person one professional expert specialist beginner student part full someone somebody parent mom dad mother father better rich paid taken part-time full-time available interested looking there here back
    right wrong fine ok okay done finished more most less own about from for in on at with by and or but not if so as is are was be been being have has had do does did can could would should will may might must
    second third fourth other google want need like help know learn worth value valued recognized recognised legit accredited many much few several two three both either no yes maybe just only also even still very really too
    long term longterm micro nano digital badge boot camp bootcamp bootcamps hands-on practical projects project exam test tests options option recommendation recommendations information info details question questions
    fluently natively data analysis digital badges mistake pattern patterns them's english myself basics fundamentals foundations soon asap technical hard soft transferable relevant current marketable job-ready in-demand demand useful
    """.split()
)
_UNKNOWN = (
    (
        "role",
        re.compile(
            r"\b(?:become|becoming|(?:want|wanna|hope|hoping|like|love|aim|aiming|plan|planning|trying|dream"
            r"|going) to (?:be|become|work as)|work(?:ing)? as|career as|job as"
            r"|hired as)\s+(?:an?\s+)([a-z][\w'&/-]*(?:\s+[a-z][\w'&/-]*){0,3})"
        ),
    ),
    (
        "skill",
        re.compile(
            r"\b(?:learn|learning|study|get better at|improve|upskill in|skills? in|good at|proficient in"
            r"|experience (?:with|in)|course (?:in|on)|class (?:in|on)|master)\s+(?:my |some |more |the |about "
            r"|how to (?:use |do )?)?([a-z][\w'&/+#.-]*(?:\s+[a-z][\w'&/+#.-]*){0,2})"
        ),
    ),
    (
        "credential",
        re.compile(
            r"\b(?:the|a|an|my|get|got|have|earn|earned|take|taking|is|worth|about|hold"
            r"|for)\s+([a-z][\w'&/+#.-]*(?:\s+[a-z][\w'&/+#.-]*){0,2})\s+(?:cert|certs|certification|certificate"
            r"|credential|exam|badge|nanodegree|micro-?credential)\b"
        ),
    ),
)


def _candidates_for_unknown(plain: str) -> Iterator[tuple[Literal["role", "skill", "credential"], int, int]]:
    """Places where a role, skill or credential is plainly named."""
    for kind, pattern in _UNKNOWN:
        for found in pattern.finditer(plain):
            words = list(re.finditer(r"[\w'&/+#.-]+", found[1]))
            kept: list[re.Match[str]] = []
            for word in words:
                text = word.group().strip(".-'")
                if text in _GENERIC or text in _STOPPERS:
                    if kind == "credential":
                        kept = []
                        continue
                    break
                kept.append(word)
            if kept and not re.fullmatch(r"[\d.]+", kept[0].group()):
                yield kind, found.start(1) + kept[0].start(), found.start(1) + len(found[1][: kept[-1].end()].rstrip(".-'"))  # type: ignore[misc]


_STOPPERS = frozenset(
    "i im i'm ive i've we he she they who while because since than then where when after before until using "
    "through via like within into onto over under between without during per vs etc though although however "
    "please thanks thank also"
    " instead eventually someday now later today tomorrow soon well fast quickly again enough things stuff "
    "good great nice cool amazing wants asks says said told get gets got getting".split()
)


def _alike(one: Mention, other: Mention) -> bool:
    """Whether two mentions can be items of one list."""
    kinds = {candidate.kind for candidate in one.candidates}
    return (
        bool(one.readings("role") and other.readings("role"))
        or any(candidate.kind in kinds for candidate in other.candidates)
        or {one.kind, other.kind} == {"credential", "skill"}
        or {one.kind, other.kind} <= {"issuer", "employer"}
        or {one.kind, other.kind} <= {"skill", "field"}
    )


def removed(fact: Fact, held: Iterable[str]) -> tuple[str, ...]:
    """What stays of a list slot after a ``remove`` fact: equal values go, and those that contain its plain word ("Degree")."""
    if fact.value is None:
        return ()
    word = str(fact.value).casefold()
    return tuple(value for value in held if value.casefold() != word and not re.search(rf"\b{re.escape(word)}\b", value.casefold()))
