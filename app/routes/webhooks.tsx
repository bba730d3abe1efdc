import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveWebhook } from "../services/intake/receive-webhook.ts";

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request }: ActionFunctionArgs) {
  return new Response(null, { status: await receiveWebhook(request) });
}
