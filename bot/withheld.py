"""Contact details are kept in the case only: what stands in their place in every other record."""

WITHHELD_TEXT = "(contact details, kept in the case only)"
