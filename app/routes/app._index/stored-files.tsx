import { Link, useRouteLoaderData } from "@remix-run/react";
import { Card, Text } from "@shopify/polaris";
import { storedWords, type Stored } from "../../domain/files/retention.ts";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";

/** How much the shop has stored, and where it is said how long that lives. */
export function StoredFiles({ stored }: { stored: Stored }) {
  // The layout around every page has read it.
  const { timeZone = "UTC" } = (useRouteLoaderData("routes/app") as { timeZone?: string } | undefined) ?? {};
  return (
    <Card>
      <Text as="p">
        {`${storedWords(stored, timeZone)} `}
        <Link to={PAGE_LINKS.flow_settings.path}>How long files are kept</Link>
      </Text>
    </Card>
  );
}
