/**
 * The line to the gateway: the part of the Socket.IO protocol (Engine.IO 4, Socket.IO 5) that the widget needs.
 *
 * The usual client is as large as all the rest of the widget (docs/decisions/0015); this one has what is used of it:
 * the default namespace, JSON events with acknowledgements, heartbeats, a websocket with long polling as a fallback, reconnection.
 */

import type { Ack, Failure } from "./protocol";

const ACK_MS = 15_000;
const HANDSHAKE_MS = 8_000;
const FIRST_RETRY_MS = 400;
const LAST_RETRY_MS = 5_000;
const BETWEEN_PACKETS = "\x1e";

/** Carries packets to and from the gateway. */
interface Carrier {
  send(packet: string): void;
  close(): void;
}
type Carry = (address: string, heard: (packet: string) => void, closed: () => void) => Carrier;

/** What the line tells its owner. */
export interface Owner {
  /** What identifies the user, asked anew at every connect. */
  auth(): object;
  onUp(): void;
  onDown(): void;
  onRefused(failure: Failure): void;
  onEvent(name: string, detail: unknown): void;
}

export class Line {
  private carrier: Carrier | undefined;
  private isUp = false;
  private isWanted = false;
  private hasShaken = false;
  private polls = false;
  private retryMs = FIRST_RETRY_MS;
  private patience = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private readonly pending = new Map<number, (answer: Ack<never>) => void>();

  constructor(
    private readonly origin: string,
    private readonly owner: Owner,
  ) {
    addEventListener("online", () => this.isWanted && this.open());
  }

  get up(): boolean {
    return this.isUp;
  }

  /** Opens the line now, if it is not open, and keeps it open. */
  open(): void {
    this.isWanted = true;
    if (this.carrier && this.hasShaken) return;
    this.drop();
    this.hasShaken = false;
    const address = `${this.polls ? this.origin : this.origin.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=${this.polls ? "polling" : "websocket"}`;
    const carrier = (this.polls ? polling : websocket)(
      address,
      (packet) => this.carrier === carrier && this.onPacket(packet),
      () => this.carrier === carrier && this.onClosed(),
    );
    this.carrier = carrier;
    this.wait(HANDSHAKE_MS, () => this.onClosed());
  }

  /** Closes the line for good, until it is opened again. */
  close(): void {
    this.isWanted = false;
    this.drop();
  }

  /** Sends an event and waits for its acknowledgement; `no_answer` where none comes. */
  ask<T>(name: string, content: object): Promise<Ack<T>> {
    return new Promise((resolve) => {
      if (!this.isUp || !this.carrier) return resolve(NO_ANSWER);
      const id = this.asked++;
      const timer = setTimeout(() => this.answer(id, NO_ANSWER), ACK_MS);
      this.pending.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.carrier.send(`42${id}${JSON.stringify([name, content])}`);
    });
  }

  private onPacket(packet: string): void {
    const kind = packet[0];
    if (kind === "0") {
      const { pingInterval, pingTimeout } = JSON.parse(packet.slice(1)) as { pingInterval: number; pingTimeout: number };
      this.hasShaken = true;
      this.patience = pingInterval + pingTimeout;
      this.carrier?.send(`40${JSON.stringify(this.owner.auth())}`);
    } else if (kind === "2") this.carrier?.send("3");
    else if (kind === "1") this.onClosed();
    else if (kind === "4") this.onMessage(packet[1] ?? "", packet.slice(2));
    if (this.carrier) this.wait(this.patience, () => this.onClosed());
  }

  private onMessage(kind: string, content: string): void {
    if (kind === "0") {
      this.isUp = true;
      this.retryMs = FIRST_RETRY_MS;
      this.owner.onUp();
    } else if (kind === "1") this.onClosed();
    else if (kind === "2") {
      const [name, detail] = JSON.parse(content) as [string, unknown];
      this.owner.onEvent(name, detail);
    } else if (kind === "3") {
      const start = content.indexOf("[");
      this.answer(Number(content.slice(0, start)), (JSON.parse(content.slice(start)) as [Ack<never>])[0]);
    } else if (kind === "4") {
      const { data, message } = JSON.parse(content) as { data?: Failure; message?: string };
      this.close();
      this.owner.onRefused(data ?? { code: "refused", text: message ?? "" });
    }
  }

  private onClosed(): void {
    // Where a carrier has not even begun, the other one may get through.
    this.polls = !this.hasShaken && !this.polls;
    this.drop();
    if (!this.isWanted) return;
    this.owner.onDown();
    this.wait(this.retryMs * (0.75 + Math.random() / 2), () => this.open());
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  }

  private drop(): void {
    const { carrier } = this;
    this.carrier = undefined;
    this.isUp = false;
    clearTimeout(this.timer);
    carrier?.close();
    for (const id of [...this.pending.keys()]) this.answer(id, NO_ANSWER);
  }

  private answer(id: number, answer: Ack<never>): void {
    const resolve = this.pending.get(id);
    this.pending.delete(id);
    resolve?.(answer);
  }

  private wait(ms: number, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, ms);
  }
}

const NO_ANSWER = { ok: false, error: { code: "no_answer", text: "" } } as const;

const websocket: Carry = (address, heard, closed) => {
  let socket: WebSocket;
  try {
    socket = new WebSocket(address);
  } catch {
    setTimeout(closed); // forbidden by the page's policy
    return { send: () => {}, close: () => {} };
  }
  socket.onmessage = ({ data }) => heard(String(data));
  socket.onclose = closed;
  return { send: (packet) => socket.readyState === WebSocket.OPEN && socket.send(packet), close: () => socket.close() };
};

const polling: Carry = (address, heard, closed) => {
  const stop = new AbortController();
  let session = "";
  let sending: Promise<unknown> = Promise.resolve();
  const exchange = async (init: RequestInit = {}): Promise<string> => {
    const response = await fetch(address + session, { ...init, signal: stop.signal, credentials: "omit", cache: "no-store" });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.text();
  };
  const listen = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      for (const packet of (await exchange()).split(BETWEEN_PACKETS)) {
        if (packet[0] === "0") session = `&sid=${encodeURIComponent((JSON.parse(packet.slice(1)) as { sid: string }).sid)}`;
        heard(packet);
      }
    }
  };
  listen().catch(closed);
  return {
    send: (packet) => {
      sending = sending.then(() => exchange({ method: "POST", body: packet })).catch(closed);
    },
    close: () => stop.abort(),
  };
};
