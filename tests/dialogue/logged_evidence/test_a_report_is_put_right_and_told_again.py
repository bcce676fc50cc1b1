from tests.dialogue.talk import Talk


def test_who_said_it_is_put_right_and_told_again(talk: Talk) -> None:
    # GIVEN an answer reported back
    talk.say("The hiring manager at Raytheon said they accept the CompTIA Security+")
    assert talk.tells("Raytheon"), str(talk)
    # WHEN it was somebody else
    talk.say("it was Boeing, not Raytheon")
    assert talk.tells("Boeing"), str(talk)
    # THEN what was said is told with the right name when it is asked for
    talk.say("what did the hiring manager say again?")
    assert talk.tells("Boeing"), str(talk)
    assert not talk.tells("Raytheon"), str(talk)


def test_nothing_was_told_yet(talk: Talk) -> None:
    # GIVEN a talk without any report
    talk.say("I want to learn SQL")
    # WHEN the user asks what somebody said
    talk.say("what did the recruiter say again?")
    # THEN it is said that nothing is noted
    assert talk.tells("haven't told me"), str(talk)


def test_who_will_pay_is_no_answer_about_a_credential(shortlist: Talk) -> None:
    # GIVEN a shortlist
    # WHEN the boss has said that he pays
    shortlist.say("my new boss said he covers whatever it is")
    # THEN no credential is asked about, and the limit is gone
    assert shortlist.slots.get("max_cost") is None, str(shortlist)
    assert not shortlist.tells("Which credential"), str(shortlist)
