import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { restarts, toldAgain } from "./again.mjs";

const STOP_HARD_AFTER_MS = 40_000;
const READY_WITHIN_MS = 120_000;

/** A process of the app, with all it says in a file; another process once it was started again. */
export type Child = { name: string; process: ChildProcess; logFile: string; start(): ChildProcess };

/** Starts one of the app's processes with Node; its group is its own, so that Ctrl-C reaches the starter alone. */
export function startChild(name: string, args: string[], env: NodeJS.ProcessEnv, logFile: string): Child {
  const start = (flags: "w" | "a") => {
    const output = openSync(logFile, flags);
    const started = spawn(process.execPath, ["--import", "./dev/start/end-with-parent.mjs", ...args], {
      env,
      detached: true,
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    return started;
  };
  return { name, process: start("w"), logFile, start: () => start("a") };
}

type Keeper = {
  /** The pause before the next start of a process that ran for so many ms; null when there is to be none. */
  again?: (ranMs: number) => number | null;
  tell: (words: string) => void;
  giveUp: () => void;
  isStopping?: () => boolean;
};

/** Starts a process again each time it ends unasked, after a pause and with a sentence, until that is of no use any more. */
export function keepChild(child: Child, { again = restarts(), tell, giveUp, isStopping = () => false }: Keeper): void {
  const watch = () => {
    const began = performance.now();
    const onEnd = async () => {
      if (isStopping()) return;
      const pause = again(performance.now() - began);
      if (pause === null) return giveUp();
      tell(toldAgain(child.name, pause));
      await wait(pause);
      if (isStopping()) return;
      child.process = child.start();
      watch();
    };
    child.process.once("exit", () => void onEnd());
  };
  watch();
}

/** Waits until `address` answers well; throws with the process's last words when it ends before that. */
export async function untilItAnswers(child: Child, address: string): Promise<void> {
  for (let waited = 0; waited < READY_WITHIN_MS; waited += 200) {
    if (hasEnded(child)) break;
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
    await wait(200);
  }
  throw new Error(`${lastWords(child)}\n(it should answer at ${address})`);
}

/** Asks all to stop, and waits; the deaf are stopped hard. */
export async function stopChildren(children: Child[]): Promise<void> {
  for (const child of children) if (!hasEnded(child)) child.process.kill("SIGTERM");
  await Promise.all(
    children.map(async (child) => {
      for (let waited = 0; waited < STOP_HARD_AFTER_MS && !hasEnded(child); waited += 50) await wait(50);
      if (!hasEnded(child)) child.process.kill("SIGKILL");
    }),
  );
}

/** What to tell a person of a process that ended unasked. */
export function lastWords(child: Child): string {
  const words = readFileSync(child.logFile, "utf8").trimEnd().split("\n").slice(-25).join("\n");
  return `The ${child.name} process is in trouble. Its last words (all of them in ${child.logFile}):\n${words}`;
}

function hasEnded({ process: { exitCode, signalCode, pid } }: Child): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}
