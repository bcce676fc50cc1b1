// What every page does beside its forms: shortcuts, times in the reader's own zone, and lost connections told. All works without it.
"use strict";

const KEEP = "credwise-keys-off";
const CHORD_MS = 1500;

// --- shortcuts: whatever has data-key="r", or "g d" for one after the other, is pressed by it. data-key-label tells what it does.
const keyed = () => [...document.querySelectorAll("[data-key]")].filter((element) => !element.closest("[hidden], dialog:not([open])"));
const labelOf = (element) =>
  element.dataset.keyLabel || element.getAttribute("aria-label") || (element.textContent.trim() || element.labels?.[0]?.textContent || "").trim();
const isOff = () => localStorage.getItem(KEEP) === "1";
let begun = "";
let begunAt = 0;

function press(element) {
  if (element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")) element.focus();
  else element.click();
}

function onKey(event) {
  const dialog = document.getElementById("keys");
  if (!dialog || event.ctrlKey || event.metaKey || event.altKey || event.key === "Shift" || isOff()) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
  if (event.key === "?") {
    event.preventDefault();
    return showKeys(dialog);
  }
  const chord = begun && event.timeStamp - begunAt < CHORD_MS ? `${begun} ${event.key}` : event.key;
  const found = keyed().find((element) => element.dataset.key === chord);
  begun = "";
  if (found) {
    event.preventDefault();
    press(found);
  } else if (keyed().some((element) => element.dataset.key.startsWith(`${chord} `))) {
    begun = chord;
    begunAt = event.timeStamp;
  }
}

function showKeys(dialog) {
  const rows = [...keyed().map((element) => [element.dataset.key, labelOf(element)]), ["?", "Show this list"]];
  const seen = new Set();
  dialog.querySelector("tbody").replaceChildren(
    ...rows.filter(([key]) => !seen.has(key) && seen.add(key)).map(([key, label]) => {
      const row = document.createElement("tr");
      const keys = document.createElement("td");
      keys.append(...key.split(" ").flatMap((one, place) => [...(place ? [" then "] : []), Object.assign(document.createElement("kbd"), { textContent: one })]));
      row.append(keys, Object.assign(document.createElement("td"), { textContent: label }));
      return row;
    }),
  );
  dialog.querySelector("#keys-on").checked = !isOff();
  dialog.showModal();
}

// --- times in the reader's own zone
function tellTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]:not([data-told])")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.title = time.textContent;
    time.textContent = at.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    time.dataset.told = "";
  }
}

function notice(text) {
  const line = Object.assign(document.createElement("p"), { className: "error", textContent: text });
  document.getElementById("notices").replaceChildren(line);
}

document.addEventListener("keydown", onKey);
document.addEventListener("htmx:load", (event) => tellTimes(event.target));
document.addEventListener("htmx:sendError", () => notice("The connection is lost. What you did last was not done. Check the network and try again."));
document.addEventListener("DOMContentLoaded", () => {
  tellTimes(document);
  const open = document.getElementById("keys-open");
  const dialog = document.getElementById("keys");
  if (!open || !dialog) return;
  open.hidden = false;
  open.addEventListener("click", () => showKeys(dialog));
  dialog.querySelector("#keys-on").addEventListener("change", (event) => {
    if (event.target.checked) localStorage.removeItem(KEEP);
    else localStorage.setItem(KEEP, "1");
  });
});
