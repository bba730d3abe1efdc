import { parseArgs } from "node:util";
import { isQueueClass, QUEUE_CLASSES, type QueueClass } from "./domain/words/queue-classes.ts";

/** Which classes of jobs a worker takes (`--only=renditions,photos`; all when it is not said), or the sentence that says what is wrong with that. */
export function readWorkerOptions(args: string[]): { only: QueueClass[] } | { problem: string } {
  const known = `The classes are ${QUEUE_CLASSES.join(", ")}.`;
  try {
    const { values } = parseArgs({ args, options: { only: { type: "string", multiple: true } } });
    if (!values.only) return { only: [...QUEUE_CLASSES] };
    const names = values.only.flatMap((list) => list.split(",")).map((name) => name.trim());
    const unknown = names.filter((name) => !isQueueClass(name));
    if (unknown.length > 0) return { problem: `There is no class “${unknown.join(", ")}”. ${known}` };
    return { only: QUEUE_CLASSES.filter((name) => names.includes(name)) };
  } catch {
    return { problem: `A worker is started without options, or with --only=<class,class>. ${known}` };
  }
}
