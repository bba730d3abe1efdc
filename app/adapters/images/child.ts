import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { memoryOf } from "./memory.ts";
import type { ImageFailure, ImageTask, Limits } from "./protocol.ts";

type Answer = { failed: ImageFailure } | Record<string, unknown>;

const WATCH_MS = 25;
/** An idle child above this is not used again: WebAssembly never gives memory back. */
const FIT_MEMORY = 250_000_000;
const FIT_TASKS = 200;
const IDLE_MS = 20_000;

/** One child process that decodes images, watched from outside: it is killed when a task takes too long or too much memory. */
export class ImageChild {
  private readonly child: ChildProcess;
  private readonly onEnd: (ended: ImageChild) => void;
  private readonly ready: Promise<void>;
  private idleTimer: NodeJS.Timeout | undefined;
  private tasks = 0;
  private isEnded = false;

  constructor(onEnd: (ended: ImageChild) => void) {
    this.onEnd = onEnd;
    // The server's code is bundled, so the child's file is found from the project's folder; it inherits no secrets.
    this.child = fork(join(process.cwd(), "app/adapters/images/decode.child.ts"), [], {
      execArgv: ["--disable-warning=ExperimentalWarning", "--max-old-space-size=384"],
      env: { NODE_ENV: "production", PATH: process.env.PATH, MALLOC_ARENA_MAX: "2" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      serialization: "advanced",
    });
    this.ready = new Promise((resolve) => {
      this.child.once("message", () => resolve());
      this.child.once("exit", () => resolve());
    });
    this.child.on("error", () => this.end());
    this.child.once("exit", () => this.end());
  }

  /** Carries out one task; whatever happens to the child, there is an answer. */
  async run(task: ImageTask, limits: Limits): Promise<Answer> {
    clearTimeout(this.idleTimer);
    this.child.ref();
    this.child.channel?.ref();
    await this.ready;
    this.tasks += 1;
    const answer = await this.ask(task, limits);
    this.child.unref();
    this.child.channel?.unref();
    this.idleTimer = setTimeout(() => this.end(), IDLE_MS).unref();
    return answer;
  }

  /** Whether the child may be given another task. */
  isFit(): boolean {
    return !this.isEnded && this.tasks < FIT_TASKS && (memoryOf(this.child.pid) ?? 0) < FIT_MEMORY;
  }

  end(): void {
    if (this.isEnded) return;
    this.isEnded = true;
    clearTimeout(this.idleTimer);
    this.child.kill("SIGKILL");
    this.onEnd(this);
  }

  private ask(task: ImageTask, limits: Limits): Promise<Answer> {
    if (this.isEnded) return Promise.resolve({ failed: "unreadable" });
    return new Promise((resolve) => {
      const give = (answer: Answer, isLast: boolean) => {
        clearTimeout(clock);
        clearInterval(watch);
        this.child.removeAllListeners("message");
        this.child.off("exit", onExit);
        if (isLast) this.end();
        resolve(answer);
      };
      const onExit = () => give({ failed: "unreadable" }, true);
      const clock = setTimeout(() => give({ failed: "too_slow" }, true), limits.maxMs);
      const watch = setInterval(() => {
        if ((memoryOf(this.child.pid) ?? 0) > limits.maxMemory) give({ failed: "too_much_memory" }, true);
      }, WATCH_MS);
      this.child.once("message", (answer: Answer) => give(answer, false));
      this.child.once("exit", onExit);
      this.child.send(task, (error) => error && give({ failed: "unreadable" }, true));
    });
  }
}
