import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Page, Text } from "@shopify/polaris";
import { authenticateStaff } from "../adapters/shopify/auth.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  return json({ name: staff.shopifyUser.firstName, shop: staff.shopDomain });
}

export default function Home() {
  const { name, shop } = useLoaderData<typeof loader>();
  return (
    <Page title="Home">
      <Card>
        <Text as="p">{`${name} works for ${shop}`}</Text>
      </Card>
    </Page>
  );
}
