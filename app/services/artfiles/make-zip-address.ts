import { downloadAddress, type DownloadKind } from "../../adapters/proofs/files-access.ts";
import type { ActingMember } from "../../domain/words/actors.ts";

/** The address of a zip for this member alone; what it holds is decided when it is opened. */
export function makeZipAddress(asked: {
  shopId: string;
  actor: ActingMember;
  what: DownloadKind;
  orderIds: readonly string[];
}): string {
  const { shopId, actor, what, orderIds } = asked;
  return downloadAddress({ shopId, memberId: actor.memberId, what, orderIds });
}
