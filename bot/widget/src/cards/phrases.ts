/** Values in words, the same as bot/cards/phrases.py has for the other channels (test/phrases.test.ts holds them together). */

import type { Costs, Durations, FactGroup, Facts, Verdict } from "./types";

const SYMBOLS: Record<string, string> = { USD: "$", GBP: "£", EUR: "€", CAD: "CA$", AUD: "A$", INR: "₹", SGD: "S$" };
const KIND_WORDS: Record<string, string> = { micro_credential: "micro-credential" };
const WEEKS_AS_YEARS = 104;

export const VERDICT_WORDS: Record<Verdict, string> = { yes: "yes", partly: "partly", no: "no", unknown: "not known" };
export const VERDICT_MARKS: Record<Verdict, string> = { yes: "✓", partly: "~", no: "✗", unknown: "?" };
export const BASIS_WORDS: Record<string, string> = {
  legally_required: "required by law",
  required_in_postings: "required by employers",
  accredited: "accredited",
  credit_bearing: "carries academic credit",
  preferred_in_postings: "preferred by employers",
  endorsed: "endorsed",
  employer_program: "used in an employer's programme",
  issuer_claim: "the issuer's own statement",
  logged_by_user: "reported by you",
};
export const GROUP_WORDS: Record<FactGroup, string> = {
  cost: "price",
  duration: "time",
  validity: "validity",
  prerequisites: "prerequisites",
  assessment: "assessment",
  delivery: "delivery",
  updated: "last update",
  status: "status",
};

/** A term of a closed vocabulary as people write it: `industry_body` is "industry body". */
export const words = (term: string): string => KIND_WORDS[term] ?? term.replaceAll("_", " ");

/** An amount in whole units: "$1,200", "free", or "price not known"; below one, "$0.40". */
export function money(amount: number | null | undefined, currency = "USD"): string {
  if (amount == null) return "price not known";
  if (amount === 0) return "free";
  const digits = amount >= 1 ? 0 : 2;
  return (SYMBOLS[currency] ?? `${currency} `) + halfEven(amount, digits).toLocaleString("en-US", { minimumFractionDigits: digits });
}

/** "6 to 8 weeks", "1 week", or null where nothing is known. */
export function span(low: number | null | undefined, high: number | null | undefined, unit: string): string | null {
  if (low == null && high == null) return null;
  let [from, to] = [low ?? high ?? 0, high ?? low ?? 0];
  if (unit === "week" && from >= WEEKS_AS_YEARS) {
    [from, to] = [halfEven((from / 52) * 2) / 2, halfEven((to / 52) * 2) / 2];
    return from === to ? counted(`${from}`, "year") : `${from} to ${to} years`;
  }
  const [first, last] = [rounded(from), rounded(to)];
  return counted(first === last ? first : `${first} to ${last}`, unit);
}

const counted = (number: string, unit: string): string => `${number} ${unit}${number === "1" ? "" : "s"}`;
const rounded = (number: number): string => `${number < 1 ? number : halfEven(number)}`;

/** Rounds as Python does: a half goes to the even neighbour, so that 12.5 weeks are 12 on every channel. */
function halfEven(number: number, digits = 0): number {
  const scaled = number * 10 ** digits;
  const whole = Math.round(scaled);
  return (Math.abs(scaled % 1) === 0.5 && whole % 2 ? whole - 1 : whole) / 10 ** digits;
}

/** The time it takes in words: "6 to 8 weeks, about 40 hours". */
export function duration(option: Durations): string {
  const hours = span(option.hours_min, option.hours_max, "hour");
  const parts = [span(option.weeks_min, option.weeks_max, "week"), hours && `about ${hours}`];
  return parts.filter(Boolean).join(", ") || "time not known";
}

/** "learning $0, exam $404, renewal $150": the parts that are known. */
export function costParts({ cost_parts: parts, currency }: Costs): string {
  const named: [string, number | null | undefined][] = [
    [!parts.learning && parts.exam ? "self-study" : "learning", parts.learning],
    ["learning a month", parts.learning_per_month],
    ["exam", parts.exam],
    ["membership", parts.membership],
    ["renewal", parts.renewal],
  ];
  return named
    .filter(([, value]) => value != null)
    .map(([name, value]) => `${name} ${money(value, currency)}`)
    .join(", ");
}

/** Those of these groups that tell something which was read in no source, in words: "price, time". */
export const unverified = (part: Facts, groups: readonly FactGroup[]): string =>
  [...new Set(groups)]
    .filter((group) => part.verified[group] === false)
    .map((group) => GROUP_WORDS[group])
    .join(", ");

const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** "Mar 21, 2027" of "2027-03-21"; what is no day stays as it is. */
export function day(iso: string): string {
  const date = new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
  return Number.isNaN(date.getTime()) ? iso : DAY.format(date);
}
