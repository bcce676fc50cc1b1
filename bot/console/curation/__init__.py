"""The catalogue in the browser: looking, editing, reviewing, publishing, and a librarian's work list."""
