// The page's one state: what is looked at. Everything shown belongs to one snapshot, until a recompute publishes another.
import * as key from "./key.js";
import { request, rows, save, Trouble } from "./api.js";
import { byId, fill } from "./dom.js";
import * as gaps from "./gaps.js";
import * as imports from "./imports.js";
import * as plots from "./plots.js";
import * as rituals from "./rituals.js";
import * as runs from "./runs.js";
import { apply, choose as chooseLanguage, language, say } from "./words.js";

const tables = { teams: [], dimensions: [], periods: [] };
let state = {};

function trouble(error) {
  if (error.status === 401) return ask(say("keyRefused"));
  const place = byId("trouble");
  place.textContent = error instanceof Trouble ? error.message : `${say("failed")} ${error.message}`;
  place.hidden = false;
}

function ask(why) {
  key.forget();
  byId("explorer").hidden = true;
  byId("forget").hidden = true;
  byId("key-form").hidden = false;
  byId("trouble").textContent = why ?? "";
  byId("trouble").hidden = !why;
  byId("key-text").focus();
}

function teamsOfBranch() {
  const branch = tables.teams.find(team => team.key === state.branch);
  return branch ? tables.teams.filter(team => team.path === branch.path || team.path.startsWith(`${branch.path}/`)) : tables.teams;
}

const only = (...names) => Object.fromEntries(names.filter(name => state[name]).map(name => [name, state[name]]));

function options() {
  const french = language() === "fr";
  fill(byId("period"), [...tables.periods].reverse().map(period => [period.key, period.key]), state.period);
  fill(byId("dimension"), tables.dimensions.filter(d => d.employee && d.customer).map(d => [d.key, french ? d.nameFr : d.nameEn]), state.dimension);
  const indent = team => "\u2003".repeat(team.depth) + team.name;
  const tree = [...tables.teams].sort((a, b) => (a.path < b.path ? -1 : 1));
  fill(byId("branch"), [["", say("wholeTree")], ...tree.filter(team => !team.isLeaf && team.parent !== null).map(team => [team.key, indent(team)])], state.branch ?? "");
  const inBranch = new Set(teamsOfBranch().map(team => team.key));
  if (state.team && !inBranch.has(state.team)) state.team = null;
  fill(byId("team"), [["", say("branchItself")], ...tree.filter(team => inBranch.has(team.key)).map(team => [team.key, indent(team)])], state.team ?? "");
  byId("snapshot").textContent = state.snapshot ? `${say("snapshot")} ${state.snapshot}` : say("nothingYet");
}

const drawMap = () => plots.draw("symmetry-map", only("snapshot", "period", "dimension", "branch"));
const drawDrift = () => plots.draw("drift", { ...only("snapshot", "dimension"), ...(state.team || state.branch ? { team: state.team || state.branch } : {}) });

// Leaders and managers are asked fewer dimensions than teams: of one they were not asked, the server chooses another.
async function drawCascade() {
  const asked = state.dimension ? await rows(`/v1/cascade?${new URLSearchParams({ ...only("snapshot", "dimension"), team: "all-teams", fields: "dimension" })}`) : [];
  return plots.draw("cascade", asked.length > 0 ? only("snapshot", "period", "dimension", "branch") : only("snapshot", "period", "branch"));
}

async function statement() {
  const query = new URLSearchParams({ ...only("snapshot", "period"), ...(state.branch ? { team: state.branch } : {}), lang: language() });
  const page = await request(`/v1/statement.html?${query}`);
  save(await page.blob(), `symetrie-${state.period}-${language()}.html`);
}

function drawOthers() {
  return Promise.all([
    drawDrift(),
    plots.draw("gap-heatmap", only("snapshot", "period", "branch")),
    plots.draw("correlation-matrix", only("snapshot", "period")),
    drawCascade(),
    plots.draw("outcome-surface", only("snapshot", "period", "dimension")),
    drawEffect(),
  ]);
}

const drawEffect = () => plots.draw("effects", only("snapshot", "ritual"));

function pickRitual(ritual) {
  state.ritual = ritual;
  drawEffect().catch(trouble);
}

function pick(team) {
  state.team = team;
  byId("team").value = team;
  drawDrift().catch(trouble);
  byId("plot-drift").scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

// The map comes first and alone: it tells which snapshot, period and dimension the server chose.
async function look() {
  const drawn = await drawMap();
  if (!drawn) return;
  state = { ...state, snapshot: drawn.snapshot ?? null, period: drawn.period ?? null, dimension: drawn.dimension ?? null, teamsOfBranch };
  const pinned = state.snapshot ? `?snapshot=${encodeURIComponent(state.snapshot)}` : "";
  [tables.teams, tables.dimensions, tables.periods] = await Promise.all(["teams", "dimensions", "periods"].map(name => rows(`/v1/${name}${pinned}`)));
  options();
  await rituals.load(state, pickRitual);
  await Promise.all([drawOthers(), gaps.load(state, pick), runs.load(), imports.load()]);
}

async function changed() {
  byId("trouble").hidden = true;
  state = { ...state, period: byId("period").value || null, dimension: byId("dimension").value || null, branch: byId("branch").value || null, team: byId("team").value || null };
  options();
  await Promise.all([drawMap(), drawOthers(), gaps.load(state, pick), rituals.load(state, pickRitual)]);
}

function enter() {
  if (!key.read()) return ask();
  byId("key-form").hidden = true;
  byId("trouble").hidden = true;
  byId("explorer").hidden = false;
  byId("forget").hidden = false;
  state = {};
  look().catch(trouble);
}

function listen() {
  byId("key-form").addEventListener("submit", event => {
    event.preventDefault();
    key.keep(byId("key-text").value);
    byId("key-text").value = "";
    enter();
  });
  byId("forget").addEventListener("click", () => ask());
  for (const id of ["period", "dimension", "branch", "team"]) byId(id).addEventListener("change", () => changed().catch(trouble));
  byId("statement").addEventListener("click", () => statement().catch(trouble));
  byId("choice").addEventListener("submit", event => event.preventDefault());
  for (const button of document.querySelectorAll("[data-lang]"))
    button.addEventListener("click", () => {
      chooseLanguage(button.dataset.lang);
      if (!key.read()) return;
      Promise.all([changed(), runs.load(), imports.load()]).catch(trouble);
    });
  // A link with a key that is opened in a tab which shows the page already changes the fragment alone.
  window.addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#key=")) return;
    key.takeFromAddress();
    enter();
  });
  const redraw = () => state.snapshot && Promise.all([drawMap(), drawOthers()]).catch(trouble);
  plots.dark.addEventListener("change", redraw);
  let waiting = 0;
  let width = innerWidth;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (innerWidth === width) return;
      width = innerWidth;
      redraw();
    }, 250);
  });
  gaps.start(trouble);
  imports.start(trouble);
  runs.start(async () => {
    state = { ...only("period", "dimension", "branch", "team") };
    await look();
  }, trouble);
}

key.takeFromAddress();
apply();
listen();
enter();
