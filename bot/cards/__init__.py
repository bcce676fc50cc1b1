"""Cards: what the assistant shows beside text. Neutral models, built from knowledge, rendered by pure functions."""
