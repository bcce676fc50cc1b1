"""Words of a text with their places, and the forms under which a word is looked up.

Names are compared by keys: lower case, no accents, singular, one spelling for British and American forms,
little words such as "and", "of", "&" left out. "C#", "A+" and ".NET" keep their signs, since these are their names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}(?![^\W\d_])              # U.S.  B.S.  R.N.
    | [Pp]h\.?[ ]?[Dd]\b\.?                       # Ph.D.
    | (?<![\w.])\.(?:net|NET|Net)\b               # .NET
    | (?<![\w&])[A-Za-z]{1,2}&[A-Za-z](?![\w&])                 # R&D  M&A  FP&A
    | [^\W\d_]+[ ]\+(?=\s*(?:$|[.,;!?)]|cert|exam|class|course))   # "security +" at an end
    | [^\W_]+(?:['’](?:s|S|t|T|re|ve|ll|d|m|RE|VE|LL|D|M)\b)?(?:\#|\++)?(?![^\W_])   # a word, with C# C++ A+ Security+
    | [^\W_]+
    """,
    re.VERBOSE,
)
_BREAK = re.compile(r"[,;:.!?\n()\[\]{}|•·–—\"“”*]|\s-\s")
LITTLE = frozenset({"and", "of", "the", "a", "an", "&", "n"})
"""Left out of keys and skipped inside a name in a text."""
CONNECTORS = LITTLE | {"in", "for", "to", "with", "on"}
_SPELLINGS = {
    "licence": "license",
    "analyses": "analysis",
    "programme": "program",
    "centre": "center",
    "cv": "resume",
    "maths": "math",
    "enrol": "enroll",
    "colour": "color",
    "grey": "gray",
}
_CONTRACTIONS = frozenset("it's that's he's she's what's let's who's there's here's how's where's".split())
_KEEP_FINAL_S = ("ss", "us", "is", "as", "os")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its place, its folded form, and whether a comma, bracket, full stop … stands before it."""

    start: int
    end: int
    text: str
    word: str
    after_break: bool

    @property
    def stem(self) -> str:
        """The form in which words are compared."""
        return stem(self.word)

    @property
    def key(self) -> str:
        """The form stored for a name: an acronym such as "CAMS" keeps its S, other words become singular."""
        return self.word if len(self.text) > 1 and self.text.isupper() else self.stem


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, without accents, dots and the possessive."""
    folded = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    folded = folded.replace("’", "'")
    if folded != ".net":
        folded = folded.replace(".", "").replace(" ", "")
    return folded if folded in _CONTRACTIONS else folded.removesuffix("'s")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The singular, in American spelling; made for comparing, not for showing."""
    word = _SPELLINGS.get(word, word)
    if len(word) > 3 and word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(_KEEP_FINAL_S):
        word = word[:-1]
    word = _SPELLINGS.get(word, word)
    word = re.sub(r"is(ation|e|ed|ing|er)$", r"iz\1", word) if len(word) > 6 else word
    return re.sub(r"([aeiou])ll(ing|ed|or|er)$", r"\1l\2", word) if len(word) > 6 else word


def tokenize(text: str) -> list[Token]:
    """The words of ``text`` in order."""
    tokens: list[Token] = []
    last = 0
    for found in _WORD.finditer(text):
        between = text[last : found.start()]
        word = fold(found.group())
        if word:
            tokens.append(Token(found.start(), found.end(), found.group(), word, bool(last and _BREAK.search(between))))
        last = found.end()
    return tokens


@lru_cache(maxsize=65536)
def key_of(name: str) -> tuple[str, ...]:
    """The stems by which a name is found; the little words are left out unless nothing else is there."""
    stems = tuple(token.key for token in tokenize(name))
    if stems[:1] == ("a",) and len(stems) == 2:
        return stems  # "A Plus" is not "plus"
    return tuple(word for word in stems if word not in LITTLE) or stems
