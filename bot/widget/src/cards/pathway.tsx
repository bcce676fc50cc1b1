import type { JSX } from "preact";
import { useShared } from "../context";
import { money, span } from "./phrases";
import { Bar, Mark, Text } from "./pieces";
import type { PathwayCard, PathwayStep } from "./types";

interface Timed {
  step: PathwayStep;
  from: number;
  to: number;
}

/** An ordered way to a target, as a timeline: each step a bar that begins where the one before ends. */
export function Pathway({ card }: { card: PathwayCard }): JSX.Element {
  const { words } = useShared();
  const timed = timeline(card.steps);
  const whole = timed.at(-1)?.to ?? 0;
  const total = [span(card.total_weeks, card.total_weeks, "week"), card.total_cost == null ? null : money(card.total_cost)].filter(Boolean);
  return (
    <div class="card" role="group" aria-label={words.wayTo(card.target)}>
      <h3>{words.wayTo(card.target)}</h3>
      <ol class="timeline">
        {timed.map(({ step, from, to }, index) => (
          <li key={step.id}>
            <p>
              <span class="number" aria-hidden="true">
                {index + 1}
              </span>
              <b>
                <Text>{step.title}</Text>
              </b>
            </p>
            {whole ? <Bar from={from / whole} to={to / whole} class={step.weeks == null ? "open" : ""} /> : null}
            <p class="takes">
              {span(step.weeks, step.weeks, "week") ?? words.noTime}
              {step.weeks == null ? null : <Mark of={step} group="duration" />} · {money(step.cost)}
              {step.cost == null ? null : <Mark of={step} group="cost" />}
            </p>
            {step.unlocks.length ? (
              <p class="opens">
                {words.opens} <Text>{step.unlocks.join("; ")}</Text>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      {whole ? <Axis weeks={whole} label={words.weeks} /> : null}
      {total.length ? (
        <p>
          <b>{words.inAll}:</b> {total.join(", ")}
        </p>
      ) : null}
      {card.accepted_by.length ? (
        <p>
          <b>{words.acceptedBy}:</b> <Text>{card.accepted_by.join(", ")}</Text>
        </p>
      ) : null}
    </div>
  );
}

/** Where each step begins and ends, in weeks from the start; one whose time is not known takes no room. */
export function timeline(steps: PathwayStep[]): Timed[] {
  let at = 0;
  return steps.map((step) => {
    const from = at;
    at += Math.max(0, step.weeks ?? 0);
    return { step, from, to: at };
  });
}

/** The scale under the bars: the beginning, the middle and the end. */
function Axis({ weeks, label }: { weeks: number; label: string }): JSX.Element {
  const shown = (value: number): string => `${Math.round(value)}`;
  return (
    <p class="axis" aria-hidden="true">
      <span>0</span>
      <span>{shown(weeks / 2)}</span>
      <span>
        {shown(weeks)} {label.toLowerCase()}
      </span>
    </p>
  );
}
