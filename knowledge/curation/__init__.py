"""Curating the catalogue: who proposes, reviews and publishes what, what a change does, what is wanted most, and the way back to the files."""
