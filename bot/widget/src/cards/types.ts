/** The cards of the contract (docs/contract.md), as bot/cards/models.py writes them. */

export type Verdict = "yes" | "partly" | "no" | "unknown";
export type FactGroup = "cost" | "duration" | "validity" | "prerequisites" | "assessment" | "delivery" | "updated" | "status";

export interface Facts {
  verified: Partial<Record<FactGroup, boolean>>;
  seen: Partial<Record<FactGroup, string>>;
}

export interface Finding {
  id: string;
  question: string;
  verdict: Verdict;
  because: string;
  ask?: string | null;
}

export interface CostParts {
  learning?: number | null;
  learning_per_month?: number | null;
  exam?: number | null;
  membership?: number | null;
  renewal?: number | null;
}

export interface LedgerRow {
  id: string;
  recogniser: string;
  basis: string;
  statement: string;
  jurisdiction?: string | null;
  source_title?: string | null;
  source_url?: string | null;
  seen?: string | null;
  verified: boolean;
  told?: string | null;
}

export interface Costs {
  cost_total?: number | null;
  cost_parts: CostParts;
  currency: string;
}

export interface Durations {
  weeks_min?: number | null;
  weeks_max?: number | null;
  hours_min?: number | null;
  hours_max?: number | null;
}

export interface Option extends Facts, Costs, Durations {
  id: string;
  title: string;
  issuer: string;
  issuer_type: string;
  kind: string;
  level: string;
  assessment: string[];
  delivery: string[];
  validity?: string | null;
  url: string;
  skills: string[];
  score?: number | null;
  findings: Finding[];
  recognised?: LedgerRow[];
  cover?: Cover | null;
  reason: string;
  as_of?: string | null;
}

/** What a credential covers of the skills that a posting asks for and that are missing. */
export interface Cover {
  skills: string[];
  share: number;
  cost_usd?: number | null;
  weeks?: number | null;
  per_100_usd?: number | null;
  per_week?: number | null;
}

export interface OptionsCard {
  type: "options";
  goal: string;
  receipt: string;
  options: Option[];
  excluded: { id: string; title: string; because: string }[];
  advice: string;
  advice_because: string;
}

export interface CredentialCard extends Option {
  type: "credential";
  summary: string;
  ledger: LedgerRow[];
}

export interface ComparisonCard {
  type: "comparison";
  columns: (Facts & { id: string; title: string })[];
  rows: { label: string; cells: string[]; groups: FactGroup[] }[];
}

export interface PathwayStep extends Facts {
  id: string;
  title: string;
  weeks?: number | null;
  cost?: number | null;
  unlocks: string[];
}

export interface PathwayCard {
  type: "pathway";
  target: string;
  steps: PathwayStep[];
  total_weeks?: number | null;
  total_cost?: number | null;
  accepted_by: string[];
}

export interface ChecklistCard {
  type: "checklist";
  credential?: string | null;
  questions: { id: string; question: string; ask: string }[];
}

export interface ProfileEntry {
  slot: string;
  label: string;
  value: string;
  source: string;
  inferred?: boolean;
}

export interface PostingCard {
  type: "posting";
  role?: string | null;
  employer?: string | null;
  needs: { kind: string; label: string; required: boolean; met?: boolean | null }[];
  skills: { name: string; required: boolean; covered: boolean; covered_by?: string | null }[];
  usual: boolean;
  best: (Facts & { measure: string; id: string; title: string; told: string; cover: Cover })[];
}

export interface ProfileCard {
  type: "profile";
  /** With "handoff" it is what would be passed on to an advisor. */
  purpose?: "profile" | "handoff";
  entries: ProfileEntry[];
}

export interface PlanStep extends Facts {
  id: string;
  title: string;
  url: string;
  starts?: string | null;
  finishes?: string | null;
  expires?: string | null;
}

export interface PlanCard {
  type: "plan";
  title: string;
  receipt: string;
  markdown: string;
  html: string;
  ics: string;
  steps: PlanStep[];
}

export interface HandoffCard {
  type: "handoff";
  case_id: string;
  status: "waiting" | "with_advisor" | "closed";
  expected?: string | null;
}

export type Card =
  | OptionsCard
  | CredentialCard
  | ComparisonCard
  | PathwayCard
  | ChecklistCard
  | ProfileCard
  | PlanCard
  | PostingCard
  | HandoffCard;
