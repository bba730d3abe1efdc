import { createReadableStreamFromReadable, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { leadToDownload, openDownload } from "../services/artfiles/open-download.ts";

// The address lives for minutes, and is nobody else's.
const NOT_KEPT = { "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" };

/** Many photos or artfiles as one zip, by a signed address made for one member. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const elsewhere = await leadToDownload(params.token ?? "");
  if (elsewhere) return redirect(elsewhere, { headers: NOT_KEPT });
  const file = await openDownload(params.token ?? "");
  if (!file)
    return new Response("This address is too old, or there is nothing in it for you. Reload the page you came from.", {
      status: 404,
    });
  if (request.method !== "HEAD")
    return new Response(createReadableStreamFromReadable(file.body), { headers: file.headers });
  file.body.destroy();
  return new Response(null, { headers: file.headers });
}
