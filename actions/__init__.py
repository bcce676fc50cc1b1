"""The action server: from Rasa's tracker and slots to knowledge, and back to words and cards. Kept thin."""
