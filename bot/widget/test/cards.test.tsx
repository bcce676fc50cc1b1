import { fireEvent, render, screen, within } from "@testing-library/preact";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { blocks } from "../src/cards/markdown";
import { timeline } from "../src/cards/pathway";
import type { Card, PathwayStep } from "../src/cards/types";
import { SharedContext } from "../src/context";
import { Reply } from "../src/parts/message";
import type { Message } from "../src/protocol";
import { language } from "../src/words";
import { cardOf, KINDS, reply } from "./recorded";

const say = vi.fn();
beforeEach(() => say.mockClear());

function draw(message: Message) {
  return render(
    <SharedContext.Provider value={{ words: language("en").words, say }}>
      <Reply message={message} onJudge={() => {}} onRepeat={() => {}} />
    </SharedContext.Provider>,
  );
}

describe("every card that the assistant gives", () => {
  it.each(KINDS)("%s is drawn with the text around it and without the text it shows", (kind) => {
    const message = reply({ kind });
    const { container } = draw(message);
    expect(container.querySelector(".card")).not.toBeNull();
    const bubbles = [...container.querySelectorAll(".bubble")].map((bubble) => bubble.textContent);
    expect(bubbles).toEqual([message.before, message.after].filter(Boolean).map((text) => text.replaceAll("\n", "")));
  });

  it.each(KINDS)("%s has no fault that axe finds", async (kind) => {
    const { container } = draw(reply({ kind }));
    for (const details of container.querySelectorAll("details")) details.open = true;
    const { violations } = await axe.run(container, { rules: { region: { enabled: false }, "color-contrast": { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it("GIVEN a kind that the widget does not know THEN the text stands alone", () => {
    const { container } = draw(reply({ text: "All in words.", custom: { type: "hologram" } as unknown as Card }));
    expect(container.querySelector(".card")).toBeNull();
    expect(container.textContent).toContain("All in words.");
  });

  it("GIVEN a card that is broken THEN the text stands alone", () => {
    const { container } = draw(reply({ text: "All in words.", custom: { type: "options" } as unknown as Card, before: "x" }));
    expect(container.textContent).toContain("All in words.");
  });
});

describe("options", () => {
  const card = cardOf("options");

  it("each tells its score, its cost in parts, its time, and all nine findings", () => {
    draw(reply({ kind: "options" }));
    for (const option of card.options) {
      const view = within(screen.getByRole("article", { name: new RegExp(option.title.replace(/[()]/g, ".")) }));
      expect(view.getByText(`${Math.round((option.score ?? 0) * 100)} of 100`)).toBeTruthy();
      for (const finding of option.findings) expect(view.getAllByText(finding.because).length).toBeGreaterThan(0);
      expect(option.findings).toHaveLength(9);
    }
    expect(screen.getAllByText(/\$294 \(learning a month \$49, exam free\)/).length).toBeGreaterThan(0);
  });

  it("what nobody has read in a source is marked, what was read has its day", () => {
    draw(reply({ kind: "options" }));
    const [first] = card.options;
    const view = within(screen.getAllByRole("article")[0] as HTMLElement);
    expect(first?.verified).toMatchObject({ cost: false, duration: true });
    expect(view.getByText("Cost").parentElement?.textContent).toContain("not verified");
    expect(view.getByText("Time").parentElement?.textContent).toContain("read Feb 1, 2024");
  });

  it("WHEN two are ticked THEN they can be compared by their names", () => {
    draw(reply({ kind: "options" }));
    expect(screen.getByRole("button", { name: "Compare" })).toHaveProperty("disabled", true);
    fireEvent.click(screen.getByRole("checkbox", { name: /Compare: Google Data Analytics/ }));
    fireEvent.click(screen.getByRole("checkbox", { name: /Compare: IBM Data Science/ }));
    fireEvent.click(screen.getByRole("button", { name: "Compare 2 chosen" }));
    expect(say).toHaveBeenCalledWith(
      "Compare Google Data Analytics Professional Certificate and IBM Data Science Professional Certificate",
    );
  });

  it("WHEN details are asked for THEN the id goes, and the title is what is shown", () => {
    draw(reply({ kind: "options" }));
    fireEvent.click(screen.getAllByRole("button", { name: /^Details: Google Data/ })[0] as HTMLElement);
    expect(say).toHaveBeenCalledWith(
      "Details: Google Data Analytics Professional Certificate",
      '/ask_details{"credential":"google-data-analytics"}',
    );
  });

  it("what was left out is there with its reason", () => {
    draw(reply({ kind: "options" }));
    fireEvent.click(screen.getByText(`Left out, and why (${card.excluded.length})`));
    for (const item of card.excluded) expect(screen.getAllByText(item.because).length).toBeGreaterThan(0);
  });
});

describe("posting", () => {
  const cover = { skills: ["Python"], share: 0.4, cost_usd: 49, weeks: 4, per_100_usd: 0.8, per_week: 0.1 };
  const card: Card = {
    type: "posting",
    role: "Data analyst",
    employer: "Riverside Health",
    needs: [
      { kind: "degree", label: "Bachelor's degree", required: false, met: false },
      { kind: "licence", label: "Registered nurse licence", required: true, met: null },
    ],
    skills: [
      { name: "SQL", required: true, covered: true, covered_by: "told" },
      { name: "Statistics", required: true, covered: false },
      { name: "Python", required: false, covered: false },
    ],
    usual: false,
    best: [
      { measure: "per_dollar", id: "x", title: "Python basics", told: "Most for the money.", cover, verified: { cost: false }, seen: {} },
    ],
  };

  it("tells what no course replaces first, then how much is covered, then what closes the gap", async () => {
    const { container } = draw(reply({ custom: card }));
    const text = container.textContent ?? "";
    const order = ["Registered nurse licence", "1 of 2", "SQL", "0 of 1", "Python basics", "40 %", "$49", "not verified", "4 weeks"];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    const bars = [...container.querySelectorAll(".filled")].map((bar) => bar.getAttribute("width"));
    expect(bars).toEqual(["50.0%", "0.0%", "40.0%"]);
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe("hand-off", () => {
  it("says where it is and when to expect an answer", async () => {
    const { container } = draw(reply({ custom: { type: "handoff", case_id: "C-17", status: "waiting", expected: "by Monday, 10 am" } }));
    expect(container.querySelector("[aria-current=step]")?.textContent).toBe("Waiting");
    expect(container.textContent).toContain("by Monday, 10 am");
    const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it("what would be passed on can be left out, entry by entry", () => {
    draw(reply({ custom: { ...cardOf("profile"), purpose: "handoff" } }));
    expect(screen.queryByRole("button", { name: /^Edit/ })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Leave out: Present job" }));
    expect(say).toHaveBeenCalledWith("leave out present job");
  });
});

describe("profile", () => {
  it("WHEN a number is edited THEN the new one is sent for that slot", () => {
    draw(reply({ kind: "profile" }));
    fireEvent.click(screen.getByRole("button", { name: "Edit: Budget" }));
    const field = screen.getByLabelText(/New value for Budget/) as HTMLInputElement;
    expect(field.value).toBe("300");
    fireEvent.input(field, { target: { value: "500" } });
    fireEvent.submit(field.form as HTMLFormElement);
    expect(say).toHaveBeenCalledWith("Budget: $500", undefined);
  });

  it("WHEN the goal is edited THEN it is chosen of the five", () => {
    draw(reply({ kind: "profile" }));
    fireEvent.click(screen.getByRole("button", { name: "Edit: Goal" }));
    const field = screen.getByLabelText(/New value for Goal/) as HTMLSelectElement;
    expect(field.options).toHaveLength(5);
    fireEvent.change(field, { target: { value: "exploration" } });
    fireEvent.submit(field.form as HTMLFormElement);
    expect(say).toHaveBeenCalledWith("Goal: Explore a field", "/goal_exploration");
  });

  it("WHEN an entry is removed THEN only that slot is named", () => {
    draw(reply({ kind: "profile" }));
    fireEvent.click(screen.getByRole("button", { name: "Remove: Time limit" }));
    expect(say).toHaveBeenCalledWith("Remove my time limit");
  });

  it("WHEN Escape is pressed THEN nothing is sent", () => {
    draw(reply({ kind: "profile" }));
    fireEvent.click(screen.getByRole("button", { name: "Edit: Present job" }));
    fireEvent.keyDown(screen.getByLabelText(/New value for Present job/), { key: "Escape" });
    expect(screen.queryByLabelText(/New value for Present job/)).toBeNull();
    expect(say).not.toHaveBeenCalled();
  });
});

describe("plan", () => {
  it("gives its three files under a plain name", async () => {
    const given: [string, string][] = [];
    const blobs: Blob[] = [];
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`, revokeObjectURL: () => {} }));
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      given.push([this.download, this.href]);
    });
    draw(reply({ kind: "plan" }));
    for (const name of ["Page to print", "Calendar", "Text (Markdown)"]) fireEvent.click(screen.getByRole("button", { name }));
    const name = "plan-ibm-data-analyst-professional-certificate";
    expect(given.map(([file]) => file)).toEqual([`${name}.html`, `${name}.ics`, `${name}.md`]);
    expect(blobs[1]?.size).toBe(new Blob([cardOf("plan").ics]).size);
  });

  it("its text is drawn whole: no word of the Markdown is lost", () => {
    const { container } = draw(reply({ kind: "plan" }));
    const bare = (text: string) => text.replace(/\\(.)/g, "$1").replace(/[^\p{L}\p{N}]+/gu, "");
    const source = cardOf("plan").markdown.replace(/\]\(<[^>]*>\)/g, "]");
    const drawn = (container.querySelector(".document")?.textContent ?? "").replaceAll("opens in a new tab", "");
    expect(bare(drawn)).toBe(bare(source));
  });

  it("lists, headings and paragraphs are told apart", () => {
    expect(blocks("# A\nwords\nmore\n\n- [ ] one\n- two\n\n- three").map(({ kind }) => kind)).toEqual(["heading", "words", "list", "list"]);
  });
});

describe("pathway", () => {
  it("each step begins where the one before ends, and one of unknown length takes no room", () => {
    const step = (id: string, weeks: number | null) => ({ id, weeks }) as PathwayStep;
    expect(timeline([step("a", 4), step("b", null), step("c", 8)]).map(({ from, to }) => [from, to])).toEqual([
      [0, 4],
      [4, 4],
      [4, 12],
    ]);
  });
});

describe("thumbs", () => {
  it("say which one is given, and can be taken back", () => {
    const onJudge = vi.fn();
    render(
      <SharedContext.Provider value={{ words: language("en").words, say }}>
        <Reply message={reply({ feedback: "up" })} onJudge={onJudge} onRepeat={() => {}} />
      </SharedContext.Provider>,
    );
    const up = screen.getByRole("button", { name: "Helpful" });
    expect(up.getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(up);
    fireEvent.click(screen.getByRole("button", { name: "Not helpful" }));
    expect(onJudge.mock.calls).toEqual([[null], ["down"]]);
  });
});
