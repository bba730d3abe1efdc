// Who changed which setting, from what to what, stands in the log, with the change or not at all.
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../../app/adapters/db.ts";
import { noteSettingChange } from "../../../app/adapters/rows/shop/setting-changes.ts";
import { DEFAULT_RETENTION } from "../../../app/domain/files/retention.ts";
import type { ActingMember } from "../../../app/domain/words/actors.ts";
import { DEFAULT_FLOW } from "../../../app/domain/words/flow.ts";
import { redactShop } from "../../../app/services/shop/redact-shop.ts";
import { listSettingChanges } from "../../../app/services/screens/list-setting-changes.ts";
import { readFlowSettings, saveFlowSettings } from "../../../app/services/shop/flow-settings.ts";
import { setFlow } from "../../../app/services/shop/set-flow.ts";
import { changeTeam } from "../../../app/services/team/change-team.ts";
import { heldSettings } from "../../../app/domain/screens/settings.ts";
import { makeMember, makeShop } from "../shop.ts";

let shopId: string, domain: string;
let olga: ActingMember;
beforeEach(async () => {
  ({ shopId, domain } = await makeShop());
  olga = await makeMember(shopId, ["admin"], { name: "Olga" });
});

const logged = async () =>
  (await listSettingChanges(shopId, null)).lines.map(
    ({ who, part, about, from, to }) => `${who}: ${part}: ${about}: ${from} → ${to}`,
  );

describe("the settings log", () => {
  it("says of everything on the settings page what it was and what it is, and nothing of what stayed", async () => {
    const held = heldSettings(await readFlowSettings(shopId));
    const flow = { ...DEFAULT_FLOW, skips: ["quality_control"], manner: "independently" } as const;
    const changed = {
      ...held,
      flow,
      guideline: "Eyes in focus.",
      usualHours: { ...held.usualHours, artwork: 1 },
      resendUnknownAfter: 45,
      retention: { ...DEFAULT_RETENTION, photos: null },
    };
    const by = { shopId, actor: olga };
    for (let time = 1; time <= 2; time += 1)
      expect(await saveFlowSettings({ ...changed, applyToOpenOrders: false }, by)).toMatchObject({ isRefused: false });
    expect((await logged()).toSorted()).toEqual([
      "Olga: Guideline for Image Approval: Text: empty → Eyes in focus.",
      "Olga: How long files are kept: Photos: 180 days → always",
      "Olga: Order flow: Artfile Quality Control: kept → left out",
      "Olga: Order flow: Partial shipping: null → off",
      "Olga: Order flow: The items of one order move: Together → Independently",
      "Olga: Unclear emails: Sent again by themselves: no → after 45 minutes",
      "Olga: Usual hours: Artfile Production: 72 hours → 1 hour",
    ]);
  });

  it("says that open orders were to follow, and nothing of what was refused", async () => {
    await setFlow({ shopId, actor: olga, flow: DEFAULT_FLOW, applyToOpenOrders: true });
    expect(await logged()).toEqual(["Olga: Order flow: Open orders: null → follow this flow too"]);
    const nobody = { ...DEFAULT_FLOW, skips: ["photo_review", "artwork"] } as const;
    expect(await setFlow({ shopId, actor: olga, flow: nobody })).toHaveProperty("refused");
    const max = await makeMember(shopId, ["manager"]);
    expect(await setFlow({ shopId, actor: max, flow: { ...DEFAULT_FLOW, keepPhotoLeads: "back_to_review" } })).toEqual({
      refused: "not_your_role",
    });
    expect(await logged()).toHaveLength(1);
  });

  it("tells of roles, capacity, absence, invitations and who left", async () => {
    const { memberId } = await makeMember(shopId, ["artist"], { name: "Ana" });
    const by = { shopId, actor: olga };
    await changeTeam(
      { intent: "change", memberId, roles: ["manager", "artist"], isAway: true, capacity: 5 },
      { ...by },
    );
    await changeTeam({ intent: "invite", email: "ben@shop.test", name: "Ben", roles: ["fulfiller"] }, by);
    await changeTeam({ intent: "left", memberId }, by);
    expect((await logged()).toReversed()).toEqual([
      "Olga: Team: Ana: roles: Artist → Manager, Artist",
      "Olga: Team: Ana: capacity as artist: 20 items → 5 items",
      "Olga: Team: Ana: at work: here → away",
      "Olga: Team: Ben: roles: null → Fulfiller",
      "Olga: Team: Ben: capacity as artist: null → 20 items",
      "Olga: Team: Ben: at work: null → here",
      "Olga: Team: Ana: roles: Manager, Artist → none",
      "Olga: Team: Ana: at work: away → left",
    ]);
  });

  it("has a line only with the change: what is taken back leaves none", async () => {
    const change = { shopId, actor: olga, part: "guideline", before: null, after: { Text: "Mine" } } as const;
    const fails = inTransaction(async (tx) => {
      await noteSettingChange(tx, change);
      throw new Error("no room");
    });
    await expect(fails).rejects.toThrow("no room");
    expect(await logged()).toEqual([]);
  });

  it("two admins who save at once leave a chain: each line begins where the one before it ended", async () => {
    const both = Array.from({ length: 6 }, (_, at) =>
      setFlow({
        shopId,
        actor: olga,
        flow: { ...DEFAULT_FLOW, skips: at % 2 ? ["quality_control"] : ["customer_approval"] },
      }),
    );
    await Promise.all(both);
    const lines = (await listSettingChanges(shopId, null)).lines.toReversed();
    for (const about of ["Artfile Quality Control", "Customer Approval"]) {
      const own = lines.filter((line) => line.about === about);
      expect(own.map(({ from }) => from)).toEqual(["kept", ...own.map(({ to }) => to)].slice(0, own.length));
    }
  });

  it("is paged by key: nothing is told twice or left out, also when something is changed meanwhile", async () => {
    const note = (from: number, to: number) =>
      inTransaction(async (tx) => {
        for (let at = from; at < to; at += 1)
          await noteSettingChange(tx, {
            shopId,
            actor: olga,
            part: "guideline",
            before: null,
            after: { [`T${at}`]: "x" },
          });
      });
    await note(0, 120);
    const seen: string[] = [];
    for (let after: string | null = null, pages = 0; pages < 5; pages += 1) {
      const page = await listSettingChanges(shopId, after);
      seen.push(...page.lines.map(({ about }) => about));
      if (pages === 0) await note(200, 203);
      after = page.next;
      if (after === null) break;
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, at) => `T${119 - at}`));
    expect((await listSettingChanges(shopId, "no place")).lines[0]!.about).toBe("T202");
  });

  it("goes with the shop when it is forgotten", async () => {
    await setFlow({ shopId, actor: olga, flow: { ...DEFAULT_FLOW, skips: ["quality_control"] } });
    await db().shop.update({ where: { id: shopId }, data: { uninstalledAt: new Date() } });
    await redactShop({ shopDomain: domain });
    expect(await db().settingChange.count({ where: { shopId } })).toBe(0);
  });
});
