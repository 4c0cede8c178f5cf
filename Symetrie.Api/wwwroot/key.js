// The key lives in session storage and nowhere else: it ends with the tab. A link may bring it in its fragment, which
// browsers do not send; it is taken out of the address at once, so that it is not bookmarked or shown.
const place = "symetrie-key";

export function takeFromAddress() {
  const found = new URLSearchParams(location.hash.slice(1)).get("key");
  if (!found) return;
  sessionStorage.setItem(place, found.trim());
  history.replaceState(null, "", location.pathname + location.search);
}

export const read = () => sessionStorage.getItem(place);
export const keep = key => sessionStorage.setItem(place, key.trim());
export const forget = () => sessionStorage.removeItem(place);
