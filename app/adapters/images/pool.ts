import { ImageChild } from "./child.ts";
import type { ImageTask, Limits, TaskAnswers } from "./protocol.ts";

/** Carries out a task in a child process of the pool; two at once, HEIC one at a time because each needs hundreds of megabytes. */
export async function runInChild<T extends ImageTask>(task: T, limits: Limits): Promise<TaskAnswers[T["task"]]> {
  return task.format === "heic" && task.task !== "inspect"
    ? heicTurns.take(() => run(task, limits))
    : run(task, limits);
}

class Turns {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(places: number) {
    this.free = places;
  }

  async take<R>(work: () => Promise<R>): Promise<R> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((called) => this.waiting.push(called));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

const turns = new Turns(2);
const heicTurns = new Turns(1);
const idle: ImageChild[] = [];

function run<T extends ImageTask>(task: T, limits: Limits): Promise<TaskAnswers[T["task"]]> {
  return turns.take(async () => {
    const child = idle.pop() ?? new ImageChild((ended) => forget(ended));
    const answer = await child.run(task, limits);
    if (child.isFit()) idle.push(child);
    else child.end();
    return answer as TaskAnswers[T["task"]];
  });
}

function forget(child: ImageChild): void {
  const at = idle.indexOf(child);
  if (at >= 0) idle.splice(at, 1);
}
