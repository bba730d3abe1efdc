import type { Tx } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { shopsTexts } from "../../adapters/mail/email-texts.ts";
import { openTask } from "../../adapters/rows/shop/tasks.ts";
import { localeFor, type EmailSettings } from "../../domain/emails/email-settings.ts";
import type { EmailValues, RenderedEmail } from "../../domain/emails/email-values.ts";
import { EMAIL_NAMES, type EmailKind } from "../../domain/words/emails.ts";
import { renderEmail } from "../../emails/render.ts";
import { EMAIL_WORDS } from "../../emails/words/index.ts";

/** Which email of a shop, and in which language its customer bought, as Shopify says it. */
type Which = { shopId: string; kind: EmailKind; bought: string | null; settings: EmailSettings };

/**
 * An email in the words of the shop, in the language of its customer. Words that cannot be used, because they run too long with these values, do not keep the
 * customer waiting: they are written to in the words that come with the app, and managers are asked to mend the shop's.
 */
export async function rendering(
  tx: Tx,
  { shopId, kind, bought, settings }: Which,
  values: EmailValues,
): Promise<RenderedEmail> {
  const locale = localeFor(settings, bought);
  const { brand } = settings;
  const own = await shopsTexts(tx, { shopId, kind, locale });
  const ours = () => renderEmail(values, { texts: EMAIL_WORDS[locale].emails[kind], brand, locale });
  if (!own) return ours();
  try {
    return renderEmail(values, { texts: own, brand, locale });
  } catch (error) {
    log.warn({ event: "email_texts_failed", shopId, kind, locale, error: nameOf(error) });
    const details = { email: EMAIL_NAMES[kind] };
    await openTask(tx, { shopId, kind: "email_texts", subject: `${kind}:${locale}`, orderId: null, details });
    return ours();
  }
}

// What Liquid says may hold words of the shop, and those what a customer wrote.
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
