/** An upload that was begun in this browser: where it lies, and of which file. `at` is when it was begun, in ms. */
export type KeptUpload = { url: string; name: string; size: number; modified: number; at: number };

/** The server keeps what nobody goes on with for a day. */
const KEPT_MS = 24 * 60 * 60 * 1000;

// The browser may refuse a frame of another site any storage: then a file is sent anew after a reload.
const placeOf = (who: string) => `proofline-uploads ${who}`;

/** The uploads that this member began here and that have not arrived. */
export function keptUploads(who: string): KeptUpload[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(who)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => isKept(one) && Date.now() - one.at < KEPT_MS) : [];
  } catch {
    return [];
  }
}

/** The earlier upload of the same file, if there is one. */
export function keptUploadOf(who: string, { name, size, lastModified }: File): KeptUpload | undefined {
  return keptUploads(who).find((one) => one.name === name && one.size === size && one.modified === lastModified);
}

/** Keeps where the upload of a file lies, in the place of an earlier one of the same file. */
export function keepUpload(who: string, url: string, file: File): void {
  const { name, size, lastModified: modified } = file;
  const before = keptUploadOf(who, file);
  if (before?.url === url) return;
  const others = keptUploads(who).filter((one) => one.url !== before?.url);
  write(who, [...others, { url, name, size, modified, at: Date.now() }]);
}

/** Forgets an upload: it has arrived, or nobody wants it. */
export function dropKept(who: string, url: string): void {
  write(
    who,
    keptUploads(who).filter((one) => one.url !== url),
  );
}

function write(who: string, kept: readonly KeptUpload[]): void {
  try {
    localStorage.setItem(placeOf(who), JSON.stringify(kept));
  } catch {
    // It is only for going on later.
  }
}

function isKept(one: unknown): one is KeptUpload {
  if (typeof one !== "object" || one === null) return false;
  const { url, name, size, modified, at } = one as Record<keyof KeptUpload, unknown>;
  return (
    typeof url === "string" &&
    typeof name === "string" &&
    [size, modified, at].every((each) => typeof each === "number")
  );
}
