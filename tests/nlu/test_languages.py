"""Which language a message is in: measured on own sentences, both ways."""

import json
from pathlib import Path

import pytest
import yaml

from bot.rasa.language import LINES, language_of

ROOT = Path(__file__).resolve().parents[2]
SENTENCES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "languages.yml").read_text("utf-8"))
LEAST_FOUND, MOST_MISTAKEN, LEAST_NAMED = 0.95, 0.03, 0.94


def test_other_languages_are_found() -> None:
    # GIVEN what people would type in the languages that have a line
    told = [language_of(str(text)) for code, texts in SENTENCES.items() if code in LINES for text in texts]
    # THEN nearly all of it is seen not to be English
    assert sum(code is not None for code in told) >= LEAST_FOUND * len(told)


def test_the_language_is_the_right_one() -> None:
    told = [(code, language_of(str(text))) for code, texts in SENTENCES.items() if code in LINES for text in texts]
    assert sum(code == found for code, found in told) >= LEAST_NAMED * len(told)


def test_english_is_not_taken_for_another_language() -> None:
    # GIVEN short answers, names, and English as people write it whose language is another
    taken = [text for text in SENTENCES["en"] if language_of(str(text))]
    assert len(taken) <= MOST_MISTAKEN * len(SENTENCES["en"]), taken


@pytest.mark.parametrize(
    "text", ["Le Cordon Bleu", "Deutsche Bank", "asdf qwer zxcv", "no se", "hola hello", "CCNA", "", "42", "👍", "des moines"]
)
def test_names_slips_and_signs_are_no_language(text: str) -> None:
    assert language_of(text) is None


def test_a_language_that_is_not_known_is_still_not_english() -> None:
    assert language_of("ฉันอยากเรียนบัญชี") == "other"


def test_every_language_with_a_line_has_it() -> None:
    responses = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    lines = {name.rsplit("_", 1)[1] for name in responses if name.startswith("utter_other_language_")}
    assert lines == {*LINES, "en"}


def test_the_training_examples_in_english_are_english() -> None:
    # GIVEN the examples of all other intents
    taken: list[str | None] = []
    count = 0
    for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for group in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            if group["intent"] == "other_language":
                continue
            for line in group["examples"].splitlines():
                text = line.strip().lstrip("- ")
                count += 1
                if language_of(text.replace("[", "").replace("](", " (")):
                    taken.append(text)
    # THEN next to none is taken for another language
    assert len(taken) <= 0.005 * count, json.dumps(taken[:80], ensure_ascii=False, indent=1)
