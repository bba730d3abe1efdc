/** Fetches a file of a page that needs the session, which App Bridge adds to `fetch` only, and saves it under a name. */
export async function saveFile(path: string, name: string): Promise<void> {
  const answer = await fetch(path);
  if (!answer.ok) {
    shopify.toast.show("The file could not be fetched. Reload the page and try again.", { isError: true });
    return;
  }
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
