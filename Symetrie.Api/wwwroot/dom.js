// Elements are made, never parsed: what comes from the store is text, whatever it looks like.

export const byId = id => document.getElementById(id);

export function element(name, settings = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else if (value === true) made.setAttribute(key, "");
    else made.setAttribute(key, value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
}

export function fill(select, options, chosen) {
  select.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  if (chosen !== undefined && chosen !== null) select.value = chosen;
}

export function table(place, caption, heads, rows) {
  place.replaceChildren(
    element("caption", { class: "unseen" }, caption),
    element("thead", {}, element("tr", {}, heads.map(head => head instanceof Node ? head : element("th", { scope: "col" }, head)))),
    element("tbody", {}, rows));
}
