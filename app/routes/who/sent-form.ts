import { json } from "@remix-run/node";
import { answerOnce } from "../../services/acts/answer-once.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { FormAnswer } from "../../domain/words/said.ts";

/** Answers a form once, however often it is sent; while the first one is still being done, the browser is told to ask again. */
export async function answerForm(
  form: FormData,
  by: { shopId: string; actor: ActingMember },
  work: () => Promise<FormAnswer>,
): Promise<Response> {
  const waitedMs = Number(form.get("waitedMs") ?? 0);
  const answer = await answerOnce({ ...by, formId: String(form.get("formId") ?? ""), waitedMs }, work);
  return answer === "under_way" ? new Response(null, { status: 503, headers: { "Retry-After": "2" } }) : json(answer);
}
