/** The conversation on a line that fails in every way that lines fail. The real gateway is talked to in tests/browser. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Conversation } from "../src/conversation";
import type { Message } from "../src/protocol";
import { reply } from "./recorded";

type Sent = { id: number; name: string; content: Record<string, unknown> };

/** One websocket as the gateway's end sees it. */
class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  static refuses = false;
  readyState = 1;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  auth: Record<string, unknown> | undefined;
  sent: Sent[] = [];
  packets: string[] = [];

  constructor(readonly address: string) {
    Socket.all.push(this);
    queueMicrotask(() => (Socket.refuses ? this.drop() : this.tell('0{"sid":"s","pingInterval":25000,"pingTimeout":20000}')));
  }
  send(packet: string) {
    this.packets.push(packet);
    if (packet.startsWith("40")) this.auth = JSON.parse(packet.slice(2));
    const match = /^42(\d+)(.*)$/s.exec(packet);
    if (match) {
      const [name, content] = JSON.parse(match[2] ?? "[]");
      this.sent.push({ id: Number(match[1]), name, content });
    }
  }
  close() {
    this.drop();
  }
  drop() {
    this.readyState = 3;
    this.onclose?.();
  }
  tell(packet: string) {
    this.onmessage?.({ data: packet });
  }
  event(name: string, detail: unknown) {
    this.tell(`42${JSON.stringify([name, detail])}`);
  }
  accept(part: object = {}) {
    this.tell('40{"sid":"x"}');
    const limits = { text: 4000, posting: 12000 };
    this.event("conversation", { id: "c1", token: "t1", resumed: false, last_seq: 0, with: "assistant", busy: false, limits, ...part });
    this.event("history", { messages: [], last_seq: 0, more: false });
  }
  ack(sent: Sent | undefined, answer: object) {
    this.tell(`43${sent?.id}${JSON.stringify([answer])}`);
  }
}

const latest = () => Socket.all.at(-1) as Socket;
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const stored = (sent: Sent | undefined, seq: number): { ok: true; message: Message } => ({
  ok: true,
  message: { ...reply(), ...(sent?.content as object), author: "user", seq },
});

let talk: Conversation;
beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
  Socket.all = [];
  Socket.refuses = false;
  localStorage.clear();
  sessionStorage.clear();
  talk = new Conversation("http://gateway.example");
});
afterEach(() => vi.useRealTimers());

async function opened(part: object = {}) {
  talk.connect();
  await settle();
  latest().accept(part);
  await settle();
}

describe("beginning", () => {
  it("a new conversation greets once, and the token is kept", async () => {
    await opened();
    expect(latest().sent.map(({ content }) => content.payload)).toEqual(["/greet"]);
    expect(JSON.parse(localStorage.getItem("credwise:http://gateway.example") ?? "{}")).toEqual({ id: "c1", token: "t1" });
  });

  it("GIVEN a conversation of this browser THEN it is resumed from the last message, without a greeting", async () => {
    localStorage.setItem("credwise:http://gateway.example", '{"id":"c1","token":"old"}');
    await opened({ resumed: true, last_seq: 7 });
    expect(latest().auth).toEqual({ token: "old" });
    expect(latest().sent).toEqual([]);
  });

  it.each(["token_expired", "token_invalid", "gone"])("GIVEN %s THEN a new conversation begins", async (code) => {
    localStorage.setItem("credwise:http://gateway.example", '{"id":"c1","token":"old"}');
    talk.connect();
    await settle();
    latest().tell(`44${JSON.stringify({ message: "no", data: { code, text: "no" } })}`);
    await settle();
    latest().accept();
    expect(latest().auth).toEqual({});
    expect(talk.state.line).toBe("open");
  });

  it("a refusal is told, and tried again when its time has come", async () => {
    talk.connect();
    await settle();
    latest().tell(`44${JSON.stringify({ message: "", data: { code: "too_many", text: "Many are here.", retry_after: 30 } })}`);
    expect(talk.state).toMatchObject({ line: "refused", failure: { text: "Many are here." } });
    await settle(29_000);
    expect(Socket.all).toHaveLength(1);
    await settle(2_000);
    expect(Socket.all).toHaveLength(2);
  });
});

describe("nothing is lost", () => {
  it("GIVEN the line drops before the acknowledgement THEN the message goes again under the same id", async () => {
    await opened({ last_seq: 3 });
    talk.say("I want to learn SQL");
    const [first] = latest().sent;
    latest().drop();
    expect(talk.state.outbox).toHaveLength(1);
    await settle(6_000);
    latest().accept({ last_seq: 3 });
    await settle();
    expect(latest().sent.map(({ content }) => content.id)).toEqual([first?.content.id]);
    latest().ack(latest().sent[0], stored(latest().sent[0], 4));
    await settle();
    expect(talk.state.outbox).toEqual([]);
    expect(talk.state.messages.map(({ text }) => text)).toEqual(["I want to learn SQL"]);
  });

  it("GIVEN the answer to a message never comes THEN it is asked again under the same id", async () => {
    await opened({ last_seq: 3 });
    talk.say("hello?");
    await settle(16_000);
    expect(new Set(latest().sent.map(({ content }) => content.id)).size).toBe(1);
    expect(latest().sent.length).toBeGreaterThan(1);
  });

  it("what is said while the line is down waits, survives a reload, and goes in order", async () => {
    await opened({ last_seq: 3 });
    latest().drop();
    talk.say("one");
    talk.say("two");
    talk = new Conversation("http://gateway.example");
    await opened({ last_seq: 3 });
    expect(latest().sent.map(({ content }) => content.text)).toEqual(["one"]);
    latest().ack(latest().sent[0], stored(latest().sent[0], 4));
    await settle();
    expect(latest().sent.map(({ content }) => content.text)).toEqual(["one", "two"]);
  });

  it("after a reconnect it asks for what came after the last message that it has", async () => {
    await opened({ last_seq: 3 });
    latest().event("reply", reply({ id: "a", seq: 9 }));
    latest().drop();
    await settle(6_000);
    expect(latest().auth).toMatchObject({ after: 9 });
  });

  it("what comes twice is shown once, in the order of the numbers", async () => {
    await opened({ last_seq: 3 });
    for (const seq of [8, 7, 8]) latest().event("reply", reply({ id: `r${seq}`, seq }));
    expect(talk.state.messages.map(({ seq }) => seq)).toEqual([7, 8]);
  });

  it("a long history is fetched to its end", async () => {
    await opened({ last_seq: 3 });
    latest().event("history", { messages: [reply({ id: "a", seq: 4 })], last_seq: 4, more: true });
    const asked = latest().sent.find(({ name }) => name === "history");
    expect(asked?.content).toEqual({ after: 4 });
    latest().ack(asked, { ok: true, messages: [reply({ id: "b", seq: 5 })], last_seq: 5, more: false });
    await settle();
    expect(talk.state.messages).toHaveLength(2);
  });

  it("a refused message says why, and goes again under a new id when asked", async () => {
    await opened({ last_seq: 3 });
    talk.say("hi");
    const [sent] = latest().sent;
    latest().ack(sent, { ok: false, error: { code: "too_fast", text: "Please wait a moment.", retry_after: 5 } });
    await settle();
    const [failed] = talk.state.outbox;
    expect(failed?.failure?.text).toBe("Please wait a moment.");
    if (failed) talk.again(failed);
    expect(latest().sent.at(-1)?.content).toMatchObject({ text: "hi" });
    expect(latest().sent.at(-1)?.content.id).not.toBe(sent?.content.id);
  });
});

describe("the line", () => {
  it("a ping is answered, and silence is taken for a loss", async () => {
    await opened({ last_seq: 3 });
    latest().tell("2");
    expect(latest().packets.at(-1)).toBe("3");
    await settle(46_000);
    expect(Socket.all.length).toBeGreaterThan(1);
  });

  it("GIVEN websockets do not get through THEN it polls", async () => {
    Socket.refuses = true;
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
      asked.push(`${init.method ?? "GET"} ${new URL(address).search} ${init.body ?? ""}`);
      if (init.method) return new Response("ok");
      if (!address.includes("sid")) return new Response('0{"sid":"p1","pingInterval":25000,"pingTimeout":20000}');
      if (asked.length > 4) return new Promise(() => {});
      return new Response(`40{"sid":"x"}\x1e42["reply",${JSON.stringify(reply({ text: "By post." }))}]`);
    });
    talk.connect();
    await settle(2_000);
    expect(asked[0]).toBe("GET ?EIO=4&transport=polling ");
    expect(asked).toContain("POST ?EIO=4&transport=polling&sid=p1 40{}");
    expect(talk.state.messages.map(({ text }) => text)).toEqual(["By post."]);
    vi.unstubAllGlobals();
  });

  it("waits longer from try to try, and not more than some seconds", async () => {
    Socket.refuses = true;
    vi.stubGlobal("fetch", async () => new Response("", { status: 502 }));
    talk.connect();
    await settle(60_000);
    expect(Socket.all.length).toBeGreaterThan(4);
    expect(Socket.all.length).toBeLessThan(20);
    expect(talk.state.line).toBe("lost");
    vi.unstubAllGlobals();
  });
});

describe("with a person", () => {
  it("GIVEN an advisor has taken over THEN the next page opens the line at once, until the assistant is back", async () => {
    await opened({ last_seq: 3 });
    expect(new Conversation("http://gateway.example").isAwaited).toBe(false);
    latest().event("with", { with: "advisor" });
    expect(talk.state.with).toBe("advisor");
    expect(new Conversation("http://gateway.example").isAwaited).toBe(true);
    latest().event("with", { with: "assistant" });
    expect(new Conversation("http://gateway.example").isAwaited).toBe(false);
  });
});

describe("the end", () => {
  it("GIVEN the conversation is deleted THEN nothing of it stays in this browser", async () => {
    await opened({ last_seq: 3 });
    latest().event("reply", reply());
    latest().event("forgotten", { ended: true });
    expect(talk.state).toMatchObject({ ended: true, messages: [], outbox: [] });
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });

  it("GIVEN only what was said is deleted THEN the conversation goes on empty", async () => {
    await opened({ last_seq: 3 });
    latest().event("reply", reply());
    latest().event("forgotten", { ended: false });
    latest().event("reply", reply({ id: "z", seq: 9, text: "All is deleted." }));
    expect(talk.state.messages.map(({ text }) => text)).toEqual(["All is deleted."]);
    expect(talk.state.line).toBe("open");
  });

  it("WHEN a thumb cannot be stored THEN it is not shown", async () => {
    await opened({ last_seq: 3 });
    latest().event("reply", reply());
    const judged = talk.judge("r1", "up");
    expect(talk.state.messages[0]?.feedback).toBe("up");
    latest().ack(latest().sent.at(-1), { ok: false, error: { code: "not_found", text: "" } });
    await judged;
    expect(talk.state.messages[0]?.feedback).toBeNull();
  });

  it("shows who has it, whether they are there and write, and hides that a message is passed on", async () => {
    await opened();
    const chat = talk;
    latest().event("with", { with: "advisor", name: "Dana" });
    expect(chat.state.advisor).toEqual({ name: "Dana", isHere: true, writes: false });
    // What the user says to Dana is no work of the assistant's.
    latest().event("typing", { on: true, author: "assistant" });
    expect(chat.state.writing).toBeNull();
    latest().event("typing", { on: true, author: "advisor", name: "Dana" });
    expect(chat.state.advisor?.writes).toBe(true);
    latest().event("reply", reply({ id: "d1", seq: 7, author: "advisor", name: "Dana" }));
    expect(chat.state.advisor?.writes).toBe(false);
    latest().event("presence", { here: false, name: "Dana" });
    expect(chat.state.advisor?.isHere).toBe(false);
    latest().event("with", { with: "assistant", name: null });
    expect(chat.state.advisor).toBeNull();
  });

  it("tells that the user writes, to a person only and not at every key", async () => {
    await opened();
    const chat = talk;
    const told = () => latest().sent.filter(({ name }) => name === "typing").length;
    chat.typing();
    expect(told()).toBe(0);
    latest().event("with", { with: "advisor", name: "Dana" });
    for (let key = 0; key < 5; key++) chat.typing();
    expect(told()).toBe(1);
    await settle(3_100);
    chat.typing();
    expect(told()).toBe(2);
  });
});
