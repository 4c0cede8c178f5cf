// An import's report in words.
import { element } from "./dom.js";
import { say } from "./words.js";
import { request, save } from "./api.js";

const counts = ["read", "added", "updated", "unchanged", "duplicates", "rejected", "blank", "skipped", "erased"];

export function write(report, trouble) {
  const told = counts.filter(name => report[name] > 0 || name === "read" || name === "added");
  const parts = [
    element("p", { class: `state ${report.state}` }, element("strong", {}, say(`state.${report.state}`)), ` ${report.name}`, report.codebook ? ` · ${say("codebook")} ${report.codebook}` : ""),
  ];
  if (report.replayed) parts.push(element("p", { class: "soft" }, say("replayed")));
  if (report.refusal) parts.push(element("p", { class: "notice trouble" }, report.refusalLine ? `${say("line")} ${report.refusalLine}${say("colon")} ` : "", report.refusal));
  parts.push(element("dl", { class: "counts" }, told.flatMap(name => [element("dt", {}, say(`count.${name}`)), element("dd", {}, `${report[name]}`)])));
  if (report.problems?.length) parts.push(problems(report.problems));
  if (report.rejectedRows) parts.push(element("p", {}, rejected(report, trouble)));
  if (report.pairing?.length) parts.push(pairing(report.pairing));
  return element("div", { class: "report" }, parts);
}

function rejected(report, trouble) {
  const fetchRows = async () => save(await (await request(report.rejectedRows)).blob(), "errors.csv");
  return element("button", { type: "button", onclick: () => fetchRows().catch(trouble) }, say("rejectedRows"));
}

function problems(groups) {
  return element("details", { open: true }, element("summary", {}, say("problems")),
    groups.map(group => element("div", {}, element("h4", {}, `${group.code} (${group.total})`),
      element("ul", {}, group.samples.slice(0, 5).map(sample => element("li", {},
        `${say("line")} ${sample.line}${sample.column ? `, ${say("column")} ${sample.column}` : ""}${say("colon")} ${sample.reason}${sample.text ? ` « ${sample.text} »` : ""}`))))));
}

function pairing(periods) {
  return element("details", {}, element("summary", {}, say("pairing")),
    element("ul", {}, periods.map(period => element("li", {}, `${period.period}${say("colon")} ${say("paired", period)}`))));
}
