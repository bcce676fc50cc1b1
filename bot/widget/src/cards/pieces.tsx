/** Small pieces that several cards are made of. */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { useShared } from "../context";
import { webAddress } from "../safe";
import { BASIS_WORDS, day, unverified, VERDICT_MARKS, VERDICT_WORDS } from "./phrases";
import type { FactGroup, Facts, Finding, LedgerRow } from "./types";

/** Text from elsewhere; its direction is its own and reaches nothing around it. */
export const Text = ({ children }: { children: ComponentChildren }): JSX.Element => <bdi>{children}</bdi>;

/** A link to a web address that opens beside the page; the bare words where it is none. */
export function Link({ to, children }: { to: string | null | undefined; children: ComponentChildren }): JSX.Element {
  const { words } = useShared();
  const address = webAddress(to);
  if (!address) return <Text>{children}</Text>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      <Text>{children}</Text>
      <span class="unseen"> ({words.opensNew})</span>
    </a>
  );
}

/** The mark of a value: the day its source was read, or that nobody has read it in one. */
export function Mark({ of: part, group }: { of: Facts; group: FactGroup }): JSX.Element | null {
  const { words } = useShared();
  const { [group]: isVerified } = part.verified;
  const { [group]: seen } = part.seen;
  if (isVerified === false) return <span class="mark unread">{words.notVerified}</span>;
  return isVerified && seen ? <span class="mark">{words.read(day(seen))}</span> : null;
}

/** The one mark of several groups. */
export function Marks({ of: part, groups }: { of: Facts; groups: readonly FactGroup[] }): JSX.Element | null {
  const { words } = useShared();
  const found = unverified(part, groups);
  return found ? <span class="mark unread">{words.notVerifiedOf(found)}</span> : null;
}

/** A fact with its label and mark; "not known" where there is none. */
export function Fact({
  label,
  of: part,
  group,
  children,
}: {
  label: string;
  of: Facts;
  group?: FactGroup;
  children: ComponentChildren;
}): JSX.Element {
  const { words } = useShared();
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>
        {children ? <Text>{children}</Text> : words.notKnown}
        {children && group ? <Mark of={part} group={group} /> : null}
      </dd>
    </div>
  );
}

/** The answer to a recognition question: its mark, its reason, and whom to ask where it is not known. */
export function FindingLine({ finding }: { finding: Finding }): JSX.Element {
  const { words } = useShared();
  return (
    <p class="finding">
      <span class={`verdict ${finding.verdict}`} aria-hidden="true">
        {VERDICT_MARKS[finding.verdict]}
      </span>
      <span>
        <b class="unseen">{VERDICT_WORDS[finding.verdict]}: </b>
        <Text>{finding.because}</Text>
        {finding.verdict === "unknown" && finding.ask ? (
          <i>
            {" "}
            {words.ask} <Text>{finding.ask}</Text>
          </i>
        ) : null}
      </span>
    </p>
  );
}

/** All questions and answers behind one line that counts the answers. */
export function Findings({ findings }: { findings: Finding[] }): JSX.Element | null {
  const { words } = useShared();
  if (!findings.length) return null;
  return (
    <details>
      <summary>
        {words.questions(findings.length)}
        <Tally findings={findings} />
      </summary>
      <ul class="findings">
        {findings.map((finding) => (
          <li key={finding.id}>
            <b>
              <Text>{finding.question}</Text>
            </b>
            <FindingLine finding={finding} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Tally({ findings }: { findings: Finding[] }): JSX.Element {
  const verdicts = (["yes", "partly", "no", "unknown"] as const)
    .map((verdict) => ({ verdict, count: findings.filter((finding) => finding.verdict === verdict).length }))
    .filter(({ count }) => count);
  return (
    <span class="tally">
      {verdicts.map(({ verdict, count }) => (
        <span key={verdict}>
          <span class={`verdict ${verdict}`} aria-hidden="true">
            {VERDICT_MARKS[verdict]}
          </span>
          {count} <span class="unseen">{VERDICT_WORDS[verdict]}</span>
        </span>
      ))}
    </span>
  );
}

/** The evidence: who, what weight, what they say, where and when it was read; in brief without what they say. */
export function Ledger({ rows, brief = false }: { rows: LedgerRow[]; brief?: boolean }): JSX.Element {
  const { words } = useShared();
  return (
    <ul class="ledger">
      {rows.map((row) => (
        <li key={row.id}>
          <b>
            <Text>{row.recogniser}</Text>
          </b>{" "}
          <span class="basis">{BASIS_WORDS[row.basis] ?? row.basis.replaceAll("_", " ")}</span>
          {row.jurisdiction ? ` (${row.jurisdiction})` : null}
          <br />
          {brief ? null : (
            <>
              <Text>{row.statement}</Text>{" "}
            </>
          )}
          {row.verified && row.source_title ? (
            <span class="mark">
              <Link to={row.source_url}>{row.source_title}</Link>
              {row.seen ? `, ${day(row.seen)}` : null}
            </span>
          ) : (
            <span class="mark unread">{row.told ?? words.notVerified}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A bar from 0 to 1, or from one share to another; a picture of what stands beside it in words. */
export function Bar({ from = 0, to, class: name = "" }: { from?: number; to: number; class?: string }): JSX.Element {
  const share = (value: number): string => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(1)}%`;
  return (
    <svg class={`bar ${name}`} aria-hidden="true" focusable="false">
      <rect class="track" width="100%" height="100%" rx="4" />
      <rect class="filled" x={share(from)} width={share(to - from)} height="100%" rx="4" />
    </svg>
  );
}

/** A button that says something to the assistant, which is its name for those who do not see where it stands. */
export function Say({ payload, text, children }: { payload?: string; text: string; children: ComponentChildren }): JSX.Element {
  const { say } = useShared();
  return (
    <button type="button" class="small" aria-label={text} onClick={() => say(text, payload)}>
      {children}
    </button>
  );
}

/** Puts text on the clipboard, and says whether that worked. */
export function Copy({ text }: { text: string }): JSX.Element {
  const { words } = useShared();
  const [result, setResult] = useState<"" | "copied" | "copyFailed">("");
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setResult("copied");
    } catch {
      setResult("copyFailed");
    }
  }
  return (
    <>
      <button type="button" class="small" onClick={copy}>
        {words.copy}
      </button>
      <span role="status" class="mark">
        {result ? words[result] : ""}
      </span>
    </>
  );
}
