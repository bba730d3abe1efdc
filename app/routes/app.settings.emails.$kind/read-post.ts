import { z } from "zod";
import { plainText } from "../../domain/words/plain-text.ts";
import type { EmailTexts } from "../../domain/emails/email-values.ts";

const UNREADABLE = "The form could not be read. Reload the page and try again.";
const text = z.string().max(100_000).overwrite(plainText);
const texts = z.object({ subject: text, preheader: text, body: text, button: text });
const wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), ...texts.shape, seen: z.string().optional() }),
  z.object({ intent: z.literal("test"), ...texts.shape, orderId: z.string() }),
  z.object({ intent: z.literal("preview"), ...texts.shape, orderId: z.string() }),
  z.object({ intent: z.literal("reset") }),
  z.object({ intent: z.literal("restore"), versionId: z.uuid() }),
]);

/** What a post asks for the words of an email. */
export type TextsWish =
  | { intent: "save"; texts: EmailTexts; seen?: string | null }
  | { intent: "test"; texts: EmailTexts; orderId: string | null }
  | { intent: "preview"; texts: EmailTexts; orderId: string | null }
  | { intent: "reset" }
  | { intent: "restore"; versionId: string };

/** What a post asks for, or a sentence that says that it cannot be read. */
export function readTextsPost(form: FormData): TextsWish | { wrong: string } {
  const read = wish.safeParse(Object.fromEntries(form));
  if (!read.success) return { wrong: UNREADABLE };
  const { data: asked } = read;
  if (asked.intent === "reset" || asked.intent === "restore") return asked;
  const { subject, preheader, body, button } = asked;
  const said = { subject, preheader, body, button };
  if (asked.intent === "save")
    return { intent: "save", texts: said, ...(asked.seen === undefined ? {} : { seen: asked.seen || null }) };
  const { intent } = asked;
  return { intent, texts: said, orderId: asked.orderId || null };
}
