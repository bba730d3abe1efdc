import { createReadableStreamFromReadable, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { leadToFile, openFile, whyFileIsGone } from "../services/artfiles/open-file.ts";

// The address lives for minutes, and is nobody else's.
const IN_WORDS = { "Content-Type": "text/plain; charset=utf-8" };
const NOT_KEPT = { "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" };

/** A photo or an artfile, by a signed address made for one person. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const elsewhere = await leadToFile(params.token ?? "");
  if (elsewhere) return redirect(elsewhere, { headers: NOT_KEPT });
  const file = await openFile(params.token ?? "");
  if (!file) {
    const gone = await whyFileIsGone(params.token ?? "");
    if (gone) return new Response(gone, { status: 410, headers: { ...NOT_KEPT, ...IN_WORDS } });
    return new Response("This address is too old, or the file is not for you. Reload the page you came from.", {
      status: 404,
    });
  }
  if (request.method !== "HEAD")
    return new Response(createReadableStreamFromReadable(file.body), { headers: file.headers });
  file.body.destroy();
  return new Response(null, { headers: file.headers });
}
