"""The knowledge library: catalogue, resolving, recognition and recommendation. Imports no web or bot framework."""
