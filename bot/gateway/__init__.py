"""The one public process: it identifies the user and passes messages between channels and the assistant."""
