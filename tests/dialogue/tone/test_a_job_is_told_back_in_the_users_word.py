import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("barista here, want to become a bookkeeper", "barista"),
        ("middle school teacher, I want to become an instructional designer", "middle school teacher"),
        ("I'm a bouncer and want to be an electrician", "bouncer"),
    ],
)
def test_a_job_known_by_another_name_is_told_back_in_the_users_word(talk: Talk, message: str, word: str) -> None:
    # GIVEN a job that the catalogue has under another job's name only
    talk.say(message)
    # THEN the user's own word is told, with the nearest name named as such
    assert talk.tells(f"{word} (closest I know:"), str(talk)
    # AND so it stands in the profile
    talk.say("what do you know about me?")
    assert word in str(talk.now("profile")), str(talk)


@pytest.mark.parametrize(
    ("message", "title"),
    [("line cook, want to become a bookkeeper", "Cook"), ("RN here, want to move into informatics", "Registered nurse")],
)
def test_a_job_known_by_that_name_is_told_plainly(talk: Talk, message: str, title: str) -> None:
    talk.say(message)
    assert talk.tells(title), str(talk)
    assert not talk.tells("closest I know"), str(talk)
