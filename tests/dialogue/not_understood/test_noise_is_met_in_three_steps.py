import pytest

from tests.dialogue.talk import Talk

NOISE = ("flibberty gibbet", "zonk blip", "wubblex dobblif", "gnarf gnarf", "plink plonk", "frumious snark")


def test_readings_come_first_then_other_words_then_a_person(talk: Talk) -> None:
    # GIVEN a new conversation
    # WHEN nothing that is said can be understood
    said = []
    for noise in NOISE[:3]:
        talk.say(noise)
        said.append((talk.text, [button["title"] for button in talk.buttons]))
    # THEN the first answer offers readings in human words, the second asks otherwise, the third offers a person
    assert len(said[0][1]) == 3, str(talk)
    assert "Talk to a person" in said[2][1], str(talk)
    assert not any("_" in title for _, titles in said for title in titles), str(talk)
    # AND no text comes twice
    assert len({text for text, _ in said}) == 3, str(talk)


def test_no_text_comes_twice_however_long_it_goes_on(talk: Talk) -> None:
    texts = []
    for noise in NOISE:
        talk.say(noise)
        texts.append(talk.text)
    assert len(set(texts)) == len(texts), str(talk)


@pytest.mark.parametrize("goal", ["I want to learn bookkeeping", "I want to become a data analyst", "I'd like to explore healthcare"])
def test_noise_at_a_question_brings_it_in_other_words_and_then_leaves_it(talk: Talk, goal: str) -> None:
    # GIVEN a question
    talk.say(goal)
    asked, first = talk.requested_slot, talk.text
    if not asked:
        pytest.skip("nothing is asked for that")
    # WHEN the answer is noise
    talk.say("flibberty gibbet")
    # THEN it is put in other words
    assert talk.requested_slot == asked, str(talk)
    assert talk.text != first, str(talk)
    # AND then it goes on without
    talk.say("zonk blip")
    assert talk.requested_slot != asked, str(talk)


def test_a_life_story_brings_what_was_understood_and_one_question(talk: Talk) -> None:
    # GIVEN somebody with much to tell
    # WHEN it comes in one message
    talk.say(
        "So basically I've been a cashier at a grocery store for like nine years now, my mom got sick two years ago so I moved back in, and honestly the "
        "hours are killing me and the manager is awful. I did one year of community college way back but never finished. My cousin works with computers "
        "and says he makes good money and I always liked spreadsheets, I even made the schedule for everyone in Excel. I can't spend much, maybe 200, and I "
        "only have Sundays really. I just don't know where to start and I'm scared of wasting money again like with that bartending course."
    )
    # THEN what was understood is told, and at most one thing is asked
    assert talk.slots.get("current_role") == "Cashier", str(talk)
    assert talk.slots.get("max_cost") == 200, str(talk)
    assert talk.tells("cashier"), str(talk)
    assert talk.card("options") or talk.text.count("?") == 1, str(talk)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("can you help me with my visa application", "immigration"),
        ("help me write my college admission essay", "counselor"),
        ("rewrite my resume please", "career center"),
        ("help me negotiate my salary", "pay talks"),
        ("do my taxes", "tax"),
        ("tell me a joke", "credential"),
        ("what's the weather tomorrow?", "credential"),
        ("write a python function that sorts a list", "credential"),
    ],
)
def test_what_lies_outside_is_declined_in_a_line(talk: Talk, said: str, told: str) -> None:
    talk.say(said)
    assert talk.tells(told), str(talk)
    assert len(talk.replies) == 1, str(talk)
    assert len(talk.text.split()) <= 45, str(talk)


def test_after_distress_nothing_is_asked_or_offered_until_plans_are_spoken_of(talk: Talk) -> None:
    # GIVEN a question of ours
    talk.say("I want to learn Excel")
    # WHEN somebody is in distress, and says little after it
    talk.say("I don't want to be here anymore")
    assert talk.tells("988"), str(talk)
    assert talk.tells("local emergency number"), str(talk)
    for little in ("ok", "thanks", "i don't know"):
        talk.say(little)
        # THEN there is care and no question
        assert not talk.requested_slot, str(talk)
        assert not talk.cards, str(talk)
        assert not talk.tells("budget", "shortlist", "skill"), str(talk)
    # AND plans are taken up again where the user does
    talk.say("I want to go on, my budget is 200 dollars")
    assert talk.slots["max_cost"] == 200, str(talk)


def test_abuse_is_answered_calmly_and_never_alike(talk: Talk) -> None:
    texts = []
    for said in ("you are a stupid useless bot", "fuck you", "shut up idiot"):
        talk.say(said)
        texts.append(talk.text)
        assert not talk.tells("idiot", "stupid"), str(talk)
    assert len(set(texts)) == 3, str(talk)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Quisiera saber qué certificaciones piden para ser electricista", "inglés"),
        ("Je travaille dans un restaurant et j'en ai marre", "anglais"),
        ("我在餐厅工作，想转行做会计", "英语"),
        ("أعمل في مطعم وأريد أن أصبح محاسبا", "الإنجليزية"),
        ("मैं दुकान में काम करता हूँ और अकाउंटेंट बनना चाहता हूँ", "अंग्रेज़ी"),
        ("Trabalho num supermercado e quero mudar de vida", "inglês"),
        ("Ich arbeite im Lager und möchte etwas mit Computern machen", "Englisch"),
        ("Tôi làm ở tiệm nail và muốn đổi nghề", "tiếng Anh"),
        ("Nagtatrabaho po ako sa mall at gusto kong maging nurse", "Ingles"),
        ("저는 식당에서 일하는데 회계사가 되고 싶어요", "영어"),
        ("Я работаю в магазине и хочу стать бухгалтером", "английском"),
    ],
)
def test_other_languages_are_answered_in_themselves_and_english_goes_on(talk: Talk, said: str, told: str) -> None:
    # GIVEN a user who writes in another language
    talk.say(said)
    # THEN the line is in that language, and nothing was taken for a fact
    assert talk.tells(told), str(talk)
    assert not talk.slots.get("target_role"), str(talk)
    # AND in English it goes on
    talk.say("ok, English. I want to learn Excel")
    assert talk.slots["goal"] == "skill_gap", str(talk)


@pytest.mark.parametrize(
    "said",
    ["my name is Nguyen Thi Lan", "Universidad de los Andes", "i no understand the question", "I am nurse in Philippines since 5 years"],
)
def test_names_and_plain_english_are_no_other_language(talk: Talk, said: str) -> None:
    talk.say(said)
    assert not talk.tells("English only", "only work in English"), str(talk)
