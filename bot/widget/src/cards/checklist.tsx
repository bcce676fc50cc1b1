import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useShared } from "../context";
import { Copy, Text } from "./pieces";
import type { ChecklistCard } from "./types";

/** Questions to put to a credential, to tick off one by one. */
export function Checklist({ card }: { card: ChecklistCard }): JSX.Element {
  const { words } = useShared();
  const [done, setDone] = useState<string[]>([]);
  const title = card.credential ? words.checklistOf(card.credential) : words.checklist;
  const toggle = (id: string) => setDone(done.includes(id) ? done.filter((other) => other !== id) : [...done, id]);
  const asText = [title, ...card.questions.map(({ question, ask }) => `[ ] ${question} ${ask}`)].join("\n");
  return (
    <div class="card" role="group" aria-label={title}>
      <h3>
        <Text>{title}</Text>
      </h3>
      <ol class="checklist">
        {card.questions.map(({ id, question, ask }) => (
          <li key={id} class={done.includes(id) ? "done" : ""}>
            <label>
              <input type="checkbox" checked={done.includes(id)} onChange={() => toggle(id)} />
              <b>
                <Text>{question}</Text>
              </b>
            </label>
            <p>
              <Text>{ask}</Text>
            </p>
          </li>
        ))}
      </ol>
      <p class="row">
        <Copy text={asText} />
      </p>
    </div>
  );
}
