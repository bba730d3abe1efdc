import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { openFile } from "../services/artfiles/open-file.ts";

/** A photo or an artfile, by a signed address made for one person. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const file = await openFile(params.token ?? "");
  if (!file)
    return new Response("This address is too old, or the file is not for you. Reload the page you came from.", {
      status: 404,
    });
  if (request.method !== "HEAD")
    return new Response(createReadableStreamFromReadable(file.body), { headers: file.headers });
  file.body.destroy();
  return new Response(null, { headers: file.headers });
}
