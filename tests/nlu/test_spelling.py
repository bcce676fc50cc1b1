"""The spelling repair."""

import pytest

from bot.rasa.spelling import SpellNormalizer


@pytest.fixture(scope="module")
def normalizer() -> SpellNormalizer:
    return SpellNormalizer(SpellNormalizer.get_default_config(), None, None, words={"scrum", "comptia", "certificate"})


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("Is a Certifcate worth it?", "is a certificate worth it?"),
        ("how much dose the srcum one cost", "how much dose the scrum one cost"),
        ("CompTIA A+ or AWS SAA", "comptia a+ or aws saa"),
        ("I don’t know", "i don't know"),
        ("", ""),
        ("$300, 6 weeks!", "$300, 6 weeks!"),
    ],
)
def test_words_one_edit_away_are_repaired_and_others_left(normalizer: SpellNormalizer, text: str, normalised: str) -> None:
    assert normalizer.normalise(text) == normalised


def test_the_commonest_own_word_wins_over_english(normalizer: SpellNormalizer) -> None:
    assert normalizer.normalise("scrun") == "scrum"


def test_a_typo_in_an_example_is_no_word_to_repair_to(normalizer: SpellNormalizer) -> None:
    known = normalizer._known(["a badge", "a bagde", "credly badges", "is credly good"])
    assert {"badge", "badges", "credly"} <= known
    assert "bagde" not in known


def test_words_of_other_languages_are_left_alone(normalizer: SpellNormalizer) -> None:
    assert normalizer.normalise("señor") == "señor"
