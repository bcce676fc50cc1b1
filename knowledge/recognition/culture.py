"""``field_culture``: does the field take such credentials seriously, or does it want a degree or a licence?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from knowledge.model import Credential, Field, Role
from knowledge.recognition.case import Case
from knowledge.recognition.judgement import Clause, Judgement
from knowledge.recognition.licensing import Gap, WaysIn, is_degree_route, role_gap
from knowledge.recognition.wording import as_clause, in_sentence
from knowledge.terms import Culture, Verdict

ID: Final = "field_culture"
CULTURES: dict[Culture, tuple[Verdict, float]] = {
    "established": ("yes", 1.0),
    "growing": ("yes", 0.75),
    "degree_focused": ("partly", 0.4),
    "licensed": ("partly", 0.35),
}


def field_culture(case: Case, credential: Credential) -> Judgement:
    """The role's licence and degree decide first, then the custom of the field."""
    if case.role:
        return _with_mark(case.role, _for_role(case, credential, case.role))
    own = case.catalogue.fields.get(credential.field)
    field = case.field if case.field and credential.field == case.field.slug else own
    if field is None:
        return Judgement(ID, "unknown", 0.5, (("culture.unknown", {}),), (), ("culture.ask", {"aim": case.aim_for(credential)}))
    return _for_field(case, credential, field)


def _for_role(case: Case, credential: Credential, role: Role) -> Judgement:
    gap = role_gap(case, role)
    values = {"role": in_sentence(role.title), "needed": in_sentence((gap.name if gap else None) or role.title), "name": credential.name}
    if gap:
        return _before_gap(case, credential, gap, values)
    if role.licence.requirement == "legal":
        return Judgement(ID, "yes", 0.8, (("culture.licensed_already", values),), (f"role:{role.title}#licence",))
    evidence = (f"role:{role.title}#degree",)
    if role.degree.requirement != "none" and _holds_usual_degree(case, role) is None and credential.kind != "degree":
        values["needed"] = in_sentence(role.degree.name or "degree")
        return Judgement(ID, "partly", 0.55, (("culture.degree_not_known", values),), evidence)
    field = case.catalogue.fields.get(credential.field)
    if role.degree.requirement == "none" and role.licence.requirement == "none":
        if field and field.culture in ("degree_focused", "licensed"):
            return Judgement(ID, "yes", 0.7, (("culture.open_role", values),), (*evidence, f"role:{role.title}#licence"))
    elif role.degree.requirement != "none" and _holds_usual_degree(case, role):
        return Judgement(ID, "yes", 0.85, (("culture.degree_held", values),), evidence)
    return _for_field(case, credential, field) if field else Judgement(ID, "yes", 0.7, (("culture.open_role", values),), evidence)


def _holds_usual_degree(case: Case, role: Role) -> bool | None:
    """Employers' custom takes degrees of other subjects too; the law does not."""
    return case.background.holds_degree(role.degree.name, any_subject=role.degree.requirement == "customary")


def _with_mark(role: Role, judged: Judgement) -> Judgement:
    """The same, saying so where it rests on a licence or degree for which no source was read."""
    needs = {f"role:{role.title}#licence": role.licence, f"role:{role.title}#degree": role.degree}
    rests_on = [needs[key] for key in judged.evidence if key in needs]
    if all(need.requirement == "none" or need.source for need in rests_on):
        return judged
    return replace(judged, clauses=(*judged.clauses, ("seen.not_read", {})))


def _before_gap(case: Case, credential: Credential, gap: Gap, values: dict[str, str]) -> Judgement:
    ways, role = WaysIn.of(case), gap.roles[0]
    if credential.id in ways.routes(role) or (gap.kind == "degree" and is_degree_route(case, credential, gap)):
        return Judgement(ID, "yes", 1.0, (("culture.way_in", values),), (gap.evidence,))
    if credential.id in ways.lead_to(role):
        return Judgement(ID, "partly", 0.6, (("culture.step_in", values),), (gap.evidence,))
    if gap.by_law:
        return Judgement(ID, "no", 0.0, (("culture.law", values),), (gap.evidence,))
    return Judgement(ID, "partly", 0.25, (("culture.degree_first", values),), (gap.evidence,))


def _for_field(case: Case, credential: Credential, field: Field) -> Judgement:
    verdict, strength = CULTURES[field.culture]
    values = {"field": in_sentence(field.name), "why": as_clause(in_sentence(field.culture_why))}
    clauses: tuple[Clause, ...] = ((f"culture.{field.culture}", values),)
    if field.culture == "licensed" and credential.kind in ("licence", "degree", "apprenticeship"):
        verdict, strength = "yes", 1.0
    elif field.culture == "degree_focused" and (credential.kind == "degree" or case.background.holds_degree("Bachelor's degree")):
        verdict, strength = "yes", 0.8
    elif field.culture == "licensed" and any(case.background.holds_licence(role.licence.name) for role in _licensed(case, field)):
        verdict, strength, clauses = "yes", 0.8, (("culture.licensed_field_already", values),)
    if field.culture_source is None:
        clauses += (("culture.unverified", {}),)
    return Judgement(ID, verdict, strength, clauses, (f"field:{field.slug}#culture",))


def _licensed(case: Case, field: Field) -> list[Role]:
    return [role for role in case.index.roles_by_field.get(field.slug, ()) if role.licence.requirement == "legal" and role.licence.name]
