/** What a start is given: whom to tell how everything begun so far is stopped, and of trouble while it runs. */
export type Running = { stopsBy(stop: () => Promise<void>): void; isInTrouble(words: string): void };

/** Starts something and runs it until Ctrl-C, SIGTERM or trouble, then stops it: exit code 0 when asked to, 1 on trouble. */
export async function untilStopped(start: (running: Running) => Promise<void>): Promise<void> {
  let stop = async (): Promise<void> => undefined;
  let ending = false;
  const end = async (trouble: string | null): Promise<void> => {
    if (ending) return;
    ending = true;
    if (trouble === null) console.log("\nStopping …");
    else console.error(`\n${trouble}\n`);
    await stop().catch((fault: Error) => console.error(fault.message));
    process.exit(trouble === null ? 0 : 1);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(null));
  try {
    await start({ stopsBy: (how) => (stop = how), isInTrouble: (words) => void end(words) });
  } catch (fault) {
    await end((fault as Error).message);
  }
}
