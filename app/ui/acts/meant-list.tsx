import { BlockStack, Spinner, Text } from "@shopify/polaris";
import { whyWords } from "../../domain/acting/batch.ts";
import { MeantItems } from "./meant-items.tsx";
import type { ListChosen } from "./use-list-chosen.ts";

/** The items that a question about all of a list is about, and how many of it are left out, with the reason. */
export function MeantList({ chosen }: { chosen: ListChosen | { wrong: string } | null }) {
  if (chosen === null) return <Spinner accessibilityLabel="The list is being read" size="small" />;
  if ("wrong" in chosen) return <Text as="p">{chosen.wrong}</Text>;
  return (
    <BlockStack gap="300">
      <MeantItems items={chosen.first} count={chosen.count} />
      {chosen.leftOut.map(({ why, count }) => (
        <Text as="p" tone="caution" key={why}>
          {`${count === 1 ? "1 is" : `${count} are`} left out. ${whyWords(why)}`}
        </Text>
      ))}
    </BlockStack>
  );
}
