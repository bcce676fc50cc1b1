import type { JSX } from "preact";
import { useShared } from "../context";
import { Text } from "./pieces";
import type { HandoffCard } from "./types";

const STAGES = ["waiting", "with_advisor", "closed"] as const;

/** A conversation handed to a person: where it is, and when to expect an answer. */
export function Handoff({ card }: { card: HandoffCard }): JSX.Element {
  const { words } = useShared();
  return (
    <div class="card" role="group" aria-label={words.handoff}>
      <h3>{words.handoff}</h3>
      <ol class="stages">
        {STAGES.map((stage) => (
          <li key={stage} aria-current={stage === card.status ? "step" : undefined}>
            {words.stages[stage]}
          </li>
        ))}
      </ol>
      {card.expected && card.status !== "closed" ? (
        <p>
          {words.expected} <Text>{card.expected}</Text>
        </p>
      ) : null}
      <p class="foot">
        {words.case} <Text>{card.case_id}</Text>
      </p>
    </div>
  );
}
