import { BlockStack, Card, Text, TextField } from "@shopify/polaris";
import { MAX_GUIDELINE_PICTURES, type ShownPicture } from "../../domain/shop/pictures.ts";
import { KeptPicture, PictureField } from "./picture-field.tsx";

type Props = { guideline: string; pictures: readonly ShownPicture[]; onChange: (guideline: string) => void };

/** The shop's own words and pictures on how photos are judged. */
export function GuidelineCard({ guideline, pictures, onChange }: Props) {
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
        {pictures.map((picture) => (
          <KeptPicture key={picture.id} picture={picture} />
        ))}
        {pictures.length < MAX_GUIDELINE_PICTURES ? <PictureField place="guideline" /> : null}
      </BlockStack>
    </Card>
  );
}
