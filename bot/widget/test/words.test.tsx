import { fireEvent, render, screen } from "@testing-library/preact";
import { describe, expect, it, vi } from "vitest";
import { SharedContext } from "../src/context";
import { Reply } from "../src/parts/message";
import { LANGUAGES, language, type Words } from "../src/words";
import { en } from "../src/words/en";
import { reply } from "./recorded";

/** Every word by its path: "advice.buy", and of a sentence with a gap what it is with 3 and with 1 in it. */
function told(words: object, path = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === "object"
        ? Object.entries(told(value, `${path}${key}.`))
        : [[path + key, typeof value === "function" ? `${value(3, 4)} | ${value(1, 4)}` : String(value)]],
    ),
  );
}

describe.each(Object.entries(LANGUAGES))("the words in %s", (code, words: Words) => {
  it("are all there, and none is empty", () => {
    const found = told(words);
    expect(Object.keys(found)).toEqual(Object.keys(told(en)));
    expect(Object.entries(found).filter(([, text]) => !text.trim() || text.includes("undefined"))).toEqual([]);
  });

  it("keep what stands in the gaps", () => {
    const withGaps = Object.entries(told(en)).filter(([, text]) => /\b3\b/.test(text));
    expect(withGaps.length).toBeGreaterThan(10);
    expect(withGaps.filter(([key]) => !/3/.test(told(words)[key] ?? "")).map(([key]) => key)).toEqual([]);
  });

  it(code === "en" ? "are those that the others are translated from" : "are no copies of the English ones", () => {
    const same = Object.entries(told(words)).filter(([key, text]) => text === told(en)[key]);
    expect(same.length === 0).toBe(code !== "en");
  });
});

describe("a page in Spanish", () => {
  const say = vi.fn();
  const draw = (kind: "profile" | "options") =>
    render(
      <SharedContext.Provider value={{ words: language("es-MX").words, say }}>
        <Reply message={reply({ kind })} onJudge={() => {}} onRepeat={() => {}} />
      </SharedContext.Provider>,
    );

  it("shows its own words, and marks what the assistant says as English", () => {
    const { container } = draw("profile");
    expect(screen.getByText("Lo que entendí")).toBeTruthy();
    expect([...container.querySelectorAll(".bubble")].map((bubble) => bubble.getAttribute("lang"))).toContain("en");
  });

  it("says to the assistant what it understands: English", () => {
    draw("profile");
    fireEvent.click(screen.getByRole("button", { name: /^Quitar: Budget/ }));
    expect(say).toHaveBeenCalledWith("Remove my budget");
  });

  it("is asked for by its language, whatever the country", () => {
    expect(language("es")).toMatchObject({ code: "es", direction: "ltr" });
    expect(language("ES_mx").code).toBe("es");
    expect(language("constructor").code).toBe("en");
  });
});
