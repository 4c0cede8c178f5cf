// Sends random requests made from openapi.json, and looks whether the document allows every answer: its status, its content type, and its body by JSON Schema.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { json, key, must, root } from "./asked.mjs";
import { Requests } from "./requests.mjs";

const document = JSON.parse(readFileSync(process.argv[2], "utf8"));
const [runs, seed] = [Number(process.env.SYMETRIE_RUNS), Number(process.env.SYMETRIE_SEED)];
const ajv = new Ajv.default({ strict: false, allErrors: false });
formats.default(ajv);
ajv.addSchema(document, "document");
// All go through Prism but three kinds: under a HEAD it wants JSON, where HTTP has no body; it takes every "…+json" for the same type, so that it holds a schema against another's; and it dies of a form that cannot be decoded.
const way = ({ method, path, headers, body }) => (method === "HEAD" || path === "/v1/schemas/{measure}" || isForm(headers, body) ? root : process.env.SYMETRIE_PROXY);

function isForm(headers, body) {
  return headers["Content-Type"]?.startsWith("application/x-www-form-urlencoded") === true && body.includes("%");
}

const counts = new Map();
const pointer = (...steps) => steps.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1")).map(encodeURIComponent).join("/");

/** Why the document does not allow an answer; null where it does. */
export function fault({ path, method, documented }, status, type, text) {
  const responses = document.paths[path][documented.toLowerCase()].responses;
  if (status >= 500 && path !== "/health/ready") return `${status}: ${text}`;
  if (!(status in responses)) return `status ${status} is not in the document: ${text}`;
  const { $ref } = responses[status];
  const content = ($ref ? document.components.responses[$ref.split("/").at(-1)] : responses[status]).content ?? {};
  if (method === "HEAD") return text === "" ? null : "a HEAD with a body";
  if (text === "" && Object.keys(content).length === 0) return null;
  if (!(type in content)) return `${status} with content type ${type || "none"}, the document has ${Object.keys(content)}`;
  if (!type.endsWith("json")) return null;
  const place = $ref ? `${$ref.slice(2)}/` : `${pointer("paths", path, documented.toLowerCase(), "responses", String(status))}/`;
  const valid = (ajv.getSchema(`document#/${place}${pointer("content", type, "schema")}`))(JSON.parse(text));
  return valid ? null : `${status}: the body is not what the document says: ${ajv.errorsText(ajv.getSchema(`document#/${place}${pointer("content", type, "schema")}`).errors)}: ${text.slice(0, 600)}`;
}

async function send(request) {
  const answer = await fetch(way(request) + request.address, { method: request.method, headers: request.headers, body: request.body, redirect: "manual", signal: AbortSignal.timeout(60_000) });
  const text = await answer.text();
  counts.set(`${answer.status}`, (counts.get(`${answer.status}`) ?? 0) + 1);
  counts.set(request.id, (counts.get(request.id) ?? 0) + 1);
  return fault(request, answer.status, (answer.headers.get("content-type") ?? "").split(";")[0].trim(), text);
}

async function known() {
  const [teams, periods, dimensions, snapshots, imports, codebooks] = await Promise.all(["teams", "periods", "dimensions", "snapshots", "imports", "codebooks"].map((name) => json(`/v1/${name}?limit=50`)));
  const ids = (page, column = "id") => page.data.map((row) => row[column]).filter((id) => id !== null);
  const cursor = (await json("/v1/gaps?limit=1")).nextCursor;
  return {
    team: ids(teams, "key"), period: ids(periods, "key"), fromPeriod: ids(periods, "key"), toPeriod: ids(periods, "key"), dimension: ids(dimensions, "key"), employeeDimension: ids(dimensions, "key"), customerDimension: ids(dimensions, "key"),
    snapshot: ids(snapshots), from: ids(snapshots), to: ids(snapshots), id: [...ids(imports), "r-1"], key: ids(codebooks, "key"), cursor: [cursor], measure: ["gaps", "scores", "drift"], Prefer: ["wait=0", "wait=1", "respond-async"],
  };
}

// The search for faults finds them.
const one = { path: "/v1/gaps", method: "GET", documented: "GET" };
const page = { snapshot: null, data: [], nextCursor: null, nextLink: null };
must(fault(one, 200, "application/json", JSON.stringify(page)) === null && fault(one, 304, "", "") === null, "what the document allows is a fault");
for (const [status, type, text] of [[500, "application/problem+json", "{}"], [418, "application/problem+json", "{}"], [200, "text/html", "<p>"], [200, "application/json", '{"data":[]}'], [200, "application/json", JSON.stringify({ ...page, data: [{ gap: "much" }] })], [400, "application/problem+json", '{"title":"?"}']])
  must(fault(one, status, type, text) !== null, `${status} ${type} ${text} is no fault`);

const requests = new Requests(document, await known(), { admin: key, read: process.env.SYMETRIE_READER });
const found = [];
await fc.assert(
  fc.asyncProperty(requests.any(), async (request) => {
    const wrong = await send(request);
    if (wrong && process.env.SYMETRIE_ALL) found.push(`${request.method} ${request.address} ${request.body ?? ""} ${JSON.stringify(request.headers)}\n  ${wrong}`);
    else if (wrong) throw new Error(wrong);
  }),
  { numRuns: runs, seed, endOnFailure: true },
);
for (const line of found) console.error(line);
const asked = requests.operations.filter(({ operation }) => counts.has(operation.operationId)).length;
const statuses = Object.fromEntries([...counts].filter(([name]) => /^\d/.test(name)).sort());
console.log(JSON.stringify({ seed, runs, operations: requests.operations.length, asked, statuses, faults: found.length }));
