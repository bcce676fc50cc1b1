/** What the gateway and the widget say to each other: docs/gateway.md. */

import type { Card } from "./cards/types";

export interface Button {
  title: string;
  payload: string;
}

export type Author = "user" | "assistant" | "advisor";
export type Thumb = "up" | "down" | null;

export interface Message {
  id: string;
  seq: number;
  author: Author;
  /** The name of the advisor who said it. */
  name: string | null;
  text: string;
  payload: string | null;
  buttons: Button[];
  custom: Card | null;
  before: string;
  after: string;
  in_reply_to: string | null;
  last: boolean;
  failed: boolean;
  feedback: Thumb;
  at: string;
}

export interface Opened {
  id: string;
  token: string;
  resumed: boolean;
  last_seq: number;
  with: "assistant" | "advisor";
  /** The name of the advisor who has the conversation. */
  name: string | null;
  /** Whether that advisor has it open. */
  here: boolean;
  busy: boolean;
  limits: { text: number; posting: number };
}

export interface Failure {
  code: string;
  text: string;
  retry_after?: number;
}

export interface History {
  messages: Message[];
  last_seq: number;
  more: boolean;
}

export type Ack<T> = ({ ok: true } & T) | { ok: false; error: Failure };

/** What a user wants to say: the words shown, and what a button sends. */
export interface Saying {
  id: string;
  text: string;
  payload?: string;
}
