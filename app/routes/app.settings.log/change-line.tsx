import { BlockStack, Text } from "@shopify/polaris";
import type { SettingLine } from "../../domain/shop/setting-log.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { Written } from "../../ui/pages/written.tsx";

/** What stands in one line; longer ones stand under it. */
const SHORT = 80;

/** One setting that somebody changed: which, from what to what, who and when. */
export function ChangeLine({ line: { at, who, part, about, from, to } }: { line: SettingLine }) {
  const isLong = [from, to].some((words) => (words ?? "").length > SHORT || (words ?? "").includes("\n"));
  return (
    <BlockStack gap="100">
      <Text as="p" breakWord>
        {`${part}: `}
        <bdi>{about}</bdi> {isLong ? "changed" : <Both from={from} to={to} />}
      </Text>
      {isLong ? (
        <details>
          <summary>Show both texts</summary>
          <BlockStack gap="200">
            <Written label="Before" words={from ?? "nothing"} />
            <Written label="After" words={to ?? "nothing"} />
          </BlockStack>
        </details>
      ) : null}
      <Text as="p" tone="subdued" breakWord>
        <bdi>{who}</bdi> · <Ago at={at} />
      </Text>
    </BlockStack>
  );
}

function Both({ from, to }: { from: string | null; to: string | null }) {
  if (to === null)
    return (
      <>
        was <bdi>{from}</bdi>, and is gone
      </>
    );
  return (
    <>
      {from === null ? null : (
        <>
          <bdi>{from}</bdi> →{" "}
        </>
      )}
      <strong>
        <bdi>{to}</bdi>
      </strong>
    </>
  );
}
