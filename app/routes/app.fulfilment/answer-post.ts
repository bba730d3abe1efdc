import { z } from "zod";
import type { ActingMember } from "../../domain/words/actors.ts";
import { type Refusal, REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { askFulfilment } from "../../services/fulfilment/ask-fulfilment.ts";
import { createFolder, deleteFolder, renameFolder, sortIntoFolder } from "../../services/fulfilment/folders.ts";
import { plainText } from "../../domain/words/plain-text.ts";

const ids = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.uuid()).min(1).max(200));
const text = z.string().overwrite(plainText).trim().max(200);
const targets = z
  .string()
  .transform(parsed)
  .pipe(
    z
      .array(z.object({ itemId: z.uuid(), changeCount: z.int().nonnegative() }))
      .min(1)
      .max(500),
  );

const post = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("create_folder"), name: text }),
  z.object({ intent: z.literal("rename_folder"), folderId: z.uuid(), name: text }),
  z.object({ intent: z.literal("delete_folder"), folderId: z.uuid() }),
  z.object({ intent: z.literal("sort"), orderIds: ids, folderId: z.uuid().or(z.literal("none")) }),
  z.object({
    intent: z.literal("fulfil"),
    actId: z.uuid(),
    targets,
    trackingNumber: text,
    trackingCompany: text,
    trackingUrl: text,
    notifyCustomer: z.enum(["yes", "no"]),
  }),
]);

/** Reads a post of the fulfilment page, has it done by one service, and says in a sentence what came of it. */
export async function answerPost(form: FormData, by: { shopId: string; actor: ActingMember }): Promise<FormAnswer> {
  const read = post.safeParse(Object.fromEntries(form));
  if (!read.success) return { said: "The form could not be read. Reload the page and try again.", isRefused: true };
  const asked = read.data;
  if (asked.intent === "create_folder") {
    const made = await createFolder({ ...by, name: asked.name });
    return "refused" in made
      ? no(made.refused)
      : { said: `The folder “${asked.name}” is there.`, isRefused: false, folderId: made.id };
  }
  if (asked.intent === "rename_folder")
    return told(await renameFolder({ ...by, ...asked }), `The folder is now called “${asked.name}”.`);
  if (asked.intent === "delete_folder") {
    const answer = told(
      await deleteFolder({ ...by, ...asked }),
      "The folder is gone. Its orders are back in the queue, not sorted.",
    );
    return answer.isRefused ? answer : { ...answer, folderId: null };
  }
  if (asked.intent === "sort") {
    const sorted = await sortIntoFolder({
      ...by,
      orderIds: asked.orderIds,
      folderId: asked.folderId === "none" ? null : asked.folderId,
    });
    return "refused" in sorted
      ? no(sorted.refused)
      : {
          said: sorted.sorted === 1 ? "1 order was sorted." : `${sorted.sorted} orders were sorted.`,
          isRefused: false,
        };
  }
  const { asked: orders, refused } = await askFulfilment({
    ...by,
    ...asked,
    notifyCustomer: asked.notifyCustomer === "yes",
  });
  if (refused.length > 0)
    return {
      said: refused.map(({ refusal, meanwhile }) => [REFUSAL_WORDS[refusal], ...meanwhile].join(" ")).join(" "),
      isRefused: true,
    };
  return {
    said: `Shopify is asked to fulfil ${orders.map(({ orderName }) => orderName).join(", ")}. It leaves the queue as soon as Shopify agrees.`,
    isRefused: false,
  };
}

function parsed(json: string, context: z.RefinementCtx<string>): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
}

function told(answer: { ok: true } | { refused: Refusal }, said: string): FormAnswer {
  return "refused" in answer ? no(answer.refused) : { said, isRefused: false };
}

function no(refusal: Refusal): FormAnswer {
  return { said: REFUSAL_WORDS[refusal], isRefused: true };
}
