// Random requests made from an OpenAPI document: for each operation its parameters, headers and bodies, likely ones and others.
import fc from "fast-check";

/** Makes arbitrary requests of every operation of a document. */
export class Requests {
  /** @param document the document; @param known texts that parameters of a name can have, from the running server; @param keys good and bad keys. */
  constructor(document, known, keys) {
    Object.assign(this, { document, known, keys });
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })));
  }

  any() {
    return fc.constantFrom(...this.operations).chain((found) => this.of(found));
  }

  of({ path, method, operation }) {
    const parameters = operation.parameters ?? [];
    const of = (place) => fc.record(Object.fromEntries(parameters.filter((p) => p.in === place).map((p) => [p.name, this.value(p)])), { requiredKeys: place === "path" ? undefined : parameters.filter((p) => p.in === place && p.required && place !== "query").map((p) => p.name) });
    return fc.record({
      path: of("path"), query: this.rarely(of("query")), headers: of("header"), key: this.key(), body: this.body(operation.requestBody),
      method: fc.constant(method), more: fc.record({ Accept: fc.constantFrom("*/*", "application/json", "text/csv", "text/html", "nothing/at-all"), "If-None-Match": fc.constantFrom("*", 'W/"s-1.json"'), "Accept-Encoding": fc.constantFrom("gzip", "br", "identity") }, { requiredKeys: [] }),
      head: method === "GET" ? fc.integer({ min: 0, max: 19 }).map((n) => n === 0) : fc.constant(false),
    }).map((drawn) => this.made(path, operation, drawn));
  }

  // Of many parameters at once hardly any request would be good: mostly one or two.
  rarely(query) {
    return fc.tuple(query, fc.array(fc.nat(30), { maxLength: 3 })).map(([all, chosen]) => {
      const names = Object.keys(all);
      return names.length < 4 ? all : Object.fromEntries([...new Set(chosen.map((n) => names[n % names.length]))].map((name) => [name, all[name]]));
    });
  }

  key() {
    return fc.oneof({ weight: 16, arbitrary: fc.constant(this.keys.admin) }, { weight: 2, arbitrary: fc.constant(this.keys.read) }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant("sym_000000000000_0") });
  }

  value(parameter) {
    const { schema } = parameter;
    if (schema.type === "array") return fc.tuple(fc.array(this.one(parameter, schema.items, parameter.example?.[0]), { minLength: 1, maxLength: 3 }), fc.boolean()).map(([values, joined]) => (joined ? [values.join(",")] : values.map(String)));
    return this.one(parameter, schema, parameter.example).map((value) => [String(value)]);
  }

  one(parameter, schema, example) {
    const likely = [...(schema.enum ?? []), ...(this.known[parameter.name] ?? []), ...(example === undefined ? [] : [example])];
    const other = schema.type === "integer" ? fc.integer({ min: schema.minimum ?? -3, max: Math.min(schema.maximum ?? 3, 5000) }) : schema.type === "boolean" ? fc.boolean() : parameter.in === "header" ? fc.stringMatching(/^[!-~]{1,20}$/) : fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
    return likely.length === 0 ? other : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...likely) }, { weight: 1, arbitrary: other });
  }

  body(described) {
    if (!described) return fc.constant(null);
    return fc.constantFrom(...Object.entries(described.content)).chain(([type, { schema, example }]) => {
      if (type === "multipart/form-data") return fc.string().map((text) => ({ type: "multipart/form-data; boundary=b", text: `--b\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--b--\r\n` }));
      const good = example === undefined ? fc.string() : fc.constant(typeof example === "string" ? example : JSON.stringify(example));
      const other = type === "application/json" ? this.instance(schema).map((value) => JSON.stringify(value)) : fc.string({ maxLength: 60 });
      return fc.oneof({ weight: 2, arbitrary: good }, { weight: 3, arbitrary: other }).map((text) => ({ type, text }));
    });
  }

  instance(schema, depth = 0) {
    if (schema.$ref) return this.instance(schema.$ref.slice(2).split("/").reduce((at, step) => at[step], this.document), depth);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const types = [schema.type ?? "string"].flat();
    return fc.oneof(...types.map((type) => this.ofType(type, schema, depth)));
  }

  ofType(type, schema, depth) {
    if (type === "object") {
      const fixed = fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, member]) => [name, this.instance(member, depth + 1)])), { requiredKeys: (schema.required ?? []).filter((name) => name in (schema.properties ?? {})) });
      return typeof schema.additionalProperties === "object" && depth < 6 ? fc.tuple(fixed, fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), this.instance(schema.additionalProperties, depth + 1), { maxKeys: 2 })).map(([known, more]) => ({ ...more, ...known })) : fixed;
    }

    if (type === "array") return fc.array(this.instance(schema.items ?? {}, depth + 1), { maxLength: depth > 6 ? 0 : 3 });
    if (type === "integer") return fc.integer({ max: schema.maximum ?? 2 ** 31 - 1 });
    if (type === "number") return fc.double({ noNaN: true, noDefaultInfinity: true });
    if (type === "boolean") return fc.boolean();
    if (type === "null") return fc.constant(null);
    return schema.format === "date" ? fc.constantFrom("2026-01-01", "2026-07-01", "2027-01-01") : fc.oneof(fc.constantFrom("S16", "employee", "2026-Q3", "respect"), fc.string({ unit: "grapheme", maxLength: 12 }));
  }

  made(path, operation, { path: places, query, headers, more, key, body, method, head }) {
    const address = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(places[name][0]).replace(/^\.+$/, "%2e"));
    const asked = Object.entries(query).flatMap(([name, values]) => values.map((value) => `${name}=${encodeURIComponent(value)}`)).join("&");
    const sent = { ...more, ...Object.fromEntries(Object.entries(headers).map(([name, [value]]) => [name, value])) };
    if (key) sent["X-Api-Key"] = key;
    if (body) sent["Content-Type"] = body.type;
    return { id: operation.operationId, path, method: head ? "HEAD" : method, documented: method, address: address + (asked && `?${asked}`), headers: sent, body: body?.text ?? null };
  }
}
