// The pictures come from the server whole. Each is put into a shadow root of its own, so that its ids are its own,
// what is pointed at tells its figures, and a screen reader finds its title and description.
import * as key from "./key.js";
import { byId, element } from "./dom.js";
import { save, Trouble } from "./api.js";
import { language, say } from "./words.js";

const asked = new Map();

// In a fixed light a picture has no style sheet, which this page would not let in.
export const dark = matchMedia("(prefers-color-scheme: dark)");

// XMLHttpRequest hands over a parsed document, so that no text is ever made into elements by this page.
function fetchDocument(address) {
  const request = new XMLHttpRequest();
  const done = new Promise((resolve, reject) => {
    request.open("GET", address);
    request.responseType = "document";
    request.setRequestHeader("X-Api-Key", key.read() ?? "");
    request.onload = () => request.status === 200 && request.responseXML
      ? resolve(request.responseXML)
      : reject(new Trouble(request.status, { title: `${request.status}` }));
    request.onerror = () => reject(new Trouble(0, { title: say("noAnswer") }));
    request.onabort = () => resolve(null);
    request.send();
  });
  return { done, stop: () => request.abort() };
}

// Widths in steps: a picture is not drawn anew for every pixel, and what was drawn once can be had again.
export function widthOf(figure) {
  const room = Math.floor(figure.clientWidth / 20) * 20;
  return Math.max(320, Math.min(1600, room));
}

function put(figure, picture, name, address) {
  const svg = document.importNode(picture.documentElement, true);
  const place = element("div", { class: "picture" });
  const shadow = place.attachShadow({ mode: "open" });
  const shape = new CSSStyleSheet();
  shape.replaceSync(":host{display:block}svg{display:block;width:100%;height:auto}");
  shadow.adoptedStyleSheets = [shape];
  shadow.append(svg);
  const text = new XMLSerializer().serializeToString(picture);
  figure.replaceChildren(place, element("figcaption", {},
    element("button", { type: "button", class: "quiet", onclick: () => save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`) }, say("saveSvg"))));
  figure.setAttribute("aria-label", svg.querySelector("title").textContent);
  figure.dataset.address = address;
  figure.removeAttribute("aria-busy");
}

// Draws a picture in its place; what was asked for there before is given up.
export async function draw(name, parameters) {
  const figure = byId(`plot-${name}`);
  const query = new URLSearchParams({ ...parameters, lang: language(), theme: dark.matches ? "dark" : "light", width: widthOf(figure) });
  const address = `/v1/plots/${name}.svg?${query}`;
  asked.get(name)?.stop();
  const request = fetchDocument(address);
  asked.set(name, request);
  figure.setAttribute("aria-busy", "true");
  const picture = await request.done;
  if (!picture || asked.get(name) !== request) return null;
  put(figure, picture, name, address);
  return picture.documentElement.dataset;
}
