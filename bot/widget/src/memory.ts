/** What outlives a reload: which conversation this browser holds, and what was typed and not yet taken. */

import type { Outgoing } from "./conversation";

export interface Identity {
  id: string;
  token: string;
  /** Whether a person answers: then the line is opened at once on the next page, for an answer may wait. */
  isWithAdvisor?: boolean;
}

/** Storage may be missing or full (private windows, strict settings): then the widget forgets at a reload, and works. */
export class Memory {
  private readonly key: string;
  private held: { identity?: Identity | undefined; outbox: Outgoing[] } = { outbox: [] };

  constructor(origin: string) {
    this.key = `credwise:${origin}`;
    this.held = { identity: read<Identity>("localStorage", this.key), outbox: read<Outgoing[]>("sessionStorage", this.key) ?? [] };
  }

  /** The conversation of this browser; the latest token, should another tab have got a newer one. */
  get identity(): Identity | undefined {
    return read<Identity>("localStorage", this.key) ?? this.held.identity;
  }

  set identity(identity: Identity | undefined) {
    this.held.identity = identity;
    write("localStorage", this.key, identity);
  }

  /** What this tab has not sent yet. */
  get outbox(): Outgoing[] {
    return this.held.outbox;
  }

  set outbox(outbox: Outgoing[]) {
    this.held.outbox = outbox;
    write("sessionStorage", this.key, outbox.length ? outbox : undefined);
  }

  forget(): void {
    this.identity = undefined;
    this.outbox = [];
  }
}

type Storages = "localStorage" | "sessionStorage";

function read<T>(storage: Storages, key: string): T | undefined {
  try {
    return (JSON.parse(window[storage].getItem(key) ?? "null") as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(storage: Storages, key: string, value: unknown): void {
  try {
    if (value === undefined) window[storage].removeItem(key);
    else window[storage].setItem(key, JSON.stringify(value));
  } catch {
    // nothing is kept, nothing is lost but a reload's memory
  }
}
