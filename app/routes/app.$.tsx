import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateStaff } from "../adapters/shopify/auth.ts";

/** An address below /app that no page has: said inside the layout, with the way back at hand. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateStaff(request);
  throw new Response(null, { status: 404 });
}

export default function Nowhere() {
  return null;
}
