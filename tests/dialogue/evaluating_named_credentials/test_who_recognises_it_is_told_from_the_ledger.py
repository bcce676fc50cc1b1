import pytest

from tests.dialogue.held import catalogue
from tests.dialogue.talk import Talk


@pytest.mark.parametrize("name", ["PMP", "Security+", "ServSafe Manager", "AWS SAA"])
def test_who_recognises_it_is_told_from_the_ledger(talk: Talk, name: str) -> None:
    # GIVEN a credential with evidence on record
    # WHEN it is asked who recognises it
    talk.say(f"who recognizes {name}?")
    # THEN the card has the ledger's rows, and the text names those who do, each with its source or as not verified
    card = talk.now("credential")
    rows = catalogue().ledger_of[card["id"]]
    assert [row["id"] for row in card["ledger"]] == [row.id for row in rows], str(talk)
    told = [line for line in talk.text.splitlines() if line.startswith("- ")]
    assert told, str(talk)
    for line in told:
        assert any(line.startswith(f"- {row.recogniser}") for row in rows), line
        assert "Source:" in line or "Not verified" in line, line


def test_the_issuers_own_word_is_kept_apart(talk: Talk) -> None:
    # GIVEN a credential for which only its issuer speaks
    ledger, all_ = catalogue().ledger_of, catalogue().credentials
    one = next(all_[key] for key in sorted(all_) if ledger.get(key) and all(row.basis == "issuer_claim" for row in ledger[key]))
    # WHEN it is asked who recognises it
    talk.say(f'/ask_recognition{{"credential": "{one.id}"}}')
    # THEN it is said that there is only the issuer's word
    assert talk.tells("issuer's own word"), str(talk)
    finding = talk.now("credential")["findings"][0]
    assert finding["verdict"] != "yes", str(talk)


def test_no_evidence_is_not_called_no_recognition(talk: Talk) -> None:
    # GIVEN a credential about which nothing is on record, if there is one
    ledger, all_ = catalogue().ledger_of, catalogue().credentials
    one = next((all_[key] for key in sorted(all_) if not ledger.get(key)), None)
    if one is None:
        pytest.skip("every credential has evidence")
    # WHEN it is asked who recognises it
    talk.say(f'/ask_recognition{{"credential": "{one.id}"}}')
    # THEN that is said to be unknown
    assert talk.tells("no evidence"), str(talk)
    assert talk.tells("isn't the same"), str(talk)
    assert talk.now("credential")["findings"][0]["verdict"] == "unknown", str(talk)
