// The desk's pages beside htmx: the reply is emptied once it is sent, the latest message is in sight, cases are walked by keys.
"use strict";

const atEnd = () => {
  const list = document.getElementById("messages");
  if (list) list.scrollTop = list.scrollHeight;
};

document.addEventListener("DOMContentLoaded", atEnd);
document.addEventListener("htmx:oobAfterSwap", (event) => event.detail.target?.id === "messages" && atEnd());

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const reply = document.getElementById("reply-text");
  if (!detail.successful || !detail.elt.matches("form[data-clears]") || !reply) return;
  reply.value = "";
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
