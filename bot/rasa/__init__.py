"""Code that runs inside the Rasa server, on Python 3.10; it imports neither `knowledge` nor `actions`."""
