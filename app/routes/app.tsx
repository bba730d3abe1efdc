import { json, type HeadersFunction, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import translations from "@shopify/polaris/locales/en.json";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ReactNode } from "react";
import { authenticateStaff, embeddedHeaders } from "../adapters/shopify/auth.ts";
import { PageError } from "../ui/page-error.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopDomain } = await authenticateStaff(request);
  return json({ shopDomain });
}

export default function AppLayout() {
  return (
    <AdminFrame>
      <Outlet />
    </AdminFrame>
  );
}

export function ErrorBoundary() {
  return (
    <AdminFrame>
      <PageError />
    </AdminFrame>
  );
}

export const headers: HeadersFunction = (given) => embeddedHeaders(given);

function AdminFrame({ children }: { children: ReactNode }) {
  return (
    // The script stands in root.tsx: with `isEmbeddedApp` the provider would add it a second time, in the body.
    <AppProvider apiKey="" isEmbeddedApp={false} i18n={translations}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
      </NavMenu>
      {children}
    </AppProvider>
  );
}
