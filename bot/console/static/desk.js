// The desk's pages beside htmx: the reply is emptied once it is sent and kept until then, the latest message is in sight, cases are walked by keys.
"use strict";

const DRAFT = `credwise-draft ${location.pathname}`;

const atEnd = () => {
  const list = document.getElementById("messages");
  if (list) list.scrollTop = list.scrollHeight;
};

document.addEventListener("DOMContentLoaded", () => {
  atEnd();
  const reply = document.getElementById("reply-text");
  if (reply && !reply.value) reply.value = sessionStorage.getItem(DRAFT) ?? "";
  if (!reply) sessionStorage.removeItem(DRAFT);
});
document.addEventListener("input", ({ target }) => target.id === "reply-text" && sessionStorage.setItem(DRAFT, target.value));
document.addEventListener("htmx:oobAfterSwap", (event) => event.detail.target?.id === "messages" && atEnd());

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const reply = document.getElementById("reply-text");
  if (!detail.successful || !detail.elt.matches("form[data-clears]") || !reply) return;
  reply.value = "";
  sessionStorage.removeItem(DRAFT);
  reply.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "reply-text") {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

document.addEventListener("click", (event) => {
  const walk = event.target.closest("[data-walk]");
  if (!walk) return;
  const rows = [...document.querySelectorAll("a.open")];
  const place = rows.indexOf(document.activeElement);
  const next = rows[Math.max(0, Math.min(rows.length - 1, place + Number(walk.dataset.walk)))];
  next?.focus();
});
