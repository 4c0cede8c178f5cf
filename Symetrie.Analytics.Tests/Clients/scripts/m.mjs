// As much of Power Query's language M as the README's query needs, evaluated from the tree that Microsoft's parser makes of it: lazily, as M does.
import PQP from "@microsoft/powerquery-parser";

/** The tree of a query; what is no M ends the script with the parser's own message. */
export async function parse(text) {
  const task = await PQP.TaskUtils.tryLexParse(PQP.DefaultSettings, text);
  if (task.resultKind !== "Ok" || !task.ast) throw new Error(`this is no M: ${task.error?.message ?? task.resultKind}`);
  return task.ast;
}

const items = (wrapper) => wrapper.elements.map((element) => (element.kind === "Csv" ? element.node : element));

/** Evaluates a node. An environment maps names to functions that give the value. */
export async function evaluate(node, names) {
  const rule = rules[node.kind];
  if (!rule) throw new Error(`M has ${node.kind}, which this reader does not know`);
  return rule(node, names);
}

function lazily(node, names) {
  let value;
  return () => (value ??= evaluate(node, names));
}

function define(pairs, names) {
  const known = Object.create(names);
  for (const pair of pairs) known[pair.key.literal] = lazily(pair.value, known);
  return known;
}

async function record(node, names) {
  const found = {};
  for (const pair of items(node.content)) found[pair.key.literal] = await evaluate(pair.value, names);
  return found;
}

function field(from, selector) {
  const name = selector.content.literal;
  if (from === null || !(name in from)) throw new Error(`the record has no field ${name}`);
  return from[name];
}

async function look(name, names) {
  if (!(name in names)) throw new Error(`M does not know the name ${name}`);
  return names[name]();
}

async function applied(node, names) {
  let value = await evaluate(node.head, names);
  for (const next of node.recursiveExpressions.elements) {
    if (next.kind === "FieldSelector") value = field(value, next);
    else if (next.kind === "InvokeExpression") value = await value(...(await Promise.all(items(next.content).map((argument) => evaluate(argument, names)))));
    else throw new Error(`M has ${next.kind}, which this reader does not know`);
  }

  return value;
}

const compare = { "=": (left, right) => left === right, "<>": (left, right) => left !== right };

const rules = {
  LetExpression: (node, names) => evaluate(node.expression, define(items(node.variableList), names)),
  IdentifierExpression: (node, names) => look(node.identifier.literal, names),
  LiteralExpression: (node) => (node.literalKind === "Text" ? node.literal.slice(1, -1).replaceAll('""', '"') : JSON.parse(node.literal)),
  FunctionExpression: (node, names) => {
    const parameters = items(node.parameters.content).map((parameter) => parameter.name.literal);
    return (...values) => evaluate(node.expression, Object.assign(Object.create(names), Object.fromEntries(parameters.map((name, i) => [name, () => values[i] ?? null]))));
  },
  EachExpression: (node, names) => (value) => evaluate(node.paired, Object.assign(Object.create(names), { _: () => value })),
  RecursivePrimaryExpression: applied,
  FieldSelector: async (node, names) => field(await look("_", names), node),
  RecordExpression: record,
  ListExpression: (node, names) => Promise.all(items(node.content).map((item) => evaluate(item, names))),
  IfExpression: async (node, names) => evaluate((await evaluate(node.condition, names)) ? node.trueExpression : node.falseExpression, names),
  EqualityExpression: async (node, names) => compare[node.operatorConstant.constantKind](await evaluate(node.left, names), await evaluate(node.right, names)),
  TypePrimaryType: (node) => node.paired.primitiveTypeKind,
};
