import { FileStore } from "@tus/file-store";
import { mkdirSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { COMING, folderOf } from "./storage-folder.ts";

type Options = { folder: string; expireAfterMs: number };

/** Unfinished uploads in a folder of this machine, beside the stored files: whatever serves many web processes serves these too. */
export class FolderUploads extends FileStore {
  /** How every id begins. */
  readonly prefix = "";
  private readonly arriving: string;
  private readonly coming: string;

  constructor(address: string, { folder, expireAfterMs }: Options) {
    const root = folderOf(address);
    const directory = join(root, folder);
    mkdirSync(directory, { recursive: true });
    super({ directory, expirationPeriodInMilliseconds: expireAfterMs });
    this.arriving = directory;
    this.coming = join(root, COMING);
  }

  /** The ids that begin so, each with when bytes of it came last. */
  async idsOf(beginning: string): Promise<Map<string, Date>> {
    const found = new Map<string, Date>();
    for (const name of await namesIn(this.arriving)) {
      if (!name.startsWith(beginning) || name.endsWith(".json")) continue;
      const touched = await stat(join(this.arriving, name)).catch(() => null);
      if (touched) found.set(name, touched.mtime);
    }
    return found;
  }

  /** Removes what uploads and crashes left unfinished and untouched since `before`; answers how many files that were. */
  async dropUntouched(before: Date): Promise<number> {
    let count = 0;
    for (const folder of [this.arriving, this.coming])
      for (const path of (await namesIn(folder)).map((name) => join(folder, name))) {
        // One that just ended is gone already.
        const touched = await stat(path).catch(() => null);
        if (!touched || touched.mtime >= before || (await isGoingOn(path, before))) continue;
        await rm(path, { force: true });
        count += 1;
      }
    return count;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

// What is known of an upload is written once, into a file beside its bytes: it is as old as the upload, not as its last part.
async function isGoingOn(path: string, before: Date): Promise<boolean> {
  const bytes = path.endsWith(".json") ? await stat(path.slice(0, -".json".length)).catch(() => null) : null;
  return bytes !== null && bytes.mtime >= before;
}
