// A form that is no act is sent again when its answer got lost: it counts once, and is answered the same.
import { Prisma } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { answerOnce, tellFormAnswer } from "../../app/services/acts/answer-once.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { readFlowSettings, saveFlowSettings } from "../../app/services/shop/flow-settings.ts";
import { heldSettings } from "../../app/domain/screens/settings.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { gather, type Cast, type Person } from "./access/cast.ts";
import { form, knock } from "./access/doors.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});
afterAll(() => cast?.stop());

const done = (said = "Done.") => ({ said, isRefused: false });

/** A member of a shop of its own, and what is done for the form. */
async function sender() {
  const { shopId } = await makeShop();
  const sent = { shopId, actor: await makeMember(shopId, ["manager"]), formId: randomUUID() };
  const works: string[] = [];
  const work = async (said = "Done.") => {
    works.push(said);
    return done(said);
  };
  return { sent, works, work };
}

describe("a form that is sent again", () => {
  it("is done once, and answered the same", async () => {
    const { sent, works, work } = await sender();
    expect(await answerOnce(sent, () => work("First."))).toEqual(done("First."));
    expect(await answerOnce(sent, () => work("Second."))).toEqual(done("First."));
    expect(await tellFormAnswer(sent)).toEqual(done("First."));
    expect(works).toEqual(["First."]);
  });

  it("while the first one is still being done waits for its answer", async () => {
    const { sent, works, work } = await sender();
    let go = () => {};
    const gone = new Promise<void>((resolve) => (go = resolve));
    const first = answerOnce(sent, async () => {
      await gone;
      return work();
    });
    while ((await tellFormAnswer(sent)) !== "under_way") await new Promise((next) => setImmediate(next));
    const second = answerOnce(sent, work);
    go();
    expect(await Promise.all([first, second])).toEqual([done(), done()]);
    expect(works).toHaveLength(1);
  });

  it("is done when the first one failed", async () => {
    const { sent, works, work } = await sender();
    await expect(
      answerOnce(sent, () => Promise.reject(new Error("The line to the database broke."))),
    ).rejects.toThrow();
    expect(await tellFormAnswer(sent)).toBeNull();
    expect(await answerOnce(sent, work)).toEqual(done());
    expect(works).toHaveLength(1);
  });

  it("is not done again when the server stopped in the middle of it: nobody knows, and that is what is said", async () => {
    const { sent, works, work } = await sender();
    const { shopId, actor, formId } = sent;
    const sentAt = new Date(Date.now() - 10 * 60_000);
    await db().sentForm.create({ data: { shopId, id: formId, memberId: actor.memberId, sentAt } });
    expect(await answerOnce(sent, work)).toMatchObject({ isRefused: true, said: expect.stringContaining("stopped") });
    expect(works).toEqual([]);
  });

  it("is not done again when what was answered could not be written down", async () => {
    const { sent, works, work } = await sender();
    const unwritable = async () => ({ ...(await work()), folderId: "\0" });
    expect(await answerOnce(sent, unwritable)).toMatchObject({ said: "Done." });
    expect(await tellFormAnswer(sent)).toBe("under_way");
    const { shopId, formId: id } = sent;
    await db().sentForm.updateMany({ where: { shopId, id }, data: { sentAt: new Date(Date.now() - 600_000) } });
    expect(await answerOnce(sent, work)).toMatchObject({ isRefused: true, said: expect.stringContaining("stopped") });
    expect(works).toHaveLength(1);
  });

  it("that comes first after a long time in the browser is not done, and one that was done is answered as ever", async () => {
    const { sent, works, work } = await sender();
    const late = { ...sent, formId: randomUUID(), waitedMs: 3_600_000 };
    const told = { isRefused: true, said: expect.stringContaining("ask again if it is still right") };
    expect([await answerOnce(late, work), await answerOnce(late, work)]).toMatchObject([told, told]);
    expect(works).toEqual([]);
    await answerOnce({ ...sent, waitedMs: 60_000 }, work);
    expect(await answerOnce({ ...sent, waitedMs: 3_600_000 }, work)).toEqual(done());
    expect(works).toHaveLength(1);
  });

  it("is nobody else's: neither of the same shop nor of another", async () => {
    const { sent, work } = await sender();
    await answerOnce(sent, work);
    const colleague = await makeMember(sent.shopId, ["admin"]);
    expect(await tellFormAnswer({ ...sent, actor: colleague })).toBeNull();
    expect(await answerOnce({ ...sent, actor: colleague }, work), "and stops nobody's line").toMatchObject({
      isRefused: true,
      said: expect.stringContaining("somebody else"),
    });
    const { shopId } = await makeShop();
    const stranger = { ...sent, shopId, actor: await makeMember(shopId, ["admin"]) };
    expect(await tellFormAnswer(stranger)).toBeNull();
    expect(await answerOnce(stranger, async () => done("Theirs."))).toEqual(done("Theirs."));
    expect(await tellFormAnswer(sent)).toEqual(done());
  });

  it("is forgotten in the night after some days", async () => {
    const { sent, work } = await sender();
    await answerOnce(sent, work);
    await cleanUp();
    expect(await tellFormAnswer(sent)).toEqual(done());
    const { shopId, formId: id } = sent;
    await db().sentForm.updateMany({ where: { shopId, id }, data: { sentAt: new Date(Date.now() - 3 * 86_400_000) } });
    await cleanUp();
    expect(await tellFormAnswer(sent)).toBeNull();
  });
});

describe("the doors", () => {
  const post = async (name: string, path: string, person: Person, fields: Record<string, string>, params = {}) =>
    (await knock(name, "action", person.ask(path, form(fields)), params)).json();
  const again = async (name: string, path: string, person: Person, fields: Record<string, string>, params = {}) => {
    const formId = randomUUID();
    const answers = [
      await post(name, path, person, { ...fields, formId }, params),
      await post(name, path, person, { ...fields, formId }, params),
    ];
    expect(answers[1]).toEqual(answers[0]);
    const told = await knock("app.acts", "loader", person.ask(`/app/acts?actId=${formId}`));
    expect(await told.json()).toEqual({ answer: { kind: "said", ...(answers[0] as object) } });
    return answers[0] as { said: string; isRefused: boolean };
  };

  it("an email that was asked for twice by the same press is sent once", async () => {
    const { shopId, assignees, first } = cast;
    const { orderId } = await makeOrder(shopId, { step: "customer_approval", assign: assignees });
    const count = () => db().history.count({ where: { shopId, orderId, event: "email_queued" } });
    const before = await count();
    const path = `/app/orders/${orderId}`;
    expect(await again("app.orders.$orderId", path, first.manager, { intent: "remind" }, { orderId })).toMatchObject({
      isRefused: false,
    });
    expect((await count()) - before).toBe(1);
    await post("app.orders.$orderId", path, first.manager, { intent: "remind", formId: randomUUID() }, { orderId });
    expect((await count()) - before).toBe(2);
  });

  it("tell the browser to come again while a form is under way, and never that it was done or refused", async () => {
    const { shopId, first } = cast;
    const [formId, name] = [randomUUID(), `Folder ${randomUUID()}`];
    const fields = form({ intent: "create_folder", name, formId });
    await knock("app.fulfilment", "action", first.manager.ask("/app/fulfilment", fields));
    await db().sentForm.updateMany({ where: { shopId, id: formId }, data: { answer: Prisma.DbNull } });
    expect((await knock("app.acts", "loader", first.manager.ask(`/app/acts?actId=${formId}`))).status).toBe(503);
  });

  it("settings that waited for hours take nobody's newer ones away", async () => {
    const { shopId, first } = cast;
    await db().shop.update({ where: { id: shopId }, data: { guideline: "Newer" } });
    const settings = JSON.stringify({
      ...{ flow: DEFAULT_FLOW, applyToOpenOrders: false, guideline: "Older", usualHours: {} },
    });
    const fields = { intent: "save", settings, waitedMs: String(5 * 3_600_000) };
    expect(await again("app.settings.flow", "/app/settings/flow", first.admin, fields)).toMatchObject({
      isRefused: true,
    });
    expect(await db().shop.findFirstOrThrow({ where: { id: shopId } })).toMatchObject({ guideline: "Newer" });
  });

  it("what is added is added once, and not said to be taken", async () => {
    const { shopId, first } = cast;
    const name = `Folder ${randomUUID()}`;
    const folder = await again("app.fulfilment", "/app/fulfilment", first.manager, { intent: "create_folder", name });
    expect(folder).toMatchObject({ isRefused: false, folderId: expect.any(String) });
    expect(await db().folder.count({ where: { shopId, name } })).toBe(1);
    const reason = { intent: "add_reason", name: `Reason ${randomUUID()}`.slice(0, 40) };
    expect(await again("app.settings.flow", "/app/settings/flow", first.admin, reason)).toMatchObject({
      isRefused: false,
    });
  });
});

describe("what is said of settings that were saved", () => {
  it("names what holds for orders to come, and what holds at once", async () => {
    const { shopId } = await makeShop();
    const by = { shopId, actor: await makeMember(shopId, ["admin"]) };
    const settings = { flow: DEFAULT_FLOW, applyToOpenOrders: false, guideline: "", usualHours: {} };
    const save = async (but: Partial<typeof settings> & { usualHours?: Record<string, number> }) =>
      (await saveFlowSettings({ ...settings, ...but }, by)).said;
    await save({});
    expect(await save({ guideline: "Eyes in focus" })).toBe("Saved. The guideline holds at once.");
    const usualHours = { artwork: 7 };
    expect(await save({ guideline: "", usualHours })).toBe("Saved. The guideline and the usual hours hold at once.");
    const flow = { ...DEFAULT_FLOW, liftedHold: "leave" as const };
    expect(await save({ flow, usualHours })).toBe(
      "Saved. The flow is that of orders to come; open orders keep theirs.",
    );
    expect(await save({ flow, usualHours })).toBe("It is saved so: nothing was different.");
    expect(await save({ flow, usualHours, applyToOpenOrders: true })).toBe("Saved. No open order has another flow.");
  });

  it("keeps what somebody else has saved since the page was read, and asks before it is put in its place", async () => {
    const { shopId } = await makeShop();
    const by = { shopId, actor: await makeMember(shopId, ["admin"]) };
    const seen = heldSettings(await readFlowSettings(shopId));
    const page = { ...seen, applyToOpenOrders: false, seen };
    await saveFlowSettings({ ...page, guideline: "Theirs" }, by);
    const apart = { ...DEFAULT_FLOW, liftedHold: "leave" as const };
    expect(await saveFlowSettings({ ...page, flow: apart }, by)).toMatchObject({ isRefused: false });
    expect(await readFlowSettings(shopId)).toMatchObject({ flow: apart, guideline: "Theirs" });
    const mine = { ...page, guideline: "Mine", usualHours: { ...seen.usualHours, artwork: 7 } };
    expect(await saveFlowSettings(mine, by)).toEqual({
      said: expect.stringContaining("somebody else has changed the guideline since you opened this page"),
      isRefused: true,
      isOutdated: true,
    });
    expect(await readFlowSettings(shopId)).toMatchObject({
      guideline: "Theirs",
      usualHours: { artwork: seen.usualHours.artwork },
    });
    await saveFlowSettings({ ...page, resendUnknownAfter: 90 }, by);
    // A page of a former build knows nothing of it.
    const { resendUnknownAfter: _, ...former } = { ...seen, flow: apart, guideline: "Theirs" };
    await saveFlowSettings({ ...former, applyToOpenOrders: false, seen: former }, by);
    expect(await readFlowSettings(shopId)).toMatchObject({ resendUnknownAfter: 90 });
    expect(await saveFlowSettings({ ...page, resendUnknownAfter: 45 }, by)).toMatchObject({
      said: expect.stringContaining("when unclear emails are sent again"),
      isOutdated: true,
    });
    const read = { ...seen, flow: apart, guideline: "Theirs", resendUnknownAfter: 90 };
    await saveFlowSettings({ ...mine, flow: apart, seen: read }, by);
    expect(await readFlowSettings(shopId)).toMatchObject({ guideline: "Mine", usualHours: { artwork: 7 } });
  });
});
