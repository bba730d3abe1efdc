import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import {
  beginDirectUpload,
  completeDirectUpload,
  dropDirectUpload,
  lookAtDirectUpload,
  signDirectParts,
} from "../../services/artfiles/direct-upload.ts";
import { requirePage } from "../who/staff.ts";

const asked = z.union([
  z.object({ intent: z.literal("begin"), fileName: z.string().min(1).max(2_000), bytes: z.int().min(0) }),
  z.object({ intent: z.literal("parts"), numbers: z.array(z.int().min(1)).min(1).max(16) }),
  z.object({ intent: z.literal("complete") }),
]);

/** How much of an artfile that goes straight to the bucket is there; in the header too, as the tus door tells it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { by, ticket } = await whoAsks(request);
  const seen = await lookAtDirectUpload(by, ticket);
  if (!seen) throw gone();
  return json(seen, { headers: { "Upload-Offset": String(seen.there), "Cache-Control": "no-store" } });
}

/** Begins such an upload, gives addresses for its parts, puts them together, or (DELETE) ends it. */
export async function action({ request }: ActionFunctionArgs) {
  const { by, ticket } = await whoAsks(request);
  if (request.method === "DELETE") {
    await dropDirectUpload(by, ticket);
    return new Response(null, { status: 204 });
  }
  const read = asked.safeParse(await request.json().catch(() => null));
  if (!read.success) return json({ wrong: "This is not said as it has to be." }, 400);
  if (read.data.intent === "begin") {
    const begun = await beginDirectUpload({ ...by, ...read.data });
    return "later" in begun ? notNow(begun.later) : json(begun);
  }
  if (read.data.intent === "parts") {
    const addresses = await signDirectParts(by, ticket, read.data.numbers);
    return addresses ? json({ addresses }, { headers: { "Cache-Control": "no-store" } }) : gone();
  }
  const completed = await completeDirectUpload(by, ticket);
  return completed === null ? gone() : json({ completed }, completed === "done" ? 200 : 409);
}

async function whoAsks(request: Request) {
  const { shop, actor } = await requirePage(request, "artfile_production");
  const ticket = new URL(request.url).searchParams.get("ticket") ?? "";
  return { by: { shopId: shop.id, actor }, ticket };
}

// "Not now" to whoever sends: the page goes on after a pause, and shows the sentence meanwhile.
function notNow(sentence: string): Response {
  return new Response(sentence, { status: 503, headers: { "Retry-After": "60" } });
}

function gone(): Response {
  return new Response("There is no such upload.", { status: 404 });
}
