import { log } from "../../adapters/log.ts";

/** Writes down a fault that a person was told of in words of their own. */
export function reportFault(event: string, error: unknown): void {
  log.error({ event, error });
}
