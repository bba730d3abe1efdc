import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { BLOCK_SHEETS, BLOCKS, placedBlocks, type Block, type BlockState } from "../../domain/screens/placed-blocks.ts";

type AppBridge = { app?: { extensions?(): Promise<unknown> }; config?: { apiKey?: string } };

const WORDS: Record<BlockState, { said: string; tone?: "success" }> = {
  on: { said: "On", tone: "success" },
  off: { said: "Off" },
  unknown: { said: "Not known" },
};

/** Which blocks stand where customers and staff see them, as Shopify says now: asked when the page is opened, and again when one comes back to it. */
export function BlocksCard() {
  const [placed, setPlaced] = useState(() => placedBlocks(undefined));
  const [apiKey, setApiKey] = useState("");
  useEffect(() => {
    let isShown = true;
    const look = async () => {
      const { app, config } = (window as { shopify?: AppBridge }).shopify ?? {};
      const extensions: unknown = await app?.extensions?.().catch(() => undefined);
      if (!isShown) return;
      setApiKey(config?.apiKey ?? "");
      setPlaced(placedBlocks(extensions));
    };
    void look();
    window.addEventListener("focus", look);
    return () => {
      isShown = false;
      window.removeEventListener("focus", look);
    };
  }, []);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Where the artwork is shown
        </Text>
        {BLOCKS.map((block) => (
          <BlockRow key={block} block={block} state={placed[block]} apiKey={apiKey} />
        ))}
      </BlockStack>
    </Card>
  );
}

function BlockRow({ block, state, apiKey }: { block: Block; state: BlockState; apiKey: string }) {
  const { name, purpose, link } = BLOCK_SHEETS[block];
  const { said, tone } = WORDS[state];
  return (
    <InlineStack align="space-between" blockAlign="center" gap="400" wrap={false}>
      <BlockStack gap="100">
        <InlineStack align="start" gap="200" blockAlign="center">
          <Text as="h3" variant="bodyMd" fontWeight="semibold">
            {name}
          </Text>
          <Badge tone={tone}>{said}</Badge>
        </InlineStack>
        <Text as="p" tone="subdued">
          {purpose}
        </Text>
      </BlockStack>
      <Box minWidth="max-content">
        <Button url={link(apiKey)} target="_top" accessibilityLabel={`${state === "on" ? "Change" : "Place"}: ${name}`}>
          {state === "on" ? "Change" : "Place"}
        </Button>
      </Box>
    </InlineStack>
  );
}
