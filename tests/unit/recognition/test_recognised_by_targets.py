"""Who recognises this, and are they the employers or roles aimed at?"""

from knowledge.model import Finding, Profile
from knowledge.recognition import examine
from tests.unit.recognition.small import TODAY, catalogue, credential, row

ANALYST = Profile(goal="skill_gap", target_role="Data analyst")


def asked(profile: Profile, *rows, **changes) -> Finding:
    one = credential("sql-course", **changes)
    return examine(profile, one, catalogue([one], rows), TODAY)[0]


def test_a_sourced_row_of_an_employer_for_the_role_is_a_yes_and_is_cited() -> None:
    # GIVEN a row read in a source WHEN the role it serves is aimed at THEN the answer is yes and names the row
    finding = asked(ANALYST, row("r1", "sql-course", roles=("Data analyst",)))
    assert (finding.verdict, finding.evidence) == ("yes", ("r1",))
    assert "Acme Hospital" in finding.because
    assert "October 2026" in finding.because


def test_an_unverified_row_is_at_most_partly_and_says_so() -> None:
    finding = asked(ANALYST, row("r1", "sql-course", source=None))
    assert finding.verdict == "partly"
    assert "not verified in a source" in finding.because
    assert finding.ask


def test_the_issuers_own_word_is_at_most_partly() -> None:
    finding = asked(ANALYST, row("r1", "sql-course", basis="issuer_claim"))
    assert finding.verdict == "partly"
    assert "Only the issuer" in finding.because


def test_an_issuer_that_speaks_under_its_own_name_is_not_somebody_else() -> None:
    # GIVEN a row whose recogniser is the issuer itself, whatever basis it claims
    finding = asked(ANALYST, row("r1", "sql-course", recogniser="data school", basis="endorsed"))
    assert finding.verdict == "partly"


def test_no_evidence_is_unknown_and_never_no() -> None:
    finding = asked(ANALYST)
    assert finding.verdict == "unknown"
    assert "does not mean that nobody does" in finding.because
    assert "recruiter" in (finding.ask or "")


def test_evidence_of_the_employer_aimed_at_counts_and_that_of_others_only_in_part() -> None:
    aimed = ANALYST.but(target_employers=("Acme Hospital",))
    assert asked(aimed, row("r1", "sql-course")).verdict == "yes"
    elsewhere = asked(aimed.but(target_employers=("Walmart",)), row("r1", "sql-course"))
    assert elsewhere.verdict == "partly"
    assert "nothing is on record from Walmart".casefold() in elsewhere.because.casefold()
    assert "Walmart" in (elsewhere.ask or "")


def test_college_credit_is_no_employer_asking_for_it() -> None:
    finding = asked(ANALYST, row("r1", "sql-course", recogniser_kind="university", recogniser="ACE", basis="credit_bearing"))
    assert finding.verdict == "partly"


def test_a_row_for_another_role_is_not_evidence_for_this_one() -> None:
    finding = asked(ANALYST, row("r1", "sql-course", roles=("Policy analyst",)))
    assert finding.verdict == "partly"


def test_the_law_says_no_where_another_licence_is_required() -> None:
    finding = asked(Profile(goal="career_change", target_role="Registered nurse"), roles=())
    assert finding.verdict == "no"
    assert "registered nurse licence" in finding.because
    assert finding.evidence == ("role:Registered nurse#licence",)


def test_without_a_target_it_is_judged_for_its_own_field_and_says_so() -> None:
    finding = asked(Profile(), row("r1", "sql-course"))
    assert finding.verdict == "yes"
    assert "no target" in finding.because
