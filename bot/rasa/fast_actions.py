"""Check the action server's replies with a schema that is built once.

Rasa 3.6.21 builds and checks the schema anew at each reply, which costs about 20 ms; a turn with a form makes several.
The rules checked are the same.
"""

from typing import Any, Dict

from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import RemoteAction

_VALIDATOR = Draft7Validator(RemoteAction.action_response_format_spec())


def install() -> None:
    """Replace Rasa's check; doing so again changes nothing."""
    RemoteAction._validate_action_result = _validate_action_result


def _validate_action_result(_: RemoteAction, result: Dict[str, Any]) -> bool:
    """Raise what Rasa's own check raises where a reply is not valid."""
    error = next(_VALIDATOR.iter_errors(result), None)
    if error:
        raise ValidationError(f"{error.message}. The action server's reply is not valid.") from error
    return True
