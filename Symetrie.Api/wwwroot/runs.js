// Recomputes: the ledger, and the button that asks for one.
import { json, request, watch } from "./api.js";
import { byId, element, table } from "./dom.js";
import { instant, say } from "./words.js";

const ended = run => run.state === "succeeded" || run.state === "failed";

export async function load() {
  const page = await json("/v1/runs?limit=20");
  table(byId("run-table"), say("runs"), [say("run"), say("stateHead"), say("when"), element("th", { scope: "col", class: "number" }, say("took")), say("snapshot")], page.data.map(run => element("tr", {},
    element("th", { scope: "row" }, run.id), element("td", { class: `state ${run.state}` }, say(`run.${run.state}`), run.error ? `${say("colon")} ${run.error}` : ""),
    element("td", {}, instant(run.requestedAt)), element("td", { class: "number" }, took(run)), element("td", {}, run.snapshot ?? "–"))));
}

function took(run) {
  if (!run.startedAt || !run.finishedAt) return "–";
  return `${((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} s`;
}

async function recompute(published) {
  const [button, bar, state] = [byId("recompute"), byId("run-progress"), byId("run-state")];
  button.disabled = true;
  bar.hidden = false;
  try {
    const answer = await request("/v1/runs", { method: "POST" });
    const run = await watch(answer.headers.get("Location"), ended, now => {
      bar.value = now.progress;
      state.textContent = say(`run.${now.state}`);
    });
    state.textContent = run.error ?? say(`run.${run.state}`);
    await load();
    if (run.state === "succeeded") await published();
  } finally {
    button.disabled = false;
    bar.hidden = true;
  }
}

export function start(published, trouble) {
  byId("recompute").addEventListener("click", () => recompute(published).catch(error => {
    if (error.status === 403) byId("run-state").textContent = say("needsAdmin");
    else trouble(error);
  }));
}
