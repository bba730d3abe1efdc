const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/;
const LONGEST = 254;

/** The one e-mail address that a text is, without spaces around it; null when it is none, or more than one. */
export function emailAddress(text: string | null): string | null {
  const address = text?.trim() ?? "";
  return ADDRESS.test(address) && address.length <= LONGEST ? address : null;
}
