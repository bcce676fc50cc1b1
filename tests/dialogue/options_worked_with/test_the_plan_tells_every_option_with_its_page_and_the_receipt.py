from tests.dialogue.talk import Talk


def test_the_plan_tells_every_option_with_its_page_and_the_receipt(shortlist: Talk) -> None:
    # GIVEN a shortlist
    receipt = shortlist.now("options")["receipt"]
    # WHEN the plan is saved
    shortlist.say("save this plan for me")
    # THEN every option is in it with its page, and so is the receipt
    for credential in shortlist.shown:
        assert credential.name in shortlist.text, str(shortlist)
        assert credential.url in shortlist.text, str(shortlist)
    assert receipt in shortlist.text, str(shortlist)
