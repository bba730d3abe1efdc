import { Form } from "@remix-run/react";
import { Button, InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { PAGE_LINKS } from "../pages/page-links.ts";

/** Finds orders from anywhere: leads to the search page. */
export function OrderSearch({ words = "", findsByCustomer }: { words?: string; findsByCustomer: boolean }) {
  const [text, setText] = useState(words);
  useEffect(() => setText(words), [words]);
  const label = findsByCustomer
    ? "Find an order by its number, customer, e-mail or product"
    : "Find an order by its number or product";
  return (
    <Form method="get" action={PAGE_LINKS.search.path} role="search">
      <InlineStack gap="200" blockAlign="end" wrap={false}>
        <div style={{ flex: 1 }}>
          <TextField
            label={label}
            name="q"
            value={text}
            onChange={setText}
            autoComplete="off"
            maxLength={200}
            clearButton
            onClearButtonClick={() => setText("")}
          />
        </div>
        <Button submit size="large">
          Search
        </Button>
      </InlineStack>
    </Form>
  );
}
