import { useRevalidator } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { altOf, MAX_ALT, PICTURE_NAMES, type PicturePlace, type ShownPicture } from "../../domain/shop/pictures.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { useForm } from "../../ui/acts/use-form.ts";
import { FileField } from "../../ui/files/file-field.tsx";
import { Remark } from "../../ui/pages/remark.tsx";

type Where = { place: PicturePlace; reasonId?: string };

const LOST: FormAnswer = { said: "The server is not reached. Try again in a moment.", isRefused: true };

/** A picture of the shop's own that is there, and a way to take it away; what was asked for holds at once. */
export function KeptPicture({ picture }: { picture: ShownPicture }) {
  const form = useForm();
  const remove = () => form.send("Remove the picture", { intent: "remove_picture", pictureId: picture.id });
  return (
    <InlineStack gap="300" blockAlign="center" wrap={false}>
      <img src={picture.thumb} alt={altOf(picture)} width={96} height={96} style={{ objectFit: "contain" }} />
      <BlockStack gap="100" inlineAlign="start">
        {picture.alt ? (
          <Text as="p" breakWord>
            <bdi>{picture.alt}</bdi>
          </Text>
        ) : null}
        <Button onClick={remove} loading={form.isBusy} accessibilityLabel={`Remove ${altOf(picture)}`}>
          Remove
        </Button>
      </BlockStack>
    </InlineStack>
  );
}

/** Chooses a picture of the shop's own, says what is to be seen in it, and sends it off. */
export function PictureField({ place, reasonId }: Where) {
  const [file, setFile] = useState<File | null>(null);
  const [alt, setAlt] = useState("");
  const [round, setRound] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState<FormAnswer | null>(null);
  const { revalidate } = useRevalidator();
  const send = async () => {
    if (!file) return setSaid({ said: "Choose a picture first.", isRefused: true });
    setIsBusy(true);
    const answer = await post({ place, reasonId }, alt, file);
    setIsBusy(false);
    setSaid(answer);
    if (answer.isRefused) return;
    setFile(null);
    setAlt("");
    setRound(round + 1);
    revalidate();
  };
  return (
    <BlockStack gap="200">
      <FileField
        key={round}
        label={PICTURE_NAMES[place]}
        accept="image/*"
        onFiles={([chosen]) => setFile(chosen ?? null)}
        error={undefined}
      />
      {file ? (
        <InlineStack gap="200" blockAlign="end">
          <TextField
            label="What is to be seen, for who does not see it (optional)"
            value={alt}
            onChange={setAlt}
            maxLength={MAX_ALT}
            autoComplete="off"
          />
          <Button onClick={() => void send()} loading={isBusy}>
            Upload
          </Button>
        </InlineStack>
      ) : null}
      <div role="status">
        {said ? <Remark tone={said.isRefused ? "critical" : "success"}>{said.said}</Remark> : null}
      </div>
    </BlockStack>
  );
}

async function post({ place, reasonId }: Where, alt: string, file: File): Promise<FormAnswer> {
  const fields = new FormData();
  fields.set("formId", crypto.randomUUID());
  fields.set("place", place);
  if (reasonId) fields.set("reasonId", reasonId);
  fields.set("alt", alt);
  fields.set("picture", file);
  try {
    const response = await fetch("/app/settings/pictures", { method: "POST", body: fields });
    const answer = (await response.json()) as Partial<FormAnswer>;
    return typeof answer.said === "string" ? { isRefused: true, ...answer, said: answer.said } : LOST;
  } catch {
    return LOST;
  }
}
