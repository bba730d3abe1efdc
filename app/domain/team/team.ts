import type { Role, WorkingRole } from "../words/roles.ts";

/** An artist never has more items in artwork at once than this. */
export const MAX_CAPACITY = 1000;

/** A member as the Team page shows them. */
export type TeamMember = {
  id: string;
  name: string;
  email: string | null;
  roles: Role[];
  isOwner: boolean;
  isYou: boolean;
  /** Items in artwork at once; only for artists. */
  capacity: number;
  isAway: boolean;
  hasLeft: boolean;
  /** False for an invitation that nobody has taken up. */
  isEnrolled: boolean;
  /** Open items in each working role; for artists the places taken. */
  openWork: { role: WorkingRole; items: number }[];
};
