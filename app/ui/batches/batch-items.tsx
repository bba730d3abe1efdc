import { Modal, Spinner, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { BatchProgress } from "../../domain/acting/batch.ts";
import { useFocusBack } from "../pages/use-focus-back.ts";
import { BatchLines } from "./batch-lines.tsx";
import { askProgress } from "./use-progress.ts";

/** What has become of every item of a batch. */
export function BatchItems({ batchId, title, onClose }: { batchId: string; title: string; onClose: () => void }) {
  useFocusBack();
  const [progress, setProgress] = useState<BatchProgress | null | undefined>();
  useEffect(() => {
    void askProgress(batchId, true).then(setProgress);
  }, [batchId]);
  return (
    <Modal open onClose={onClose} title={title}>
      <Modal.Section>
        {progress === undefined ? <Spinner accessibilityLabel="The items are being read" size="small" /> : null}
        {progress === null ? <Text as="p">The server was not reached. Close this and try again.</Text> : null}
        {progress ? <BatchLines progress={progress} /> : null}
      </Modal.Section>
    </Modal>
  );
}
