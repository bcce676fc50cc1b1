"""Put one familiar name of each kind in the place of the catalogue's names, so that the classifier learns the frame around them.

"is the CPIM worth it" and "is CISSP worth it" then read the same, and a name that no training example holds is no longer strange.
"""

import importlib.resources
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, Iterable, List, Tuple

Key = Tuple[str, ...]

# A name and not "certificate" or "company", as those words have a meaning of their own: "is a certificate worth it" asks in general.
# A name that is of several kinds counts as the first of them.
STAND_INS = {
    "credential": "pmp",
    "issuer": "google",
    "employer": "google",
    "role": "accountant",
    "field": "marketing",
    "skill": "excel",
}
# Names of one word that are also among the commonest English words stay as they are, as most often they are no names.
COMMON = {"role": 700, "field": 700}
COMMON_OTHERWISE = 2000
LONGEST = 8
# Names of the catalogue that are also words for talking with an adviser: "start from scratch" and "a career counselor please" are not about skills and jobs.
KEPT = frozenset(
    "academic|academic advisor|academic counselor|ai|app|career coach|career counselor|chatgpt|coach|college counselor|colleges|counselor|counsellor|data privacy"
    "|data protection|facebook|gdpr|government|guidance counselor|hiring|landlord|linkedin|manager|privacy|proofread|proofreading|recruiter|scratch|ta|taxes"
    "|the government|the state|typing|universities|wifi".split("|")
)

TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?[+#]*")
NUMBER = (
    r"(?:\d[\d,.]*k?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|a hundred|hundred|thousand"
    r"|couple of|few|half a)"
)
MONEY = re.compile(rf"[$£€] ?\d[\d,.]*k?|\b{NUMBER}(?: {NUMBER})* (?:dollars?|bucks|usd|euros?|pounds)\b")
TIME = re.compile(
    rf"\b{NUMBER}(?: ?(?:-|to|or) ?{NUMBER})? ?(?:hours?|hrs?|h|days?|weeks?|wks?|months?|mos?|years?|yrs?|minutes?|mins?)\b"
    r"(?: ?(?:a|per|each|every|/) ?(?:week|day|wk|month))?"
)


class Names:
    """The names that are masked, by their words in lower case."""

    def __init__(self, names: Dict[str, List[str]]) -> None:
        """Take the names of each kind; kinds without a stand-in are left out."""
        self.names = names
        self._kinds: Dict[Key, str] = {}
        for kind in reversed(list(STAND_INS)):
            for key in _keys(kind, names.get(kind, [])):
                self._kinds[key] = kind
        self._longest = max(map(len, self._kinds), default=0)

    @classmethod
    def read(cls, path: Path) -> "Names":
        """Read a file of the form {kind: [name, …]}; without the file only amounts and durations are masked."""
        return cls(json.loads(path.read_text()) if path.exists() else {})

    def with_more(self, names: Dict[str, List[str]]) -> "Names":
        """Return these names with others beside them."""
        return Names({kind: [*self.names.get(kind, []), *names.get(kind, [])] for kind in {**self.names, **names}})

    def mask(self, text: str) -> str:
        """Return a text, already in lower case, with stand-ins for names (the longest first), amounts and durations."""
        parts, last = [], 0
        for start, end, kind in self._found([(match.start(), match.end(), match.group()) for match in TOKEN.finditer(text)]):
            parts += [text[last:start], STAND_INS[kind]]
            last = end
        return TIME.sub("six weeks", MONEY.sub("$100", "".join([*parts, text[last:]])))

    def _found(self, tokens: List[Tuple[int, int, str]]) -> Iterable[Tuple[int, int, str]]:
        place = 0
        while place < len(tokens):
            for length in range(min(self._longest, len(tokens) - place), 0, -1):
                run = tokens[place : place + length]
                kind = self._kinds.get(tuple(word for _, _, word in run))
                if kind:
                    yield run[0][0], run[-1][1], kind
                    place += length
                    break
            else:
                place += 1


def _keys(kind: str, names: Iterable[str]) -> Iterable[Key]:
    """Give the words of each name, and of its plural."""
    for name in names:
        key = tuple(TOKEN.findall(name.lower()))
        if not key or len(key) > LONGEST or " ".join(key) in KEPT or (len(key) == 1 and _is_no_name(kind, key[0])):
            continue
        yield key
        last = key[-1]
        if last.isalpha() and len(last) > 3 and not last.endswith("s"):
            yield (*key[:-1], f"{last}s")


def _is_no_name(kind: str, word: str) -> bool:
    return len(word) < 2 or word.isdigit() or _rank().get(word, COMMON_OTHERWISE) < COMMON.get(kind, COMMON_OTHERWISE)


@lru_cache(maxsize=1)
def _rank() -> Dict[str, int]:
    return {word: place for place, (word, _) in enumerate(english_words())}


def english_words() -> List[Tuple[str, int]]:
    """Return English words and how often they are used, the commonest first, as symspellpy ships them."""
    text = importlib.resources.read_text("symspellpy", "frequency_dictionary_en_82_765.txt")
    pairs = (line.split() for line in text.lstrip("\ufeff").splitlines())
    return sorted(((word, int(count)) for word, count in pairs), key=lambda pair: -pair[1])
