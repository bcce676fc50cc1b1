import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useShared } from "../context";
import * as said from "../said";
import { Text } from "./pieces";
import type { ProfileCard, ProfileEntry } from "./types";

const NUMBERS = new Set(["max_cost", "max_weeks", "hours_per_week", "experience_years"]);
const CHOICES: Record<string, Record<string, string>> = {
  delivery: { online: "online", in_person: "in person", hybrid: "hybrid" },
  assessment: { project: "a project", exam: "an exam", completion: "completion" },
};

/** What is known about the user, every entry to be mended or taken out where it stands. Both are said in words, as the user could say them. */
export function Profile({ card }: { card: ProfileCard }): JSX.Element {
  const { words } = useShared();
  const isPassedOn = card.purpose === "handoff";
  const title = isPassedOn ? words.passedOn : words.profile;
  return (
    <div class="card" role="group" aria-label={title}>
      <h3>{title}</h3>
      <ul class="profile">
        {card.entries.map((entry) => (
          <Entry key={entry.slot} entry={entry} isPassedOn={isPassedOn} />
        ))}
      </ul>
    </div>
  );
}

function Entry({ entry, isPassedOn }: { entry: ProfileEntry; isPassedOn: boolean }): JSX.Element {
  const { words, say } = useShared();
  const [isEdited, setEdited] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEdited(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  const save = (value: string, shown: string) => {
    setEdited(false);
    say(said.change(entry.label, shown), entry.slot === "goal" ? `/goal_${value}` : undefined);
  };
  return (
    <li>
      <p>
        <b>
          <Text>{entry.label}</Text>
        </b>
        {entry.inferred ? <span class="mark unread">{words.inferred}</span> : null}
        <br />
        <Text>{entry.value}</Text>
      </p>
      {entry.source ? (
        <p class="mark">
          <Text>{words.fromWords(entry.source)}</Text>
        </p>
      ) : null}
      {isEdited ? (
        <Editor entry={entry} onSave={save} onCancel={close} />
      ) : (
        <div class="row">
          {isPassedOn ? (
            <button
              type="button"
              class="small"
              onClick={() => say(said.leaveOut(entry.label))}
              aria-label={`${words.leaveOut}: ${entry.label}`}
            >
              {words.leaveOut}
            </button>
          ) : (
            <button type="button" class="small" ref={button} onClick={() => setEdited(true)} aria-label={words.editOf(entry.label)}>
              {words.edit}
            </button>
          )}
          {isPassedOn || entry.slot === "goal" ? null : (
            <button type="button" class="small" onClick={() => say(said.remove(entry.label))} aria-label={words.removeOf(entry.label)}>
              {words.remove}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

interface EditorProps {
  entry: ProfileEntry;
  onSave: (value: string, shown: string) => void;
  onCancel: () => void;
}

function Editor({ entry, onSave, onCancel }: EditorProps): JSX.Element {
  const { words } = useShared();
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isNumber = NUMBERS.has(entry.slot);
  const choices = entry.slot === "goal" ? words.goals : CHOICES[entry.slot];
  const save = (event: Event) => {
    event.preventDefault();
    const value = field.current?.value.trim() ?? "";
    if (value) onSave(value, choices?.[value] ?? said.amount(entry.slot, value));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form class="row editor" onSubmit={save} onKeyDown={keys}>
      <label for={id}>
        {words.newValue(entry.label)}
        {isNumber ? ` (${words.units[entry.slot]})` : null}
      </label>
      {choices ? (
        <select id={id} ref={field}>
          {Object.entries(choices).map(([value, shown]) => (
            <option key={value} value={value} selected={(entry.slot === "goal" ? said.goal(value) : shown) === entry.value}>
              {shown}
            </option>
          ))}
        </select>
      ) : isNumber ? (
        <input
          id={id}
          ref={field}
          type="number"
          min="0"
          step="any"
          required
          value={/[\d.]+/.exec(entry.value.replace(/,/g, ""))?.[0] ?? ""}
        />
      ) : (
        <input id={id} ref={field} type="text" maxLength={200} required value={entry.value} dir="auto" />
      )}
      <button type="submit" class="small strong">
        {words.save}
      </button>
      <button type="button" class="small" onClick={onCancel}>
        {words.cancel}
      </button>
    </form>
  );
}
