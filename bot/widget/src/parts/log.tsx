/** All that was said, in order, and what is offered to say next. */

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useShared } from "../context";
import type { Conversation, State } from "../conversation";
import type { Button, Message } from "../protocol";
import { Reply, Said, Waiting } from "./message";

interface Props {
  state: State;
  conversation: Conversation;
  greeting: string | undefined;
}

export function Log({ state, conversation, greeting }: Props): JSX.Element {
  const { words, say } = useShared();
  const frame = useRef<HTMLElement>(null);
  const { messages, outbox, writing, delayed } = state;
  useTurnInSight(frame, messages, outbox.length);
  const turn = latestTurn(messages);
  const buttons = writing || outbox.length ? [] : turn.flatMap((message) => message.buttons);
  const press = (button: Button) => {
    say(button.title, button.payload);
    // The button goes away; who came by keyboard goes on from what was said.
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>("li:last-of-type")?.focus({ preventScroll: true }));
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls has to be reached by the keyboard
    <section class="log" ref={frame} aria-label={words.conversation} tabIndex={0}>
      <h2 class="unseen">{words.conversation}</h2>
      <ol class="messages">
        {messages.filter(isShown).map((message) => (
          <li key={message.id} class={message.author} tabIndex={-1} data-id={message.id}>
            {message.author === "user" ? (
              <Said text={message.text} />
            ) : (
              <Reply
                message={message}
                text={greeting && isGreeting(message, messages) ? greeting : undefined}
                onJudge={(value) => void conversation.judge(message.id, value)}
                onRepeat={() => conversation.repeat(message)}
              />
            )}
          </li>
        ))}
        {outbox
          .filter(({ text }) => text)
          .map((item) => (
            <li key={item.id} class="user" tabIndex={-1} data-id={item.id}>
              <Waiting item={item} isLost={state.line === "lost"} onAgain={() => conversation.again(item)} />
            </li>
          ))}
      </ol>
      {writing ? <Typing by={writing} /> : null}
      {delayed ? <p class="trouble">{delayed}</p> : null}
      {buttons.length ? (
        <div class="choices" role="group" aria-label={words.choices}>
          {buttons.map((button) => (
            <button key={button.payload + button.title} type="button" class="choice" onClick={() => press(button)} dir="auto">
              {button.title}
            </button>
          ))}
        </div>
      ) : null}
      <Announcer messages={messages} writing={writing} greeting={greeting} />
    </section>
  );
}

const isShown = (message: Message): boolean => message.author !== "user" || message.text !== "";

/** What was said since the user spoke last. */
function latestTurn(messages: Message[]): Message[] {
  const last = messages.findLastIndex((message) => message.author === "user");
  return messages.slice(last + 1);
}

/** What the latest turn begins with to the eye: the user's words, or the reply where there were none, as for who has come back. */
function firstOfTurn(messages: Message[]): Message | undefined {
  const last = messages.findLastIndex((message) => message.author === "user");
  return messages.slice(Math.max(last, 0)).find(isShown);
}

/** Whether a reply answers the greeting that the page asked for: the first thing said. */
function isGreeting(message: Message, messages: Message[]): boolean {
  const [first, second] = messages;
  return message === second && first?.author === "user" && first.text === "";
}

/** Keeps the beginning of the latest turn in sight: a long card is read from its top. */
function useTurnInSight(frame: { current: HTMLElement | null }, messages: Message[], waiting: number): void {
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    const box = frame.current;
    if (!box?.querySelector("li")) return;
    const items = [...box.querySelectorAll<HTMLElement>("li")];
    const first = waiting ? undefined : firstOfTurn(messages)?.id;
    const start = items.find((item) => item.dataset.id === first) ?? items.findLast((item) => item.className === "user");
    const top = start ? start.offsetTop - 8 : 0;
    const calm = isFirst.current || matchMedia("(prefers-reduced-motion: reduce)").matches;
    box.scrollTo({ top, behavior: calm ? "instant" : "smooth" });
    isFirst.current = false;
  }, [messages.length, waiting]);
}

const SLOW_MS = 6_000;

function Typing({ by }: { by: string }): JSX.Element {
  const { words } = useShared();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(by !== "advisor"), SLOW_MS);
    return () => clearTimeout(timer);
  }, [by]);
  return (
    <div>
      <p class="typing">
        <span class="unseen">{by === "advisor" ? words.typingAdvisor : words.typing}</span>
        <i aria-hidden="true" />
        <i aria-hidden="true" />
        <i aria-hidden="true" />
      </p>
      <p class="mark" role="status">
        {isSlow ? words.slow : ""}
      </p>
    </div>
  );
}

interface AnnouncerProps {
  messages: Message[];
  writing: State["writing"];
  greeting: string | undefined;
}

/** Tells a screen reader what arrives, in its words without the card's whole content, and not the history that was there before. */
function Announcer({ messages, writing, greeting }: AnnouncerProps): JSX.Element {
  const { words } = useShared();
  const known = useRef<number | undefined>(undefined);
  const seq = messages.at(-1)?.seq;
  useEffect(() => {
    if (seq !== undefined) known.current = seq;
  }, [seq]);
  const fresh = messages.filter(
    (message) => message.author !== "user" && message.seq > (known.current ?? (messages.length <= 2 ? -1 : Number.POSITIVE_INFINITY)),
  );
  const told = useRef("");
  if (fresh.length) {
    told.current = fresh
      .map((message) => {
        const who = message.author === "advisor" ? words.advisorSays : words.assistantSays;
        const text = isGreeting(message, messages) && greeting ? greeting : message.text;
        const suggestions = message.buttons.length ? ` ${words.choices}: ${message.buttons.map(({ title }) => title).join(", ")}.` : "";
        return `${who}: ${text}${suggestions}`;
      })
      .join("\n");
  }
  return (
    <div class="unseen" role="log" aria-live="polite" aria-label={words.newMessages}>
      {writing ? (writing === "advisor" ? words.typingAdvisor : words.typing) : told.current}
    </div>
  );
}
