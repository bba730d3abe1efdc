import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { holdAgainByNumber } from "../../services/fulfilment/hold-again.ts";
import { showOrderBlock } from "../../services/screens/show-order-block.ts";
import { answerExtension } from "../who/extension.ts";
import { requirePage } from "../who/staff.ts";

/** What the block on Shopify's page of an order shows this member; it asks with the admin's session token. */
export function loader({ request, params }: LoaderFunctionArgs) {
  return answerExtension(request, async () => ({ order: await showOrderBlock(await asked(request, params)) }));
}

/** "Hold again": what the block shows afterwards, with a sentence where it was refused. */
export function action({ request, params }: ActionFunctionArgs) {
  return answerExtension(request, async () => {
    const of = await asked(request, params);
    const answer = await holdAgainByNumber(of);
    return { order: await showOrderBlock(of), refused: "refused" in answer ? REFUSAL_WORDS[answer.refused] : null };
  });
}

async function asked(request: Request, { shopifyOrderId = "" }: LoaderFunctionArgs["params"]) {
  const { shop, actor } = await requirePage(request, "order");
  return { shopId: shop.id, actor, shopifyOrderId };
}
