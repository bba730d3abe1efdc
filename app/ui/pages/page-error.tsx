import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { Inset } from "./inset.tsx";

const WORDS: Record<number, { heading: string; text: string }> = {
  403: { heading: "This page is not part of your work", text: "Ask an admin of the shop if you need it." },
  404: {
    heading: "There is nothing at this address",
    text: "It may have been moved, or it belongs to somebody else's work.",
  },
  503: { heading: "There is no answer at this moment", text: "Try again in a minute." },
  410: { heading: "This page is for people", text: "It cannot be opened by an automatic program." },
};

const FAULT = {
  heading: "This page could not be shown",
  text: "The server met an error. If you had just asked for something, look whether it was done before you ask again.",
};

/** What an embedded page shows when its loader or action threw: the sentence of a refusal where there is one. The library's own answers are passed on as they are. */
export function PageError() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 200) {
    // A redirect into the admin comes as a small page with App Bridge (shopify-app-remix, render-app-bridge).
    return <div dangerouslySetInnerHTML={{ __html: String(error.data) }} />;
  }
  const { heading, text } = (isRouteErrorResponse(error) && WORDS[error.status]) || FAULT;
  const said =
    isRouteErrorResponse(error) && (error.status < 500 || error.status === 503) && typeof error.data === "string"
      ? error.data
      : "";
  return (
    <Page>
      <BlockStack gap="400">
        <Inset>
          <Text as="h1" variant="headingLg">
            {heading}
          </Text>
        </Inset>
        <Card>
          <BlockStack gap="400">
            <Text as="p">{said || text}</Text>
            <InlineStack>
              <ButtonGroup>
                <Button variant="primary" onClick={() => window.location.reload()}>
                  Try again
                </Button>
                <Button url="/app">Home</Button>
              </ButtonGroup>
            </InlineStack>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
