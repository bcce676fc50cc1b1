"""Names and numbers within sentences."""

import pytest

from knowledge.recognition.wording import in_sentence


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Data analyst", "data analyst"),
        ("UX designer", "UX designer"),
        ("Linux administrator", "Linux administrator"),
        ("Cloud and DevOps", "Cloud and DevOps"),
        ("Securities registration (such as Series 65)", "securities registration (such as Series 65)"),
    ],
)
def test_a_title_keeps_the_capitals_that_belong_to_it(name: str, told: str) -> None:
    assert in_sentence(name) == told
