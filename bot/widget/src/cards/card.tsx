import type { ComponentType, JSX } from "preact";
import { Checklist } from "./checklist";
import { Comparison } from "./comparison";
import { Handoff } from "./handoff";
import { Credential, Options } from "./options";
import { Pathway } from "./pathway";
import { Plan } from "./plan";
import { Posting } from "./posting";
import { Profile } from "./profile";
import type { Card } from "./types";

const VIEWS: { [Type in Card["type"]]: ComponentType<{ card: Extract<Card, { type: Type }> }> } = {
  options: Options,
  credential: Credential,
  comparison: Comparison,
  pathway: Pathway,
  checklist: Checklist,
  profile: Profile,
  plan: Plan,
  posting: Posting,
  handoff: Handoff,
};

/** Whether this widget knows how to draw a card; one it does not know is told by the message's text, which stands alone. */
export const isDrawn = (card: Card | null): card is Card => card !== null && Object.hasOwn(VIEWS, card.type);

export function CardView({ card }: { card: Card }): JSX.Element {
  const View = VIEWS[card.type] as ComponentType<{ card: Card }>;
  return <View card={card} />;
}
