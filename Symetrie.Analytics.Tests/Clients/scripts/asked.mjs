// Where the server is, the key to it, and how to ask.
export const root = process.env.SYMETRIE_URL;
export const key = process.env.SYMETRIE_KEY;

/** The text at an address; anything but 200 ends the script. */
export async function text(address) {
  const answer = await fetch(root + address, { headers: { "X-Api-Key": key } });
  const said = await answer.text();
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status} ${said}`);
  return said;
}

/** The JSON at an address. */
export async function json(address) {
  return JSON.parse(await text(address));
}

/** Ends the script where something is not so. */
export function must(truth, what) {
  if (!truth) throw new Error(what);
}
