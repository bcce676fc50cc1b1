"""Which credentials a text names."""

from __future__ import annotations

import re

from knowledge.model import Credential


def named(credential: Credential, text: str) -> bool:
    """Whether a text names a credential, by its whole name, its name without what stands in brackets, or an alias."""
    told = plain(text)
    return any(name in told for name in plain_names(credential))


def plain_names(credential: Credential) -> list[str]:
    """All names of a credential, each as `plain` leaves it."""
    names = [credential.name, re.sub(r"\s*\([^)]*\)", "", credential.name), *credential.aliases]
    names += re.findall(r"\(([A-Z][\w-]+\+?)\)", credential.name)
    return [plain(name) for name in names if len(name) > 2]


def plain(text: str) -> str:
    """Small letters, digits, + and # only, with a blank before, between and after the words."""
    return f" {' '.join(re.sub(r'[^a-z0-9+#]+', ' ', text.casefold()).split())} "
