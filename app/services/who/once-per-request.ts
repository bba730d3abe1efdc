import { requestMemory } from "../../adapters/request-memory.ts";

/** Asks once in a request, and gives everybody who asks again the same answer, or fault. */
export function oncePerRequest<T>(what: string, ask: () => Promise<T>): Promise<T> {
  const memory = requestMemory();
  if (!memory) return ask();
  const first = (memory.get(what) as Promise<T> | undefined) ?? ask();
  memory.set(what, first);
  return first;
}
