/** Replies of the real assistant (scripts/widget_cards.py), as the gateway hands them to the widget. */

import type { Card } from "../src/cards/types";
import type { Message } from "../src/protocol";
import checklist from "./recorded/checklist.json";
import comparison from "./recorded/comparison.json";
import credential from "./recorded/credential.json";
import handoff from "./recorded/handoff.json";
import options from "./recorded/options.json";
import pathway from "./recorded/pathway.json";
import plan from "./recorded/plan.json";
import posting from "./recorded/posting.json";
import profile from "./recorded/profile.json";

const RECORDED = { checklist, comparison, credential, handoff, options, pathway, plan, posting, profile };
export const KINDS = Object.keys(RECORDED) as (keyof typeof RECORDED)[];

export const cardOf = <T extends Card["type"]>(kind: T & keyof typeof RECORDED): Extract<Card, { type: T }> =>
  RECORDED[kind].custom as unknown as Extract<Card, { type: T }>;

/** A message of the assistant; by its kind of card one that was recorded. */
export function reply(part: Partial<Message> & { kind?: keyof typeof RECORDED } = {}): Message {
  const { kind, ...rest } = part;
  const recorded = kind ? (RECORDED[kind] as unknown as Partial<Message>) : {};
  return { ...BARE, ...recorded, ...rest };
}

const BARE: Message = {
  id: "r1",
  seq: 2,
  author: "assistant",
  name: null,
  text: "Hello.",
  payload: null,
  buttons: [],
  custom: null,
  before: "",
  after: "",
  in_reply_to: null,
  last: true,
  failed: false,
  feedback: null,
  at: "2026-11-22T10:00:00Z",
};
