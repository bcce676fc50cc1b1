from tests.dialogue.talk import Talk

POSTING = "here's an ad: 'We seek a logistics analyst. Required: demand forecasting, Excel, SAP, inventory management. Preferred: CSCP, Power BI.' "


def test_skills_told_around_a_quoted_posting_are_covered(talk: Talk) -> None:
    # GIVEN a posting in quotation marks, and beside it what its reader does, one thing told in short
    talk.say(POSTING + "I do the inventory side and Excel every day, never touched SAP")
    # THEN these count as there, and what was denied is missing
    assert {"Inventory management", "Microsoft Excel"} <= set(talk.slots["current_skills"]), str(talk)
    assert "ERP systems" in talk.slots["target_skills"], str(talk)
    # AND what one does of a posting makes no job
    assert talk.slots.get("current_role") is None, str(talk)


def test_a_posting_without_a_word_of_its_readers_tells_nothing_of_him(talk: Talk) -> None:
    # GIVEN a posting alone
    talk.say("We are hiring a bookkeeper. You need QuickBooks, accounts payable and payroll. 3 years of experience required. Apply today.")
    # THEN nothing of it is taken for the user's own
    assert not talk.slots.get("current_skills"), str(talk)
    assert talk.slots.get("experience_years") is None, str(talk)
