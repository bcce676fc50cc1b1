/** What stands between hostile text and the page. Text is only ever set as text; this is what remains to be decided about addresses. */

/** The address if it is a web address, else undefined: no `javascript:`, no `data:`, no relative address, no name and password in it. */
export function webAddress(address: string | null | undefined): string | undefined {
  try {
    const url = new URL(address ?? "");
    return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A name fit for a file: letters, digits and hyphens. */
export const fileName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60) || "plan";
