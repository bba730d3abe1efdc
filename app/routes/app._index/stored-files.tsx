import { Link } from "@remix-run/react";
import { Card, Text } from "@shopify/polaris";
import { storedWords, type Stored } from "../../domain/files/retention.ts";
import { PAGE_LINKS } from "../../ui/pages/page-links.ts";

/** How much the shop has stored, and where it is said how long that lives. */
export function StoredFiles({ stored }: { stored: Stored }) {
  return (
    <Card>
      <Text as="p">
        {`${storedWords(stored)} `}
        <Link to={PAGE_LINKS.flow_settings.path}>How long files are kept</Link>
      </Text>
    </Card>
  );
}
