import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { db } from "../../app/adapters/db.ts";
import { newStorageKey, storage } from "../../app/adapters/storage/storage.ts";
import { loadSituation } from "../../app/adapters/rows/acts/situations.ts";
import type { Actor } from "../../app/domain/words/actors.ts";
import type { Command } from "../../app/domain/workflow/actions.ts";
import type { WorkingRole } from "../../app/domain/words/roles.ts";
import type { Item } from "../../app/domain/words/situation.ts";
import { STEP_ROLE, type Step } from "../../app/domain/words/steps.ts";
import { actOnItems, type ActInput } from "../../app/services/acts/act-on-items.ts";
import { askFulfilment } from "../../app/services/fulfilment/ask-fulfilment.ts";
import { assignWork } from "../../app/services/team/assign-work.ts";
import { createFolder, listFolders, sortIntoFolder } from "../../app/services/fulfilment/folders.ts";
import { endUndoTime } from "../../app/services/acts/end-undo-time.ts";
import { drawDemoArtwork, drawDemoPicture } from "../demo-pictures.ts";
import { actorFor } from "./people.ts";
import type { Life, PlannedOrder } from "./plan.ts";

type Place = { shopId: string; orderId: string };

const TRY_AGAIN_MS = 250;
const MOST_TRIES = 60;

/** What is done to an order, one after the other, until it has come where its plan says. */
const STORY: Record<Life, ((place: Place, plan: PlannedOrder) => Promise<void>)[]> = {
  new: [],
  "half approved": [(place) => staff(place, "photo_review", { action: "approve_photo" }, { only: 1 })],
  rejected: [reject],
  "answered with another photo": [reject, attachAnotherPhoto],
  drawing: [approvePhotos],
  "rejected by quality control": [approvePhotos, draw, sendBack],
  "revised by the customer": [approvePhotos, draw, pass, askForChanges, forward],
  "to be checked": [approvePhotos, draw],
  "customer wants changes": [approvePhotos, draw, pass, askForChanges],
  "with the customer": [approvePhotos, draw, pass],
  "to be printed": [approvePhotos, draw, pass, approveArtwork, sort],
  "at the printer": [approvePhotos, draw, pass, approveArtwork, sendToPrinter],
  fulfilled: [approvePhotos, draw, pass, approveArtwork, fulfil],
  cancelled: [
    (place) =>
      staff(place, "photo_review", { action: "cancel", note: "The customer changed their mind on the phone." }),
  ],
};

/** Lets an order live as its plan says, through the same services that the screens call. */
export async function live(shopId: string, orderId: string, plan: PlannedOrder): Promise<void> {
  const place = { shopId, orderId };
  await assignWork(place);
  for (const happens of STORY[plan.life]) await happens(place, plan);
}

function approvePhotos(place: Place): Promise<void> {
  return staff(place, "photo_review", { action: "approve_photo" });
}

async function reject(place: Place): Promise<void> {
  const reasons = await db().rejectionReason.findMany({
    where: { shopId: place.shopId },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  const number = (await db().order.count({ where: { shopId: place.shopId } })) + place.orderId.charCodeAt(0);
  const reasonId = reasons[number % 3]!.id;
  await staff(place, "photo_review", {
    action: "reject_photo",
    reasonId,
    comment: "The face is hard to make out. Do you have one in daylight, from a little closer?",
  });
}

async function attachAnotherPhoto(place: Place): Promise<void> {
  const { fileName, bytes, contentType } = await drawDemoPicture("IMG_2041.jpg");
  const file = await keep(place, "photo", bytes, contentType, fileName);
  await act(place, { kind: "customer" }, { action: "replace_photo" }, "photo_issue", { files: () => [file] });
}

async function draw(place: Place): Promise<void> {
  const items = await itemsIn(place, "artwork");
  const files = new Map<string, Awaited<ReturnType<typeof keep>>>();
  for (const item of items) {
    const row = await db().item.findUniqueOrThrow({
      where: { shopId_id: { shopId: place.shopId, id: item.id } },
      select: {
        fileName: true,
        photos: { orderBy: [{ version: "desc" }, { position: "asc" }], take: 1, select: { originalName: true } },
      },
    });
    files.set(
      item.id,
      await keep(
        place,
        "artfile",
        await drawDemoArtwork(item.id.charCodeAt(0) + item.number, "jpeg", 1200, row.photos[0]?.originalName ?? ""),
        "image/jpeg",
        `${row.fileName}.jpg`,
      ),
    );
  }
  await staff(place, "artwork", { action: "submit_artfile" }, { files: (id) => [files.get(id)!] });
}

function pass(place: Place): Promise<void> {
  return staff(place, "quality_control", { action: "pass_artfile" });
}

function sendBack(place: Place): Promise<void> {
  return staff(place, "quality_control", {
    action: "reject_artfile",
    instructions: "The left ear is missing its white tip. Please look at the second photo.",
  });
}

function forward(place: Place): Promise<void> {
  return staff(place, "quality_control", { action: "forward_revision", instructions: "Warmer, as in our sample 12." });
}

function askForChanges(place: Place): Promise<void> {
  return act(
    place,
    { kind: "customer" },
    { action: "request_changes", note: "Lovely! Could the background be a little warmer, and the collar red?" },
    "customer_approval",
  );
}

function approveArtwork(place: Place): Promise<void> {
  return act(place, { kind: "customer" }, { action: "approve_artwork" }, "customer_approval");
}

function sendToPrinter(place: Place): Promise<void> {
  return staff(place, "fulfilment", { action: "send_to_printer" });
}

async function sort(place: Place, { folder }: PlannedOrder): Promise<void> {
  if (!folder) return;
  const { shopId, orderId } = place;
  await createFolder({ shopId, actor: await actorFor(shopId, "fulfiller"), name: folder });
  const found = (await listFolders(shopId)).find(({ name }) => name === folder);
  if (!found) return;
  const actor = await workerOf(place, "fulfiller");
  await sortIntoFolder({ shopId, actor, orderIds: [orderId], folderId: found.id });
}

async function fulfil(place: Place): Promise<void> {
  const { shopId } = place;
  const actor = await workerOf(place, "fulfiller");
  const targets = (await itemsIn(place, "fulfilment")).map(({ id, changeCount }) => ({ itemId: id, changeCount }));
  const trackingNumber = `1Z999AA1${place.orderId.replace(/\D/g, "").slice(0, 10).padEnd(10, "0")}`;
  await askFulfilment({
    shopId,
    actor,
    actId: randomUUID(),
    targets,
    trackingNumber,
    trackingCompany: "UPS",
    trackingUrl: null,
    notifyCustomer: false,
  });
}

type More = { files?: (itemId: string) => NonNullable<ActInput["files"]>[string]; only?: number };

async function staff(place: Place, step: Step, command: Command, more: More = {}): Promise<void> {
  const isManagers = command.action === "cancel";
  const actor = isManagers ? await actorFor(place.shopId, "admin") : await workerOf(place, STEP_ROLE[step]!);
  await act(place, actor, command, step, more);
}

/** Who has an order in a role. Giving out work passes over an order that the worker holds at that moment, and comes back to it. */
async function workerOf(place: Place, role: WorkingRole): ReturnType<typeof actorFor> {
  for (let tries = 0; ; tries += 1) {
    const assignee = (await loadSituation(db(), place.shopId, place.orderId))?.assignees[role];
    if (assignee !== undefined || tries === MOST_TRIES) return actorFor(place.shopId, role, assignee);
    await wait(TRY_AGAIN_MS);
    await assignWork(place);
  }
}

// The ten seconds for undo are nobody's here: the act is settled and shown to the next person at once.
async function act(
  place: Place,
  actor: Actor,
  command: Command,
  step: Step,
  { files, only }: More = {},
): Promise<void> {
  const { shopId, orderId } = place;
  const items = (await itemsIn(place, step)).filter(({ number }) => only === undefined || number === only);
  const outcome = await actOnItems({
    shopId,
    actor,
    actId: randomUUID(),
    command,
    targets: items.map(({ id, changeCount }) => ({ itemId: id, changeCount })),
    files: files && Object.fromEntries(items.map(({ id }) => [id, files(id)])),
  });
  if (outcome.refused.length > 0)
    throw new Error(`The demo's ${command.action} was refused: ${outcome.refused[0]!.refusal}`);
  await db().item.updateMany({ where: { shopId, orderId }, data: { visibleAt: new Date(0) } });
  await endUndoTime({ shopId, actId: outcome.actId });
  await assignWork({ shopId, orderId });
}

async function itemsIn({ shopId, orderId }: Place, step: Step): Promise<Item[]> {
  const situation = await loadSituation(db(), shopId, orderId);
  return situation?.items.filter((item) => item.step === step && item.readyFor === null) ?? [];
}

async function keep(
  { shopId }: Place,
  kind: "photo" | "artfile",
  bytes: Buffer,
  contentType: string,
  fileName: string,
) {
  const storageKey = newStorageKey(shopId, kind);
  const kept = await storage().put(storageKey, bytes, { contentType });
  return { storageKey, sha256: kept.sha256, bytes: kept.bytes, contentType, fileName };
}
