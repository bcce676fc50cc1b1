"""What lies outside, but near: it is declined by its name, with where to turn instead. What is far off is declined in general."""

from __future__ import annotations

import re
from typing import Literal, get_args

from actions.common.turn import Turn

Near = Literal["visa", "essay", "resume", "negotiation", "tax", "therapy", "legal", "medical", "homework", "job_search", "money"]

_NEAR: tuple[tuple[Near, str], ...] = (
    (
        "visa",
        r"\bvisas?\b|\bgreen ?card\b|\bh-?1b\b|\bimmigra\w+|\bopt\b|\bcitizenship\b|\bwork permit\b|\bi-?20\b|\bsponsor\w*(?! (?:\w+ ){0,2}(?:cert\w*|course|exam|training|class|program\w*|epic|degree|tuition|it\b|that\b|if\b|me for))|\basylum\b|\bdeport\w+",
    ),
    (
        "essay",
        r"\bessays?\b|\bpersonal statement\b|\bstatement of purpose\b|\badmissions?\b|\bcollege application\b|\bcommon app\b|\brecommendation letter\b",
    ),
    ("resume", r"\br[eé]sum[eé]s?\b|\bcv\b|\bcover letters?\b|\blinkedin (?:profile|summary|headline)\b"),
    (
        "negotiation",
        r"\bnegotiat\w+|\b(?:ask|asking) (?:\w+ ){0,3}(?:for )?a raise\b|\bcounter ?offer\b|\bhigher (?:salary|pay|offer)\b|\bsalary should i ask\b",
    ),
    ("tax", r"\btax(?:es)?\b|\bw-?2\b|\b1099\b|\brefund from the irs\b|\birs\b|\bdeduct\w*"),
    (
        "therapy",
        r"\btherap(?:y|ist|ists)\b|\bcounsell?(?:ing|or for me)\b|\bshrink\b|\bpsychiatrist\b|\bmy (?:anxiety|depression|adhd|panic attacks)\b|\bmarriage\b|\bbreak ?up\b",
    ),
    (
        "legal",
        r"\bsue\b|\blawsuit\b|\blawyer for me\b|\bevict\w*|\blandlord\b|\bwrongful\w*|\bfired me\b|\bdiscriminat\w+|\bcontract\b|\bcustody\b|\bdivorce\b",
    ),
    (
        "medical",
        r"\bsymptoms?\b|\bpain\b|\bmedicine for\b|\bdoctor for me\b|\bdiagnos\w+ me\b|\bdosage\b|\bpregnan\w+|\bvaccin\w+|\bvitamins?\b",
    ),
    ("homework", r"\bhomework\b|\bassignment\b|\bterm paper\b|\bsolve (?:this|my|x)\b|\bthesis\b"),
    (
        "job_search",
        r"\b(?:find|get) me (?:a|an|some) (?:\w+ )?(?:job|work|internship)s?\b|\bapply (?:for|to) \w+.{0,20}for me\b|\bjob (?:openings?|listings?|board)\b|\bopen (?:jobs|positions)\b|\bvacanc\w+|\bwho is hiring\b|\binterview\w*\b",
    ),
    (
        "money",
        r"\bstocks?\b|\bbitcoin\b|\bcrypto\w*|\binvest\w*|\bmortgage\b|\bretirement account\b|\bcredit (?:card|score)\b|\binsurance\b|\bloan for (?:a|my) (?:car|house)\b",
    ),
)
NEAR: tuple[tuple[Near, re.Pattern[str]], ...] = tuple((name, re.compile(pattern)) for name, pattern in _NEAR)
TOPICS: tuple[str, ...] = get_args(Near)


def decline(turn: Turn) -> None:
    """Say that it lies outside, and what can be done instead."""
    text = turn.text.casefold()
    near = next((name for name, pattern in NEAR if pattern.search(text)), None)
    turn.say(f"utter_scope_{near}" if near else "utter_out_of_scope")
