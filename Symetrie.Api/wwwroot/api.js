// Requests with the key in a header. What goes wrong is an error that says so in words.
import * as key from "./key.js";

export class Trouble extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

export const headers = () => ({ "X-Api-Key": key.read() ?? "" });

async function checked(response) {
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Trouble(response.status, problem);
}

export const request = async (address, options = {}) => checked(await fetch(address, { ...options, headers: { ...headers(), ...options.headers } }));

export const json = async (address, options) => (await request(address, options)).json();

// All rows of a table: as many pages as there are.
export async function rows(address) {
  const [path, query = ""] = address.split("?");
  const found = [];
  let cursor = null;
  do {
    const parameters = new URLSearchParams(query);
    if (!parameters.has("limit")) parameters.set("limit", "50000");
    if (cursor) parameters.set("cursor", cursor);
    const page = await json(`${path}?${parameters}`);
    found.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

// A link cannot carry the key: the answer is fetched and handed over as a file.
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const pause = ms => new Promise(done => setTimeout(done, ms));

// Looks again and again at an address until what it tells has ended.
export async function watch(address, hasEnded, told) {
  for (let wait = 250; ; wait = Math.min(wait * 1.5, 2000)) {
    const state = await json(address);
    told(state);
    if (hasEnded(state)) return state;
    await pause(wait);
  }
}
