import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("good morning", ["hello"]),
        ("what are you able to do?", ["credential"]),
        ("am I talking to a human?", ["program"]),
        ("cheers, that's great", ["welcome", "glad", "good to hear", "any time", "thank you"]),
        ("this is garbage, you stupid thing", ["person", "sorry", "useful", "annoyed"]),
        ("I don't want to live anymore", ["988"]),
        ("Hola, quiero encontrar un certificado para mi trabajo", ["inglés"]),
        ("can I talk to a real advisor?", ["advisor", "career center", "person"]),
    ],
)
def test_small_talk_is_answered(talk: Talk, said: str, reply: list[str]) -> None:
    # GIVEN a new conversation
    # WHEN something is said that is about no credential
    talk.say(said)
    # THEN it is answered as a person would expect, and nothing is taken for a fact
    assert talk.tells(*reply), str(talk)
    assert not {"goal", "target_skills", "target_role", "field"} & {slot for slot, value in talk.slots.items() if value}, str(talk)


def test_what_lies_outside_is_declined_in_ever_other_words(talk: Talk) -> None:
    # GIVEN a user who asks for anything
    # WHEN nothing of it is about credentials
    for question in (
        "what's the weather tomorrow?",
        "write me a poem about cats",
        "who won the world cup in 2018?",
        "order me a pizza",
        "fix my printer",
    ):
        talk.say(question)
        # THEN no card comes of it (the fixture's checks see to the repetitions)
        assert not talk.cards, str(talk)
    # AND a real question afterwards is answered as ever
    talk.say("I want to learn Excel, free")
    assert talk.slots["goal"] == "skill_gap", str(talk)


def test_noise_is_met_with_help_and_then_a_person(talk: Talk) -> None:
    # GIVEN noise
    for noise in ("blorp", "xyzzy plugh", "qwe rty uio"):
        talk.say(noise)
    # THEN a person or a way to begin was offered on the way
    offered = {button["title"] for _, replies in talk.turns for reply in replies for button in reply.get("buttons") or []}
    assert offered, str(talk)


@pytest.mark.parametrize(
    "said", ["yes", "no", "the second one", "compare them", "skip", "undo", "cheaper", "save my plan", "show me more", "why?"]
)
def test_words_without_anything_before_them_are_met_with_a_way_to_begin(talk: Talk, said: str) -> None:
    # GIVEN a new conversation
    # WHEN something is said that needs what has not been yet
    talk.say(said)
    # THEN there is an answer, no card, and nothing is invented
    assert not talk.cards, str(talk)
    assert not talk.slots.get("shown_options"), str(talk)
