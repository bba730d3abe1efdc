import { cleanEdges, cleanPart, shortenToBytes } from "../../domain/files/file-names-clean.ts";

/** The name a photo had at its source, from `Content-Disposition` (RFC 6266) or the end of its address; cleaned, null when there is none. */
export function originalNameOf(url: URL, disposition: string | null): string | null {
  const named = disposition === null ? null : fromDisposition(disposition);
  const name = cleanPart(named ?? decoded(url.pathname.slice(url.pathname.lastIndexOf("/") + 1)));
  return name === "" ? null : cleanEdges(shortenToBytes(name, 180));
}

function fromDisposition(disposition: string): string | null {
  const header = disposition.slice(0, 1000);
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;]+)/iu.exec(header)?.[1];
  if (extended) return decoded(extended.trim());
  return /filename\s*=\s*"([^"]*)"/iu.exec(header)?.[1] ?? /filename\s*=\s*([^;"\s]+)/iu.exec(header)?.[1] ?? null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
