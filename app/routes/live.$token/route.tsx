import type { LoaderFunctionArgs } from "@remix-run/node";
import { hearLive } from "../../services/screens/hear-live.ts";

/** Where an open page hears that something of its shop has changed, by a signed address made for one member. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const stream = await hearLive(params.token ?? "", request.signal);
  // 204 tells a browser to stop asking at this address.
  if (!stream) return new Response(null, { status: 204 });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}
