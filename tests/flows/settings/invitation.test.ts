// Who is invited by their e-mail address is written to, once for each invitation.
import "../../../dev/local-shopify/preload.mjs";
import { startLocalShopify } from "../../../dev/local-shopify/server.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../../app/adapters/db.ts";
import { env } from "../../../app/env.server.ts";
import type { ActingMember } from "../../../app/domain/words/actors.ts";
import { changeTeam } from "../../../app/services/team/change-team.ts";
import { sendInvitation } from "../../../app/services/team/send-invitation.ts";
import { waitingJobs } from "../set-up.ts";
import { makeMember, makeShop } from "../shop.ts";

const shopify = await startLocalShopify({ withPages: false, mailKey: env().SENDGRID_API_KEY });
process.env.LOCAL_SHOPIFY_URL = shopify.hubOrigin;
let shopId: string, domain: string, by: { shopId: string; actor: ActingMember };
beforeAll(async () => {
  ({ shopId, domain } = await makeShop());
  await db().shop.update({ where: { id: shopId }, data: { name: "Paw {{ traits }} <b>" } });
  by = { shopId, actor: await makeMember(shopId, ["admin"]) };
});
afterAll(() => shopify.close());

const mailsTo = (address: string) => shopify.state.mails.filter(({ to }) => to === address);
async function invite(email: string, capacity?: number) {
  const said = await changeTeam({ intent: "invite", email, name: "Ana", roles: ["artist", "manager"], capacity }, by);
  expect(said.isRefused).toBe(false);
  return db().member.findFirstOrThrow({ where: { shopId, email } });
}

describe("an invitation by e-mail", () => {
  it("is written once, with the roles and the way in, and sets the capacity", async () => {
    const email = `${randomUUID()}@people.test`;
    const { id: memberId, capacity } = await invite(email, 3);
    expect(capacity).toBe(3);
    const job = (await waitingJobs()).find(({ job }) => job === "send-invitation");
    expect(job?.payload).toEqual({ shopId, memberId });
    for (let time = 1; time <= 2; time += 1) await sendInvitation({ shopId, memberId });
    const [mail, ...others] = mailsTo(email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe("Paw {{ traits }} <b> invites you to Proofline");
    expect(mail!.text).toContain("as manager and artist.");
    expect(mail!.text).toContain(`https://${domain}/admin/apps/`);
    expect(mail!.html).toContain("Paw {{ traits }} &lt;b&gt;");
  });

  it("is written again to who is invited again, and keeps a capacity that is not named", async () => {
    const email = `${randomUUID()}@people.test`;
    const { id: memberId } = await invite(email, 3);
    await sendInvitation({ shopId, memberId });
    expect((await invite(email)).capacity).toBe(3);
    await sendInvitation({ shopId, memberId });
    expect(mailsTo(email)).toHaveLength(2);
  });

  it("that the mail service does not take now leaves later, and none leaves to who was taken off meanwhile", async () => {
    const email = `${randomUUID()}@people.test`;
    const { id: memberId } = await invite(email);
    shopify.faults.mail = { next: 1, fault: "429" };
    await expect(sendInvitation({ shopId, memberId })).rejects.toThrow();
    await sendInvitation({ shopId, memberId });
    expect(mailsTo(email)).toHaveLength(1);
    await invite(email);
    await changeTeam({ intent: "left", memberId }, by);
    await sendInvitation({ shopId, memberId });
    expect(mailsTo(email)).toHaveLength(1);
  });
});
