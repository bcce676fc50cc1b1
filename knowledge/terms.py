"""The closed vocabularies that the whole project shares; the names are those of the contract."""

from typing import Literal

Goal = Literal["skill_gap", "currency", "complement", "exploration", "career_change"]
Kind = Literal[
    "micro_credential",
    "certificate",
    "professional_certificate",
    "industry_certification",
    "digital_badge",
    "licence",
    "degree",
    "apprenticeship",
]
IssuerType = Literal["platform", "university", "industry_body", "employer_vendor", "government"]
Level = Literal["entry", "intermediate", "advanced"]
Delivery = Literal["online", "in_person", "hybrid"]
Assessment = Literal["exam", "project", "portfolio", "practical", "completion"]
AppliedWork = Literal["project", "portfolio", "practical", "none"]
Status = Literal["active", "retiring", "retired"]
Culture = Literal["established", "growing", "degree_focused", "licensed"]
Requirement = Literal["legal", "customary", "none"]
RecogniserKind = Literal["employer", "role", "sector", "professional_body", "university", "regulator"]
StackKind = Literal[
    "bundle",
    "waives_requirement",
    "required_before",
    "replaced_by",
    "counts_toward",
    "credit_recommendation",
    "credit_bearing",
]
Basis = Literal[
    "legally_required",
    "required_in_postings",
    "accredited",
    "credit_bearing",
    "preferred_in_postings",
    "endorsed",
    "employer_program",
    "issuer_claim",
    "logged_by_user",
]
Answer = Literal["yes", "no", "conditions"]
"""What somebody who was asked has answered; not a term of the contract."""
EvidenceState = Literal["logged", "accepted", "rejected"]
Verdict = Literal["yes", "partly", "no", "unknown"]
QuestionId = Literal[
    "recognised_by_targets",
    "field_culture",
    "issuer_reputation",
    "matches_requirement",
    "adds_to_what_you_have",
    "shows_applied_skill",
    "stacks",
    "is_current",
    "fits_constraints",
]
AdviceKind = Literal["buy", "wait", "portfolio_instead", "licence_or_degree_first", "free_first"]
FactGroup = Literal["cost", "duration", "validity", "prerequisites", "assessment", "delivery", "updated", "status"]
