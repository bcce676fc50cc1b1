import json

from tests.dialogue.talk import Talk


def test_the_export_holds_the_profile(shortlist: Talk) -> None:
    # WHEN the data is asked for
    shortlist.say("give me a copy of all the data you have on me", raw=True)
    # THEN it is all there, as JSON
    text = shortlist.text
    data = json.loads(text[text.index("{") :])
    assert data["goal"] == "skill_gap", data
    assert data["max_cost"] == 300, data
    assert data["shown_options"] == [credential.id for credential in shortlist.shown], data


def test_deleted_data_is_gone(shortlist: Talk) -> None:
    # WHEN deletion is asked for
    shortlist.say("please delete everything you know about me")
    assert shortlist.tells("for good"), str(shortlist)
    assert shortlist.slots["max_cost"] == 300, "nothing goes before it is confirmed"
    shortlist.say("yes")
    # THEN it is confirmed, and nothing is left to show
    assert shortlist.tells("deleted"), str(shortlist)
    shortlist.say("what do you know about me?")
    assert not shortlist.card("profile"), str(shortlist)
    shortlist.say("tell me about the first one")
    assert not shortlist.card("credential"), str(shortlist)
