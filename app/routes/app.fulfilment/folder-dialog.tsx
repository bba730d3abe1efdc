import { Form, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { FolderCount } from "../../domain/screens/fulfilment-card.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { FormSaid } from "../../ui/acts/form-said.tsx";
import { useForm } from "../../ui/acts/use-form.ts";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";

/** What is to be done with a sub-folder. */
export type FolderTask = { kind: "create" } | { kind: "rename" | "delete"; folder: FolderCount };

type Props = { task: FolderTask; onDone: (answer: FormAnswer) => void; onClose: () => void };

/** Asks for a folder's name, or once more before it is deleted. */
export function FolderDialog({ task, onDone, onClose }: Props) {
  useFocusBack();
  const form = useForm({ onDone });
  const folder = task.kind === "create" ? null : task.folder;
  const [name, setName] = useState(folder?.name ?? "");
  const [isAsked, setIsAsked] = useState(false);
  const cancel = [{ content: "Cancel", onAction: onClose }];
  if (task.kind === "delete") {
    const remove = () =>
      form.send(`Delete the folder ${task.folder.name}`, { intent: "delete_folder", folderId: task.folder.id });
    return (
      <Modal
        open
        onClose={onClose}
        title={`Delete the folder “${task.folder.name}”?`}
        primaryAction={{ content: "Delete folder", destructive: true, loading: form.isBusy, onAction: remove }}
        secondaryActions={cancel}
      >
        <Modal.Section>
          <FormSaid form={form} shows="refusals" />
          <Text as="p">No order is lost: those in the folder go back to the queue, not sorted.</Text>
        </Modal.Section>
      </Modal>
    );
  }
  const save = () => {
    setIsAsked(true);
    if (!name.trim()) return;
    if (folder) form.send(`Rename the folder ${folder.name}`, { intent: "rename_folder", folderId: folder.id, name });
    else form.send(`Make the folder ${name.trim()}`, { intent: "create_folder", name });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={folder ? "Rename folder" : "New folder"}
      primaryAction={{ content: folder ? "Rename" : "Make folder", loading: form.isBusy, onAction: save }}
      secondaryActions={cancel}
    >
      <Modal.Section>
        <FormSaid form={form} shows="refusals" />
        <Form onSubmit={save}>
          <TextField
            label="Name of the folder"
            value={name}
            onChange={setName}
            maxLength={60}
            autoComplete="off"
            helpText="For example a printer, a material or a day."
            error={isAsked && !name.trim() ? "Give the folder a name." : undefined}
          />
        </Form>
      </Modal.Section>
    </Modal>
  );
}
