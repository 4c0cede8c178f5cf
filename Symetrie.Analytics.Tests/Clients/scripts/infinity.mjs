// A paging loop as Grafana's Infinity data source does it: type "json", root selector "data", pagination "cursor" with the parameter "cursor" taken from "nextCursor",
// asked until that is empty or five pages are had.
import { json, must } from "./asked.mjs";

const maxPages = 5;
const rows = Number(process.env.SYMETRIE_ROWS);
const limit = Math.ceil(rows / maxPages);
const frames = [];
let cursor;
let last;
for (let page = 1; page <= maxPages; page++) {
  const query = new URLSearchParams({ limit });
  if (cursor) query.set("cursor", cursor);
  last = await json(`/v1/gaps?${query}`);
  frames.push(last["data"]);
  cursor = last["nextCursor"];
  if (cursor === null || cursor === undefined || cursor === "") break;
}

must(frames.length === maxPages, `${frames.length} pages, not ${maxPages}`);
must(frames.every((frame) => frame.length > 0), "a page without rows");
must("nextCursor" in last && last.nextCursor === null && last.nextLink === null, "the fifth page is the last and says so");
const all = frames.flat();
must(all.length === rows, `${all.length} rows, not ${rows}`);
const columns = Object.keys(all[0]).join();
must(all.every((row) => Object.keys(row).join() === columns), "every row has every column, in one order");
must(new Set(all.map((row) => [row.period, row.team, row.dimension].join("\n"))).size === rows, "no row comes twice");
console.log(JSON.stringify({ pages: frames.length, rows: all.length, sum: all.reduce((total, row) => total + (row.gap ?? 0), 0) }));
