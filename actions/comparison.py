"""Which of several: side by side with a verdict, the one to take, and the one that is most something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.common.asking import ask_for_goal, ask_which, bare_name, name_buttons, option_buttons
from actions.common.aspects import tell_aspects
from actions.common.profile import purpose
from actions.common.references import (
    asks_for_the_best,
    asks_who_is_recognised,
    is_acronym,
    is_superlative,
    most_of,
    references,
    speaks_of_it,
    usual_cost_usd,
)
from actions.common.shortlist import shortlist_of
from actions.common.standing import standing, supporters
from actions.common.turn import Turn, TurnAction
from actions.next_step import go_on
from bot.cards import phrases
from bot.cards.build import comparison_column, credential_card
from bot.cards.models import ComparisonCard, ComparisonRow
from knowledge.model import Credential, Finding
from knowledge.recognition.case import Case
from knowledge.recognition.examine import QUESTIONS
from knowledge.recognition.verified import marked
from knowledge.recognition.wording import as_clause, in_sentence, wording_of
from knowledge.recommend import compare
from knowledge.recommend.constraints import barred
from knowledge.recommend.engine import option_of
from knowledge.recommend.scoring import Scored, Scorer
from knowledge.recommend.weights import MARKS, weights_of
from knowledge.resolve.index import Ambiguous, Match
from knowledge.terms import Goal

MOST_COMPARED = 5
MOST_ROWS_TOLD = 5
EVEN = 0.02
"""Scores as near as this are no reason to prefer one."""
ROWS = ("issuer", "kind", "level", "cost", "time", "assessment", "delivery", "validity", "skills", *QUESTIONS)
"""The rows of a comparison in their order."""
MOST_TELLING = (
    "cost",
    "time",
    "recognised_by_targets",
    "matches_requirement",
    "assessment",
    "fits_constraints",
    "shows_applied_skill",
    "level",
    "validity",
    "stacks",
    "kind",
    "delivery",
)
"""The rows that a short text takes first, where they differ."""


class Compare(TurnAction):
    """Two to five credentials side by side."""

    answers = "compare_options"

    def name(self) -> str:
        return "action_compare"

    def take(self, turn: Turn) -> None:
        if not names_two(turn) and (tell_which_skill(turn) or tell_which(turn)):
            return None
        meant = references(turn, default_focus=False)
        if meant.beyond_list:
            return ask_which(turn, meant)
        if not meant.ids and turn.heard.get("ambiguous"):
            return go_on(turn)  # "project manager or supply chain manager" weighs two jobs
        if not meant.ids and WHICH_OF_THEM.search(turn.text.casefold()) and tell_aspects(turn, _listed(turn)):
            return None
        ids, unknown = sides_named(turn, list(meant.ids))
        ids = list(dict.fromkeys(ids))
        if unknown and len(ids) < 2:
            return tell_unknown_side(turn, unknown, ids)
        if len(ids) == 1:
            ids += [key for key in (turn.get("focus"), *turn.shown) if key and key not in ids][:1]
        if not ids and len(turn.listed) > 1:
            ids = turn.listed[:3]
        if len(ids) < 2 and not ids and not turn.listed:
            return ask_for_goal(turn)
        if len(ids) < 2:
            return turn.say("utter_need_two_to_compare", buttons=name_buttons(turn, turn.shown))
        lead = turn.words("utter_unknown_name", name=unknown).text if unknown else ""
        return show_comparison(turn, [turn.catalogue.credentials[key] for key in ids[:MOST_COMPARED]], lead)


def names_two(turn: Turn) -> bool:
    """Whether two sides are named, be it by who issues them: "the AAPC one or the AHIMA one, which is better?" """
    sides = {mention.name for mention in turn.names.mentions(turn.text) if mention.readings("credential", "issuer")}
    return len(sides) > 1


WHICH_OF_THEM = re.compile(
    r"\b(?:which|any|do any|are any|does any|none|one|all) (?:ones? )?of (?:these|those|them)\b|^\W*(?:so |and |ok )*which (?:ones?|of)\b"
)
""" "Which of these needs a master's" asks for one side of all of them, not for a verdict."""


def _listed(turn: Turn) -> list[Credential]:
    return [turn.catalogue.credentials[key] for key in turn.listed]


SIDES = re.compile(r"\b(?:and|vs\.?|versus|or|with|to|against|than|over)\b|,|/")
COMPARES = re.compile(
    r"^.*\b(?:compare|comparing|between|difference (?:of|between)|stack|put|better|choose|torn between)\b(?: (?:the|to do|is|me))*",
    re.IGNORECASE,
)
LONGEST_SIDE = 6


def sides_named(turn: Turn, ids: list[str]) -> tuple[list[str], str]:
    """All sides of "X or Y", "is it better than X": also what one name stands for where several bear it, and "it". Then a side that is unknown."""
    text, known = turn.text, turn.catalogue.credentials
    focus = turn.get("focus")
    if len(ids) and focus in known and focus not in ids and speaks_of_it(text):
        return [str(focus), *ids[:1]], ""
    if not ids:
        return ids, ""
    for side in SIDES.split(COMPARES.sub("", text)):
        name = bare_name(side.strip(" ?.!"))
        mentions = turn.names.mentions(side)
        if not name or len(name.split()) > LONGEST_SIDE or any(one.id in ids for each in mentions for one in each.readings("credential")):
            continue
        issuers = {one.name for each in mentions for one in each.readings("issuer")}
        if any(known[key].issuer in issuers for key in ids):
            continue
        if of_issuer := [key for key in turn.listed if known[key].issuer in issuers]:
            return list(dict.fromkeys([*ids, *of_issuer]))[:MOST_COMPARED], ""
        found = turn.names.resolve(name, {"credential"}) if len(ids) == 1 else None
        if is_acronym(name) and name.isalpha() and not mentions and not turn.names.lexicon.is_english(name.casefold()):
            return ids, name.upper()  # a CRCM is no CRCR
        if isinstance(found, Match):
            return [*ids, found.id], ""
        if isinstance(found, Ambiguous):
            return [*ids, *(one.id for one in found.candidates[: MOST_COMPARED - 1])], ""
        if looks_like_name(side):
            return ids, name
    return ids, ""


NAME = re.compile(r"[A-Z]\w*(?:\W+\w+)*\W+[A-Z0-9]|\b[A-Z]{2,}\b|\b(?:certif\w+|credential|badge|licen[sc]e|course|bootcamp)\b")


def looks_like_name(words: str) -> bool:
    """Whether words can be the name of a credential: "Microsoft Innovative Educator", "the river guide certificate"."""
    return bool(NAME.search(words.strip())) and not speaks_of_it(words)


def tell_unknown_side(turn: Turn, name: str, ids: Sequence[str]) -> None:
    """One side is in the catalogue and the other is not: say so, and offer what is known."""
    turn.say("utter_unknown_side", name=name, title=turn.catalogue.credentials[ids[0]].name, buttons=name_buttons(turn, ids))


def show_comparison(turn: Turn, credentials: Sequence[Credential], lead: str = "") -> None:
    """First which one, and why; then the rows that differ most; the card has all of them."""
    ids = [credential.id for credential in credentials]
    turn.set("compared", ids)
    card = comparison_card(credentials, Case(turn.profile, turn.catalogue, turn.today))
    turn.show(card, f"{lead} {_verdict(turn, credentials)}".strip(), buttons=name_buttons(turn, ids[:3]))


def comparison_card(credentials: Sequence[Credential], case: Case) -> ComparisonCard:
    """All rows; those that differ most have their cells in brief, for the text."""
    compared = compare([credential.id for credential in credentials], case.profile, case.catalogue, case.today)
    brief = {name: [_brief(name, cell) for cell in row.cells] for name, row in zip(ROWS, compared, strict=True)}
    told = [name for name in MOST_TELLING if len(set(brief[name])) > 1][:MOST_ROWS_TOLD] or ["cost", "time"]
    rows = [
        ComparisonRow(label=row.label, cells=list(row.cells), brief=brief[name] if name in told else [], groups=list(row.groups))
        for name, row in zip(ROWS, compared, strict=True)
    ]
    return ComparisonCard(columns=[comparison_column(credential) for credential in credentials], rows=rows)


def _brief(name: str, cell: str) -> str:
    """Of a finding only its verdict."""
    return cell.split(":")[0].casefold() if name in QUESTIONS else cell


# --- the verdict ------------------------------------------------------------------------------------------------------


def _verdict(turn: Turn, credentials: Sequence[Credential]) -> str:
    """Which of them, and what tips it; without anything known of the user, which one the ledger speaks for."""
    profile = turn.profile
    if not (profile.goal or profile.target_role or profile.target_skills or profile.field):
        first, second = _by_standing(turn, credentials)[:2]
        if standing(turn.catalogue, first) == standing(turn.catalogue, second):
            return turn.words("utter_compare_open_even").text
        return turn.words("utter_compare_open", title=first.name, names=_names(supporters(turn.catalogue, first))).text
    case = Case(profile, turn.catalogue, turn.today)
    stops = [stop for credential in credentials if (stop := barred(case, credential))]
    open_to_user = [credential for credential in credentials if credential.id not in {stop.credential.id for stop in stops}]
    reasons = " ".join(f"{stop.credential.name}: {in_sentence(as_clause(stop.exclusion().because))}." for stop in stops[:2])
    aim = purpose(profile, turn.catalogue)
    if not open_to_user:
        return turn.words("utter_compare_none", purpose=aim, reasons=reasons).text
    ranked = _ranked(turn, case, open_to_user)
    if len(ranked) == 1:
        return turn.words("utter_compare_only", purpose=aim, title=ranked[0].credential.name, reasons=reasons).text
    best, other = ranked[:2]
    if abs(best.score - other.score) < EVEN:
        return f"{_by_a_hair(turn, ranked[0].credential, ranked[1].credential, aim)} {reasons}"
    mark, because = _tips(best, other, case)
    return f"{turn.words('utter_compare_verdict', purpose=aim, title=best.credential.name, mark=mark, because=because).text} {reasons}"


def _ranked(turn: Turn, case: Case, credentials: Sequence[Credential]) -> list[Scored]:
    """Best first: in the order of the shortlist, which knows more than the marks; then by their marks."""
    scorer = Scorer(case, case.profile.goal or "skill_gap")
    places = {key: place for place, key in enumerate(shortlist_of(turn))}
    scored = [scorer.score(credential) for credential in credentials]
    return sorted(scored, key=lambda one: (places.get(one.credential.id, len(places)), one.key))


def _by_a_hair(turn: Turn, one: Credential, other: Credential, aim: str) -> str:
    """Of two that come out even the one that takes less, in money or else in time."""
    for measure, name in ((usual_cost_usd, "cost"), (lambda c: c.weeks[0] if c.weeks else None, "time")):
        first, second = measure(one), measure(other)
        if first is not None and second is not None and first != second:
            less = one if first < second else other
            card = credential_card(less, (), ())
            because = marked(phrases.cost(card), less, "cost") if name == "cost" else marked(phrases.duration(card), less, "duration")
            return turn.words("utter_compare_even", purpose=aim, title=less.name, because=because).text
    return turn.words("utter_compare_quite_even", purpose=aim, title=one.name).text


def _tips(best: Scored, other: Scored, case: Case) -> tuple[str, str]:
    """The mark in which the better one leads most, and what is found about it there."""
    weights = weights_of(case.profile.goal or "skill_gap").marks
    lead = max(range(len(MARKS)), key=lambda number: weights[number] * (best.marks[number] - other.marks[number]))
    found = {judgement.finding().id: judgement.finding().because for judgement in best.judgements}
    card = credential_card(best.credential, (), ())
    effort = marked(f"{phrases.cost(card)}, {phrases.duration(card)}", best.credential, "cost", "duration")
    otherwise = {"effort": f"{effort}.", "level": f"{best.credential.level} level."}
    return wording_of("recommend").say(f"mark.{MARKS[lead]}"), found.get(MARKS[lead]) or otherwise.get(MARKS[lead], "")  # type: ignore[call-overload]


# --- which one --------------------------------------------------------------------------------------------------------


def tell_which(turn: Turn) -> bool:
    """Answer "which one?": the most recognised, the cheapest and so on, or the one to take. False where that is not asked or nothing is listed."""
    if not turn.listed:
        return False
    if asks_who_is_recognised(turn.text):
        return tell_more_recognised(turn)
    if is_superlative(turn.text) and (keys := most_of(turn.text, turn.listed, turn.catalogue)):
        tell_superlative(turn, [turn.catalogue.credentials[key] for key in keys])
        return True
    if not asks_for_the_best(turn.text):
        return False
    named = references(turn, default_focus=False).ids
    if len(named) == 1 and named[0] not in turn.listed:
        return False  # about that one
    compared = [key for key in turn.get("compared") or () if key in turn.catalogue.credentials]
    if len(named) > 1:
        show_comparison(turn, [turn.catalogue.credentials[key] for key in named[:MOST_COMPARED]])
    elif compared and not named:
        tell_preferred(turn, [turn.catalogue.credentials[key] for key in compared])
    elif not turn.shown:
        show_comparison(turn, [turn.catalogue.credentials[key] for key in turn.listed])
    else:
        tell_pick(turn)
    return True


def tell_preferred(turn: Turn, credentials: Sequence[Credential]) -> None:
    """ "Which would you pick", after a comparison: its verdict again, without the table."""
    turn.tell(_verdict(turn, credentials), name_buttons(turn, [one.id for one in credentials]))


def tell_pick(turn: Turn) -> None:
    """The first of the list, with its reason and what is still open."""
    first = turn.catalogue.credentials[turn.shown[0]]
    turn.set("focus", first.id)
    case, goal = Case(turn.profile, turn.catalogue, turn.today), turn.profile.goal or "skill_gap"
    option = shortlist_of(turn).get(first.id) or option_of(case, Scorer(case, goal).score(first))
    doubt = next(iter(doubts(option.findings, goal)), None)
    open_point = turn.words("utter_pick_open", because=doubt.because, ask=doubt.ask or "").text if doubt else ""
    buttons = option_buttons(first)
    return turn.say("utter_pick", title=first.name, reason=f"{option.reason.rstrip('.')}.", open=open_point, buttons=buttons)


def doubts(findings: Sequence[Finding], goal: Goal | None) -> list[Finding]:
    """What speaks against it or is not known, the weightiest first; what the user has merely not told is no doubt about the credential."""
    open_ones = [one for one in findings if one.verdict == "no" or (one.verdict == "unknown" and one.id != "adds_to_what_you_have")]
    return sorted(open_ones, key=lambda one: -weights_of(goal or "skill_gap").marks[MARKS.index(one.id)])


def tell_superlative(turn: Turn, credentials: Sequence[Credential]) -> None:
    """ "Which one is cheapest?": that one, with its time and cost; where several are level, all of them."""
    credential = credentials[0]
    card = credential_card(credential, (), ())
    turn.set("focus", credential.id)
    buttons = option_buttons(credential)
    if len(credentials) > 1:
        lines = [f"- {one.name}: {_effort(one)}" for one in credentials]
        return turn.tell(
            "\n".join([turn.words("utter_superlative_level").text, *lines]), name_buttons(turn, [one.id for one in credentials])
        )
    turn.say(
        "utter_superlative",
        title=credential.name,
        cost=phrases.cost(card),
        time=phrases.duration(card),
        level=credential.level,
        unverified=phrases.not_verified(card, "cost", "duration"),
        buttons=buttons,
    )
    return None


def _effort(credential: Credential) -> str:
    card = credential_card(credential, (), ())
    return f"{phrases.cost(card)}, {phrases.duration(card)}. {phrases.not_verified(card, 'cost', 'duration')}".strip()


def tell_more_recognised(turn: Turn) -> bool:
    """Those named, or those listed, by what others than the issuer say of them."""
    keys = references(turn, default_focus=False).ids
    keys = keys if len(keys) > 1 else tuple(turn.get("compared") or ()) if _speaks_of_two(turn) else tuple(turn.listed)
    known = [turn.catalogue.credentials[key] for key in keys if key in turn.catalogue.credentials]
    if len(known) < 2:
        return False
    ranked = _by_standing(turn, known)
    lines = [_told_standing(turn, credential) for credential in ranked]
    first, second = ranked[:2]
    even = standing(turn.catalogue, first) == standing(turn.catalogue, second)
    lead = turn.words("utter_recognised_even") if even else turn.words("utter_recognised_most", title=first.name)
    turn.tell("\n".join([lead.text, *lines]), option_buttons(first))
    return True


def _speaks_of_two(turn: Turn) -> bool:
    """Whether two were put side by side last, and not the whole list."""
    return bool(turn.get("compared"))


def _by_standing(turn: Turn, credentials: Sequence[Credential]) -> list[Credential]:
    return sorted(credentials, key=lambda one: -standing(turn.catalogue, one))


def _told_standing(turn: Turn, credential: Credential) -> str:
    names = supporters(turn.catalogue, credential)
    if not names:
        return turn.words("utter_recognised_by_none", title=credential.name).text
    return turn.words("utter_recognised_by", title=credential.name, count=str(len(names)), names=_names(names)).text


MOST_NAMED = 3


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


@dataclass(frozen=True, slots=True)
class _Skills:
    """Two skills that are weighed against each other: how much each counts for the job, or for the jobs of the catalogue."""

    names: tuple[str, ...]
    weights: tuple[int, ...]
    for_role: bool = False


def tell_which_skill(turn: Turn) -> bool:
    """ "Which one first, SQL or Power BI?": the one that counts more in the job aimed at, or in more of the jobs on record."""
    if not asks_for_the_best(turn.text):
        return False
    skills = _weighed_skills(turn)
    if len(skills.names) < 2:
        return False
    (high, first), (low, second) = sorted(zip(skills.weights, skills.names, strict=True), reverse=True)[:2]
    if high == low:
        turn.say("utter_skills_even", one=first, other=second)
    elif skills.for_role:
        role = str(turn.profile.target_role)
        turn.say("utter_skill_first_for_role", first=first, second=second, role=role[0].lower() + role[1:])
    else:
        turn.say("utter_skill_first", first=first, second=second, more=str(high), fewer=str(low))
    return True


def _weighed_skills(turn: Turn) -> _Skills:
    mentions = [mention for mention in turn.names.mentions(turn.text) if not mention.readings("credential")]
    names = tuple(dict.fromkeys(found.name for mention in mentions if (found := mention.reading("skill"))))
    role = turn.catalogue.roles.get(str(turn.profile.target_role))
    if role and set(names) & set(role.skills):
        return _Skills(names, tuple(role.skills.get(name, 0) for name in names), for_role=True)
    return _Skills(names, tuple(sum(name in one.skills for one in turn.catalogue.roles.values()) for name in names))
