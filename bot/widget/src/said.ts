/** What a click says in the user's name: words that the assistant reads, so they are English in every language of the widget. */

import { en } from "./words/en";

export const compare = (titles: string[]): string => `Compare ${titles.slice(0, -1).join(", ")} and ${titles.at(-1)}`;
export const change = (label: string, value: string): string => `${label}: ${value}`;
export const remove = (label: string): string => `Remove my ${label.toLowerCase()}`;
export const leaveOut = (label: string): string => `leave out ${label.toLowerCase()}`;

const AMOUNTS: Record<string, (amount: string) => string> = {
  max_cost: (amount) => `$${amount}`,
  max_weeks: (amount) => `${amount} weeks`,
  hours_per_week: (amount) => `${amount} hours`,
  experience_years: (amount) => `${amount} years`,
};

/** A value of the profile as people say it: "$300" of the slot max_cost and 300. */
export const amount = (slot: string, value: string): string => AMOUNTS[slot]?.(value) ?? value;

/** A goal as the assistant tells it. */
export const goal = (value: string): string | undefined => en.goals[value];
