from tests.dialogue.held import catalogue
from tests.dialogue.talk import Talk


def test_where_a_credential_leads_is_told_from_the_stacks(talk: Talk) -> None:
    # GIVEN a credential that others build on
    # WHEN it is asked what comes after it
    talk.say("what can I do after CompTIA A+?")
    # THEN the way onward is shown, and all its steps are in the catalogue
    card = talk.now("pathway")
    assert card["steps"][0]["title"].startswith("CompTIA A+"), str(talk)
    assert len(card["steps"]) > 1 or card["steps"][0]["unlocks"], str(talk)
    assert all(step["id"] in catalogue().credentials for step in card["steps"]), str(talk)
