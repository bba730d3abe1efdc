import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { actOnItems } from "../services/acts/act-on-items.ts";
import { readPostedAct, type PostedAct } from "../services/acts/read-posted-act.ts";
import { tellFormAnswer } from "../services/acts/answer-once.ts";
import { tellWhatBecame } from "../services/acts/tell-what-became.ts";
import { undoAct } from "../services/acts/undo-act.ts";
import { startBatch } from "../services/batches/start-batch.ts";
import { stopBatch, undoBatch } from "../services/batches/stop-batch.ts";
import { noteTold, tellBatch } from "../services/batches/tell-batch.ts";
import { readWho } from "../services/team/list-assignees.ts";
import { staffOf } from "./who/staff.ts";
import type { ActAnswer } from "../domain/acting/acts-line.ts";
import type { ActingMember } from "../domain/words/actors.ts";

/** What became of an act or a form of this member, or how far a batch is, by its id; with `items=all` each item of it. `answer` is null when it was not done. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const { searchParams } = new URL(request.url);
  const actId = searchParams.get("actId") ?? "";
  const by = { shopId: shop.id, actor };
  const [outcome, told, progress] = await Promise.all([
    tellWhatBecame({ ...by, actId }),
    tellFormAnswer({ ...by, formId: actId }),
    tellBatch({ ...by, batchId: actId, isWhole: searchParams.get("items") === "all" }),
  ]);
  if (told === "under_way") throw new Response(null, { status: 503 });
  const answer: ActAnswer | null = outcome
    ? { kind: "act", outcome }
    : progress
      ? { kind: "batch", progress }
      : told && { kind: "said", ...told };
  return json({ answer });
}

/** The one door for what staff do to items with a button: every screen posts here, and undo does too. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const posted = readPostedAct(Object.fromEntries(await request.formData()));
  if ("wrong" in posted) return json<ActAnswer>({ kind: "wrong", sentence: posted.wrong }, 400);
  if (posted.intent === "told") {
    await noteTold({ shopId: shop.id, actor, batchId: posted.actId });
    return new Response(null, { status: 204 });
  }
  return json<ActAnswer>(await answerTo(posted, shop.id, actor));
}

async function answerTo(
  posted: Exclude<PostedAct, { intent: "told" }>,
  shopId: string,
  actor: ActingMember,
): Promise<ActAnswer> {
  const { actId } = posted;
  const asked = { shopId, actor, batchId: actId };
  if (posted.intent === "act_on_list") {
    const { command, q, who, ...list } = posted;
    const answer = await startBatch({ ...asked, command, list: { ...list, words: q, who: readWho(who) } });
    return "wrong" in answer ? { kind: "wrong", sentence: answer.wrong } : { kind: "batch", progress: answer };
  }
  if (posted.intent === "act") {
    const { command, targets } = posted;
    return { kind: "act", outcome: await actOnItems({ shopId, actor, actId, command, targets }) };
  }
  const progress = await (posted.intent === "stop" ? stopBatch(asked) : undoBatch(asked));
  if (progress) return { kind: "batch", progress };
  if (posted.intent === "stop") return { kind: "wrong", sentence: "Nothing of this is known here. Reload the page." };
  return { kind: "undo", actId, ...(await undoAct({ shopId, actor, actId })) };
}
