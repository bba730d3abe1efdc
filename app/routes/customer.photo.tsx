import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { whyNotTaken } from "../services/artfiles/why-not-taken.ts";
import { receiveCustomerPhoto } from "../services/customer/receive-customer-photo.ts";
import { tooManyTries } from "./who/guesses.ts";

// The form carries its proof, the order's token, in itself and no cookie: any page may send it.
const FROM_ANYWHERE = {
  "Access-Control-Allow-Origin": "*",
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
};

/** What a browser asks before a script may watch an upload's progress. */
export function loader({ request }: LoaderFunctionArgs) {
  return new Response(null, {
    status: request.method === "OPTIONS" ? 204 : 405,
    headers: { ...FROM_ANYWHERE, Allow: "POST", "Access-Control-Max-Age": "86400" },
  });
}

/** New photos from a customer's page, straight to the app: they do not fit through the shop's proxy. Leads back to the page. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = { contentType: request.headers.get("Content-Type"), body: request.body };
  const goTo = await receiveCustomerPhoto(form).catch(whyNotTaken);
  const isScript = request.headers.get("Accept") === "application/json";
  if (goTo !== null && typeof goTo !== "string") return say(goTo.sentence, goTo.status);
  const tooMany = goTo ? null : await tooManyTries(context, FROM_ANYWHERE);
  if (tooMany) return tooMany;
  if (isScript) return json({ goTo }, { status: goTo ? 200 : 404, headers: FROM_ANYWHERE });
  if (goTo) return redirect(goTo, { status: 303, headers: FROM_ANYWHERE });
  return say(
    "This link does not open an order any more. Open the link in the newest email about your order, or answer that email.",
    404,
  );
}

function say(sentence: string, status: number): Response {
  return new Response(sentence, { status, headers: { ...FROM_ANYWHERE, "Content-Type": "text/plain; charset=utf-8" } });
}
