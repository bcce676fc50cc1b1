/** The page's own colour, made legible: contrast as WCAG 2.2 measures it. */

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const LEGIBLE = 4.5;
export const DEFAULT_COLOUR = "#0b5cad";

/** The parts of "#0b5cad" or "#05a"; undefined for anything else. */
export function parse(text: string | undefined): Rgb | undefined {
  const long = (text ?? "").trim().replace(/^#?([\da-f])([\da-f])([\da-f])$/i, "$1$1$2$2$3$3");
  const match = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(long);
  return match ? ([1, 2, 3].map((part) => Number.parseInt(match[part] ?? "0", 16)) as unknown as Rgb) : undefined;
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The custom properties of a colour: `--accent` as it was asked for, `--on-accent` black or white upon it,
 * and `--ink` as dark as it has to be to be read on white.
 */
export function palette(text: string | undefined): Record<string, string> {
  const accent = parse(text) ?? (parse(DEFAULT_COLOUR) as Rgb);
  let ink = accent;
  while (contrast(ink, PALEST_SHADE) < LEGIBLE) ink = ink.map((part) => Math.floor(part * 0.9)) as unknown as Rgb;
  const onAccent = contrast(accent, WHITE) >= LEGIBLE ? "#fff" : "#000";
  return { "--accent": css(accent), "--on-accent": onAccent, "--ink": css(ink) };
}

/** Ink is also laid on the shade of the assistant's bubbles, which is a little darker than white. */
const PALEST_SHADE: Rgb = [241, 244, 248];
const css = (colour: Rgb): string => `rgb(${colour.join(" ")})`;
