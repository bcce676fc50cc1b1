/** Where the user types. */

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { useShared } from "../context";

const NEAR = 0.9;

interface Props {
  field: { current: HTMLTextAreaElement | null };
  limits: { text: number; posting: number };
  disabled: boolean;
  onTyping: () => void;
}

export function Composer({ field, limits, disabled, onTyping }: Props): JSX.Element {
  const { words, say } = useShared();
  const [text, setText] = useState("");
  // A message may be as long as a pasted posting; the gateway counts characters, not halves of them.
  const length = [...text].length;
  const isTooLong = length > limits.posting;

  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
  }, [text]);

  const send = (event?: Event) => {
    event?.preventDefault();
    const message = text.trim();
    if (!message || isTooLong || disabled) return;
    setText("");
    say(message);
    field.current?.focus();
  };
  return (
    <form class="composer" onSubmit={send}>
      <p class="hint" role="status">
        {isTooLong ? words.tooLong(limits.posting) : length > limits.posting * NEAR ? words.left(limits.posting - length) : ""}
      </p>
      <textarea
        ref={field}
        rows={1}
        value={text}
        dir="auto"
        aria-label={words.message}
        aria-invalid={isTooLong}
        placeholder={words.placeholder}
        enterkeyhint="send"
        onInput={(event) => {
          setText(event.currentTarget.value);
          onTyping();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
        }}
      />
      <button type="submit" class="send" disabled={disabled || isTooLong || !text.trim()} aria-label={words.send} title={words.send}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M3 20.5v-7l9-1.5-9-1.5v-7l18.5 8.5z" />
        </svg>
      </button>
    </form>
  );
}
