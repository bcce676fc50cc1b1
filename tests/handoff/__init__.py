"""Whether a person is offered where one is needed, and only there: measured with the real assistant on whole turns in context."""
