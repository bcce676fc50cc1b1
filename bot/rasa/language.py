"""Which language a message is in, where it is not English. Why this library and these limits: docs/decisions/0012.

A language detector alone takes names for languages ("Le Cordon Bleu", "Deutsche Bank") and short answers for anything. So what it says
counts only where enough words are neither English nor names.
"""

import re
import unicodedata
from functools import lru_cache
from typing import FrozenSet, List, Optional, Tuple

from lingua import IsoCode639_1 as Code
from lingua import LanguageDetector, LanguageDetectorBuilder

from bot.rasa.edited_names import edited_words
from bot.rasa.names import english_words
from bot.settings import VAR

ENGLISH, UNKNOWN = "en", "other"
# More languages than there are lines for: what is Polish must not be taken for Tagalog.
DETECTED = "en es fr de pt it nl ro pl tr sw vi tl zh ja ko ru uk ar fa ur hi".split()
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
COMMON_WORDS = 60_000
FOREIGN_LETTERS = 2
STRANGE_WORDS, STRANGE_SHARE, LIKELY = 2, 0.25, 0.2
"""So many words that are not English, and such a share of all, are a language; the detector need only lean to it."""
STRANGE_SHARE_WHERE_SURE, SURE = 0.12, 0.6
"""One such word is enough in a message of several where the detector is sure."""
PLAINLY_ENGLISH = frozenset(
    "the i a an my you your what how is are to of and with that this it can do have want need would where who why not about from at be took".split()
)
"""Two of these beside a single strange word make a message English with a foreign word in it: "I took a curso in Mexico"."""
FEWEST_WORDS = 3
"""A message of fewer words, all in plain letters, may be a name or a slip as well as anything."""
FEWEST_OF_RARE = 4
"""So many strange words it takes for languages that nobody has a line for, and that slips of the keyboard look like."""
TAGALOG = frozenset(
    "ang ng sa po ko ako na ay mga hindi ba ano lang wala kung naman gusto mo siya kami tayo yung nang magkano paano".split()
)
"""Mashed keys look like Tagalog to the detector; a sentence in it has one of these."""
LINES = frozenset("es fr de pt it zh ar hi vi tl ko ru ja uk".split())
"""The languages that the assistant has a line in (utter_other_language_ in domain.yml)."""
LONGEST = 600
"""Characters looked at; the language does not change after that, or the message is no other language as a whole."""


def language_of(text: str) -> Optional[str]:
    """Return the ISO 639-1 code of a message's language, "other" for one that is not told apart here, or None for English and what can't be told."""
    text = text[:LONGEST]
    if _in_other_script(text):
        return _detected(text)[0] or UNKNOWN
    words = WORD.findall(text)
    known = _english(), edited_words()
    strange = [word for word in _no_names(words) if not _is_known(word, known)]
    if not strange or (len(words) < FEWEST_WORDS and text.isascii()):
        return None
    code, certainty = _detected(text)
    share = len(strange) / len(words)
    if code in (None, ENGLISH) or (code == "tl" and not TAGALOG & {word.lower() for word in words}):
        return None
    if code not in LINES and len(strange) < FEWEST_OF_RARE and text.isascii():
        return None
    told = len(strange) >= STRANGE_WORDS and share >= STRANGE_SHARE and certainty >= LIKELY
    english = len(PLAINLY_ENGLISH & {word.lower() for word in words})
    return code if told or (share >= STRANGE_SHARE_WHERE_SURE and certainty >= SURE and english < 2) else None


def _in_other_script(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(not unicodedata.name(letter, "LATIN").startswith(("LATIN", "MICRO")) for letter in letters)
    return foreign >= FOREIGN_LETTERS and 2 * foreign >= len(letters) - foreign


def _no_names(words: List[str]) -> List[str]:
    """Return the words that are no names by their capital; none of a message that is all names."""
    if all(word[0].isupper() for word in words):
        return []
    return [word for place, word in enumerate(words) if place == 0 or not word[0].isupper()]


def _is_known(word: str, known: Tuple[FrozenSet[str], ...]) -> bool:
    parts = [part for part in re.split("['’-]", word.lower()) if part]
    return any(word.lower() in words for words in known) or all(any(_plain(part) in words for words in known) for part in parts)


def _plain(word: str) -> str:
    """Return a word without accents: a "café" is English."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _detected(text: str) -> Tuple[Optional[str], float]:
    """Return the likeliest language and how likely it is."""
    ranked = _detector().compute_language_confidence_values(text)
    if not ranked or not ranked[0].value:
        return None, 0.0
    return ranked[0].language.iso_code_639_1.name.lower(), ranked[0].value


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    codes = [getattr(Code, name.upper()) for name in DETECTED]
    # Its exacter mode finds no more of whole sentences here, and takes 400 MB.
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().with_preloaded_language_models().build()


@lru_cache(maxsize=1)
def _english() -> FrozenSet[str]:
    """Return common English words and those of the catalogue."""
    names = VAR / "vocabulary.txt"
    own = names.read_text().split() if names.exists() else []
    return frozenset([*(word for word, _ in english_words()[:COMMON_WORDS]), *own])
