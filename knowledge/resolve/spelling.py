"""Slips in the words that carry a statement ("budgt", "expereince", "monts"), mended before it is read. Names are mended where names are looked up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge.resolve.lexicon import english_ranks
from knowledge.resolve.shorthand import ABBREVIATIONS, CHAT_WORDS

_CUES = tuple(
    """
    want wants wanted wanting looking learn learning learned study studying improve become becoming interested thinking trying switch switching change career transition
    working worked work currently experience experienced years year months month weeks week hours hour evenings evening weekends weekend nights budget dollars dollar spend afford
    course courses certificate certificates certification certifications certified degree bachelor bachelors masters diploma license licensed graduated graduate student teacher
    online person classroom remote project projects exam exams free cheap deadline before january february march april june july august september october november december
    skills skill know good with without company employer employers hospital hospitals government university college school school's prefer need needs have haven't don't should would
    because actually already finished completed passed already enough something anything beginner maximum minimum around about under less than more
    """.split()
)
_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
_SHORT = {"hav": "have", "wnt": "want", "wan": "want", "ned": "need", "wrk": "work", "wrking": "working", "yeras": "years", "yeers": "years", "expirience": "experience", "corse": "course",
          "corses": "courses", "cource": "course", "cours": "course", "lern": "learn", "lerning": "learning", "mounth": "month", "mounths": "months", "luking": "looking", "becom": "become", "dont": "don't",
          "wana": "wanna", "wanto": "want to", "intrested": "interested", "mony": "money", "monies": "money"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its slips mended, and the way back to the places in what was written."""

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, at: int) -> int:
        """The place in the text as written."""
        number = bisect_right(self.starts, at) - 1
        return at if number < 0 else at + self.shifts[number]


def mended(text: str, plain: str, is_name: Callable[[str], bool]) -> Mended:
    """``text`` (``plain``: the same in lower case) with slips in its cue words mended; what may be a name stays."""
    if len(plain) != len(text):
        return Mended(text)
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    last = length = 0
    for found in _WORD.finditer(plain):
        word = found.group()
        written_as_name = found.start() > 0 and text[found.start()].isupper() and not text.isupper()
        if (cue := _cue_for(word)) is None or written_as_name or is_name(word):
            continue
        parts += [text[last : found.start()], cue]
        length += found.start() - last + len(cue)
        last = found.end()
        starts.append(length)
        shifts.append(found.end() - length)
    return Mended("".join([*parts, text[last:]]), tuple(starts), tuple(shifts)) if parts else Mended(text)


@lru_cache(maxsize=8192)
def _cue_for(word: str) -> str | None:
    """The cue word that ``word`` is a slip of; None for a word that is meant, or may be several."""
    if word in _SHORT:
        return _SHORT[word] if _SHORT[word] != word else None
    if len(word) < 4 or word in english_ranks() or word in CHAT_WORDS or word in ABBREVIATIONS or word in _CUES:
        return None
    reach = 1 if len(word) < 7 else 2
    near = sorted((OSA.distance(word, cue), cue) for cue in _CUES if abs(len(cue) - len(word)) <= reach and cue[0] == word[0])
    close = [(distance, cue) for distance, cue in near if distance <= reach]
    best = [cue for distance, cue in close if distance == close[0][0]]
    alike = [cue for cue in best if cue[-1] == word[-1]] if len(best) > 1 else best  # "monts": months
    return alike[0] if len(alike) == 1 else None
