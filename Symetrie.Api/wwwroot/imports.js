// Exports in: dropped or chosen, sent with their progress, and what became of them.
import { headers, json, rows, Trouble, watch } from "./api.js";
import { byId, element, fill, table } from "./dom.js";
import { instant, say } from "./words.js";
import { write } from "./report.js";

let trouble = () => {}, isSending = false;

// XMLHttpRequest, since only it tells how much was sent.
function post(file, query, told) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/imports?${query}`);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    // The answer is its address: reading goes on there, and is seen going on.
    request.setRequestHeader("Prefer", "respond-async");
    request.upload.onprogress = event => told(event.lengthComputable ? event.loaded / event.total : null);
    request.onerror = () => reject(new Trouble(0, { title: say("noAnswer") }));
    request.onload = () => {
      let body = {};
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // An answer that is no JSON says no more than its status.
      }
      if (request.status < 300) resolve({ status: request.status, body, location: request.getResponseHeader("Location") });
      else if (body.report) resolve({ status: request.status, body: body.report });
      else reject(new Trouble(request.status, body));
    };
    request.send(file);
  });
}

function progress(file, text, share) {
  byId("sending").hidden = false;
  byId("sending-name").textContent = `${file.name}${say("colon")} ${text}`;
  const bar = byId("sent");
  if (share === null || share === undefined) bar.removeAttribute("value");
  else bar.value = 100 * share;
}

async function send(file) {
  if (isSending) return;
  isSending = true;
  byId("outcome").replaceChildren();
  const query = new URLSearchParams({ name: file.name });
  if (byId("dry-run").checked) query.set("dryRun", "true");
  if (byId("skip-bad").checked) query.set("onError", "skip");
  if (byId("codebook").value) query.set("codebook", byId("codebook").value);
  try {
    progress(file, say("sending"), 0);
    const answer = await post(file, query, share => progress(file, share === 1 ? say("reading") : say("sending"), share === 1 ? null : share));
    // A long file is read after the answer: its address tells how far it is.
    const report = answer.status === 202
      ? await watch(answer.location, state => state.state !== "queued" && state.state !== "running", state => progress(file, say("reading"), (state.progress?.percent ?? 0) / 100))
      : answer.body;
    byId("outcome").replaceChildren(write(report, trouble));
    await load();
  } catch (error) {
    byId("outcome").replaceChildren(element("p", { class: "notice trouble" }, error.message));
  } finally {
    byId("sending").hidden = true;
    byId("file").value = "";
    isSending = false;
  }
}

function row(entry) {
  const place = element("td", { colspan: 3 });
  const below = element("tr", { hidden: true }, place);
  const open = async event => {
    const button = event.currentTarget;
    below.hidden = !below.hidden;
    button.setAttribute("aria-expanded", `${!below.hidden}`);
    if (!below.hidden) place.replaceChildren(write(await json(`/v1/imports/${encodeURIComponent(entry.id)}`), trouble));
  };
  return [
    element("tr", {},
      element("th", { scope: "row" }, element("button", { type: "button", class: "quiet opens", "aria-expanded": "false", title: say("report"), onclick: event => open(event).catch(trouble) }, entry.name)),
      element("td", {}, entry.codebook ?? "–"), element("td", {}, instant(entry.createdAt), entry.undoneAt ? ` (${say("undone")})` : "")),
    below,
  ];
}

// The list is for keys that may bring exports: others see that they may not.
export async function load() {
  try {
    const all = await rows("/v1/imports");
    byId("imports-open").hidden = false;
    byId("imports-closed").hidden = true;
    table(byId("import-table"), say("importsSoFar"), [say("file"), say("codebook"), say("when")], all.flatMap(row));
    const codebooks = await rows("/v1/codebooks");
    fill(byId("codebook"), [["", say("byColumns")], ...codebooks.map(book => [book.key, book.title ? `${book.key} (${book.title})` : book.key])], byId("codebook").value);
  } catch (error) {
    if (error.status !== 403) throw error;
    byId("imports-open").hidden = true;
    byId("imports-closed").hidden = false;
  }
}

export function start(tell) {
  trouble = tell;
  const drop = byId("drop");
  byId("file").addEventListener("change", event => event.target.files[0] && send(event.target.files[0]));
  for (const kind of ["dragenter", "dragover"])
    drop.addEventListener(kind, event => {
      event.preventDefault();
      drop.classList.add("over");
    });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", event => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0]);
  });
  // A file that misses the zone must not replace the page.
  for (const kind of ["dragover", "drop"]) window.addEventListener(kind, event => event.preventDefault());
}
