/** The Markdown that plans are written in, drawn as elements: headings, lists, bold words, links. Nothing in it is ever taken for HTML. */

import type { JSX } from "preact";
import { Link, Text } from "./pieces";

type Block = { kind: "heading"; level: number; text: string } | { kind: "list"; items: string[] } | { kind: "words"; text: string };

/** The blocks of a text, one line after the other. */
export function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  let isOpen = false; // whether the next line belongs to the block before
  for (const line of markdown.split("\n")) {
    const heading = /^(#{1,3}) (.*)/.exec(line);
    const item = /^- (?:\[ \] )?(.*)/.exec(line);
    const last = found.at(-1);
    if (heading) found.push({ kind: "heading", level: heading[1]?.length ?? 1, text: heading[2] ?? "" });
    else if (item && isOpen && last?.kind === "list") last.items.push(item[1] ?? "");
    else if (item) found.push({ kind: "list", items: [item[1] ?? ""] });
    else if (line.trim() && isOpen && last?.kind === "words") last.text += ` ${line}`;
    else if (line.trim()) found.push({ kind: "words", text: line });
    isOpen = line.trim() !== "" && !heading;
  }
  return found;
}

const PIECES = /\*\*(.+?)\*\*|\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)|<(https?:[^>]*)>/g;
const plain = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, "$1");

function Line({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECES)) {
    const [whole, bold, title, titled, bare] = match;
    parts.push(plain(text.slice(at, match.index)));
    if (bold !== undefined) parts.push(<b>{plain(bold)}</b>);
    else parts.push(<Link to={titled ?? bare}>{plain(title ?? bare ?? "")}</Link>);
    at = match.index + whole.length;
  }
  parts.push(plain(text.slice(at)));
  return <Text>{parts}</Text>;
}

export function Markdown({ text }: { text: string }): JSX.Element {
  return (
    <div class="document">
      {blocks(text).map((block, index) => {
        const key = `${index}`;
        if (block.kind === "words") {
          return (
            <p key={key}>
              <Line text={block.text} />
            </p>
          );
        }
        if (block.kind === "list") {
          return (
            <ul key={key}>
              {block.items.map((item) => (
                <li key={`${item}`}>
                  <Line text={item} />
                </li>
              ))}
            </ul>
          );
        }
        const Heading = (["h4", "h5", "h6"] as const)[block.level - 1] ?? "h6";
        return (
          <Heading key={key}>
            <Line text={block.text} />
          </Heading>
        );
      })}
    </div>
  );
}
