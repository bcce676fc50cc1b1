/** Prints one part of the widget alone, on whatever page it stands. */

const HIDE_ALL_ELSE = "@media print { body > :not(.credwise-printed) { display: none !important } body { margin: 0 } }";

/** Hides the page and the rest of the widget from the printer, prints, and takes everything back. Works under a strict policy: no markup, no inline style. */
export function printOnly(part: HTMLElement): void {
  const root = part.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : part;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HIDE_ALL_ELSE);
  const path = ancestors(part);
  const undo = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    host.classList.remove("credwise-printed");
    for (const element of path) element.classList.remove("printed");
  };
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  host.classList.add("credwise-printed");
  for (const element of path) element.classList.add("printed");
  addEventListener("afterprint", undo, { once: true });
  print();
}

/** The element and all that it stands in, up to the shadow root. */
function ancestors(part: HTMLElement): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let element: HTMLElement | null = part; element; element = element.parentElement) path.push(element);
  return path;
}
