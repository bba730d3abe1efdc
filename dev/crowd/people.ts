import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { db } from "../../app/adapters/db.ts";
import { issueLink } from "../../app/adapters/proofs/customer-link.ts";
import { loadSituation } from "../../app/adapters/rows/acts/situations.ts";
import type { Command } from "../../app/domain/workflow/actions.ts";
import type { Step } from "../../app/domain/words/steps.ts";
import { drawDemoArtwork } from "../demo-pictures.ts";
import { mintSessionToken } from "../local-shopify/proofs/session-token.ts";
import type { LocalShopify } from "../local-shopify/server.ts";
import type { LocalShop, LocalStaff } from "../local-shopify/shapes.ts";

/** Where people work, and the chance (0 to 1) by which they decide. */
export type Floor = {
  shopify: LocalShopify;
  shop: LocalShop;
  shopId: string;
  /** The balancer before the web processes. */
  origin: string;
  chance: () => number;
};

/** What people were told yes to, as "item action", and how often they had to ask again. */
export type Tally = { asked: string[]; again: number };

type Item = { id: string; orderId: string; changeCount: number; fileName: string; hasOpenRevision: boolean };

/** An answer that came whole. */
type Answered = { status: number; headers: Headers; body: string };

const AGAIN_AFTER_MS = 500;
const AT_ONCE = 12;
const FILES_AT_ONCE = 3;
const AT_A_LOOK = 60;
let artwork: Promise<Buffer> | undefined;
const TUS = { "Tus-Resumable": "1.0.0" };

/** Has people do all that there is to do at this moment, a few at once, as staff and as customers; gives how much that was. */
export async function workOnce(floor: Floor, tally: Tally): Promise<number> {
  const steps = Object.entries(BY_STEP).map(([step, does]) => toDo(floor, step as Step, does));
  const work = (await Promise.all([...steps, drawings(floor)])).flat();
  const waiting = [...work];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await next(tally);
    }),
  );
  return work.length;
}

type Does = (floor: Floor, item: Item, tally: Tally) => Promise<void>;
type Task = (tally: Tally) => Promise<void>;

async function toDo(floor: Floor, step: Step, does: Does): Promise<Task[]> {
  return (await itemsAt(floor, step)).map((item) => (tally) => does(floor, item, tally));
}

function itemsAt({ shopId }: Floor, step: Step): Promise<Item[]> {
  return db().$queryRaw<Item[]>`
    SELECT id::text, "orderId"::text, "changeCount", "fileName", "hasOpenRevision" FROM "Item" i
    WHERE "shopId" = ${shopId}::uuid AND step = ${step} AND "readyFor" IS NULL AND "visibleAt" <= now()
      AND (step <> 'photo_review' OR EXISTS (SELECT 1 FROM "Photo" p WHERE p."shopId" = i."shopId" AND p."itemId" = i.id AND p.version = i."photoVersion" AND p.renditions = 'made'))
      AND (step <> 'customer_approval' OR EXISTS (SELECT 1 FROM "Artfile" a WHERE a."shopId" = i."shopId" AND a."itemId" = i.id AND a.version = i."artfileVersion" AND a.renditions = 'made'))
    ORDER BY "stepSince" LIMIT ${AT_A_LOOK}`;
}

const BY_STEP: Partial<Record<Step, Does>> = {
  photo_review: async (floor, item, tally) => {
    const reason = await db().rejectionReason.findFirstOrThrow({ where: { shopId: floor.shopId } });
    const isRejected = floor.chance() < 0.15;
    const rejecting = { action: "reject_photo", reasonId: reason.id, comment: "Too dark" } as const;
    await act(floor, item, isRejected ? rejecting : { action: "approve_photo" }, tally);
  },
  photo_issue: (floor, item, tally) => decide(floor, item, { intent: "keep_photo", looked: "yes" }, tally),
  quality_control: async (floor, item, tally) => {
    const forward = { action: "forward_revision", instructions: "Warmer" } as const;
    if (item.hasOpenRevision && (await act(floor, item, forward, tally))) return;
    await act(floor, item, { action: "pass_artfile" }, tally);
  },
  customer_approval: async (floor, item, tally) => {
    const wantsMore = floor.chance() < 0.1;
    await decide(
      floor,
      item,
      wantsMore ? { intent: "request_changes", note: "Bluer" } : { intent: "approve_artwork" },
      tally,
    );
  },
};

/** A click of a member of the staff, sent with one id until it is answered; whether it was done. */
async function act(floor: Floor, item: Item, command: Command, tally: Tally): Promise<boolean> {
  const owner = floor.shop.staff.find(({ accountOwner }) => accountOwner)!;
  const fields = {
    ...{ intent: "act", actId: randomUUID(), command: JSON.stringify(command) },
    targets: JSON.stringify([{ itemId: item.id, changeCount: item.changeCount }]),
  };
  const answer = await post(floor, owner, "/app/acts", new URLSearchParams(fields), tally);
  const { outcome } = JSON.parse(answer.body) as { outcome?: { moved: { itemId: string }[] } };
  const isDone = outcome?.moved.some(({ itemId }) => itemId === item.id) ?? false;
  if (isDone) tally.asked.push(`${item.id} ${fields.actId}`);
  return isDone;
}

/** A customer's form on the shop's own site. */
async function decide(floor: Floor, item: Item, form: Record<string, string>, tally: Tally): Promise<void> {
  const token = await issueLink(db(), { shopId: floor.shopId, orderId: item.orderId });
  const address = `${floor.shopify.storeOrigins[floor.shop.domain]!}/apps/proofline/o/${token}`;
  const actId = randomUUID();
  const body = new URLSearchParams({ ...form, actId, target: `${item.id}:${item.changeCount}` });
  const answer = await untilAnswered(
    () => fetch(address, { method: "POST", body, signal: AbortSignal.timeout(30_000) }),
    tally,
  );
  if (answer.body.includes("proofline-notice--done")) tally.asked.push(`${item.id} ${actId}`);
}

/** Each artist sends the files of all that is theirs by tus, over whichever web process answers, and presses Update once. */
async function drawings(floor: Floor): Promise<Task[]> {
  const byArtist = new Map<string, Item[]>();
  for (const item of await itemsAt(floor, "artwork")) {
    const situation = await loadSituation(db(), floor.shopId, item.orderId);
    const artist = situation?.assignees.artist;
    if (artist) byArtist.set(artist, [...(byArtist.get(artist) ?? []), item]);
  }
  return [...byArtist].map(
    ([artist, items]) =>
      (tally) =>
        draw(floor, artist, items, tally),
  );
}

async function draw(floor: Floor, artist: string, items: readonly Item[], tally: Tally): Promise<void> {
  const { shopifyUserId } = await db().member.findUniqueOrThrow({
    where: { shopId_id: { shopId: floor.shopId, id: artist } },
    select: { shopifyUserId: true },
  });
  const person = floor.shop.staff.find(({ id }) => String(id) === shopifyUserId)!;
  const waiting = [...items];
  const send = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      // Readers leave out what stands after a picture's end: each file is another one.
      const drawn = await (artwork ??= drawDemoArtwork(1, "jpeg", 800, "crowd"));
      await upload(floor, person, `${item.fileName}.jpg`, Buffer.concat([drawn, Buffer.from(randomUUID())]), tally);
    }
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, send));
  const update = new URLSearchParams({ intent: "update", actId: randomUUID(), olderPhotoAccepted: "", replacing: "" });
  await post(floor, person, "/app/artfile-production?_data=routes%2Fapp.artfile-production", update, tally);
}

async function upload(floor: Floor, person: LocalStaff, name: string, bytes: Buffer, tally: Tally): Promise<void> {
  const metadata = `filename ${Buffer.from(name).toString("base64")}`;
  for (let tries = 0; tries < 50; tries += 1) {
    const begun = { ...TUS, "Upload-Length": String(bytes.length), "Upload-Metadata": metadata };
    const made = await untilAnswered(() => ask(floor, person, "/uploads", { method: "POST", headers: begun }), tally);
    const place = made.headers.get("location");
    if (made.status !== 201 || place === null) continue;
    const { pathname } = new URL(place, floor.origin);
    for (;;) {
      const seen = await untilAnswered(() => ask(floor, person, pathname, { method: "HEAD", headers: TUS }), tally);
      if (seen.status !== 200) break;
      const offset = Number(seen.headers.get("upload-offset"));
      if (offset === bytes.length) return;
      // In two pieces, so that there is something to go on with.
      const piece = bytes.subarray(offset, offset === 0 ? Math.ceil(bytes.length / 2) : bytes.length);
      const headers = { ...TUS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
      const sent = await ask(floor, person, pathname, { method: "PATCH", headers, body: piece as never }).catch(
        () => null,
      );
      if (sent?.status === 204 && Number(sent.headers.get("upload-offset")) === bytes.length) return;
    }
  }
}

/** A member of the staff looks at a page of the app; gives whether it came. */
export async function visit(floor: Floor, path: string): Promise<boolean> {
  const owner = floor.shop.staff.find(({ accountOwner }) => accountOwner)!;
  const answer = await ask(floor, owner, path, {});
  await answer.arrayBuffer();
  return answer.ok;
}

function post(
  { ...floor }: Floor,
  person: LocalStaff,
  path: string,
  body: URLSearchParams,
  tally: Tally,
): Promise<Answered> {
  return untilAnswered(() => ask(floor, person, path, { method: "POST", body }), tally);
}

function ask(floor: Floor, person: LocalStaff, path: string, init: RequestInit): Promise<Response> {
  const token = mintSessionToken(floor.shopify.ctx, floor.shop, person);
  const headers = {
    ...(init.headers as Record<string, string>),
    Authorization: `Bearer ${token}`,
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0.0.0",
  };
  return fetch(floor.origin + path, { ...init, headers, signal: AbortSignal.timeout(30_000) });
}

// As a browser does: what was not answered is asked again, with the same id.
async function untilAnswered(send: () => Promise<Response>, tally: Tally): Promise<Answered> {
  for (;;) {
    const answer = await send()
      .then(async (response) => ({ status: response.status, headers: response.headers, body: await response.text() }))
      .catch(() => null);
    if (answer && answer.status < 500 && answer.status !== 423) return answer;
    tally.again += 1;
    await wait(AGAIN_AFTER_MS);
  }
}
