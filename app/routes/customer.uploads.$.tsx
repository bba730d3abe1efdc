import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { receivePhotoUpload } from "../services/customer/photo-uploads.ts";
import { tooManyTries } from "./who/guesses.ts";

// Asked by the script of a page in the shop: from another site, and with headers that a browser asks about before.
const FROM_ANYWHERE = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Location, Upload-Offset, Upload-Length, Upload-Expires, Tus-Resumable",
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
};
const ASKED_BEFORE = {
  "Access-Control-Allow-Methods": "POST, HEAD, PATCH, DELETE",
  "Access-Control-Allow-Headers":
    "Authorization, Content-Type, Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset",
  "Access-Control-Max-Age": "86400",
};

/** Photos from a customer's page by the tus protocol, each by itself, with the order's token in the header. */
async function answer({ request, context }: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> {
  const { method, url, headers, body, signal } = request;
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { ...FROM_ANYWHERE, ...ASKED_BEFORE } });
  const token = /^Bearer (.+)$/.exec(headers.get("Authorization") ?? "")?.[1] ?? "";
  const asked = { method, url, headers: Object.fromEntries(headers), body, signal };
  const answered = await receivePhotoUpload(asked, token);
  if (!answered)
    return (
      (await tooManyTries(context, FROM_ANYWHERE)) ??
      new Response("This link does not open an order.", { status: 403, headers: FROM_ANYWHERE })
    );
  const all = new Headers(answered.headers);
  for (const [name, value] of Object.entries(FROM_ANYWHERE)) all.set(name, value);
  return new Response(answered.body, { status: answered.status, headers: all });
}

export { answer as action, answer as loader };
