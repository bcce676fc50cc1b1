/** The answer to a goal, and one credential in full. */

import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { useShared } from "../context";
import { compare } from "../said";
import { costParts, day, duration, words as inWords, money } from "./phrases";
import { Bar, Fact, FindingLine, Findings, Ledger, Link, Say, Text } from "./pieces";
import { CoverBar } from "./posting";
import type { CredentialCard, Option, OptionsCard } from "./types";

const MOST_COMPARED = 5;

export function Options({ card }: { card: OptionsCard }): JSX.Element {
  const { words, say } = useShared();
  const [chosen, setChosen] = useState<string[]>([]);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(-MOST_COMPARED));
  const titles = card.options.filter(({ id }) => chosen.includes(id)).map(({ title }) => title);
  return (
    <div class="card" role="group" aria-label={card.options.length ? words.options(card.options.length) : words.noOptions}>
      <p class={`advice ${card.advice}`}>{words.advice[card.advice] ?? inWords(card.advice)}</p>
      <ol class="options">
        {card.options.map((option, index) => (
          <li key={option.id}>
            <OptionView
              option={option}
              number={index + 1}
              chosen={chosen.includes(option.id)}
              onChoose={card.options.length > 1 ? () => toggle(option.id) : undefined}
            />
          </li>
        ))}
      </ol>
      {card.options.length > 1 ? (
        <p class="row">
          <button type="button" class="small strong" disabled={titles.length < 2} onClick={() => say(compare(titles))}>
            {titles.length < 2 ? words.compare : words.compareChosen(titles.length)}
          </button>
          {titles.length < 2 ? <span class="mark">{words.compareHint}</span> : null}
        </p>
      ) : null}
      {card.excluded.length ? (
        <details>
          <summary>{words.excluded(card.excluded.length)}</summary>
          <ul class="excluded">
            {card.excluded.map((item) => (
              <li key={item.id}>
                <b>
                  <Text>{item.title}</Text>
                </b>
                : <Text>{item.because}</Text>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <p class="foot">
        {words.receipt} {card.receipt}
      </p>
    </div>
  );
}

interface OptionProps {
  option: Option;
  number: number;
  chosen: boolean;
  onChoose: (() => void) | undefined;
}

function OptionView({ option, number, chosen, onChoose }: OptionProps): JSX.Element {
  const { words } = useShared();
  const payload = (intent: string): string => `/${intent}${JSON.stringify({ credential: option.id })}`;
  const id = useId();
  return (
    <article class="option" aria-labelledby={id}>
      <h3 id={id}>
        {number}. <Text>{option.title}</Text>
      </h3>
      <Byline option={option} />
      <Score score={option.score} />
      {option.cover ? <CoverBar cover={option.cover} /> : null}
      <p>
        <Text>{option.reason}</Text>
      </p>
      <Costs option={option} />
      <Recognition option={option} />
      <Findings findings={option.findings} />
      <div class="row">
        <Say payload={payload("ask_details")} text={`${words.details}: ${option.title}`}>
          {words.details}
        </Say>
        <Say payload={payload("explain_option")} text={`${words.why} ${option.title}`}>
          {words.why}
        </Say>
        <Say payload={payload("ask_pathway")} text={`${words.leadsTo}: ${option.title}`}>
          {words.leadsTo}
        </Say>
        {onChoose ? (
          <label class="tick">
            <input type="checkbox" checked={chosen} onChange={onChoose} aria-label={`${words.compare}: ${option.title}`} /> {words.compare}
          </label>
        ) : null}
      </div>
      <Page option={option} />
    </article>
  );
}

function Byline({ option }: { option: Option }): JSX.Element {
  return (
    <p class="byline">
      <Text>{option.issuer}</Text> · {inWords(option.kind)} · {option.level}
    </p>
  );
}

function Score({ score }: { score: number | null | undefined }): JSX.Element | null {
  const { words } = useShared();
  if (score == null) return null;
  return (
    <p class="score">
      <span>{words.match}</span>
      <Bar to={score} />
      <span>{words.outOf(Math.round(score * 100))}</span>
    </p>
  );
}

function Costs({ option, all = false }: { option: Option; all?: boolean }): JSX.Element {
  const { words } = useShared();
  const parts = costParts(option);
  const cost = money(option.cost_total, option.currency) + (parts ? ` (${parts})` : "");
  return (
    <dl class="facts">
      <Fact label={words.cost} of={option} group="cost">
        {option.cost_total != null || parts ? cost : ""}
      </Fact>
      <Fact label={words.time} of={option} group="duration">
        {duration(option)}
      </Fact>
      <Fact label={words.assessed} of={option} group="assessment">
        {option.assessment.map(inWords).join(", ")}
      </Fact>
      {all ? (
        <>
          <Fact label={words.delivery} of={option} group="delivery">
            {option.delivery.map(inWords).join(", ")}
          </Fact>
          <Fact label={words.valid} of={option} group="validity">
            {option.validity}
          </Fact>
          <Fact label={words.skills} of={option}>
            {option.skills.join(", ")}
          </Fact>
          <Fact label={words.issuerType} of={option}>
            {inWords(option.issuer_type)}
          </Fact>
        </>
      ) : null}
    </dl>
  );
}

/** Who recognises it: the finding, and the evidence that it rests on with source and date. */
function Recognition({ option }: { option: Option }): JSX.Element | null {
  const { words } = useShared();
  const finding = option.findings.find(({ id }) => id === "recognised_by_targets");
  if (!finding) return null;
  return (
    <div class="recognition">
      <h4>{words.recognisedBy}</h4>
      <FindingLine finding={finding} />
      {option.recognised?.length ? <Ledger rows={option.recognised} brief /> : null}
    </div>
  );
}

function Page({ option }: { option: Option }): JSX.Element {
  const { words } = useShared();
  return (
    <p class="foot">
      <Link to={option.url}>{words.officialPage}</Link> · {option.as_of ? words.factsAsOf(day(option.as_of)) : words.factsNotVerified}
    </p>
  );
}

export function Credential({ card }: { card: CredentialCard }): JSX.Element {
  const { words } = useShared();
  return (
    <div class="card" role="group" aria-label={card.title}>
      <h3>
        <Text>{card.title}</Text>
      </h3>
      <Byline option={card} />
      {card.summary ? (
        <p>
          <Text>{card.summary}</Text>
        </p>
      ) : null}
      <Costs option={card} all />
      <div class="recognition">
        <h4>{words.recognisedBy}</h4>
        {card.ledger.length ? <Ledger rows={card.ledger} /> : <p>{words.nobodyYet}</p>}
      </div>
      <Findings findings={card.findings} />
      <Page option={card} />
    </div>
  );
}
