/** The widget: a button in the corner and the panel that it opens, or the panel alone as a page. */

import type { JSX } from "preact";
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { SharedContext } from "./context";
import type { Conversation, State } from "./conversation";
import { Composer } from "./parts/composer";
import { Log } from "./parts/log";
import { Menu } from "./parts/menu";
import type { Words } from "./words";

export interface Settings {
  title: string;
  greeting: string | undefined;
  position: "right" | "left" | "page";
}

/** What the page's own script may do with the widget from outside. */
export interface Handle {
  setOpen: (open: boolean) => void;
}

interface Props {
  conversation: Conversation;
  settings: Settings;
  words: Words;
  handle: (handle: Handle) => void;
  onToggle: (open: boolean) => void;
}

/** So narrow or low a window gives the panel all of it. */
const SMALL = "(max-width: 479px), (max-height: 479px)";

export function App({ conversation, settings, words, handle, onToggle }: Props): JSX.Element {
  const isPage = settings.position === "page";
  const [isOpen, setOpen] = useState(isPage);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const launcher = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const wasOpen = useRef(isOpen);

  useEffect(() => conversation.watch(() => redraw(undefined as never)), [conversation]);
  useEffect(() => handle({ setOpen: (open) => setOpen(open || isPage) }), [handle, isPage]);
  useEffect(() => {
    if (isOpen) conversation.connect();
    if (isOpen && !isPage) field.current?.focus();
    if (isOpen === wasOpen.current) return;
    wasOpen.current = isOpen;
    onToggle(isOpen);
    if (!isOpen) launcher.current?.focus();
  }, [isOpen, isPage, conversation, onToggle]);

  const say = (text: string, payload?: string) => conversation.say(text, payload);
  const { state } = conversation;
  const unread = useUnread(state, isOpen);
  return (
    <SharedContext.Provider value={{ words, say }}>
      {isPage ? null : (
        <button
          ref={launcher}
          type="button"
          class="launcher"
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          hidden={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z" />
          </svg>
          <span class="unseen">{words.open}: </span>
          <span>{settings.title}</span>
          {unread ? (
            <b>
              {unread}
              <span class="unseen"> {words.unread(unread)}</span>
            </b>
          ) : null}
        </button>
      )}
      <p class="unseen" role="status">
        {unread ? `${unread} ${words.unread(unread)}` : ""}
      </p>
      {isOpen ? (
        <Panel isPage={isPage} title={settings.title} words={words} onClose={() => setOpen(false)}>
          <Head
            state={state}
            conversation={conversation}
            title={settings.title}
            words={words}
            onClose={isPage ? undefined : () => setOpen(false)}
          />
          <Line state={state} conversation={conversation} words={words} />
          <Log state={state} conversation={conversation} greeting={settings.greeting} />
          <Composer field={field} limits={state.limits} disabled={state.ended} onTyping={() => conversation.typing()} />
        </Panel>
      ) : null}
    </SharedContext.Provider>
  );
}

/** How many replies came while the panel was closed; what was there at the first look is not counted, unless a person said it. */
function useUnread(state: State, isOpen: boolean): number {
  const seen = useRef<number | undefined>(undefined);
  const latest = state.messages.at(-1)?.seq;
  if (latest !== undefined && (isOpen || seen.current === undefined)) seen.current = isOpen || state.with !== "advisor" ? latest : 0;
  if (isOpen) return 0;
  const last = state.messages.findLastIndex(({ author }) => author === "user");
  return state.messages.slice(last + 1).filter(({ seq }) => seq > (seen.current ?? Number.POSITIVE_INFINITY)).length;
}

interface PanelProps {
  isPage: boolean;
  title: string;
  words: Words;
  onClose: () => void;
  children: JSX.Element[];
}

function Panel({ isPage, title, onClose, children }: PanelProps): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  const covers = !isPage && useMatches(SMALL);
  if (isPage) {
    return (
      <main class="panel page" aria-label={title}>
        {children}
      </main>
    );
  }
  return (
    <section
      ref={panel}
      class="panel"
      role="dialog"
      aria-label={title}
      aria-modal={covers}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        else if (covers && event.key === "Tab") keepWithin(panel.current, event);
      }}
    >
      {children}
    </section>
  );
}

/** Where the panel covers the page, the page behind it is out of reach for the keyboard too. */
function keepWithin(panel: HTMLElement | null, event: KeyboardEvent): void {
  const stops = [
    ...(panel?.querySelectorAll<HTMLElement>("a[href], button:not(:disabled), input, select, textarea, summary, [tabindex='0']") ?? []),
  ].filter((stop) => stop.getClientRects().length);
  const root = panel?.getRootNode() as ShadowRoot | undefined;
  const [first, last] = [stops[0], stops.at(-1)];
  const [from, to] = event.shiftKey ? [first, last] : [last, first];
  if (root?.activeElement !== from) return;
  event.preventDefault();
  to?.focus();
}

function useMatches(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = () => setMatches(list.matches);
    list.addEventListener("change", changed);
    return () => list.removeEventListener("change", changed);
  }, [query]);
  return matches;
}

interface LineProps {
  state: State;
  conversation: Conversation;
  words: Words;
}

function Head({
  state,
  conversation,
  title,
  words,
  onClose,
}: LineProps & { title: string; onClose: (() => void) | undefined }): JSX.Element {
  return (
    <div class="head">
      <div>
        {onClose ? <h2>{title}</h2> : <h1>{title}</h1>}
        <p role="status" dir="auto">
          {answering(state, words)}
        </p>
      </div>
      <Menu conversation={conversation} />
      {onClose ? (
        <button type="button" class="icon" aria-label={words.close} title={words.close} onClick={onClose}>
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M5 7l2-2 5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5z" />
          </svg>
        </button>
      ) : null}
    </div>
  );
}

/** Who answers now, and whether they are there. */
function answering({ with: who, advisor }: State, words: Words): string {
  if (who === "assistant") return words.automated;
  if (!advisor) return words.advisor;
  return advisor.isHere ? words.advisorNamed(advisor.name) : words.advisorAway(advisor.name);
}

/** How the line to the gateway is, where it is not well. */
function Line({ state, conversation, words }: LineProps): JSX.Element {
  const told = trouble(state, words);
  return (
    <div class={told ? "line" : "line unseen"} role="status">
      {told}
      {state.ended ? (
        <button type="button" class="small" onClick={() => conversation.anew()}>
          {words.startNew}
        </button>
      ) : state.line === "lost" || state.line === "refused" ? (
        <button type="button" class="small" onClick={() => conversation.connect()}>
          {words.tryNow}
        </button>
      ) : null}
    </div>
  );
}

function trouble(state: State, words: Words): string {
  if (state.ended) return words.ended;
  if (state.line === "lost") return state.messages.length ? words.offline : words.unreachable;
  if (state.line === "refused") return state.failure?.text || words.refused;
  if (state.line === "connecting" && !state.messages.length) return words.connecting;
  return state.failure?.text ?? "";
}
