// Files that staff bring are taken only from whoever may bring them, for an item of their own shop.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { loadSituation } from "../../app/adapters/rows/acts/situations.ts";
import type { Command } from "../../app/domain/workflow/actions.ts";
import { decide, isRefused } from "../../app/domain/workflow/decide.ts";
import type { Item } from "../../app/domain/words/situation.ts";
import { gather, membersOf, type Cast, type Person } from "./access/cast.ts";
import { knock } from "./access/doors.ts";
import { CASES, type Case } from "./access/situations.ts";
import { jpeg } from "./intake.ts";

let cast: Cast;
let picture: Buffer;
beforeAll(async () => {
  cast = await gather();
  picture = await jpeg(60, 40);
});
afterAll(() => cast?.stop());

type Door = {
  name: string;
  command(item: Item): Command;
  fields(item: Item): Record<string, string>;
  kept(itemId: string): Promise<number>;
};

const DOORS: Record<string, Door> = {
  "a new photo": {
    name: "app.replace-photo",
    command: () => ({ action: "replace_photo", note: "Sent by email", isReadable: false }),
    fields: ({ id, changeCount }) => ({ actId: randomUUID(), target: `${id}:${changeCount}`, note: "Sent by email" }),
    kept: (itemId) => db().photo.count({ where: { shopId: cast.shopId, itemId } }),
  },
  "an artfile": {
    name: "app.replace-artfile",
    command: ({ step }) => ({
      action: step === "artwork" ? "submit_artfile" : "replace_artfile",
      olderPhotoAccepted: true,
    }),
    fields: ({ id }) => ({ actId: randomUUID(), itemId: id, olderPhotoAccepted: "yes" }),
    kept: (itemId) => db().artfile.count({ where: { shopId: cast.shopId, itemId } }),
  },
};

async function bring(person: Person, door: Door, item: Item): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(door.fields(item))) body.append(name, value);
  body.append("file", new File([new Uint8Array(picture)], "new.jpg", { type: "image/jpeg" }));
  await knock(door.name, "action", person.ask(`/${door.name.replace(".", "/")}`, { method: "POST", body }));
}

describe("a file that staff bring for an item", () => {
  it.each(Object.keys(DOORS))(
    "%s is kept exactly when the workflow table allows it, in every step and for every member",
    async (what) => {
      const door = DOORS[what]!;
      const shown: Record<string, Record<string, boolean>> = {};
      const expected: typeof shown = {};
      const attempt = async (make: Case, [who, person]: [string, Person]) => {
        const { orderId, itemId } = await make.order(cast);
        const situation = (await loadSituation(db(), cast.shopId, orderId))!;
        const item = situation.items.find(({ id }) => id === itemId)!;
        const before = await door.kept(itemId);
        await bring(person, door, item);
        const after = (await loadSituation(db(), cast.shopId, orderId))!.items.find(({ id }) => id === itemId)!;
        (shown[make.name] ??= {})[who] = (await door.kept(itemId)) > before && after.changeCount > item.changeCount;
        (expected[make.name] ??= {})[who] = !isRefused(
          decide(situation, person.member, door.command(item), [{ itemId, changeCount: item.changeCount }]),
        );
        expect((await door.kept(itemId)) > before, "a file without its change").toBe(shown[make.name]![who]);
      };
      for (const make of CASES) await Promise.all(membersOf(cast).map((one) => attempt(make, one)));
      expect(shown).toEqual(expected);
      expect(Object.values(shown).flatMap((row) => Object.values(row))).toContain(true);
    },
    120_000,
  );

  it("for another shop's item is not kept", async () => {
    const { orderId, itemId } = await CASES.find(({ step }) => step === "customer_approval")!.order(cast);
    const [item] = (await loadSituation(db(), cast.shopId, orderId))!.items;
    for (const door of Object.values(DOORS)) {
      const before = await door.kept(itemId);
      await bring(cast.stranger, door, item!);
      expect(await door.kept(itemId)).toBe(before);
    }
    expect(await db().upload.count({ where: { state: { not: "committed" } } }), "uploads left behind").toBe(0);
  });
});

describe("an upload by tus", () => {
  const tus = { "tus-resumable": "1.0.0" };
  const begin = async (person: Person) => {
    const headers = {
      ...tus,
      "upload-length": "10",
      "upload-metadata": `filename ${btoa("x.png")},owner ${btoa(`${cast.shopId}/${cast.assignees.artist.memberId}`)}`,
    };
    const answer = await knock("uploads.$", "action", person.ask("/uploads", { method: "POST", headers }), { "*": "" });
    return { status: answer.status, id: answer.headers.get("location")?.split("/").at(-1) ?? "" };
  };

  it("goes on only by the hand that began it, whatever its metadata says", async () => {
    const { status, id } = await begin(cast.second.artist);
    expect(status).toBe(201);
    const ask = (person: Person, method: string) =>
      knock(
        "uploads.$",
        method === "HEAD" ? "loader" : "action",
        person.ask(`/uploads/${id}`, {
          method,
          headers: { ...tus, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
          ...(method === "PATCH" ? { body: "12345" } : {}),
        }),
        { "*": id },
      );
    for (const other of [cast.first.artist, cast.first.admin, cast.stranger]) {
      for (const method of ["HEAD", "PATCH", "DELETE"])
        expect([other.name, method, (await ask(other, method)).status]).toEqual([other.name, method, 404]);
    }
    expect((await ask(cast.first.fulfiller, "PATCH")).status).toBe(403);
    expect((await ask(cast.second.artist, "PATCH")).status).toBe(204);
  });
});
