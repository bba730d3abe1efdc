import { BlockStack, Card, Text, TextField } from "@shopify/polaris";

/** The shop's own words on how photos are judged. */
export function GuidelineCard({ guideline, onChange }: { guideline: string; onChange: (guideline: string) => void }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Guideline for Image Approval
        </Text>
        <TextField
          label="How photos are judged in your shop"
          helpText="One click away on the Image Approval page."
          value={guideline}
          onChange={onChange}
          multiline={6}
          maxLength={5000}
          showCharacterCount
          autoComplete="off"
        />
      </BlockStack>
    </Card>
  );
}
