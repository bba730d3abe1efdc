import { randomUUID } from "node:crypto";
import { copyFile, mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { log } from "./adapters/log.ts";

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
const RENEWED_MS = 12 * 60 * 60 * 1000;
const FILE = /^[\w.-]+\.\w+$/;

/**
 * Keeps the built browser files of `assets` in `folder`, which outlives the release, so that pages of a former build find theirs for a week
 * after its last process ran; older ones go. Several processes and releases may do so at once. Renewed twice a day until `stop` is called.
 */
export async function keepFormerBuilds(assets: string, folder: string): Promise<{ stop: () => void }> {
  await renew(assets, folder, Date.now());
  const again = () =>
    renew(assets, folder, Date.now()).catch((error: unknown) => log.warn({ event: "former_builds_failed", error }));
  const timer = setInterval(() => void again(), RENEWED_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** One round at the time `now` (milliseconds): what is built now is put in or counted as used, and what nobody has used for a week is deleted. */
export async function renew(assets: string, folder: string, now: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const kept = new Set(await readdir(folder));
  const moment = new Date(now);
  for (const name of (await readdir(assets)).filter((one) => FILE.test(one))) {
    if (!kept.delete(name)) await putIn(join(assets, name), folder, name);
    await utimes(join(folder, name), moment, moment);
  }
  for (const name of kept) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: now }));
    // Another process may be at the same work: what it has deleted already is no fault.
    if (now - mtimeMs > KEPT_MS) await rm(join(folder, name), { force: true });
  }
}

/** A reader never meets half a file. */
async function putIn(from: string, folder: string, name: string): Promise<void> {
  const draft = join(folder, `${name}.${randomUUID()}.part`);
  await copyFile(from, draft);
  await rename(draft, join(folder, name));
}
