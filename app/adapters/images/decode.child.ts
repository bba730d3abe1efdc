import sharp from "sharp";
import { inspect } from "./inspect.ts";
import type { ImageFailure, ImageTask } from "./protocol.ts";
import { decodeOnly, render } from "./render.ts";

// The entry of the child process in which images are decoded: one task at a time, answered over the channel to the parent.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif", "Tiff", "Nsgif", "Raw"].map((name) => `VipsForeignLoad${name}`),
});

process.on("disconnect", () => process.exit(0));
process.on("message", (task: ImageTask) => {
  carryOut(task).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: failureOf(error) }),
  );
});
process.send?.("ready");

async function carryOut(task: ImageTask) {
  if (task.task === "inspect") return { facts: await inspect(task.path, task.format) };
  if (task.task === "decode") return { wholeness: await decodeOnly(task.path, task.format) };
  return { renditions: await render(task.path, task.format, task.folder) };
}

function failureOf(error: unknown): ImageFailure {
  const message = error instanceof Error ? error.message : "";
  return /pixel limit|too many pixels|exceeds.*(limit|maximum)|too large/i.test(message)
    ? "too_many_pixels"
    : "unreadable";
}
