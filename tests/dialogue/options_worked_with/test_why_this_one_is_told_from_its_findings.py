from tests.dialogue.talk import Talk


def test_why_this_one_is_told_from_its_findings(shortlist: Talk) -> None:
    # GIVEN a shortlist
    card, first = shortlist.now("options"), shortlist.shown[0]
    # WHEN the reason for the first is asked
    shortlist.say("why do you suggest the first one?")
    # THEN it is named, what it covers is told, and so is what speaks against it or is unknown
    assert first.name in shortlist.text, str(shortlist)
    told = [finding["because"] for finding in card["options"][0]["findings"] if finding["because"].rstrip(".") in shortlist.text]
    assert told, str(shortlist)
