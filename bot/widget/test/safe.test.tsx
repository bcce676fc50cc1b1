import { render } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { Markdown } from "../src/cards/markdown";
import { contrast, palette, parse } from "../src/colour";
import { SharedContext } from "../src/context";
import { Lines } from "../src/parts/message";
import { fileName, webAddress } from "../src/safe";
import { language } from "../src/words";

const draw = (child: preact.JSX.Element) =>
  render(<SharedContext.Provider value={{ words: language("en").words, say: () => {} }}>{child}</SharedContext.Provider>);

describe("only web addresses become links", () => {
  it.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "/relative",
    "https://user:password@bank.example",
    "",
    null,
    undefined,
  ])("%j is none", (address) => expect(webAddress(address)).toBeUndefined());

  it("https and http are", () => {
    expect(webAddress("https://example.org/a?b=c")).toBe("https://example.org/a?b=c");
    expect(webAddress("http://example.org")).toBe("http://example.org/");
  });

  it("GIVEN a plan with hostile links WHEN it is drawn THEN they are words", () => {
    const { container } = draw(
      <Markdown text={"See [here](<javascript:alert(1)>) and [there](<https://example.org>).\n\n<img src=x onerror=alert(1)>"} />,
    );
    expect([...container.querySelectorAll("a")].map((link) => link.href)).toEqual(["https://example.org/"]);
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toContain("<img src=x onerror=alert(1)>");
  });
});

describe("text stays text", () => {
  const HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "a \u202e b",
    "😀".repeat(4000),
  ];

  it.each(HOSTILE)("%.30s", (text) => {
    const { container } = draw(<Lines text={text} />);
    expect(container.textContent).toBe(text);
    expect(container.querySelectorAll(":not(div, p)")).toHaveLength(0);
    expect(container.querySelector("p")?.dir).toBe("auto");
  });
});

describe("whatever colour a page has, it can be read", () => {
  const SHADES = ["00", "55", "99", "cc", "ff"];
  const colours = SHADES.flatMap((r) => SHADES.flatMap((g) => SHADES.map((b) => `#${r}${g}${b}`)));

  it.each(colours)("%s", (colour) => {
    const { "--accent": accent, "--on-accent": on, "--ink": ink } = palette(colour);
    const rgb = (text: string | undefined) => (text?.startsWith("#") ? parse(text) : text?.match(/\d+/g)?.map(Number)) as never;
    expect(contrast(rgb(accent), rgb(on))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(ink), [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(ink), [241, 244, 248])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["red;}", "url(x)", "", undefined, "#12"])("%j gives the usual one", (colour) =>
    expect(palette(colour)).toEqual(palette(undefined)),
  );
});

it("a plan's name is fit for a file", () => {
  expect(fileName("Plan: ../../Google “Data” Analytics")).toBe("plan-google-data-analytics");
  expect(fileName("../..")).toBe("plan");
});

it("a language without words of ours is told in English, in its own direction", () => {
  expect(language("ar-EG")).toMatchObject({ code: "en", direction: "rtl" });
  expect(language("en-GB")).toMatchObject({ code: "en", direction: "ltr" });
  expect(language(undefined)).toMatchObject({ code: "en", direction: "ltr" });
});
