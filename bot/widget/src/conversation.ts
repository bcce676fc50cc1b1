/** One conversation with the gateway: what was said, what is on its way, and the line that carries it. */

import { Line, type Owner } from "./line";
import { Memory } from "./memory";
import type { Author, Failure, History, Message, Opened, Saying, Thumb } from "./protocol";

const BEGIN_ANEW = new Set(["token_missing", "token_expired", "token_invalid", "not_yours", "gone"]);
const TYPING_MS = 3_000;
const GREETING: Omit<Saying, "id"> = { text: "", payload: "/greet" };

export interface Outgoing extends Saying {
  failure?: Failure;
}

/** All that the page draws. */
export interface State {
  line: "idle" | "connecting" | "open" | "lost" | "refused";
  messages: Message[];
  outbox: Outgoing[];
  writing: Author | null;
  with: "assistant" | "advisor";
  /** The advisor who has the conversation: their name, whether they have it open, and whether they write. */
  advisor: Advisor | null;
  delayed: string | null;
  failure: Failure | null;
  ended: boolean;
  limits: { text: number; posting: number };
}

export interface Advisor {
  name: string;
  isHere: boolean;
  writes: boolean;
}

const EMPTY: State = {
  line: "idle",
  messages: [],
  outbox: [],
  writing: null,
  with: "assistant",
  advisor: null,
  delayed: null,
  failure: null,
  ended: false,
  limits: { text: 4000, posting: 12_000 },
};

/** What the gateway tells, by the names of docs/gateway.md. */
interface Events {
  conversation(opened: Opened): void;
  history(history: History): void;
  reply(message: Message): void;
  message(message: Message): void;
  typing(typing: { on: boolean; author?: Author }): void;
  presence(presence: { here: boolean; name: string }): void;
  delayed(delayed: { text: string }): void;
  with(changed: { with: State["with"]; name: string | null }): void;
  feedback(given: { reply: string; value: Thumb }): void;
  forgotten(forgotten: { ended: boolean }): void;
  error(failure: Failure): void;
}

type Heard = (message: Message) => void;

/** Random letters; `crypto.randomUUID` would ask for https. */
const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Conversation implements Owner {
  state: State = EMPTY;
  private readonly memory: Memory;
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<Heard>();
  private readonly line: Line;
  private lastSeq: number | undefined;
  private isSending = false;
  private toldTyping = 0;

  constructor(origin: string) {
    this.memory = new Memory(origin);
    this.line = new Line(origin, this);
    this.state = { ...EMPTY, outbox: this.memory.outbox };
  }

  /** Calls back after every change; returns what ends that. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Calls back for every message that is said from now on. */
  hear(listener: Heard): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether a person may have answered since this browser was here. */
  get isAwaited(): boolean {
    return this.memory.identity?.isWithAdvisor ?? false;
  }

  /** Opens the line, if it is not open. */
  connect(): void {
    if (this.line.up || this.state.ended) return;
    if (this.state.line === "idle") this.change({ line: "connecting" });
    this.line.open();
  }

  /** Says something; it is kept until the gateway has it, and sent again after a dropped connection under the same id. */
  say(text: string, payload?: string): void {
    const saying: Outgoing = { id: newId(), text, ...(payload === undefined ? {} : { payload }) };
    this.toldTyping = 0;
    this.change({ outbox: [...this.state.outbox, saying], failure: null });
    this.connect();
    void this.flush();
  }

  /** Tells the person who has the conversation that the user writes; nobody is told otherwise. */
  typing(): void {
    const now = Date.now();
    if (this.state.with !== "advisor" || now - this.toldTyping < TYPING_MS) return;
    this.toldTyping = now;
    void this.line.ask("typing", { on: true });
  }

  /** Tries anew what could not be sent; under a new id, for the old one may have been refused. */
  again(failed: Outgoing): void {
    const { failure: _, ...saying } = failed;
    const renewed = { ...saying, id: newId() };
    this.change({ outbox: this.state.outbox.map((item) => (item.id === failed.id ? renewed : item)) });
    this.connect();
    void this.flush();
  }

  /** Says again what an apology could not answer. */
  repeat(apology: Message): void {
    const asked = this.state.messages.find((message) => message.id === apology.in_reply_to);
    if (asked) this.say(asked.text, asked.payload ?? undefined);
  }

  /** Gives a thumb to a reply, or takes it back. */
  async judge(reply: string, value: Thumb): Promise<void> {
    const before = this.state.messages.find((message) => message.id === reply)?.feedback ?? null;
    this.mark(reply, value);
    const answer = await this.line.ask("feedback", { reply, value });
    if (!answer.ok) this.mark(reply, before);
  }

  /** Returns all that is kept of the conversation. */
  async export(): Promise<unknown> {
    const answer = await this.line.ask<{ export: unknown }>("export", {});
    return answer.ok ? answer.export : undefined;
  }

  /** Has the conversation deleted everywhere. */
  async forget(): Promise<void> {
    const answer = await this.line.ask("forget", {});
    if (answer.ok) this.onForgotten(true);
    else this.change({ failure: answer.error });
  }

  /** Begins a new conversation after the old one was deleted. */
  anew(): void {
    this.change({ ...EMPTY, outbox: [] });
    this.connect();
  }

  auth(): object {
    return { token: this.memory.identity?.token, after: this.lastSeq };
  }

  onUp(): void {
    this.change({ failure: null });
  }

  onDown(): void {
    this.change({ line: "lost", writing: null });
  }

  onRefused(failure: Failure): void {
    if (BEGIN_ANEW.has(failure.code) && this.memory.identity) {
      this.memory.identity = undefined;
      this.clear();
      this.line.open();
      return;
    }
    this.change({ line: "refused", failure });
    if (failure.retry_after) setTimeout(() => this.connect(), failure.retry_after * 1000);
  }

  onEvent(name: string, detail: unknown): void {
    if (Object.hasOwn(this.events, name)) this.events[name as keyof Events](detail as never);
  }

  private readonly events: Events = {
    conversation: (opened) => this.onOpened(opened),
    history: (history) => this.onHistory(history),
    reply: (message) => this.onSaid(message),
    message: (message) => this.onSaid(message),
    typing: ({ on, author }) => this.onTyping(on, author ?? "assistant"),
    presence: ({ here, name }) => this.change({ advisor: { writes: false, ...this.state.advisor, name, isHere: here } }),
    delayed: ({ text }) => this.change({ delayed: text }),
    with: (changed) => this.handOver(changed.with, changed.name),
    feedback: ({ reply, value }) => this.mark(reply, value),
    forgotten: ({ ended }) => this.onForgotten(ended),
    error: (failure) => this.change({ failure }),
  };

  private onOpened(opened: Opened): void {
    if (this.memory.identity && this.memory.identity.id !== opened.id) this.clear();
    this.memory.identity = { id: opened.id, token: opened.token };
    this.handOver(opened.with, opened.name);
    if (this.state.advisor) this.change({ advisor: { ...this.state.advisor, isHere: opened.here } });
    this.change({
      line: "open",
      failure: null,
      ended: false,
      limits: opened.limits,
      writing: opened.busy && opened.with === "assistant" ? "assistant" : null,
    });
    if (opened.last_seq === 0 && !this.state.outbox.length) this.say(GREETING.text, GREETING.payload);
    else void this.flush();
  }

  /** While a person has the conversation, only their writing is shown: a message that is passed on is no work on an answer. */
  private onTyping(on: boolean, author: Author): void {
    const { advisor } = this.state;
    if (author === "advisor") {
      if (advisor) this.change({ advisor: { ...advisor, writes: on, isHere: on || advisor.isHere } });
    } else if (this.state.with === "assistant") this.change(on ? { writing: author } : { writing: null, delayed: null });
  }

  private handOver(to: State["with"], name: string | null): void {
    const { identity } = this.memory;
    if (identity && (to === "advisor") !== (identity.isWithAdvisor ?? false))
      this.memory.identity = { ...identity, isWithAdvisor: to === "advisor" };
    const known = this.state.advisor?.name === name ? this.state.advisor : null;
    this.change(
      to === "advisor"
        ? { with: to, writing: null, advisor: name ? (known ?? { name, isHere: true, writes: false }) : null }
        : { with: to, advisor: null },
    );
  }

  private onHistory(history: History): void {
    this.keep(history.messages);
    if (history.more) {
      void this.line.ask<History>("history", { after: this.lastSeq }).then((answer) => answer.ok && this.onHistory(answer));
    }
  }

  private onSaid(message: Message): void {
    const isNew = !this.state.messages.some((known) => known.id === message.id);
    this.keep([message]);
    if (message.author !== "user") this.change({ delayed: null, ...(message.last ? { writing: null } : {}) });
    if (message.author === "advisor") this.onTyping(false, "advisor");
    if (isNew) for (const listener of this.listeners) listener(message);
  }

  private onForgotten(ended: boolean): void {
    this.clear();
    if (ended) {
      this.memory.forget();
      this.line.close();
      this.change({ ...EMPTY, outbox: [], ended: true });
    }
  }

  /** Sends what waits, one after the other, so that the order is kept. */
  private async flush(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (let next = this.waiting(); next && this.line.up; next = this.waiting()) {
        const { id, text, payload } = next;
        const answer = await this.line.ask<{ message: Message }>("message", { id, text, payload });
        if (answer.ok) {
          if (answer.message) this.keep([answer.message]);
          this.change({ outbox: this.state.outbox.filter((item) => item.id !== id) });
        } else if (answer.error.code === "no_answer") {
          if (!this.line.up) return;
          // It may or may not have arrived: the same id again does no harm.
        } else {
          this.change({ outbox: this.state.outbox.map((item) => (item.id === id ? { ...item, failure: answer.error } : item)) });
        }
      }
    } finally {
      this.isSending = false;
    }
  }

  private waiting(): Outgoing | undefined {
    return this.state.line === "open" ? this.state.outbox.find((item) => !item.failure) : undefined;
  }

  private keep(said: Message[]): void {
    if (!said.length) return;
    const known = new Map(this.state.messages.map((message) => [message.id, message]));
    for (const message of said) known.set(message.id, message);
    const messages = [...known.values()].sort((one, other) => one.seq - other.seq);
    this.lastSeq = messages.at(-1)?.seq;
    this.change({ messages, outbox: this.state.outbox.filter((item) => !known.has(item.id)) });
  }

  private mark(reply: string, value: Thumb): void {
    this.change({ messages: this.state.messages.map((message) => (message.id === reply ? { ...message, feedback: value } : message)) });
  }

  private clear(): void {
    this.lastSeq = undefined;
    this.change({ messages: [], writing: null, advisor: null, delayed: null });
  }

  private change(part: Partial<State>): void {
    this.state = { ...this.state, ...part };
    if (part.outbox) this.memory.outbox = this.state.outbox;
    for (const watcher of this.watchers) watcher();
  }
}
