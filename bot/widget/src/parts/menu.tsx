/** What can be done with the conversation as a whole. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { download } from "../cards/plan";
import { useShared } from "../context";
import type { Conversation } from "../conversation";

export function Menu({ conversation }: { conversation: Conversation }): JSX.Element {
  const { words, say } = useShared();
  const [isOpen, setOpen] = useState(false);
  const [isSure, setSure] = useState(false);
  const [trouble, setTrouble] = useState("");
  const opener = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    setSure(false);
    setTrouble("");
    opener.current?.focus();
  };
  useEffect(() => {
    if (isOpen) list.current?.querySelector("button")?.focus();
  }, [isOpen, isSure]);
  const saying = (title: string, payload: string) => () => {
    close();
    say(title, payload);
  };
  const save = async () => {
    const all = await conversation.export();
    if (all === undefined) return setTrouble(words.exportFailed);
    download(JSON.stringify(all, null, 1), "application/json", "conversation.json");
    close();
  };
  const forget = async () => {
    close();
    await conversation.forget();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only for Escape in what stands in it
    <div
      class="menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={opener}
        type="button"
        class="icon"
        aria-label={words.menuTitle}
        title={words.menu}
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <circle cx="12" cy="5" r="2" />
          <circle cx="12" cy="12" r="2" />
          <circle cx="12" cy="19" r="2" />
        </svg>
      </button>
      {isOpen ? (
        <div class="list" ref={list} role="group" aria-label={words.menuTitle}>
          {isSure ? (
            <>
              <p>{words.forgetSure}</p>
              <button type="button" onClick={close}>
                {words.cancel}
              </button>
              <button type="button" class="danger" onClick={forget}>
                {words.forgetYes}
              </button>
            </>
          ) : (
            <>
              <button type="button" onClick={saying(words.knowAboutMe, "/show_profile")}>
                {words.knowAboutMe}
              </button>
              <button type="button" onClick={saying(words.talkToPerson, "/talk_to_advisor")}>
                {words.talkToPerson}
              </button>
              <button type="button" onClick={saying(words.startOver, "/start_over")}>
                {words.startOver}
              </button>
              <button type="button" onClick={save}>
                {words.download}
              </button>
              <button type="button" class="danger" onClick={() => setSure(true)}>
                {words.forget}
              </button>
            </>
          )}
          <p role="status">{trouble}</p>
        </div>
      ) : null}
    </div>
  );
}
