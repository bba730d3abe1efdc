import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { countWaiting } from "../services/customer/list-customer-orders.ts";
import { visitOf } from "./who/visit.ts";

/** How many items wait for the customer who is logged in: the number in the theme's block. */
export async function loader({ request }: LoaderFunctionArgs) {
  return json(
    { waiting: await countWaiting(await visitOf(request)) },
    { headers: { "Cache-Control": "private, no-store" } },
  );
}
