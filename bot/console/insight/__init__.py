"""Insight: what the conversations come to, in numbers that tell of nobody. docs/decisions/0020-insight.md tells why it is so."""
