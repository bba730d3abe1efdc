import { hearChanges } from "../../adapters/live/changes.ts";
import type { Installation } from "../../adapters/proofs/address-token.ts";
import { liveAddress, readLiveAddress } from "../../adapters/proofs/live-address.ts";
import { isOfInstallation } from "../../adapters/rows/shop/installations.ts";
import { memberById } from "../../adapters/rows/team/members.ts";

const TOGETHER_MS = 1_000;
const BEAT_MS = 25_000;
/** Then the page asks for a new address, and whoever has left the shop gets none. */
const LONGEST_MS = 15 * 60_000;

/** The address at which a member's page hears of changes in their shop: it has to begin within a minute. */
export function addressToHear(who: Installation & { memberId: string }): string {
  return liveAddress(who);
}

/**
 * The event stream of one page: `data: photo_review artwork` names the steps of its shop that have changed, at most once a second, `data: *` says
 * that any may have. Null for an address that is not good.
 */
export async function hearLive(token: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array> | null> {
  const who = readLiveAddress(token);
  if (!who || !(await isOfInstallation(who))) return null;
  const member = await memberById(who.shopId, who.memberId);
  if (!member || member.hasLeft) return null;
  const bytes = new TextEncoder();
  let end = () => {};
  return new ReadableStream({
    start(stream) {
      const changed = new Set<string>();
      let timer: ReturnType<typeof setTimeout> | undefined;
      const say = (text: string) => stream.enqueue(bytes.encode(text));
      const flush = () => {
        timer = undefined;
        say(`data: ${[...changed].join(" ")}\n\n`);
        changed.clear();
      };
      const close = () => {
        end();
        stream.close();
      };
      const stop = hearChanges(who.shopId, {
        changed: (steps) => {
          for (const step of steps ?? ["*"]) changed.add(step);
          timer ??= setTimeout(flush, TOGETHER_MS);
        },
        ends: close,
      });
      const beat = setInterval(() => say(":\n\n"), BEAT_MS);
      const tooLong = setTimeout(close, LONGEST_MS);
      end = () => {
        stop();
        clearTimeout(timer);
        clearInterval(beat);
        clearTimeout(tooLong);
      };
      signal.addEventListener("abort", end);
      say("retry: 5000\n\n");
    },
    cancel: () => end(),
  });
}
