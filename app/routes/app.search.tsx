import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, InlineStack, Page, Text } from "@shopify/polaris";
import { mayFindByCustomer } from "../domain/team/can-see.ts";
import { searchOrders } from "../services/screens/search-orders.ts";
import { requirePage } from "./who/staff.ts";
import { Ago } from "../ui/pages/ago.tsx";
import { OrderSearch } from "../ui/lists/order-search.tsx";
import { Pager } from "../ui/lists/pager.tsx";
import { PlainList } from "../ui/lists/plain-list.tsx";
import { StepBadges } from "../ui/lists/step-badges.tsx";

export const meta: MetaFunction = () => [{ title: "Search · Proofline" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, actor } = await requirePage(request, "search");
  const { searchParams } = new URL(request.url);
  const words = (searchParams.get("q") ?? "").slice(0, 200);
  const found = await searchOrders({ shopId: shop.id, actor, words, after: searchParams.get("after") });
  return json({ ...found, words, findsByCustomer: mayFindByCustomer(actor.roles) });
}

export default function Search() {
  const { lines, next, words, findsByCustomer } = useLoaderData<typeof loader>();
  return (
    <Page title="Search">
      <BlockStack gap="400">
        <Card>
          <OrderSearch words={words} findsByCustomer={findsByCustomer} />
        </Card>
        {words && lines.length === 0 ? (
          <Card>
            <div style={{ overflowWrap: "anywhere" }}>
              <EmptyState heading={`Nothing found for “${words}”`} image="">
                <p>Every word has to be found. Try fewer or shorter ones. You find only what is part of your work.</p>
              </EmptyState>
            </div>
          </Card>
        ) : null}
        {lines.length > 0 ? (
          <Card>
            <PlainList>
              {lines.map(({ orderId, orderName, placedAt, customerName, products, items, isInShadow }) => (
                <BlockStack key={orderId} gap="100">
                  <InlineStack gap="200" blockAlign="center">
                    <Text as="h2" variant="headingSm">
                      <Link to={`/app/orders/${orderId}`}>{orderName}</Link>
                    </Text>
                    {customerName ? (
                      <Text as="span" breakWord>
                        {customerName}
                      </Text>
                    ) : null}
                    <Text as="span" tone="subdued">
                      <Ago at={placedAt} />
                    </Text>
                  </InlineStack>
                  <Text as="p" tone="subdued" breakWord>
                    {products.join(", ")}
                  </Text>
                  <StepBadges items={items} isInShadow={isInShadow} />
                </BlockStack>
              ))}
            </PlainList>
          </Card>
        ) : null}
        <Pager next={next} />
      </BlockStack>
    </Page>
  );
}
