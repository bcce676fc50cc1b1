"""Which of the things to be passed on a message strikes out, or takes back in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from cases.settings import Signs

NAMED_BY: dict[str, str] = {
    "goal": r"goals?|purpose|what i(?:'m| am) after",
    "target_role": r"(?:job|role|career|position)s? (?:i(?:'m| am)? )?(?:want\w*|aim\w*|after|target\w*)|(?:target|dream|new|future|wanted) (?:job|role|career|position)|where i want to go",
    "target_skills": r"skills? (?:i )?(?:want\w*|to learn)|(?:wanted|target|new) skills?|what i want to learn",
    "field": r"fields?|industry|sector",
    "wanted_credentials": r"credentials? (?:in mind|i want)|(?:the )?certs? i want",
    "target_employers": r"employers?|compan(?:y|ies)|where i(?:'m| am) applying",
    "current_role": r"(?:present|current|my|old|last) (?:job|role|work|position|employer|occupation)|where i work|what i do|my work",
    "current_skills": r"(?:my|current|present) skills?|skills? (?:i )?(?:have|had|got)|what i (?:can|know)",
    "held_credentials": r"degrees?|diplomas?|education|qualifications?|credentials?|certificates?|schooling|studies",
    "experience_years": r"experience|years",
    "max_cost": r"budget|money|costs?|price|finances?|financial\w*|spend\w*|afford|dollars?|funds",
    "max_weeks": r"deadline|time (?:limit|frame)|timeline|by when|how (?:soon|long)",
    "hours_per_week": r"hours?|time (?:i have|a week)|availability",
    "delivery": r"online|in person|way of learning|format|delivery",
    "assessment": r"exams?|projects?|assess\w*|tests?",
    "issuer_types": r"issuers?|kind of (?:school|issuer)",
    "avoid": r"dislikes?|what i (?:don'?t|do not) (?:want|like)|avoid\w*|not wanted",
    "shortlist": r"short ?list|lists?|options?|suggestions?|recommendations?|picks",
    "conversation": r"conversations?|chats?|transcripts?|messages?|what (?:i|we)(?:'ve| have)? (?:said|wrote|written|typed|told)|our talk|talk|history",
}
"""How people call each item; the first in the message's order of items wins, so the plain words come after the exact ones."""
ALL = re.compile(
    r"\b(?:everything|all of (?:it|this|that|them)|all (?:my|the) (?:details|data|info\w*|facts)|any of (?:it|this)|the lot)\b"
)
ONLY = re.compile(r"\b(?:only|just|nothing (?:but|except)|everything (?:but|except))\b")
BUT = re.compile(r"\b(?:everything|all|anything)(?: \w+){0,3}? (?:but|except|apart from|other than|minus|without)\b")
BACK_IN = re.compile(
    r"\b(?:put|take|bring|add|leave|keep|include)\b.{0,40}\b(?:back|in|again|after all)\b|\b(?:do|can|may|please) (?:include|pass on|share|send)\b"
    r"|\bis (?:fine|ok|okay) after all\b"
)


def items_named(text: str, present: Mapping[str, str]) -> list[str]:
    """The items that a text names, by what they are called or by their own value; ``present`` is slot -> value in words."""
    left, named = text.casefold().replace("’", "'"), []
    for slot in sorted(present, key=lambda one: one in ("held_credentials", "max_cost", "experience_years")):
        pattern = re.compile(rf"\b(?:{NAMED_BY[slot]})\b")
        if pattern.search(left):
            named.append(slot)
            left = pattern.sub(" ", left)
    for slot, value in present.items():
        parts = [part.strip().casefold() for part in value.split(",")]
        if slot not in named and any(len(part) > 2 and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", left) for part in parts):
            named.append(slot)
    return named


def struck_by(text: str, present: Mapping[str, str], struck: Collection[str], signs: Signs) -> set[str] | None:
    """What is struck out after this message; None where it says nothing about that.

    "Leave out my budget" strikes one, "only the shortlist" all others, "everything but the chat" one again, "put the budget back" takes it in.
    """
    words = text.casefold().replace("’", "'")
    named = set(items_named(words, present))
    if BUT.search(words) and named:
        return {*struck, *named}
    if BACK_IN.search(words) and named & set(struck):
        return set(struck) - named
    if ONLY.search(words) and named and not re.search(r"\b(?:not|don'?t|leave out|without)\b", words):
        return set(present) - named
    if signs.hold("strikes", words):
        if named:
            return {*struck, *named}
        if ALL.search(words):
            return set(present)
    return None
