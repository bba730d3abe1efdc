/** Fetches a file of a page that needs the session, which App Bridge adds to `fetch` only, and saves it under a name; false when it could not be had. */
export async function saveFile(path: string, name: string): Promise<boolean> {
  const answer = await fetch(path).catch(() => null);
  if (!answer?.ok) return false;
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
  return true;
}
