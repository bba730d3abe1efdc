import { CHECKS, type Part } from "../../adapters/health.ts";
import { log } from "../../adapters/log.ts";

const ANSWER_WITHIN_MS = 2_000;

/** Says of database, storage and queue whether each answers within two seconds. */
export async function checkHealth(): Promise<Record<Part, boolean>> {
  const parts = Object.keys(CHECKS) as Part[];
  const answers = await Promise.all(parts.map(async (part) => [part, await doesAnswer(part)] as const));
  return Object.fromEntries(answers) as Record<Part, boolean>;
}

async function doesAnswer(part: Part): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>(
    (_, fail) => (timer = setTimeout(() => fail(new Error("no answer in time")), ANSWER_WITHIN_MS)),
  );
  try {
    await Promise.race([CHECKS[part](), tooLate]);
    return true;
  } catch (error) {
    log.warn({ event: "part_does_not_answer", part, error: (error as Error).message });
    return false;
  } finally {
    clearTimeout(timer);
  }
}
