import { expect, test } from "vitest";
import { workflowOutline } from "./workflow-outline.ts";

test("the workflow table reads as the outline that was agreed on", async () => {
  await expect(`${workflowOutline()}\n`).toMatchFileSnapshot("./workflow-outline.snapshot.txt");
});
