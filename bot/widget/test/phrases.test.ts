import { describe, expect, it } from "vitest";
import { costParts, duration, money, span } from "../src/cards/phrases";
import type { Option } from "../src/cards/types";
import recorded from "./recorded/phrases.json";

describe("values in words are the same as on all other channels", () => {
  it.each(recorded.map((one) => [one.cost, one.time, one] as const))("%s, %s", (_, __, one) => {
    const option = one.of as unknown as Option;
    expect({ cost: money(option.cost_total, option.currency), parts: costParts(option), time: duration(option) }).toEqual({
      cost: one.cost,
      parts: one.parts,
      time: one.time,
    });
  });

  it("tells what is not known", () => {
    expect([money(null), span(null, null, "week"), duration({})]).toEqual(["price not known", null, "time not known"]);
  });
});
