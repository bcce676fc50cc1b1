"""The names of the catalogue for the NLU, which imports nothing of this package.

``python -m knowledge.resolve.vocabulary`` prints their words, one a line, for the correction of spelling; with ``--names`` the names
themselves as JSON, a list for each kind, so that the classifier of intents can mask them.
"""

from __future__ import annotations

import json
import sys
from itertools import chain

from knowledge.model import Catalogue
from knowledge.resolve.shorthand import ABBREVIATIONS, CHAT_WORDS
from knowledge.resolve.tokens import tokenize


def vocabulary(catalogue: Catalogue) -> list[str]:
    """Every word of a name, an alias, a version code, and the shortenings that resolving understands, in alphabetical order."""
    words = {token.word for names in names_by_kind(catalogue).values() for name in names for token in tokenize(name)}
    return sorted(word for word in words | set(ABBREVIATIONS) | CHAT_WORDS if word.strip("'"))


def names_by_kind(catalogue: Catalogue) -> dict[str, list[str]]:
    """All names and aliases of each kind of thing, in alphabetical order."""
    names = {
        "credential": (name for entry in catalogue.credentials.values() for name in (entry.name, *entry.aliases, entry.version or "")),
        "issuer": (name for entry in catalogue.issuers.values() for name in (entry.name, *entry.aliases)),
        "employer": (name for entry in catalogue.employers.values() for name in (entry.name, *entry.aliases)),
        "role": chain(
            (name for role in catalogue.roles.values() for name in (role.title, *role.titles)),
            (name for job in catalogue.occupations.values() for name in (job.title, *job.titles)),
        ),
        "field": (name for entry in catalogue.fields.values() for name in (entry.name, *entry.aliases)),
        "skill": (name for entry in catalogue.skills.values() for name in (entry.name, *entry.aliases)),
    }
    return {kind: sorted({name for name in found if name}) for kind, found in names.items()}


def main() -> int:
    """Print the words or the names; exit status 1 with one line where the catalogue cannot be read."""
    from knowledge.store.build import build_catalogue
    from knowledge.store.files import CatalogueError, read_catalogue

    try:
        catalogue = build_catalogue(read_catalogue())
    except CatalogueError as error:
        print(f"the catalogue cannot be read: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    print(json.dumps(names_by_kind(catalogue), indent=0) if "--names" in sys.argv[1:] else "\n".join(vocabulary(catalogue)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
