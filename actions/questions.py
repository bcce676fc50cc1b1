"""Questions that are answered whatever the message was taken for: by their own words, with what is named or in view."""

from __future__ import annotations

import re

from actions.common.asides import tell_aside, tell_aside_in_general, tell_reaction
from actions.common.asking import ask_which, name_buttons, tell_unknown_name
from actions.common.aspects import tell_briefly
from actions.common.coming_back import is_known, welcome_back
from actions.common.glossary import tell_meaning
from actions.common.plainly import WHAT_WAS_TOLD
from actions.common.references import BARE_NUMBERS, BARE_PLACE, NOT_A_NAME, placed_in_list, references, strange_name
from actions.common.roles import tell_needs, tell_short_way
from actions.common.shortlist import list_asked
from actions.common.turn import Turn
from actions.comparison import tell_which, tell_which_skill
from actions.options import Details, tell_of_issuer, tell_of_options
from actions.profile import reports_told
from knowledge.recognition import examine


def answered(turn: Turn) -> bool:
    """Answer the message if it is such a question. It is asked for where the intent says little: general questions, and what was not understood."""
    if not turn.text:
        return False
    return (
        list_asked(turn)
        or _tell_where_things_stand(turn)
        or tell_reaction(turn)
        or tell_aside(turn)
        or tell_meaning(turn)
        or tell_short_way(turn)
        or tell_which_skill(turn)
        or tell_which(turn)
        or _tell_of_funding(turn)
        or _tell_whether_they_care(turn)
        or _tell_reports(turn)
        or _tell_of_place(turn)
        or _tell_whom_to_ask(turn)
        or tell_of_options(turn)
        or tell_needs(turn)
        or _tell_of_skill(turn)
        or tell_of_issuer(turn)
        or tell_aside_in_general(turn)
    )


def _tell_of_place(turn: Turn) -> bool:
    """ "2" or "the second", right after a list."""
    text = turn.text.casefold().strip()
    if not turn.listed or not (BARE_NUMBERS.match(text) or BARE_PLACE.match(text)):
        return False
    meant = references(turn)
    if not meant.ids:
        ask_which(turn, meant)
        return True
    keys = meant.ids
    if len(keys) != 1:
        Details().take(turn)
        return True
    turn.set("focus", keys[0])
    tell_briefly(turn, turn.catalogue.credentials[keys[0]])
    return True


WHERE_WERE_WE = re.compile(
    r"\bwhere (?:were|was|are) (?:we|i)\b(?! from)|\bwhere did (?:we|i) (?:leave|stop|end)\b|\bwhat were we (?:doing|talking|saying)\b|\bremind me where\b"
)


def _tell_where_things_stand(turn: Turn) -> bool:
    if not is_known(turn) or not WHERE_WERE_WE.search(turn.text.casefold()):
        return False
    welcome_back(turn)
    return True


EMPLOYER_PAYS = re.compile(
    r"\b(?:employers?|compan(?:y|ies)|work|job|boss|manager|hospital|school|union|hr|tuition|district|agency|army|navy|military|they|they'd|them)\b"
    r"(?:\W+[\w']+){0,5}?\W+(?:pay|pays|paying|cover|covers|reimburse\w*|fund|funds|sponsor\w*|refund\w*|assistance|benefit)\b"
)
A_PRICE = re.compile(r"\bhow (?:much|many)\b|\bpay(?:s|ing)? (?:more|well|better|off)\b")


def _tell_of_funding(turn: Turn) -> bool:
    """ "Who do I ask whether my hospital would pay?": about employers' money, not about what is in view."""
    text = turn.text.casefold()
    if not EMPLOYER_PAYS.search(text) or A_PRICE.search(text) or not IS_QUESTION.search(text):
        return False
    turn.say("utter_faq_funding")
    return True


def _tell_reports(turn: Turn) -> bool:
    if not WHAT_WAS_TOLD.search(turn.text.casefold()):
        return False
    told = reports_told(turn)
    if told:
        turn.tell(told)
    else:
        turn.say("utter_no_reports")
    return True


WHAT_IS = re.compile(
    r"^\W*(?:and |so |but |ok )*(?:what(?:'?s| is| are|s)|what does|explain|define)\s+(?:an? |the )?(?P<name>[\w+#&./ -]{2,40}?)(?: (?:mean|stand for|anyway|exactly|again))*\W*$"
)
MOST_OF_SKILL = 3


def _tell_of_skill(turn: Turn) -> bool:
    """ "What is AML?": the skill that the word stands for here, and what teaches it; the subject itself is not explained."""
    asked = WHAT_IS.match(turn.text.casefold().replace("’", "'"))
    mentions = turn.names.mentions(turn.text) if asked else ()
    skill = mentions[0].reading("skill") if len(mentions) == 1 else None
    if not asked or not skill or mentions[0].readings("credential", "issuer") or mentions[0].text.casefold() != asked["name"].strip():
        return False
    keys = [one.id for one in turn.catalogue.credentials.values() if skill.name in one.skills][:MOST_OF_SKILL]
    turn.say("utter_skill_named", word=mentions[0].text, skill=skill.name, buttons=name_buttons(turn, keys))
    return True


THEY_CARE = re.compile(
    r"\b(?:would|will|do|does|did|could|might) (?:an? |any |the |most |real )?(?:boss(?:es)?|employers?|managers?|recruiters?|compan(?:y|ies)|anyone|anybody|someone|somebody|people|they)"
    r" (?:(?:ever|even|really|actually|still|at all|truly) )*(?:care|notice|mind|look at|bother|take (?:them|it|these|those|that|this) seriously|give (?:it|them|that) weight)\b"
)


def _tell_whether_they_care(turn: Turn) -> bool:
    """ "Would a boss ever care?", with none in view: about credentials in general."""
    if not THEY_CARE.search(turn.text.casefold()) or references(turn).ids or turn.shown:
        return False
    turn.say("utter_faq_do_employers_recognise")
    return True


IS_QUESTION = re.compile(r"\?|^\W*(?:and |so |but |ok )*(?:do|does|will|would|can|could|is|are|how|who|whom|what|should|might)\b")
WHOM_TO_ASK = re.compile(
    r"\bwhom? (?:should|would|could|can|do|to|might|must|shall) (?:i |we )?(?:have to |need to |want to |best )?(?:ask|contact|call|talk to|write to|email|turn to)\b"
    r"|\bwhat (?:should|would|could|do|to|must|shall) (?:i |we )?(?:have to |need to |want to |best )?ask\b|\bquestions (?:to|should i) ask\b"
)
MOST_ASKS = 3


def _tell_whom_to_ask(turn: Turn) -> bool:
    """ "Who would I ask?" about the credential last talked about: the open questions, and whom to put them to."""
    if not WHOM_TO_ASK.search(turn.text.casefold()):
        return False
    meant = references(turn)
    keys = meant.ids or tuple(turn.shown[:1])
    if not keys:
        turn.say("utter_whom_to_ask_in_general")
        return True
    credential = turn.catalogue.credentials[keys[0]]
    asks = [finding.ask for finding in examine(turn.profile, credential, turn.catalogue, turn.today) if finding.ask]
    turn.set("focus", credential.id)
    if not asks:
        turn.say("utter_nothing_to_ask", title=credential.name)
    else:
        turn.tell("\n".join([turn.words("utter_whom_to_ask", title=credential.name).text, *(f"- {ask}" for ask in asks[:MOST_ASKS])]))
    return True


WHY_NOT_NAME = re.compile(
    r"^\W*(?:and |so |ok |but |then )*(?:why (?:not|no|isn'?t|aren'?t)|how come (?:no|not)|what about|where(?:'?s| is)) (?:the |a |an )?(?P<name>[\w+#&.' -]{3,40}?)"
    r"(?: (?:there|on (?:there|it|the list|your list)|one|instead|then|though|here))*\W*$"
)
MOST_WORDS_OF_A_NAME = 4


def unknown_after_why_not(turn: Turn) -> bool:
    """ "Why not nielsen norman": what stands there for a name, and is none of the catalogue, is owned up to."""
    asked = WHY_NOT_NAME.match(turn.text.casefold().replace("’", "'"))
    if not asked or len(asked["name"].split()) > MOST_WORDS_OF_A_NAME or turn.names.mentions(turn.text, weak=True):
        return False
    words = asked["name"].split()
    if all(NOT_A_NAME.match(word) for word in words) or placed_in_list(turn.text, turn.listed, turn.catalogue):
        return False
    return tell_unknown_name(turn, asked["name"])


ASKED_BY_NAME = re.compile(
    r"^\W*(?:so |and |ok |but )?(?:is|are|was|what|whats|what's|does|do|how|should|would|why|who)\b"
    r"|\b(?:worth (?:it|doing|taking|having|the)|any good|legit|a scam|heard of|think of|waste of)\b"
)


def owned_up(turn: Turn) -> bool:
    """Where the question is about a name that the catalogue does not have: say so."""
    if not ASKED_BY_NAME.search(turn.text.casefold()) or not strange_name(turn):
        return unknown_after_why_not(turn)
    ask_which(turn, references(turn))
    return True
