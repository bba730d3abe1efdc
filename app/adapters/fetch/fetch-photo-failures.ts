/** Why a photo could not be fetched. */
export type FetchFailure =
  | "dead_link"
  | "not_https"
  | "forbidden_address"
  | "too_large"
  | "too_slow"
  | "not_an_image"
  | "camera_raw"
  | "page_instead"
  | "empty"
  | "too_many_redirects"
  | "not_kept"
  | "unreadable";

/** Each reason as the image processor reads it. */
export const FETCH_FAILURE_WORDS: Record<FetchFailure, string> = {
  dead_link: "Behind the link there is no photo now.",
  not_https: "The link to the photo is not a secure (https) address.",
  forbidden_address: "The link does not lead to a public address.",
  too_large: "The photo is larger than 50 MB.",
  too_slow: "The photo took too long to arrive.",
  not_an_image: "Behind the link there is no photo in a format we accept.",
  camera_raw: "Behind the link is a camera's raw file, which is not shown. Ask for it exported as JPEG or TIFF.",
  page_instead: "Behind the link there is a web page in place of the photo.",
  empty: "The file behind the link is empty.",
  too_many_redirects: "The link leads from address to address without an end.",
  not_kept: "The photo cannot be kept here at the moment. It is asked for again by itself until it can.",
  unreadable: "The photo could not be read from its address.",
};

/** Those that may be otherwise at another time: upload apps move files after the order, hosts fail, and some answer a first asking only with a page. */
export const LATER_FAILURES: readonly FetchFailure[] = [
  "dead_link",
  "too_slow",
  "page_instead",
  "empty",
  "not_kept",
  "unreadable",
];

/** A failure on the way out of the fetching; `isTemporary` says that trying later may help. */
export class FetchFailed extends Error {
  readonly reason: FetchFailure;
  readonly isTemporary: boolean;

  constructor(reason: FetchFailure, isTemporary = false) {
    super(reason);
    this.reason = reason;
    this.isTemporary = isTemporary;
  }
}

/** The reason behind anything thrown while fetching; what is no known trouble of the network is thrown again. */
export function reasonOf(error: unknown, signal: AbortSignal): { failed: FetchFailure; isTemporary: boolean } {
  if (error instanceof FetchFailed) return { failed: error.reason, isTemporary: error.isTemporary };
  if (signal.aborted) return { failed: "too_slow", isTemporary: true };
  for (const code of codesOf(error)) {
    const known = KNOWN_CODES[code];
    if (known) return known;
    if (TROUBLES.test(code)) return { failed: "unreadable", isTemporary: true };
  }
  throw error;
}

const TROUBLES =
  /^(UND_ERR|ERR_TLS|ERR_SSL|ERR_STREAM|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HPE_|EPROTO|EPIPE|ECONN|EHOST|ENET|EADDRNOTAVAIL)/;
const TOO_SLOW = { failed: "too_slow", isTemporary: true } as const;
const KNOWN_CODES: Record<string, { failed: FetchFailure; isTemporary: boolean }> = {
  FORBIDDEN_ADDRESS: { failed: "forbidden_address", isTemporary: false },
  ENOTFOUND: { failed: "dead_link", isTemporary: false },
  ECONNREFUSED: { failed: "dead_link", isTemporary: true },
  EAI_AGAIN: { failed: "unreadable", isTemporary: true },
  UND_ERR_CONNECT_TIMEOUT: TOO_SLOW,
  UND_ERR_HEADERS_TIMEOUT: TOO_SLOW,
  UND_ERR_BODY_TIMEOUT: TOO_SLOW,
  ETIMEDOUT: TOO_SLOW,
};

// Trying several addresses of a name collects its errors; a wrapped one stands under `cause`.
function codesOf(error: unknown): string[] {
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown[] };
  const below = [...(errors ?? []), cause]
    .filter((inner) => inner !== null && typeof inner === "object")
    .flatMap(codesOf);
  return typeof code === "string" ? [code, ...below] : below;
}
