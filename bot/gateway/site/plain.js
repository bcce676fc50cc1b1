const log = document.getElementById("log"), text = document.getElementById("text");
const KEY = "credwise";
const UNREACHABLE = { text: "The assistant cannot be reached just now." };
const add = (tag, words, where = log) => { const e = where.appendChild(document.createElement(tag)); e.textContent = words; return e; };

async function call(method, path, body) {
  const { token } = JSON.parse(localStorage.getItem(KEY) || "{}");
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const response = await fetch(`/api/conversations${path}`, { method, headers, body: body && JSON.stringify(body) });
  return response.status === 204 ? {} : response.json();
}

async function conversation() {
  let opened = await call("POST", "");
  if (opened.error) {
    localStorage.removeItem(KEY);
    opened = await call("POST", "");
  }
  localStorage.setItem(KEY, JSON.stringify(opened));
  return opened.id;
}

async function send(words, payload) {
  add("p", words).className = "me";
  let replies;
  try {
    const path = `/${await conversation()}/messages`;
    const answer = await call("POST", `${path}?wait=60`, { id: crypto.randomUUID(), text: words, payload });
    replies = answer.error ? [answer.error] : answer.replies;
  } catch { replies = [UNREACHABLE]; }
  replies.forEach(show);
  log.lastElementChild.scrollIntoView();
}

function show(reply) {
  add("p", reply.text);
  const row = log.appendChild(document.createElement("div"));
  const plan = reply.custom && reply.custom.type === "plan" ? reply.custom : {};
  for (const [name, part] of [["plan.md", "markdown"], ["plan.html", "html"], ["plan.ics", "ics"]]) {
    if (!plan[part]) continue;
    const link = add("a", `Download ${name}`, row);
    link.download = name;
    link.href = URL.createObjectURL(new Blob([plan[part]], { type: "application/octet-stream" }));
  }
  for (const button of reply.buttons || []) {
    add("button", button.title, row).onclick = () => { row.remove(); send(button.title, button.payload); };
  }
}

document.getElementById("form").onsubmit = (event) => {
  event.preventDefault();
  const message = text.value.trim();
  text.value = "";
  if (message) send(message);
};
text.onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); event.target.form.requestSubmit(); }
};
