import { Form, useSearchParams } from "@remix-run/react";
import { Button, InlineStack, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import "./queue-search.css";

/** A search over the list of the page; the words stand in the address, other filters stay. */
export function QueueSearch({ words, label }: { words: string; label: string }) {
  const [params] = useSearchParams();
  const [text, setText] = useState(words);
  useEffect(() => setText(words), [words]);
  const kept = [...params].filter(([name]) => name !== "q" && name !== "after");
  return (
    <Form method="get" role="search" className="queue-search">
      {kept.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <div className="queue-search-words">
          <TextField
            label={label}
            labelHidden
            placeholder={label}
            name="q"
            value={text}
            onChange={setText}
            autoComplete="off"
            maxLength={200}
            clearButton
            onClearButtonClick={() => setText("")}
          />
        </div>
        <Button submit>Search</Button>
      </InlineStack>
    </Form>
  );
}
