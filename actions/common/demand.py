"""What users asked for in vain, counted for the librarian; a count is never worth a failed turn."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from actions.bootstrap import Knowledge
from bot.faults import where
from knowledge.model import Catalogue, Finding, Profile
from learning_loop.masking import masked

logger = logging.getLogger(__name__)

OWNED_UP = {
    "utter_unknown_name",
    "utter_unknown_name_given_up",
    "utter_unknown_side",
    "utter_nearest_names",
    "utter_not_in_catalogue",
    "utter_not_in_catalogue_so",
}
"""The responses that say that a name is not in the catalogue."""
LONGEST_NAME = 60
MASKS = re.compile(r"\b(?:EMAIL|LINK|HANDLE|ADDRESS|PHONE|NUMBER|NAME)\b")


def name_to_count(name: str) -> str:
    """A name in the form in which it is counted; nothing where it may tell who wrote it, or is no name by its length."""
    told = masked(name)
    plain = " ".join(re.findall(r"[\w+#&./'-]+", told)).casefold()
    return "" if MASKS.search(told) or not 2 <= len(plain) <= LONGEST_NAME else plain


def count_unknown_name(tools: Knowledge, name: str) -> None:
    """Count a name that the catalogue lacks."""
    if plain := name_to_count(name):
        _safely(lambda: tools.demand.count("name", plain, tools.today()))


def count_unknown_recognition(tools: Knowledge, catalogue: Catalogue, profile: Profile, credential: str, finding: Finding) -> None:
    """Count a question of recognition that was answered by "unknown", with the role or the employers aimed at as far as the catalogue has them."""
    if finding.verdict != "unknown":
        return
    aims = [profile.target_role] if profile.target_role in catalogue.roles else []
    aims = [name for name in profile.target_employers if name in catalogue.employers] or aims
    for aim in aims or [""]:
        _safely(lambda aim=aim: tools.demand.count("recognition", credential, tools.today(), aim or ""))  # type: ignore[misc]


def _safely(count: Callable[[], None]) -> None:
    try:
        count()
    except SQLAlchemyError as error:
        logger.warning("a demand was not counted: %s at %s", type(error).__name__, where(error))
