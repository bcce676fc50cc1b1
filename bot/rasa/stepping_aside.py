"""A form that steps aside is no error (docs/decisions/0001), but Rasa 3.6.21 logs each one as such; here it becomes a line for debugging.

Only the standard library is used: the action server, which says the words, reads them here too.
"""

import logging

STEPS_ASIDE = " steps aside for "
"""Stands in what a form says when it leaves a message to the rule of its intent."""
LOGGER = "rasa.core.actions.action"


def words(form: str, intent: str) -> str:
    """What a form says when it steps aside."""
    return f"{form}{STEPS_ASIDE}{intent}"


def _lower(record: logging.LogRecord) -> bool:
    """Whether a record is to be logged: one of a form that steps aside only where debugging is."""
    if record.levelno == logging.ERROR and STEPS_ASIDE in record.getMessage():
        record.levelno, record.levelname = logging.DEBUG, "DEBUG"
        return logging.getLogger(record.name).isEnabledFor(logging.DEBUG)
    return True


def install() -> None:
    """Log forms that step aside as what they are; doing so again changes nothing."""
    logging.getLogger(LOGGER).addFilter(_lower)
