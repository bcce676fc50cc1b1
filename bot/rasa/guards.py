"""What is recognised before any statistics of ours: unmistakable distress, a pasted job posting, and messages in another language.

What is left open here is up to the classifier, which has examples of these intents too.
"""

import re
from typing import Optional

from bot.rasa.language import language_of
from knowledge.resolve.posting_signs import is_link, is_posting

DISTRESS = "distress"
POSTING = "share_job_posting"
OTHER_LANGUAGE = "other_language"

_FIGURE_OF_SPEECH = r"(?! (?:trying|studying|laughing|working|over (?:this|the|my|an?|these)|at (?:work|the gym)|with (?:work|overtime)))"
_NOW_OR_END = r"(?= any ?more| any longer| like this| right now| tomorrow| again|\s*(?:[.!?,;]|$)| (?:because|since|and|but|after|so)\b)"
_FAMILY = r"(?:husband|wife|partner|boyfriend|girlfriend|ex|father|dad|mother|mom|stepfather|stepdad|stepmother|stepmom|uncle|brother|spouse|fiance)"
_UNMISTAKABLE = [
    rf"\b(?:kill|killing|hang|hanging|drown|drowning) (?:myself|my self){_FIGURE_OF_SPEECH}",
    r"\bshoot(?:ing)? myself(?! in the foot)",
    r"(?:^|\bi(?:'m|'d| am| would| just| really| only| sometimes| do|m)* )(?:just )?(?:want|wanna|wanted|wish|deserve|ready|like) (?:to )?"
    r"(?:die|be dead)\b(?! of\b| laughing| from)",
    r"\bi (?:just )?wish i (?:was|were|wasn't|weren't|had never been) (?:dead|alive|born)\b",
    r"\b(?:i'm|i am|i'd be|i would be|they'd be|be|are|is) better off (?:dead|without me)\b",
    r"\b(?:end|ending) (?:my|it) (?:own )?(?:life|all)\b",
    r"\b(?:take|taking|took) my (?:own )?life\b",
    r"\b(?:harm|harming) myself\b",
    r"\b(?:want|wanna|going|urge|thinking|think|thought|might|feel like|keep|started|been|afraid i will)"
    r" (?:\w+ ){0,3}(?:hurt|hurting|cut|cutting|burn|burning) myself\b(?! at (?:work|my job))",
    r"\b(?:don't|dont|do not|didn't|never) (?:want|wanna) (?:to )?(?:live|be alive|exist|go on living|wake up)\b" + _NOW_OR_END,
    r"\b(?:don't|dont|do not|didn't) (?:want|wanna) (?:to )?be (?:here|around)(?: any ?more| any longer)(?! (?:at|in|as|with|because of the|since the) )",
    r"\b(?:no|any|a) (?:reason|point|purpose)(?: left)? (?:to|in|for) (?:live|living|go on|going on|keep living|be alive|being alive)\b"
    + _NOW_OR_END,
    r"\b(?:nothing|no one|nobody)(?: left)? to live for\b",
    r"\blife (?:is not|isn't|isnt|is no longer|has no) (?:worth living|meaning for me)\b",
    r"\b(?:tired|sick) of (?:living|being alive|life)\b" + _NOW_OR_END,
    r"\b(?:nobody|no one|noone) would (?:miss me|(?:notice|care) if i (?:died|was dead|were dead|was gone|disappeared|killed myself))\b",
    r"\bi(?:'ve| have| just|'m going to| am going to| want to| took an?| will)* overdose[d]?\b",
    r"\b(?:slit|cut) my wrists?\b",
    r"\bjump(?:ing)? (?:off|from) (?:a|the) (?:bridge|building|roof)\b",
    rf"\bmy (?:ex-?)?{_FAMILY} (?:keeps |is |has been |always |just )*(?:hit|hits|hitting|beat|beats|beating|choked|chokes|choking|abuses"
    r"|abusing|abused|raped|rapes|threatens to kill|is violent to|hurts|hurting) (?:me|us|my (?:kids|children|son|daughter))\b(?! (?:at|to|in)\b)",
    r"\bi(?:'ve been| have been| was| got|'m being| am being| am getting|'m getting)"
    r" (?:just )?(?:raped|molested|sexually (?:abused|assaulted)|beaten (?:up|by my)|abused (?:at home|by my))\b",
    r"\b(?:i'm|i am|im|i don't feel|i do not feel) (?:not )?(?:in danger|safe) at home\b",
]
_DISTRESS = re.compile("|".join(_UNMISTAKABLE))
# About suicide and self-harm people also ask as a subject of their work.
_SUBJECT = re.compile(r"\bsuicid(?:e|al)\b|\bself[- ]?harm(?:ing)?\b")
_AS_WORK = re.compile(
    r"\b(?:prevention|preventing|awareness|training|trained|course|class|certificat\w+|certified|certs?|credential|badge|workshop|hot ?lines?"
    r"|patients?|clients?|students|teens|veterans|counselors?|counsellors?|counseling|assessment|screening|intervention|crisis line|squad"
    r"|risk|volunteer\w*|job|work with|career suicide)\b"
)
_HARMLESS_AT_HOME = re.compile(r"\bi(?:'m| am|m| feel) safe at home\b")


def intent_of(text: str, normalised: str) -> Optional[str]:
    """Return the intent that a message has beyond doubt, or None.

    Args:
        text: what the user typed.
        normalised: the same in lower case with its spelling repaired.
    """
    if any(is_distress(version) for version in (text.lower(), normalised)):
        return DISTRESS
    if is_posting(text) or is_link(text):
        return POSTING
    return OTHER_LANGUAGE if language_of(text) else None


def is_distress(text: str) -> bool:
    """Tell whether a text in lower case speaks, beyond doubt, of suicide, of harming oneself, or of being hurt at home."""
    text = re.sub(r"\s+", " ", text.replace("’", "'"))
    if _SUBJECT.search(text):
        return not _AS_WORK.search(text) or bool(_DISTRESS.search(text))
    return bool(_DISTRESS.search(text)) and not _HARMLESS_AT_HOME.search(text)
