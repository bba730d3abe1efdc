// What an email shows and lets its reader do.
import { describe, expect, it } from "vitest";
import { db, inTransaction } from "../../../app/adapters/db.ts";
import { renewLink } from "../../../app/adapters/proofs/customer-link.ts";
import { openFile } from "../../../app/services/artfiles/open-file.ts";
import { askToStop, stopReminders } from "../../../app/services/customer/stop-reminders.ts";
import { sendEmail } from "../../../app/services/emails/send-email.ts";
import { sendAgain } from "../../../app/services/emails/send-again.ts";
import { makeMember, storeFile } from "../shop.ts";
import { local, shopId, passed, leave, pass, setUpMailFloor } from "./mail-floor.ts";

setUpMailFloor();

describe("an email shows what it is about", () => {
  it("with a picture that lives with the link it was sent with", async () => {
    const made = await passed();
    const { orderId, itemIds } = made;
    const { storageKey: middleKey } = await storeFile(shopId, "a picture", "artfile");
    await db().artfile.updateMany({ where: { shopId, itemId: itemIds[0]! }, data: { middleKey } });
    await pass(orderId);
    const token = /<img src="[^"]*\/files\/([^"]+)"/.exec(local.state.mails[0]!.html)![1]!;
    expect(await openFile(token)).not.toBeNull();
    await inTransaction((tx) => renewLink(tx, { shopId, orderId }));
    expect(await openFile(token)).toBeNull();
  });

  it("with none where there is none", async () => {
    const { orderId } = await passed();
    await pass(orderId);
    expect(local.state.mails[0]!.html).not.toContain("<img");
  });
});

describe("a customer who wants no more reminders", () => {
  const reminded = async () => {
    const { orderId } = await passed();
    await pass(orderId);
    const [reminder] = await db().email.findMany({
      where: { orderId, kind: "approval_reminder" },
      orderBy: { sendAt: "asc" },
    });
    await db().email.updateMany({ where: { id: reminder!.id }, data: { sendAt: new Date(Date.now() - 1_000) } });
    await sendEmail({ shopId, emailId: reminder!.id });
    return { orderId, mail: local.state.mails.at(-1)!, first: local.state.mails[0]! };
  };
  const tokenIn = (text: string) => /\/reminders\/([\w-]+)/.exec(text)?.[1] ?? "";
  const statesOf = async (orderId: string) =>
    (await db().email.findMany({ where: { orderId, kind: "approval_reminder" } }))
      .map(({ state }) => (state === "delivered" ? "sent" : state))
      .sort();

  it("is asked first, then gets none, in one click of the mail program too; the order itself stays as it is", async () => {
    const { orderId, mail, first } = await reminded();
    expect(first.text).not.toContain("/reminders/");
    const headers = mail.headers ?? {};
    expect(headers["List-Unsubscribe"]).toMatch(/^<https?:\/\/[^>]+\/reminders\/[\w-]+>$/);
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    const token = tokenIn(mail.text);
    expect(tokenIn(headers["List-Unsubscribe"]!)).toBe(token);
    expect((await askToStop(token))!.html).toContain('<form method="post">');
    expect(await statesOf(orderId)).toEqual(["queued", "sent"]);
    const answer = (await stopReminders(token))!.html;
    expect(answer).toContain("No more reminders are sent");
    expect((await stopReminders(token))!.html).toBe(answer);
    expect(await statesOf(orderId)).toEqual(["sent", "withdrawn"]);
    expect(await db().history.count({ where: { orderId, event: "reminders_stopped" } })).toBe(1);
    // Another email of the same order brings no reminders either.
    const manager = await makeMember(shopId, ["manager"]);
    await sendAgain({ shopId, actor: manager, orderId, kind: "artwork_approval", withNewLink: false });
    await leave(orderId);
    expect(await statesOf(orderId)).toEqual(["sent", "withdrawn"]);
  });

  it("is known by nothing but their own link, and not once the shop has come back as another installation", async () => {
    const { orderId, mail } = await reminded();
    const token = tokenIn(mail.text);
    for (const wrong of [
      "",
      "x",
      `${token}A`,
      token.slice(0, -2),
      token.replace(/^./, (sign) => (sign === "A" ? "B" : "A")),
    ])
      expect([await askToStop(wrong), await stopReminders(wrong)]).toEqual([null, null]);
    await db().shop.update({ where: { id: shopId }, data: { installations: { increment: 1 } } });
    expect(await stopReminders(token)).toBeNull();
    expect(await statesOf(orderId)).toEqual(["queued", "sent"]);
  });
});
