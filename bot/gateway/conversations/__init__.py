"""Conversations with users over any channel: their history, who answers, and who is told. Knows no web framework and no channel."""
