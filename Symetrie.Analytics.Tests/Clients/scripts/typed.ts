// Pages through gaps with a client whose every name and type comes from openapi.json. The lines that must not compile say so, and the compiler checks it.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Gap = components["schemas"]["GapRow"];
const { SYMETRIE_URL: baseUrl = "", SYMETRIE_KEY: key = "", SYMETRIE_ROWS: expected = "0" } = process.env;
const client = createClient<paths, `application/${string}json`>({ baseUrl, headers: { "X-Api-Key": key } });

async function gaps(limit: number): Promise<{ pages: number; rows: Gap[] }> {
  const rows: Gap[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const { data, error } = await client.GET("/v1/gaps", { params: { query: { limit, ...(cursor && { cursor }) } } });
    if (error) throw new Error(`${error.status} ${error.detail}`);
    rows.push(...data.data);
    cursor = data.nextCursor ?? undefined;
    pages++;
  } while (cursor);
  return { pages, rows };
}

function sum(rows: Gap[]): number {
  return rows.reduce((total, row) => total + (row.gap ?? 0), 0);
}

const verdict: "symmetric" | "employee-favoured" | "customer-favoured" | "undetermined" | "not-comparable" | null | undefined = ({} as Gap).verdict;
void verdict;
// @ts-expect-error there is no such column
void ({} as Gap).nonsense;
// @ts-expect-error a figure may be null
const never: number = ({} as Gap).gap;
void never;
// @ts-expect-error there is no such address
void (() => client.GET("/v1/nowhere"));
// @ts-expect-error a limit is a number
void (() => client.GET("/v1/gaps", { params: { query: { limit: "many" } } }));

const three = await gaps(Math.ceil(Number(expected) / 3));
if (three.pages !== 3 || three.rows.length !== Number(expected)) throw new Error(`${three.rows.length} rows on ${three.pages} pages, not ${expected} on 3`);

const { data, error, response } = await client.GET("/v1/runs/{id}", { params: { path: { id: "r-999999" } } });
if (data !== undefined || response.status !== 404) throw new Error(`a run that is not there was answered with ${response.status}`);
const problem: components["schemas"]["Problem"] = error;
console.log(JSON.stringify({ pages: three.pages, rows: three.rows.length, sum: sum(three.rows), problem: problem.type, detail: problem.detail }));
