import { BlockStack, Button, Card, Checkbox, InlineStack, List, ProgressBar, Text } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";
import { useRef, type ReactNode } from "react";
import { artfileActionIn } from "../../domain/files/artfile-action.ts";
import { ARTFILE_EXTENSIONS } from "../../domain/files/artfile-formats.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";
import type { UploadCard } from "../../services/artfiles/list-uploads.ts";
import type { Arriving, Unfinished } from "./uploads-store.ts";

type Props = {
  arriving: readonly Arriving[];
  /** Files that had been on their way when the page was left. */
  unfinished: readonly Unfinished[];
  uploads: readonly UploadCard[];
  /** Items whose file may be of an older photo, as ticked. */
  accepted: readonly string[];
  /** Items whose file may take the place of artwork that is with the customer or approved, as ticked. */
  replacing: readonly string[];
  isBusy: boolean;
  onFiles: (files: File[]) => void;
  onRetry: (one: Arriving) => void;
  onCancel: (key: number) => void;
  onForget: (one: Unfinished) => void;
  onAccept: (itemId: string, isAccepted: boolean) => void;
  onReplace: (itemId: string, isReplacing: boolean) => void;
  onAssign: (uploadId: string, itemId: string) => void;
  onDrop: (uploadId: string) => void;
};

/** Where artfiles come in: what is on its way, what was matched and waits for Update, and what was refused and why. */
export function UploadPanel(props: Props) {
  const { arriving, unfinished, uploads, onFiles } = props;
  const input = useRef<HTMLInputElement>(null);
  const matched = uploads.filter(({ state, isReplacement }) => state === "matched" && !isReplacement);
  const checking = uploads.filter(({ state }) => state === "checking");
  const replacements = uploads.filter(({ isReplacement }) => isReplacement);
  const refused = uploads.filter(({ state }) => state === "refused");
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <InlineStack gap="400" align="space-between" blockAlign="center">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                Upload Artwork
              </Text>
              <Text as="p" tone="subdued">
                One file or many, or drop them anywhere on this page. Each is matched by its name; nothing moves before
                you press Update.
              </Text>
            </BlockStack>
            <Button onClick={() => input.current?.click()} size="large">
              Upload Artwork
            </Button>
          </InlineStack>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            aria-label="Artfiles"
            accept={ARTFILE_EXTENSIONS.map((extension) => `.${extension}`).join(",")}
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
          <div aria-live="polite">
            {unfinished.map((one) => (
              <LeftHalfWay key={one.url} one={one} {...props} />
            ))}
            {arriving.map((one) => (
              <OnItsWay key={one.key} one={one} {...props} />
            ))}
            {checking.map((upload) => (
              <BeingChecked key={upload.uploadId} upload={upload} {...props} />
            ))}
            {matched.map((upload) => (
              <Matched key={upload.uploadId} upload={upload} {...props} />
            ))}
          </div>
        </BlockStack>
      </Card>
      <div role="status">{replacements.length > 0 ? <Replacements uploads={replacements} panel={props} /> : null}</div>
      <div role="status">{refused.length > 0 ? <Refused refused={refused} {...props} /> : null}</div>
    </BlockStack>
  );
}

function LeftHalfWay({ one, onForget }: Props & { one: Unfinished }) {
  return (
    <div className="upload-row">
      <Text as="p">
        <bdi>{one.name}</bdi>
        {` was ${Math.floor((100 * one.there) / one.size)} % there when this page was left. Choose the same file again, and it goes on.`}
      </Text>
      <Button onClick={() => onForget(one)} accessibilityLabel={`Forget ${one.name}`}>
        Forget
      </Button>
    </div>
  );
}

function OnItsWay({ one, onRetry, onCancel }: Props & { one: Arriving }) {
  const share = one.file.size === 0 ? 100 : Math.round((100 * one.sent) / one.file.size);
  const away = one.isHopeless ? "Remove" : "Cancel";
  return (
    <div className="upload-row">
      <BlockStack gap="100">
        <Text as="p">{one.file.name}</Text>
        {one.failure ? (
          <Text as="p" tone="critical">
            {one.failure}
          </Text>
        ) : (
          <>
            <ProgressBar progress={share} size="small" ariaLabelledBy={undefined} />
            <Text as="p" tone="subdued">
              {one.waitsFor ?? "Closing or reloading stops it; choose the same file again then, and it goes on."}
            </Text>
          </>
        )}
      </BlockStack>
      <InlineStack gap="200">
        {one.failure && !one.isHopeless ? <Button onClick={() => onRetry(one)}>Send again</Button> : null}
        <Button onClick={() => onCancel(one.key)} accessibilityLabel={`${away} ${one.file.name}`}>
          {away}
        </Button>
      </InlineStack>
    </div>
  );
}

/** A file that is here: its name, what is said of it, and how it goes. */
function HereRow(
  props: Pick<Props, "isBusy" | "onDrop"> & { upload: UploadCard; children: ReactNode; more?: ReactNode },
) {
  const { uploadId, fileName } = props.upload;
  return (
    <div className="upload-row">
      <BlockStack gap="100">
        <Text as="p" fontWeight="semibold">
          {fileName}
        </Text>
        {props.children}
      </BlockStack>
      <InlineStack gap="200">
        {props.more}
        <Button
          onClick={() => props.onDrop(uploadId)}
          disabled={props.isBusy}
          accessibilityLabel={`Remove ${fileName}`}
        >
          Remove
        </Button>
      </InlineStack>
    </div>
  );
}

function BeingChecked({ upload, isBusy, onDrop }: Props & { upload: UploadCard }) {
  return (
    <HereRow {...{ upload, isBusy, onDrop }}>
      <Text as="p" tone="subdued">
        It is here and is being checked. Update hands it in once that is done.
      </Text>
    </HereRow>
  );
}

function Replacements({ uploads, panel }: { uploads: readonly UploadCard[]; panel: Props }) {
  return (
    <Remark
      tone="warning"
      title={
        uploads.length === 1
          ? "1 file is for artwork that is with the customer or approved"
          : `${uploads.length} files are for artwork that is with the customer or approved`
      }
    >
      {uploads.map((upload) => (
        <Matched key={upload.uploadId} upload={upload} {...panel} />
      ))}
    </Remark>
  );
}

function Matched({ upload, accepted, replacing, isBusy, onAccept, onReplace, onDrop }: Props & { upload: UploadCard }) {
  const { item } = upload;
  return (
    <HereRow {...{ upload, isBusy, onDrop }}>
      <Text as="p" tone="subdued">
        {item
          ? `For ${item.orderName} item ${item.itemNumber}. ${upload.isReplacement ? "Update leaves it here until you tick the box." : "Press Update to hand it in."}`
          : "For an item that is no longer yours."}
        {item && !upload.isReplacement && artfileActionIn(item.step) === "replace_artfile"
          ? ` It is in ${STEP_NAMES[item.step]} now: the file replaces its artfile.`
          : ""}
      </Text>
      {item && upload.isReplacement ? (
        <Checkbox
          label={`The item is in ${STEP_NAMES[item.step]}. Replace its artwork all the same: it is checked again, and an approval is void.`}
          checked={replacing.includes(item.itemId)}
          onChange={(isReplacing) => onReplace(item.itemId, isReplacing)}
        />
      ) : null}
      {item && upload.needsTick ? (
        <Checkbox
          label="The photo was replaced meanwhile. This file is of the older photo and right all the same."
          checked={accepted.includes(item.itemId)}
          onChange={(isAccepted) => onAccept(item.itemId, isAccepted)}
        />
      ) : null}
    </HereRow>
  );
}

function Refused({ refused, isBusy, onAssign, onDrop }: Props & { refused: readonly UploadCard[] }) {
  return (
    <Remark
      tone="critical"
      title={
        refused.length === 1
          ? "1 file cannot be handed in as it is"
          : `${refused.length} files cannot be handed in as they are`
      }
    >
      {refused.map((upload) => (
        <HereRow
          key={upload.uploadId}
          {...{ upload, isBusy, onDrop }}
          more={
            upload.nearest ? (
              <UseFor nearest={upload.nearest} isBusy={isBusy} onUse={(itemId) => onAssign(upload.uploadId, itemId)} />
            ) : null
          }
        >
          <List>
            {upload.sentences.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
          {upload.nearest ? (
            <Text as="p">
              The nearest is <span className="artwork-name">{upload.nearest.fileName}</span>
            </Text>
          ) : null}
        </HereRow>
      ))}
    </Remark>
  );
}

type UseProps = { nearest: NonNullable<UploadCard["nearest"]>; isBusy: boolean; onUse: (itemId: string) => void };

function UseFor({ nearest, isBusy, onUse }: UseProps) {
  return (
    <Button onClick={() => onUse(nearest.itemId)} disabled={isBusy}>
      {`Use it for ${nearest.orderName} item ${nearest.itemNumber}`}
    </Button>
  );
}
