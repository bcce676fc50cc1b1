from tests.dialogue.talk import Talk


def test_the_plan_tells_every_option_with_its_page_and_the_receipt(shortlist: Talk) -> None:
    # GIVEN a shortlist
    receipt = shortlist.now("options")["receipt"]
    # WHEN the plan is saved
    shortlist.say("save this plan for me")
    # THEN it plans the first option, tells the others with their pages as alternatives, and has the receipt
    card = shortlist.now("plan")
    assert [step["id"] for step in card["steps"]] == [shortlist.shown[0].id], str(shortlist)
    for credential in shortlist.shown:
        assert credential.url in card["markdown"], str(shortlist)
    assert receipt == card["receipt"], str(shortlist)
    # AND is told in few words
    assert len(shortlist.text.splitlines()) <= 8, str(shortlist)
