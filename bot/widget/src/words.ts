/** What the widget itself says. Everything the assistant says comes from the gateway. */

const en = {
  title: "Ask about credentials",
  automated: "Automated assistant",
  advisor: "You are talking with an advisor",
  advisorNamed: (name: string) => `You are talking with ${name}`,
  advisorAway: (name: string) => `${name} is not here just now. What you write is kept.`,
  joined: (name: string) => `${name} has joined`,
  assistantSays: "Assistant",
  advisorSays: "Advisor",
  youSay: "You",
  open: "Open the chat",
  close: "Close the chat",
  menu: "More",
  menuTitle: "Conversation menu",
  conversation: "Conversation",
  message: "Your message",
  placeholder: "Type your message",
  send: "Send",
  choices: "Suggested answers",
  typing: "The assistant is writing",
  typingAdvisor: (name: string) => `${name} is typing`,
  slow: "This takes a little longer than usual.",
  connecting: "Connecting",
  offline: "The connection is lost. What you write is kept and sent when it is back.",
  unreachable: "The chat can't be reached just now. It tries again by itself.",
  tryNow: "Try now",
  notSent: "Not sent.",
  sending: "Waiting to be sent",
  tryAgain: "Try again",
  refused: "The chat can't be opened just now.",
  left: (count: number) => `${count.toLocaleString("en-US")} characters left`,
  tooLong: (limit: number) => `That is too long. At most ${limit.toLocaleString("en-US")} characters fit into one message.`,
  ended: "This conversation was deleted.",
  startNew: "Start a new one",
  newMessages: "New message",
  unread: (count: number) => (count === 1 ? "new message" : "new messages"),

  helpful: "Was this helpful?",
  yesHelpful: "Helpful",
  notHelpful: "Not helpful",

  knowAboutMe: "What you know about me",
  talkToPerson: "Talk to a person",
  startOver: "Start over",
  download: "Download this conversation",
  forget: "Delete everything",
  forgetSure: "Delete this conversation and all that was kept of it? This can't be undone.",
  forgetYes: "Yes, delete",
  cancel: "Cancel",
  exportFailed: "The download did not work. Please try again.",

  advice: {
    buy: "Worth a look",
    wait: "Wait for now",
    portfolio_instead: "Show your own work instead",
    licence_or_degree_first: "A licence or degree comes first",
    free_first: "Try a free one first",
  } as Record<string, string>,
  options: (count: number) => (count === 1 ? "1 option" : `${count} options`),
  noOptions: "No credential to suggest",
  match: "Fit",
  outOf: (points: number) => `${points} of 100`,
  cost: "Cost",
  time: "Time",
  assessed: "Assessed by",
  delivery: "Taken",
  valid: "Valid for",
  skills: "Skills",
  issuerType: "Kind of issuer",
  notKnown: "not known",
  notVerified: "not verified",
  notVerifiedOf: (groups: string) => `not verified: ${groups}`,
  read: (day: string) => `read ${day}`,
  recognisedBy: "Who recognises it",
  nobodyYet: "No evidence found",
  questions: (count: number) => `The ${count === 9 ? "nine" : count} recognition questions`,
  ask: "Ask:",
  officialPage: "Official page",
  opensNew: "opens in a new tab",
  factsAsOf: (day: string) => `Facts as of ${day}`,
  factsNotVerified: "Facts not verified",
  details: "Details",
  why: "Why this?",
  leadsTo: "Where it leads",
  compare: "Compare",
  compareChosen: (count: number) => `Compare ${count} chosen`,
  compareHint: "Tick two or more to compare them.",
  compareText: (titles: string[]) => `Compare ${titles.slice(0, -1).join(", ")} and ${titles.at(-1)}`,
  excluded: (count: number) => `Left out, and why (${count})`,
  receipt: "Receipt",

  comparison: (count: number) => `${count} credentials side by side`,
  aspect: "Aspect",
  scrolls: "scrolls sideways",

  wayTo: (target: string) => `The way to ${target}`,
  opens: "Opens:",
  inAll: "In all",
  acceptedBy: "Recognised along the way by",
  weeks: "Weeks",
  noTime: "time not known",

  coverage: "What the posting asks for",
  required: "required",
  preferred: "preferred",
  covered: "you have it",
  missing: "missing",
  notTold: "you have not said",
  covers: "Closes",
  closes: "What closes the gap",
  measures: { free: "Free of charge", per_dollar: "Most for the money", per_week: "Most for the time" } as Record<string, string>,
  usualSkills: "What such work usually asks for",
  countOf: (count: number, whole: number) => `${count} of ${whole}`,

  checklist: "Questions to ask before you pay",
  checklistOf: (name: string) => `Questions to ask about ${name}`,
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copying did not work here",

  profile: "What I understood",
  fromWords: (words: string) => `From your words: “${words}”`,
  inferred: "my guess",
  edit: "Edit",
  editOf: (label: string) => `Edit: ${label}`,
  remove: "Remove",
  removeOf: (label: string) => `Remove: ${label}`,
  newValue: (label: string) => `New value for ${label}`,
  save: "Save",
  changeText: (label: string, value: string) => `${label}: ${value}`,
  removeText: (label: string) => `Remove my ${label.toLowerCase()}`,
  amounts: {
    max_cost: (amount) => `$${amount}`,
    max_weeks: (amount) => `${amount} weeks`,
    hours_per_week: (amount) => `${amount} hours`,
    experience_years: (amount) => `${amount} years`,
  } as Record<string, (amount: string) => string>,
  passedOn: "What would be passed on",
  leaveOut: "Leave out",
  leaveOutText: (label: string) => `leave out ${label.toLowerCase()}`,
  goals: {
    skill_gap: "Close a skill gap",
    currency: "Show that I'm current",
    complement: "Add to what I have",
    exploration: "Explore a field",
    career_change: "Change career",
  } as Record<string, string>,
  units: { max_cost: "US dollars in all", max_weeks: "weeks from now", hours_per_week: "hours", experience_years: "years" } as Record<
    string,
    string
  >,

  start: "Start",
  finish: "Suggested finish",
  renew: "Renew by",
  dayNotKnown: "day not known yet",
  saveAs: { md: "Text (Markdown)", html: "Page to print", ics: "Calendar" } as Record<string, string>,
  print: "Print",
  showPlan: "Read the whole plan",

  handoff: "Talk to a person",
  case: "Case",
  expected: "Expected answer:",
  stages: { waiting: "Waiting", with_advisor: "With an advisor", closed: "Closed" } as Record<string, string>,
};

export type Words = typeof en;

const LANGUAGES: Record<string, Words> = { en };
const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

export interface Language {
  /** The language of the widget's own words, which is English where there are none in the one asked for. */
  code: string;
  words: Words;
  /** The direction that the page asked for. */
  direction: "ltr" | "rtl";
}

/** The words and the direction for what `data-language` says, such as "en", "en-GB" or "ar". */
export function language(asked: string | undefined): Language {
  const base = (asked ?? "en").toLowerCase().split(/[-_]/)[0] ?? "en";
  const code = base in LANGUAGES ? base : "en";
  return { code, words: LANGUAGES[code] ?? en, direction: RIGHT_TO_LEFT.has(base) ? "rtl" : "ltr" };
}
