import {
  INSTALLATION_BYTES,
  packIds,
  packInstallation,
  readAddress,
  signAddress,
  unpackIds,
  unpackInstallation,
  type Installation,
} from "./address-token.ts";

/** A file of an item, or a picture of the shop's own, in one of its forms: 400, 800 or 1600 px, or the bytes as they were given. */
export type FileRef = Installation & {
  kind: (typeof KINDS)[number] | "picture";
  id: string;
  form: (typeof FORMS)[number];
};

/** For whom an address is made: a member, who must still be allowed when it is opened, or the customer of an order. */
export type FileViewer = { memberId: string } | { orderId: string };

const KINDS = ["photo", "artfile"] as const;
/** Set for a picture of the shop's own: the number of its form follows. */
const PICTURE = 0x80;
// Addresses that were given out count by these places: a new form comes at the end.
const FORMS = ["thumb", "screen", "original", "middle"] as const;

/** The path of a file on the app's own origin, `/files/<token>`, for this viewer alone; good for some hours, and within this installation of the shop. */
export function fileAddress(file: FileRef & FileViewer, now: number = Date.now()): string {
  const isMember = "memberId" in file;
  const form = FORMS.indexOf(file.form);
  const what = file.kind === "picture" ? PICTURE + form : KINDS.indexOf(file.kind) + KINDS.length * form;
  const head = Buffer.from([what, isMember ? 1 : 0]);
  const ids = packIds([file.id, isMember ? file.memberId : file.orderId]);
  return `/files/${signAddress("file", Buffer.concat([head, packInstallation(file), ids]), now)}`;
}

/** What the token of such a path leads to; null when it was forged, altered or is too old. */
export function readFileAddress(token: string, now: number = Date.now()): { file: FileRef; viewer: FileViewer } | null {
  const body = readAddress("file", token, now);
  if (!body || body.length !== 2 + INSTALLATION_BYTES + 32) return null;
  const [id, viewerId] = unpackIds(body.subarray(2 + INSTALLATION_BYTES)) as [string, string];
  const what = body[0]!;
  const kind: FileRef["kind"] = what >= PICTURE ? "picture" : KINDS[what % KINDS.length]!;
  const form = FORMS[what >= PICTURE ? what - PICTURE : Math.floor(what / KINDS.length)];
  if (!form) return null;
  const file = { ...unpackInstallation(body.subarray(2)), kind, id, form };
  return { file, viewer: body[1] === 1 ? { memberId: viewerId } : { orderId: viewerId } };
}

/** A picture that an email shows: of an order's customer, as long as the link is the one that the email was sent with. */
export type EmailPicture = { file: FileRef & { kind: (typeof KINDS)[number] }; orderId: string; linkVersion: number };
const EMAIL_PICTURE_HOURS = 180 * 24;

/** The path of a picture for an email, `/files/<token>`: good for half a year, within this installation of the shop and this version of the order's link. */
export function emailPictureAddress({ file, orderId, linkVersion }: EmailPicture, now: number = Date.now()): string {
  const head = Buffer.alloc(5);
  head.writeUInt8(KINDS.indexOf(file.kind) + KINDS.length * FORMS.indexOf(file.form));
  head.writeUInt32BE(linkVersion, 1);
  const body = Buffer.concat([head, packInstallation(file), packIds([file.id, orderId])]);
  return `/files/${signAddress("email-picture", body, now, EMAIL_PICTURE_HOURS)}`;
}

/** What the token of such a path leads to; null when it was forged, altered or is too old. */
export function readEmailPicture(token: string, now: number = Date.now()): EmailPicture | null {
  const body = readAddress("email-picture", token, now);
  if (!body || body.length !== 5 + INSTALLATION_BYTES + 32) return null;
  const [id, orderId] = unpackIds(body.subarray(5 + INSTALLATION_BYTES)) as [string, string];
  const form = FORMS[Math.floor(body[0]! / KINDS.length)];
  if (!form || form === "original") return null;
  const file = { ...unpackInstallation(body.subarray(5)), kind: KINDS[body[0]! % KINDS.length]!, id, form };
  return { file, orderId, linkVersion: body.readUInt32BE(1) };
}

/** What a zip holds: the newest photos, or the newest artfiles, of orders. */
export type DownloadKind = "photos" | "artfiles";
const DOWNLOADS = ["photos", "artfiles"] as const;

/** As many orders fit into one download address. */
export const MAX_ORDERS_IN_DOWNLOAD = 200;

/** The path of a zip of many orders' files for one member, `/downloads/<token>`; throws for more orders than fit. */
export function downloadAddress(
  asked: Installation & { memberId: string; what: DownloadKind; orderIds: readonly string[] },
  now: number = Date.now(),
): string {
  if (asked.orderIds.length > MAX_ORDERS_IN_DOWNLOAD)
    throw new Error(`${asked.orderIds.length} orders do not fit into the address of one zip`);
  const head = Buffer.from([DOWNLOADS.indexOf(asked.what)]);
  const ids = packIds([asked.memberId, ...asked.orderIds]);
  return `/downloads/${signAddress("download", Buffer.concat([head, packInstallation(asked), ids]), now)}`;
}

/** What the token of such a path asks for; null when it was forged, altered or is too old. */
export function readDownloadAddress(
  token: string,
  now: number = Date.now(),
): (Installation & { memberId: string; what: DownloadKind; orderIds: string[] }) | null {
  const body = readAddress("download", token, now);
  const what = body && DOWNLOADS[body[0] ?? 9];
  if (!body || !what || body.length < 1 + INSTALLATION_BYTES) return null;
  const [memberId, ...orderIds] = unpackIds(body.subarray(1 + INSTALLATION_BYTES));
  return memberId ? { ...unpackInstallation(body.subarray(1)), memberId, what, orderIds } : null;
}
