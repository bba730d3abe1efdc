import { log } from "../../adapters/log.ts";
import { sendMail } from "../../adapters/mail/mail.ts";
import { shopToWriteTo } from "../../adapters/rows/shop/shops.ts";
import { markInvitationSent, memberById } from "../../adapters/rows/team/members.ts";
import { ROLE_NAMES } from "../../domain/words/roles.ts";
import { invitationEmail } from "../../emails/invitation.ts";
import { env } from "../../env.server.ts";

/**
 * Writes to somebody who was invited, once for each invitation. Where the mail service does not answer, it may have been sent and is not sent again:
 * the Team page says who has not come yet.
 */
export async function sendInvitation({ shopId, memberId }: { shopId: string; memberId: string }): Promise<void> {
  const [shop, member] = await Promise.all([shopToWriteTo(shopId), memberById(shopId, memberId)]);
  if (!shop || !member?.email || member.hasLeft || member.roles.length === 0) return;
  if (!(await markInvitationSent(shopId, memberId, true))) return;
  const words = invitationEmail({
    shop: shop.name || shop.domain,
    name: member.name,
    roles: new Intl.ListFormat("en").format(member.roles.map((role) => ROLE_NAMES[role].toLowerCase())),
    link: `https://${shop.domain}/admin/apps/${env().SHOPIFY_API_KEY}`,
  });
  const about = {
    shopId,
    emailId: memberId,
    to: member.email,
    fromName: shop.name || "Proofline",
    replyTo: shop.email,
  };
  const { answer } = await sendMail({ tracksOpening: false, stop: null, ...about, ...words });
  log.info({ event: "invitation_sent", shopId, memberId, answer });
  if (answer !== "later") return;
  await markInvitationSent(shopId, memberId, false);
  throw new Error("The mail service takes no emails now");
}
