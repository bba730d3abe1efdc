import { json } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { useContext, type ReactNode } from "react";
import { env } from "./env.server.ts";
import { KEEP_EARLY_CLICKS, useEarlyClicks } from "./ui/frame/early-clicks.ts";
import { RELOAD_WHEN_FILES_ARE_GONE } from "./ui/frame/missing-files.ts";
import { Nonce } from "./ui/frame/nonce.ts";
import { HIDDEN_WHILE_UNSTYLED, HIDE_UNTIL_STYLED, SHOW_STYLED } from "./ui/frame/until-styled.ts";

export async function loader() {
  return json({ apiKey: env().SHOPIFY_API_KEY });
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const nonce = useContext(Nonce);
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* App Bridge insists on being the first script of the page, so the provider may not add it to the body. */}
        {root ? <script src="https://cdn.shopify.com/shopifycloud/app-bridge.js" data-api-key={root.apiKey} /> : null}
        <script
          nonce={nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: RELOAD_WHEN_FILES_ARE_GONE }}
        />
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: KEEP_EARLY_CLICKS }} />
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: HIDE_UNTIL_STYLED }} />
        <style dangerouslySetInnerHTML={{ __html: HIDDEN_WHILE_UNSTYLED }} />
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <link rel="preconnect" href="https://cdn.shopify.com/" />
        <link rel="stylesheet" href="https://cdn.shopify.com/static/fonts/inter/v4/styles.css" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SHOW_STYLED }} />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  useEarlyClicks();
  return <Outlet />;
}

/** For addresses outside the admin pages, which have their own (app/ui/pages/page-error.tsx). */
export function ErrorBoundary() {
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status < 500;
  return (
    <main>
      <h1>{isMissing ? "There is nothing at this address" : "This page could not be shown"}</h1>
      <p>Proofline opens from the Apps page of your Shopify admin.</p>
    </main>
  );
}
