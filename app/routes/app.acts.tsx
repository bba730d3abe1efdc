import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { actOnItems } from "../services/acts/act-on-items.ts";
import { readPostedAct } from "../services/acts/read-posted-act.ts";
import { tellFormAnswer } from "../services/acts/answer-once.ts";
import { tellWhatBecame } from "../services/acts/tell-what-became.ts";
import { undoAct } from "../services/acts/undo-act.ts";
import { staffOf } from "./who/staff.ts";
import type { ActAnswer } from "../domain/acting/acts-line.ts";

/** What became of an act or a form of this member, by its id: `answer` is null when it was not done. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const actId = new URL(request.url).searchParams.get("actId") ?? "";
  const by = { shopId: shop.id, actor };
  const [outcome, told] = await Promise.all([
    tellWhatBecame({ ...by, actId }),
    tellFormAnswer({ ...by, formId: actId }),
  ]);
  if (told === "under_way") throw new Response(null, { status: 503 });
  const answer: ActAnswer | null = outcome ? { kind: "act", outcome } : told && { kind: "said", ...told };
  return json({ answer });
}

/** The one door for what staff do to items with a button: every screen posts here, and undo does too. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await staffOf(request);
  const posted = readPostedAct(Object.fromEntries(await request.formData()));
  if ("wrong" in posted) return json<ActAnswer>({ kind: "wrong", sentence: posted.wrong }, 400);
  if (posted.intent === "undo") {
    const answer = await undoAct({ shopId: shop.id, actor, actId: posted.actId });
    return json<ActAnswer>({ kind: "undo", actId: posted.actId, ...answer });
  }
  const { actId, command, targets } = posted;
  return json<ActAnswer>({
    kind: "act",
    outcome: await actOnItems({ shopId: shop.id, actor, actId, command, targets }),
  });
}
