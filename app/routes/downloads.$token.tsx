import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { openDownload } from "../services/artfiles/open-download.ts";

/** Many photos or artfiles as one zip, by a signed address made for one member. */
export async function loader({ params, request }: LoaderFunctionArgs) {
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
