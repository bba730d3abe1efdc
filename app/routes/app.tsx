import {
  json,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Link, Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import translations from "@shopify/polaris/locales/en.json";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ReactNode } from "react";
import { embeddedHeaders } from "../adapters/shopify/auth.ts";
import { staffOf } from "./who/staff.ts";
import { listUntold } from "../services/batches/tell-batch.ts";
import "../ui/pages/links.css";
import "../ui/frame/steady-place.css";
import { PageError } from "../ui/pages/page-error.tsx";
import { ActsPlace } from "../ui/acts/acts-place.tsx";
import { FrameKeeper } from "../ui/frame/frame-keeper.tsx";
import { steadyTheLine } from "../ui/frame/steady-line.ts";
import { StageRemark } from "../ui/pages/stage-remark.tsx";
import { menuFor } from "../ui/pages/menu.ts";

if (typeof window !== "undefined") steadyTheLine();

export const meta: MetaFunction = () => [{ title: "Proofline" }];

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { member, shop, actor } = await staffOf(request);
  const batches = await listUntold(shop.id, actor);
  const { timeZone, stage } = shop;
  return json({ stage, links: menuFor(member.roles), who: member.id, timeZone, batches, readAt: Date.now() });
}

export default function AppLayout() {
  const { links, stage } = useLoaderData<typeof loader>();
  return (
    <AdminFrame links={links}>
      <StageRemark stage={stage} />
      <Outlet />
    </AdminFrame>
  );
}

export function ErrorBoundary() {
  // Absent only when this layout's own loader failed.
  const links = useRouteLoaderData<typeof loader>("routes/app")?.links;
  return (
    <AdminFrame links={links}>
      <PageError />
    </AdminFrame>
  );
}

export const headers: HeadersFunction = (given) => embeddedHeaders(given);

function AdminFrame({ links = [], children }: { links?: { name: string; path: string }[]; children: ReactNode }) {
  return (
    // The script stands in root.tsx: with `isEmbeddedApp` the provider would add it a second time, in the body.
    <AppProvider apiKey="" isEmbeddedApp={false} i18n={translations}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        {links.map(({ name, path }) => (
          <Link key={path} to={path}>
            {name}
          </Link>
        ))}
      </NavMenu>
      <FrameKeeper />
      <ActsPlace />
      <main>{children}</main>
    </AppProvider>
  );
}
