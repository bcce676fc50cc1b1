/** One thing that was said: words, card, thumbs. */

import type { JSX } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { CardView, isDrawn } from "../cards/card";
import { Text } from "../cards/pieces";
import { useShared } from "../context";
import type { Outgoing } from "../conversation";
import type { Message, Thumb } from "../protocol";

/** Lines of plain text, each a paragraph of its own direction. */
export function Lines({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text
        .split("\n")
        .filter((line) => line.trim())
        .map((line, index) => (
          <p key={`${index}`} dir="auto" class={line.startsWith("- ") ? "item" : undefined}>
            {line}
          </p>
        ))}
    </>
  );
}

const ASSISTANT_SPEAKS = "en";

interface ReplyProps {
  message: Message;
  /** What stands in for the text, where the page has a greeting of its own. */
  text?: string | undefined;
  onJudge: (value: Thumb) => void;
  onRepeat: () => void;
}

export function Reply({ message, text, onJudge, onRepeat }: ReplyProps): JSX.Element {
  const { words } = useShared();
  const [broken] = useErrorBoundary();
  const card = !broken && isDrawn(message.custom) ? message.custom : null;
  const [before, after] = card ? [message.before, message.after] : [text ?? message.text, ""];
  return (
    <>
      <b class="unseen">{message.author === "advisor" ? words.advisorSays : words.assistantSays}: </b>
      {before ? (
        <div class={`bubble ${message.author}`} lang={message.author === "assistant" ? ASSISTANT_SPEAKS : undefined}>
          <Lines text={before} />
        </div>
      ) : null}
      {card ? <CardView card={card} /> : null}
      {after ? (
        <div class={`bubble ${message.author}`} lang={message.author === "assistant" ? ASSISTANT_SPEAKS : undefined}>
          <Lines text={after} />
        </div>
      ) : null}
      {message.failed ? (
        <p class="row">
          <button type="button" class="small strong" onClick={onRepeat}>
            {words.tryAgain}
          </button>
        </p>
      ) : (
        <Thumbs value={message.feedback} onJudge={onJudge} />
      )}
    </>
  );
}

function Thumbs({ value, onJudge }: { value: Thumb; onJudge: (value: Thumb) => void }): JSX.Element {
  const { words } = useShared();
  const thumb = (which: "up" | "down", name: string) => (
    <button
      type="button"
      class="thumb"
      aria-label={name}
      title={name}
      aria-pressed={value === which}
      onClick={() => onJudge(value === which ? null : which)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" class={which}>
        <path d="M7 10v10H3V10zm2 10V10l4-7c1.5 0 2.5 1 2.5 2.5L15 9h5c1 0 2 1 1.8 2l-1.3 7c-.2 1.2-1 2-2.2 2z" />
      </svg>
    </button>
  );
  return (
    <div class="thumbs" role="group" aria-label={words.helpful}>
      {thumb("up", words.yesHelpful)}
      {thumb("down", words.notHelpful)}
    </div>
  );
}

export function Said({ text }: { text: string }): JSX.Element {
  const { words } = useShared();
  return (
    <>
      <b class="unseen">{words.youSay}: </b>
      <div class="bubble user">
        <Lines text={text} />
      </div>
    </>
  );
}

/** What is on its way, or could not be sent. */
export function Waiting({ item, isLost, onAgain }: { item: Outgoing; isLost: boolean; onAgain: () => void }): JSX.Element {
  const { words } = useShared();
  return (
    <>
      <Said text={item.text} />
      {item.failure ? (
        <p class="trouble">
          {words.notSent} <Text>{item.failure.text}</Text>{" "}
          <button type="button" class="small" onClick={onAgain}>
            {words.tryAgain}
          </button>
        </p>
      ) : isLost ? (
        <p class="mark waiting">{words.sending}</p>
      ) : null}
    </>
  );
}
