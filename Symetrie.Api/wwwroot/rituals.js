// Rituals: how often each was held, and what it did. A line draws its picture.
import { json, rows } from "./api.js";
import { byId, element, table } from "./dom.js";
import { figure, language, say, signed } from "./words.js";

let chosen = null, shown = [], titles = new Map(), pick = () => {};

const interval = row => row.effectLower === null ? "" : ` [${figure(row.effectLower)}; ${figure(row.effectUpper)}]`;
const told = row => !row || row.status === "withheld" ? "–"
  : row.effect === null ? say(`effect.${row.reason}`) : `${signed(row.effect)}${interval(row)}`;
const verdict = row => !row?.verdict ? "" : row.verdict === "cannot-tell" && row.effect !== null ? `${say("effect.cannot-tell")}: ${say(`effect.${row.reason}`)}` : say(`effect.${row.verdict}`);

// The first lag at which the effect can be told of these rows; customers are looked at a period later where that is so.
const first = (all, ritual, voice, lags) => lags.map(lag => all.find(r => r.ritual === ritual && r.voice === voice && r.lag === lag)).find(r => r && r.effect !== null)
  ?? all.find(r => r.ritual === ritual && r.voice === voice && r.lag === 0);

export async function load(state, choose) {
  chosen = state;
  pick = choose;
  if (!state.snapshot) return show([]);
  const pinned = new URLSearchParams({ snapshot: state.snapshot });
  const [effects, practice] = await Promise.all([rows(`/v1/effects?${pinned}`), rows(`/v1/practice?${pinned}`)]);
  titles = new Map();
  // A snapshot of before rituals were written down has none to name.
  const referential = await json(`/v1/referential?${pinned}`).catch(() => ({ rituals: [] }));
  for (const ritual of referential.rituals) titles.set(ritual.key, ritual);
  if (chosen !== state) return;
  const own = effects.filter(row => row.expected);
  const names = [...titles.keys()].filter(key => own.some(row => row.ritual === key) || practice.some(row => row.ritual === key));
  show(names.map(key => ({ key, held: heldOf(practice, key, state), employees: first(own, key, "employee", [0]), customers: first(own, key, "customer", [1, 0]) })));
}

// Of the team that is looked at where it holds it, else of all who do; in the last period that is told of.
function heldOf(practice, ritual, state) {
  const mine = practice.filter(row => row.ritual === ritual && row.status === "ok");
  const team = state.team || state.branch;
  const of = mine.filter(row => row.team === team);
  return (of.length > 0 ? of : mine.filter(row => row.team.startsWith("level:"))).at(-1) ?? null;
}

function show(lines) {
  shown = lines;
  byId("rituals").hidden = lines.length === 0;
  table(byId("ritual-table"), say("rituals"), ["ritual", "moves", "held", "employees", "customers"].map(name => element("th", { scope: "col" }, say(`ritual.${name}`))), shown.map(line));
}

function line({ key, held, employees, customers }) {
  const ritual = titles.get(key);
  const share = held ? `${held.held} / ${held.planned} (${Math.round(held.share * 100)} %)` : "–";
  const cell = row => element("td", { class: `effect ${row?.verdict ?? ""}` }, element("span", { class: "number" }, told(row)), element("br"), element("span", { class: "soft" }, `${verdict(row)}${row?.lag > 0 ? say("ritual.later", { lag: row.lag }) : ""}`));
  return element("tr", {},
    element("th", { scope: "row" }, element("button", { type: "button", class: "quiet", title: say("ritual.see"), onclick: () => pick(key) }, ritual.title[language()])),
    element("td", {}, [...byId("dimension").options].find(option => option.value === ritual.dimension)?.textContent ?? ritual.dimension),
    element("td", { class: "number", title: held ? `${held.teamName}, ${held.period}` : null }, share),
    cell(employees), cell(customers));
}
