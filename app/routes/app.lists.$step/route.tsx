import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { BATCH_SHEETS } from "../../domain/acting/batch.ts";
import { isStep } from "../../domain/words/steps.ts";
import { tellChosen } from "../../services/batches/choose-items.ts";
import { readWho } from "../../services/team/list-assignees.ts";
import { requireStep } from "../who/staff.ts";

/** What of all that a step's list left would be acted on now: how many, which of them first, and how many are left out and why. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { step } = params;
  const sheet = isStep(step) ? BATCH_SHEETS[step] : undefined;
  if (!isStep(step) || !sheet) throw new Response(null, { status: 404 });
  const { shop, actor } = await requireStep(request, step);
  const { searchParams } = new URL(request.url);
  const action = sheet.actions.find((one) => one === searchParams.get("action"));
  const seenAt = new Date(searchParams.get("seenAt") ?? "");
  if (!action || Number.isNaN(seenAt.getTime())) throw new Response(null, { status: 400 });
  const list = {
    ...{ step, seenAt, words: searchParams.get("q") ?? undefined, who: readWho(searchParams.get("who")) },
    total: Number(searchParams.get("total")),
  };
  return json(await tellChosen({ shopId: shop.id, actor, action, list }));
}
