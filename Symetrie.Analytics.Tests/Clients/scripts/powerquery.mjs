// The README's Power Query function: Microsoft's parser takes it, and evaluated step by step against the server it fetches every row.
import { readFileSync } from "node:fs";
import { key, must, root } from "./asked.mjs";
import { evaluate, parse } from "./m.mjs";

const written = readFileSync(process.argv[2], "utf8").match(/```powerquery\n([\s\S]*?)```/)[1];
const rows = Number(process.env.SYMETRIE_ROWS);
const limit = Math.ceil(rows / 4);
const asked = [];

// Pages small enough that there are several; else the query is as the README has it.
const query = written.replace("http://127.0.0.1:5080", root).replaceAll('"10000"', `"${limit}"`);
must(query.split(`"${limit}"`).length === 3 && query.includes(root), "the README's query is not what this script expects to change");

const types = { number: (cell) => typeof cell === "number", date: (cell) => /^\d{4}-\d\d-\d\d$/.test(cell), whole: Number.isInteger };
const library = {
  "Int64.Type": () => "whole",
  // Relative to the root, the query as a record of texts, and credentials apart from it: the key as password of Basic.
  "Web.Contents": () => async (address, { RelativePath: path, Query: parameters }) => {
    must(Object.values(parameters).every((value) => typeof value === "string"), "Web.Contents takes texts as parameters");
    const answer = await fetch(`${address}/${path}?${new URLSearchParams(parameters)}`, { headers: { Authorization: `Basic ${Buffer.from(`anyone:${key}`).toString("base64")}` } });
    must(answer.status === 200, `${path}: ${answer.status}`);
    asked.push(parameters);
    return answer.arrayBuffer();
  },
  "Json.Document": () => (bytes) => JSON.parse(new TextDecoder().decode(bytes)),
  "List.Generate": () => async (initial, condition, next, selector) => {
    const list = [];
    for (let state = await initial(); await condition(state); state = await next(state)) list.push(await selector(state));
    return list;
  },
  "List.Combine": () => (lists) => lists.flat(),
  "Table.FromRecords": () => (records) => {
    const columns = Object.keys(records[0]).join();
    must(records.every((row) => Object.keys(row).join() === columns), "Table.FromRecords wants the same fields in every record");
    return records;
  },
  "Table.TransformColumnTypes": () => (table, changes) => {
    for (const [name, type] of changes)
      must(table.every((row) => name in row && (row[name] === null || types[type](row[name]))), `column ${name} is not all ${type}`);
    return table;
  },
};

const table = await evaluate(await parse(query), library);
must(asked.length === 4 && asked.every((parameters, i) => "cursor" in parameters === i > 0), `${asked.length} pages were asked for, not 4`);
must(table.length === rows && new Set(table.map((row) => [row.period, row.team, row.dimension].join("\n"))).size === rows, `${table.length} rows, not ${rows}`);
await parse("let x = in x").then(() => { throw new Error("the parser takes anything"); }, () => {});
console.log(JSON.stringify({ pages: asked.length, rows: table.length, sum: table.reduce((total, row) => total + (row.gap ?? 0), 0) }));
