"""Finding credentials by words: by name, issuer, skill, role or field."""

from __future__ import annotations

from knowledge.model import Catalogue, Credential
from knowledge.resolve.index import NameIndex


def matching(text: str, catalogue: Catalogue, names: NameIndex) -> list[Credential]:
    """Best first: those named, then those whose issuer, skill or field is named, then those with all the words in their text."""
    named = names.mentions(text)
    ids = {candidate.id for mention in named for candidate in mention.readings("credential")}
    others = {candidate.name for mention in named for candidate in mention.readings("skill", "issuer", "field", "role")}
    scored = []
    for credential in catalogue.credentials.values():
        tags = {credential.issuer, *credential.skills, *credential.roles, catalogue.fields[credential.field].name}
        told = f"{credential.name} {' '.join(credential.aliases)} {credential.issuer} {credential.summary}".casefold()
        score = 4 * (credential.id in ids) + 2 * len(tags & others) + all(word in told for word in text.casefold().split())
        if score:
            scored.append((-score, credential.name, credential))
    return [credential for _, _, credential in sorted(scored, key=lambda item: item[:2])]
