import type { JSX } from "preact";
import { useShared } from "../context";
import { Marks, Text } from "./pieces";
import type { ComparisonCard } from "./types";

/** Credentials side by side; on a narrow screen the table scrolls in its own frame, its labels staying in sight. */
export function Comparison({ card }: { card: ComparisonCard }): JSX.Element {
  const { words } = useShared();
  const title = words.comparison(card.columns.length);
  return (
    <div class="card wide">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls has to be reached by the keyboard */}
      <div class="frame" role="group" aria-label={`${title}, ${words.scrolls}`} tabIndex={0}>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.aspect}</th>
              {card.columns.map((column) => (
                <th scope="col" key={column.id}>
                  <Text>{column.title}</Text>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {card.rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">
                  <Text>{row.label}</Text>
                </th>
                {card.columns.map((column, index) => (
                  <td key={column.id}>
                    <Cell text={row.cells[index] ?? words.notKnown} />
                    {saysSo(row.cells[index]) ? null : <Marks of={column} groups={row.groups} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const VERDICT = /^(Yes|Partly|No|Not known): /;
const CLASSES: Record<string, string> = { Yes: "yes", Partly: "partly", No: "no", "Not known": "unknown" };

/** A finding begins with its verdict, which is told by colour too. */
function Cell({ text }: { text: string }): JSX.Element {
  const verdict = VERDICT.exec(text)?.[1];
  if (!verdict) return <Text>{text}</Text>;
  return (
    <>
      <b class={`verdict word ${CLASSES[verdict]}`}>{verdict}</b> <Text>{text.slice(verdict.length + 2)}</Text>
    </>
  );
}

/** Sentences carry the mark themselves. */
const saysSo = (cell: string | undefined): boolean => /not verified/.test(cell ?? "");
