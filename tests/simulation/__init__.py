"""Simulated people with an agenda talk to the assistant: many seeded conversations, no language model, no look into the catalogue."""
