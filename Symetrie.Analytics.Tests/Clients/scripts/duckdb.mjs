// DuckDB reads pages without being told anything; what it takes each column for must be what the schema says.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { json, must, text } from "./asked.mjs";

const types = { string: ["VARCHAR"], integer: ["BIGINT", "UBIGINT", "HUGEINT"], number: ["DOUBLE"], boolean: ["BOOLEAN"], date: ["DATE"], "date-time": ["TIMESTAMP"] };
const folder = mkdtempSync(join(tmpdir(), "symetrie-duckdb-"));
const database = await (await DuckDBInstance.create(":memory:")).connect();
const told = { measures: 0, columns: 0, empty: 0, proxied: 0 };
try {
  for (const measure of process.env.SYMETRIE_MEASURES.split(",")) {
    const sent = await text(`/v1/${measure}?limit=5000`);
    const page = JSON.parse(sent);
    const passed = await (await fetch(`${process.env.SYMETRIE_PROXY}/v1/${measure}?limit=5000`, { headers: { "X-Api-Key": process.env.SYMETRIE_KEY } })).json();
    if (isDeepStrictEqual(passed, page)) told.proxied++;
    must(page.data.length > 0, `${measure} has no rows`);
    const file = join(folder, `${measure}.json`);
    writeFileSync(file, sent);
    const table = `(select unnest(data, max_depth := 2) from read_json_auto('${file}'))`;
    const found = new Map((await (await database.run(`describe select * from ${table}`)).getRows()).map(([name, type]) => [name, type]));
    const columns = (await json(`/v1/schemas/${measure}`)).data;
    must([...found.keys()].join() === columns.map((column) => column.name).join(), `${measure}: the columns are ${[...found.keys()]}`);
    for (const { name, type, format } of columns) {
      const expected = types[format] ?? types[type];
      // A column without any value tells nobody what it is.
      if (page.data.every((row) => row[name] === null)) told.empty++;
      else must(expected.includes(found.get(name)), `${measure}.${name} is ${found.get(name)}, not ${expected[0]}`);
      told.columns++;
    }

    const figure = columns.find(({ name, type }) => type === "number" && page.data.some((row) => row[name] !== null))?.name;
    const [[count, greatest]] = await (await database.run(`select count(*), max(${figure ? `"${figure}"` : "null"}) from ${table}`)).getRows();
    must(Number(count) === page.data.length, `${measure}: ${count} rows, not ${page.data.length}`);
    must(figure === undefined || greatest === Math.max(...page.data.map((row) => row[figure]).filter((value) => value !== null)), `${measure}.${figure}: ${greatest}`);
    told.measures++;
  }
} finally {
  rmSync(folder, { recursive: true });
}

console.log(JSON.stringify(told));
