import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useShared } from "../context";
import { printOnly } from "../print";
import { fileName } from "../safe";
import { Markdown } from "./markdown";
import { day } from "./phrases";
import { Copy, Link, Marks, Text } from "./pieces";
import type { FactGroup, PlanCard, PlanStep } from "./types";

const FILES = [
  { part: "html", type: "text/html" },
  { part: "ics", type: "text/calendar" },
  { part: "markdown", type: "text/markdown" },
] as const;
const ENDINGS = { html: "html", ics: "ics", markdown: "md" };

/** A plan: its steps and days, its three files, a copy, a print. */
export function Plan({ card }: { card: PlanCard }): JSX.Element {
  const { words } = useShared();
  const [isOpen, setOpen] = useState(false);
  const sheet = useRef<HTMLElement>(null);
  const print = () => {
    setOpen(true);
    requestAnimationFrame(() => sheet.current && printOnly(sheet.current));
  };
  return (
    <div class="card" role="group" aria-label={card.title}>
      <h3>
        <Text>{card.title}</Text>
      </h3>
      <ol class="steps">
        {card.steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
      <div class="row">
        {FILES.map(({ part, type }) => (
          <button
            key={part}
            type="button"
            class="small strong"
            onClick={() => download(card[part], type, `${fileName(card.title)}.${ENDINGS[part]}`)}
          >
            <span aria-hidden="true">↓ </span>
            {words.saveAs[ENDINGS[part]]}
          </button>
        ))}
        <button type="button" class="small" onClick={print}>
          {words.print}
        </button>
        <Copy text={card.markdown} />
      </div>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.showPlan}</summary>
        <article class="sheet" ref={sheet}>
          <Markdown text={card.markdown} />
        </article>
      </details>
      <p class="foot">
        {words.receipt} {card.receipt}
      </p>
    </div>
  );
}

function Step({ step }: { step: PlanStep }): JSX.Element {
  const { words } = useShared();
  const groups: FactGroup[] = step.expires ? ["duration", "validity"] : ["duration"];
  const days: [string, string | null | undefined][] = [
    [words.start, step.starts],
    [words.finish, step.finishes],
    [words.renew, step.expires],
  ];
  return (
    <li>
      <b>
        <Link to={step.url}>{step.title}</Link>
      </b>
      <dl class="days">
        {days
          .filter(([label, date]) => date || label === words.finish)
          .map(([label, date]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{date ? <time dateTime={date}>{day(date)}</time> : words.dayNotKnown}</dd>
            </div>
          ))}
      </dl>
      {step.finishes ? <Marks of={step} groups={groups} /> : null}
    </li>
  );
}

/** Gives a text to the browser to keep as a file. */
export function download(content: string, type: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
