import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

/** Shopify opens the app at its root; everything the admin shows lives under /app. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has("shop")) throw redirect(`/app${search}`);
  throw new Response("Proofline opens from the Apps page of your Shopify admin.", {
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
