import type { JSX } from "preact";
import { useShared } from "../context";
import { money, span } from "./phrases";
import { Bar, Mark, Say, Text } from "./pieces";
import type { Cover, PostingCard } from "./types";

/** A pasted posting against the profile: what no course replaces, how much of the skills is covered, and what closes the gap for least. */
export function Posting({ card }: { card: PostingCard }): JSX.Element {
  const { words } = useShared();
  const title = [card.role, card.employer].filter(Boolean).join(", ") || words.coverage;
  return (
    <div class="card" role="group" aria-label={words.coverage}>
      <h3>
        <Text>{title}</Text>
      </h3>
      {card.needs.length ? (
        <ul class="needs">
          {card.needs.map((need) => (
            <li key={need.label}>
              <Verdict met={need.met} />
              <span>
                <Text>{need.label}</Text> <span class="mark">{need.required ? words.required : words.preferred}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <h4>{card.usual ? words.usualSkills : words.coverage}</h4>
      <Skills card={card} required />
      <Skills card={card} required={false} />
      {card.best.length ? (
        <>
          <h4>{words.closes}</h4>
          <ul class="best">
            {card.best.map((one) => (
              <li key={one.measure + one.id}>
                <b>
                  <Text>{one.title}</Text>
                </b>
                <CoverBar cover={one.cover} />
                <p>
                  {words.measures[one.measure] ?? one.measure}: <Text>{one.told}</Text>
                </p>
                <p class="takes">
                  {money(one.cover.cost_usd)}
                  {one.cover.cost_usd == null ? null : <Mark of={one} group="cost" />} ·{" "}
                  {span(one.cover.weeks, one.cover.weeks, "week") ?? words.noTime}
                  {one.cover.weeks == null ? null : <Mark of={one} group="duration" />}
                </p>
                <p class="row">
                  <Say text={`${words.details}: ${one.title}`} payload={`/ask_details${JSON.stringify({ credential: one.id })}`}>
                    {words.details}
                  </Say>
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function Verdict({ met }: { met: boolean | null | undefined }): JSX.Element {
  const { words } = useShared();
  const [name, sign, told] = met == null ? ["unknown", "?", words.notTold] : met ? ["yes", "✓", words.covered] : ["no", "✗", words.missing];
  return (
    <span class={`verdict ${name}`} title={told}>
      <span aria-hidden="true">{sign}</span>
      <span class="unseen">{told}: </span>
    </span>
  );
}

/** One bar for the required or the preferred skills, and each skill under it. */
function Skills({ card, required }: { card: PostingCard; required: boolean }): JSX.Element | null {
  const { words } = useShared();
  const skills = card.skills.filter((skill) => skill.required === required);
  if (!skills.length) return null;
  const have = skills.filter(({ covered }) => covered);
  return (
    <div class="coverage">
      <p class="score">
        <span>{required ? words.required : words.preferred}</span>
        <Bar to={have.length / skills.length} />
        <span>{words.countOf(have.length, skills.length)}</span>
      </p>
      <ul class="skills">
        {skills.map((skill) => (
          <li key={skill.name} class={skill.covered ? "has" : "lacks"}>
            <span aria-hidden="true">{skill.covered ? "✓ " : "+ "}</span>
            <span class="unseen">{skill.covered ? words.covered : words.missing}: </span>
            <Text>{skill.name}</Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How much of what is missing a credential covers. */
export function CoverBar({ cover }: { cover: Cover }): JSX.Element {
  const { words } = useShared();
  return (
    <p class="score">
      <span>{words.covers}</span>
      <Bar to={cover.share} />
      <span>{Math.round(cover.share * 100)} %</span>
    </p>
  );
}
