"""Cards for tests: one of each kind with every part filled, and any card that the models allow."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from bot.cards.models import (
    AskedSkillPart,
    BestPart,
    Card,
    ChecklistCard,
    ComparisonCard,
    ComparisonColumn,
    ComparisonRow,
    CostParts,
    CoverPart,
    CredentialCard,
    ExcludedPart,
    FindingPart,
    LedgerPart,
    Measure,
    NeedPart,
    OptionPart,
    OptionsCard,
    PathwayCard,
    PlanCard,
    PlanStepPart,
    PostingCard,
    ProfileCard,
    ProfileEntry,
    QuestionPart,
    StepPart,
)
from knowledge.terms import AdviceKind, Basis, FactGroup, Goal, QuestionId, Verdict

MARKS = {"yes": "✓", "partly": "~", "no": "✗", "unknown": "?"}


def findings(verdict: str = "yes") -> list[FindingPart]:
    """All nine findings."""
    ask = "Ask a recruiter." if verdict == "unknown" else None
    return [
        FindingPart(id=key, question=f"Question {key}?", verdict=verdict, because=f"Because of {key}.", ask=ask)
        for key in get_args(QuestionId)
    ]  # type: ignore[arg-type]


def option(**changes: Any) -> OptionPart:
    values: dict[str, Any] = {
        "id": "sql-basics",
        "title": "SQL Basics for Everybody Who Works with Numbers",
        "issuer": "Data School",
        "issuer_type": "platform",
        "kind": "professional_certificate",
        "level": "entry",
        "weeks_min": 4,
        "weeks_max": 8,
        "hours_min": 10,
        "hours_max": 20,
        "cost_total": 1249,
        "cost_parts": CostParts(learning=1000, exam=249, renewal=0),
        "cost_verified": True,
        "verified": dict.fromkeys(("cost", "duration", "assessment", "validity"), True),
        "assessment": ["exam", "project"],
        "url": "https://example.org/sql",
        "skills": ["SQL"],
        "score": 0.7,
        "findings": findings(),
        "reason": "Covers SQL; takes 4 to 8 weeks.",
        "as_of": "2026-10-01",
    }
    return OptionPart(**(values | changes))


def options(*parts: OptionPart, **changes: Any) -> OptionsCard:
    excluded = [ExcludedPart(id="pmp", title="PMP", because="It costs more than $500.")]
    values: dict[str, Any] = {
        "goal": "skill_gap",
        "receipt": "abcdef234567",
        "options": list(parts or [option()]),
        "excluded": excluded,
        "advice": "buy",
    }
    return OptionsCard(**(values | changes))


def credential(**changes: Any) -> CredentialCard:
    row = LedgerPart(
        id="row",
        recogniser="Acme Hospital",
        recogniser_kind="employer",
        basis="preferred_in_postings",
        statement="Named as preferred.",
        source_title="A survey",
        source_url="https://example.org/survey",
        seen="2026-05-01",
        verified=True,
    )
    values: dict[str, Any] = {**option().model_dump(), "summary": "A short course.", "validity": "3 years", "ledger": [row]}
    return CredentialCard(**(values | changes))


def comparison(**changes: Any) -> ComparisonCard:
    values: dict[str, Any] = {
        "columns": [ComparisonColumn(id="a", title="SQL Basics"), ComparisonColumn(id="b", title="Advanced SQL")],
        "rows": [ComparisonRow(label="Cost", cells=["free", "$150"]), ComparisonRow(label="Time", cells=["4 weeks", "time not known"])],
    }
    return ComparisonCard(**(values | changes))


def pathway(**changes: Any) -> PathwayCard:
    steps = [StepPart(id="a", title="SQL Basics", weeks=4, cost=0, unlocks=["Advanced SQL"]), StepPart(id="b", title="Advanced SQL")]
    values: dict[str, Any] = {
        "target": "Data analyst",
        "steps": steps,
        "total_weeks": 16,
        "total_cost": 150,
        "accepted_by": ["Acme Hospital"],
    }
    return PathwayCard(**(values | changes))


def checklist() -> ChecklistCard:
    return ChecklistCard(
        credential="Unknown badge", questions=[QuestionPart(id="stacks", question="What does it stack into?", ask="Ask the issuer.")]
    )


def profile() -> ProfileCard:
    return ProfileCard(entries=[ProfileEntry(slot="max_cost", label="Budget", value="up to $300", source="I have 300 bucks")])


def plan(**changes: Any) -> PlanCard:
    steps = [
        PlanStepPart(id="a", title="SQL Basics", url="https://example.org/a", starts="2026-11-22", finishes="2027-01-31"),
        PlanStepPart(
            id="b", title="Advanced SQL", url="https://example.org/b", starts="2027-01-31", finishes="2027-03-12", expires="2030-03-12"
        ),
        PlanStepPart(id="c", title="SQL Licence", url="https://example.org/c", starts="2027-03-12"),
    ]
    values: dict[str, Any] = {
        "title": "Plan: 3 steps toward data analyst",
        "receipt": "abcdef234567",
        "markdown": "# Plan\n\n- [a] *b*\n",
        "html": "<!doctype html>\n<title>Plan</title>\n",
        "ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        "steps": steps,
    }
    return PlanCard(**(values | changes))


def cover(**changes: Any) -> CoverPart:
    values = {"skills": ["SQL", "Python"], "share": 0.5, "cost_usd": 50, "weeks": 4, "per_100_usd": 1.0, "per_week": 0.125}
    return CoverPart(**(values | changes))  # type: ignore[arg-type]


def posting(**changes: Any) -> PostingCard:
    values: dict[str, Any] = {
        "role": "Data analyst",
        "employer": "Larkfield",
        "needs": [
            NeedPart(kind="licence", label="Driving licence", required=True, met=True),
            NeedPart(kind="degree", label="Bachelor's degree", required=False, met=False),
            NeedPart(kind="experience", label="3 years of experience", required=True),
        ],
        "skills": [
            AskedSkillPart(name="SQL", required=True, covered=True, covered_by="told"),
            AskedSkillPart(name="Excel", required=True, covered=True, covered_by="role"),
            AskedSkillPart(name="Python", required=True, covered=False),
            AskedSkillPart(name="Tableau", required=False, covered=False),
        ],
        "best": [
            BestPart(
                measure="per_dollar",
                id="sql-basics",
                title="SQL Basics",
                told="2 of 3 missing skills for $50",
                cover=cover(),
                verified={"cost": False},
            ),
            BestPart(
                measure="per_week",
                id="sql-basics",
                title="SQL Basics",
                told="2 of 3 missing skills in 4 weeks",
                cover=cover(per_100_usd=None),
            ),
        ],
    }
    return PostingCard(**(values | changes))


EXAMPLES: dict[str, Card] = {
    "options": options(),
    "options with none": options(options=[], advice="wait", excluded=[]),
    "credential": credential(),
    "comparison": comparison(),
    "pathway": pathway(),
    "checklist": checklist(),
    "profile": profile(),
    "plan": plan(),
    "posting": posting(),
    "posting without needs": posting(needs=[], best=[]),
}

# --- any card ---------------------------------------------------------------------------------------------------------

# Words as facts and users have them: markup, line ends, backslashes and other scripts among them.
words = st.lists(
    st.sampled_from(["SQL", "[bold]", "[/]", "[link=x]", "\\", "a\nb", "\n\n", "中文", "ñandú", "100%", "<b>", "*", "`", ":smile:"]),
    min_size=1,
    max_size=4,
).map(lambda parts: "Name " + " ".join(parts))
amounts = st.none() | st.sampled_from([0.0, 0.5, 1.0, 12.0, 99.99, 25000.0])
lists = st.lists(words, max_size=2)
verified = st.dictionaries(st.sampled_from(get_args(FactGroup)), st.booleans())


def built(model: Any, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(model, **parts)


finding_parts = built(
    FindingPart,
    id=st.sampled_from(get_args(QuestionId)),
    question=words,
    verdict=st.sampled_from(get_args(Verdict)),
    because=words,
    ask=st.none() | words,
)
ledger_parts = built(
    LedgerPart,
    id=words,
    recogniser=words,
    recogniser_kind=words,
    basis=st.sampled_from(get_args(Basis)),
    statement=words,
    source_title=words,
    seen=words,
    verified=st.booleans(),
)
option_values: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("id", "title", "issuer", "issuer_type", "kind", "level", "url", "reason"), words),
    **dict.fromkeys(("weeks_min", "weeks_max", "hours_min", "hours_max", "cost_total"), amounts),
    **dict.fromkeys(("assessment", "delivery", "skills"), lists),
    "cost_parts": built(CostParts, **dict.fromkeys(CostParts.model_fields, amounts)),
    "currency": st.sampled_from(["USD", "EUR", "PLN"]),
    "verified": verified,
    "validity": st.none() | words,
    "as_of": st.none() | st.just("2026-10-01"),
    "score": st.none() | st.sampled_from([0.0, 0.5, 1.0]),
    "findings": st.lists(finding_parts, max_size=9),
}
option_parts = built(OptionPart, **option_values)
any_options = built(
    OptionsCard,
    goal=st.sampled_from(get_args(Goal)),
    receipt=st.just("abcdef234567"),
    options=st.lists(option_parts, max_size=3),
    excluded=st.lists(built(ExcludedPart, id=words, title=words, because=words), max_size=4),
    advice=st.sampled_from(get_args(AdviceKind)),
    advice_because=words,
)
any_credential = built(CredentialCard, **option_values, summary=words, ledger=st.lists(ledger_parts, max_size=3))


@st.composite
def any_comparison(draw: st.DrawFn) -> ComparisonCard:
    titles = draw(st.lists(words, min_size=2, max_size=5))
    rows = draw(st.lists(st.tuples(words, st.lists(words, min_size=len(titles), max_size=len(titles))), max_size=4))
    columns = [ComparisonColumn(id=str(number), title=title, verified=draw(verified)) for number, title in enumerate(titles)]
    groups = draw(st.lists(st.sampled_from(get_args(FactGroup)), max_size=2))
    return ComparisonCard(columns=columns, rows=[ComparisonRow(label=label, cells=cells, groups=groups) for label, cells in rows])


any_pathway = built(
    PathwayCard,
    target=words,
    steps=st.lists(built(StepPart, id=words, title=words, weeks=amounts, cost=amounts, unlocks=lists, verified=verified), max_size=4),
    total_weeks=amounts,
    total_cost=amounts,
    accepted_by=lists,
)
any_checklist = built(
    ChecklistCard, credential=st.none() | words, questions=st.lists(built(QuestionPart, id=words, question=words, ask=words), max_size=3)
)
any_profile = built(ProfileCard, entries=st.lists(built(ProfileEntry, slot=words, label=words, value=words, source=words), max_size=3))
days = st.none() | st.just("2027-03-12")
any_plan = built(
    PlanCard,
    title=words,
    receipt=st.just("abcdef234567"),
    markdown=words,
    html=words,
    ics=words,
    steps=st.lists(
        built(PlanStepPart, id=words, title=words, url=words, starts=days, finishes=days, expires=days, verified=verified), max_size=4
    ),
)
any_posting = built(
    PostingCard,
    role=st.none() | words,
    employer=st.none() | words,
    needs=st.lists(
        built(
            NeedPart,
            kind=st.sampled_from(["licence", "degree", "experience", "credential"]),
            label=words,
            required=st.booleans(),
            met=st.none() | st.booleans(),
        ),
        max_size=3,
    ),
    skills=st.lists(
        built(AskedSkillPart, name=words, required=st.booleans(), covered=st.booleans(), covered_by=st.none() | st.just("role") | words),
        max_size=5,
    ),
    best=st.lists(
        built(
            BestPart,
            measure=st.sampled_from(get_args(Measure)),
            id=words,
            title=words,
            told=words,
            cover=st.just(cover()),
            verified=verified,
        ),
        max_size=3,
    ),
)
any_card = st.one_of(any_options, any_credential, any_comparison(), any_pathway, any_checklist, any_profile, any_plan, any_posting)
