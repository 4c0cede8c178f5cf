// The gap table: sorted here, taken away as CSV from the server.
import { rows, request, save } from "./api.js";
import { byId, element, table } from "./dom.js";
import * as rituals from "./rituals.js";
import { figure, say, signed } from "./words.js";

const most = 500;
const fields = ["team", "teamName", "status", "verdict", "employees", "employeeMean", "customers", "customerMean", "gap", "gapLower", "gapUpper", "shrunkenGap"];
const columns = [
  ["teamName", row => row.teamName], ["verdict", row => row.verdict], ["employees", row => row.employees], ["employeeMean", row => row.employeeMean],
  ["customers", row => row.customers], ["customerMean", row => row.customerMean], ["gap", row => row.gap], ["shrunkenGap", row => row.shrunkenGap],
];
let shown = [], sort = { column: "teamName", down: false }, isNode = new Set(), whole = false, chosen = null, choose = () => {}, follow = () => {};

const parameters = state => ({ period: state.period, dimension: state.dimension, snapshot: state.snapshot });

export async function load(state, pick, seeRitual) {
  chosen = state;
  choose = pick;
  follow = seeRitual;
  if (!state.period) return show();
  const all = await rows(`/v1/gaps?${new URLSearchParams({ ...parameters(state), fields: fields.join(",") })}`);
  if (chosen !== state) return;
  const inBranch = new Set(state.teamsOfBranch().map(team => team.key));
  isNode = new Set(state.teamsOfBranch().filter(team => !team.isLeaf).map(team => team.key));
  shown = all.filter(row => inBranch.has(row.team));
  whole = false;
  show();
}

function sorted() {
  const value = columns.find(([name]) => name === sort.column)[1];
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return [...shown].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    // What is withheld has no place among figures: last, whichever way round.
    if (x === null || y === null) return (x === null) - (y === null) || order.compare(a.teamName, b.teamName);
    const by = typeof x === "number" ? x - y : order.compare(x, y);
    return (sort.down ? -by : by) || order.compare(a.team, b.team);
  });
}

function head([name]) {
  const isSorted = sort.column === name;
  const isText = name === "teamName" || name === "verdict";
  const turn = () => {
    sort = { column: name, down: isSorted ? !sort.down : !isText };
    show();
    byId("gap-table").querySelector(`button[data-column="${name}"]`).focus();
  };
  return element("th", { scope: "col", class: isText ? "" : "number", "aria-sort": isSorted ? (sort.down ? "descending" : "ascending") : "none" },
    element("button", { type: "button", class: "quiet", "data-column": name, onclick: turn }, say(`column.${name}`), element("span", { "aria-hidden": "true" }, isSorted ? (sort.down ? " ▼" : " ▲") : "")));
}

function line(row) {
  const name = element("th", { scope: "row" }, element("button", { type: "button", class: "quiet", title: say("seeDrift"), onclick: () => choose(row.team) }, row.teamName));
  if (row.status !== "ok") return element("tr", { class: isNode.has(row.team) ? "withheld node" : "withheld" }, name, element("td", { colspan: columns.length - 1 }, say(`status.${row.status}`)));
  const interval = row.gapLower === null ? "" : ` [${figure(row.gapLower)}; ${figure(row.gapUpper)}]`;
  const [ritual] = rituals.meantFor(chosen.dimension);
  // From what is seen to what is done about it.
  const gap = ritual ? element("a", { href: "#rituals", title: say("seeRitual"), onclick: () => follow(row.team, ritual) }, signed(row.gap) + interval) : signed(row.gap) + interval;
  const cells = [row.employees, figure(row.employeeMean), row.customers, figure(row.customerMean), gap, row.shrunkenGap === null ? "–" : signed(row.shrunkenGap)];
  return element("tr", { class: isNode.has(row.team) ? "node" : null }, name, element("td", { class: `verdict ${row.verdict}` }, row.verdict ? say(`verdict.${row.verdict}`) : "–"), cells.map(cell => element("td", { class: "number" }, cell ?? "–")));
}

export function show() {
  const all = sorted();
  table(byId("gap-table"), say("gaps"), columns.map(head), all.slice(0, whole ? all.length : most).map(line));
  const more = byId("gap-more");
  more.hidden = all.length <= most || whole;
  more.replaceChildren(say("moreRows", { shown: most, all: all.length }), " ",
    element("button", { type: "button", onclick: () => { whole = true; show(); } }, say("showAll")));
}

// What stands in the table, in its order; a branch with so many teams that no address holds them comes in several answers.
async function csv(french) {
  const wanted = chosen.branch ? chosen.teamsOfBranch().map(team => team.key) : [];
  const parts = [];
  for (let from = 0; from === 0 || from < wanted.length; from += 200) {
    const query = new URLSearchParams({ format: "csv", ...(french ? { dialect: "excel-fr" } : {}), ...parameters(chosen), sort: (sort.down ? "-" : "") + sort.column });
    for (const team of wanted.slice(from, from + 200)) query.append("team", team);
    const text = await (await request(`/v1/gaps?${query}`)).text();
    parts.push(parts.length === 0 ? text : text.slice(text.indexOf("\r\n") + 2));
  }
  // Reading as text takes the byte order mark off, which the French dialect wants.
  save(new Blob([french ? "\ufeff" : "", ...parts], { type: "text/csv" }), `gaps-${chosen.period}-${chosen.dimension}.csv`);
}

export function start(trouble) {
  for (const [id, french] of [["csv", false], ["csv-fr", true]])
    byId(id).addEventListener("click", event => {
      event.preventDefault();
      csv(french).catch(trouble);
    });
}
