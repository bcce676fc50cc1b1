"""``python -m knowledge.resolve.vocabulary``: the words of all names in the catalogue, one a line, for the spelling correction of the NLU."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from knowledge.model import Catalogue
from knowledge.resolve.shorthand import ABBREVIATIONS, CHAT_WORDS
from knowledge.resolve.tokens import tokenize


def vocabulary(catalogue: Catalogue) -> list[str]:
    """Every word of a name, an alias, a version code, and the shortenings that resolving understands, in alphabetical order."""
    words = {token.word for name in _names(catalogue) for token in tokenize(name)}
    return sorted(word for word in words | set(ABBREVIATIONS) | CHAT_WORDS if word.strip("'"))


def _names(catalogue: Catalogue) -> Iterable[str]:
    for skill in catalogue.skills.values():
        yield from (skill.name, *skill.aliases)
    for role in catalogue.roles.values():
        yield from (role.title, *role.titles)
    for field in catalogue.fields.values():
        yield from (field.name, *field.aliases)
    for issuer in catalogue.issuers.values():
        yield from (issuer.name, *issuer.aliases)
    for employer in catalogue.employers.values():
        yield from (employer.name, *employer.aliases)
    for credential in catalogue.credentials.values():
        yield from (credential.name, *credential.aliases, credential.version or "")


def main() -> int:
    """Print the words; exit status 1 with one line where the catalogue cannot be read."""
    from knowledge.store.build import build_catalogue
    from knowledge.store.files import CatalogueError, read_catalogue

    try:
        words = vocabulary(build_catalogue(read_catalogue()))
    except CatalogueError as error:
        print(f"the catalogue cannot be read: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    print("\n".join(words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
