/** The script: reads what its tag says, draws the widget into a shadow root, and gives the page a small API. */

import { render } from "preact";
import { App, type Handle, type Settings } from "./app";
import { palette } from "./colour";
import { Conversation } from "./conversation";
import type { Message } from "./protocol";
import css from "./style.css?inline";
import { language } from "./words";

type Events = { open: undefined; close: undefined; message: Pick<Message, "id" | "author" | "text"> };
type Name = keyof Events;

/** `window.Credwise`. */
export interface Api {
  open(): void;
  close(): void;
  /** Opens the widget and says something as the user. */
  send(text: string): void;
  /** Calls back when the widget was opened or closed, and for every message said; returns what ends that. */
  on<Event extends Name>(event: Event, listener: (detail: Events[Event]) => void): () => void;
}

declare global {
  interface Window {
    Credwise?: Api;
  }
}

/** Starts the widget for a script tag. */
export function start(script: HTMLScriptElement): Api {
  const { title, color, language: asked, greeting, position } = script.dataset;
  const { words, code, direction } = language(asked);
  const conversation = new Conversation(new URL(script.src, location.href).origin);
  const listeners: { [Event in Name]: Set<(detail: Events[Event]) => void> } = { open: new Set(), close: new Set(), message: new Set() };
  const settings: Settings = {
    title: title?.trim() || words.title,
    greeting: greeting?.trim() || undefined,
    position: position === "left" || position === "page" ? position : "right",
  };

  const host = document.createElement("credwise-chat");
  host.lang = code;
  host.dir = direction;
  host.dataset.position = settings.position;
  for (const [name, value] of Object.entries(palette(color))) host.style.setProperty(name, value);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  document.body.append(host);

  let handle: Handle | undefined;
  const tell = <Event extends Name>(event: Event, detail: Events[Event]) => {
    for (const listener of listeners[event]) listener(detail);
  };
  conversation.hear(({ id, author, text }) => tell("message", { id, author, text }));
  const draw = (given: Handle) => {
    handle = given;
  };
  const toggled = (open: boolean) => tell(open ? "open" : "close", undefined);
  render(<App conversation={conversation} settings={settings} words={words} handle={draw} onToggle={toggled} />, root);

  if (conversation.isAwaited) conversation.connect();

  return {
    open: () => handle?.setOpen(true),
    close: () => handle?.setOpen(false),
    send: (text) => {
      handle?.setOpen(true);
      conversation.say(String(text));
    },
    on: (event, listener) => {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
  };
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !window.Credwise) {
  const begin = () => {
    window.Credwise = start(script);
    script.dispatchEvent(new Event("credwise-ready", { bubbles: true }));
  };
  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin, { once: true });
}
