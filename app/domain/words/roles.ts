import type { FileKind } from "./file-kinds.ts";

/** All that is said of one role: its name, what it may do in a few words, and which files it sees of orders assigned to it. */
type RoleSheet = { name: string; help: string; sees: readonly FileKind[] };

/** Every role on one sheet. */
export const ROLE_SHEETS = {
  admin: { name: "Admin", help: "Everything, with settings and team", sees: [] },
  manager: { name: "Manager", help: "Moves, assigns and cancels every order; acts for the customer", sees: [] },
  image_processor: {
    name: "Image processor",
    help: "Approves and rejects photos of orders assigned to them",
    sees: ["photo_rendition"],
  },
  artist: {
    name: "Artist",
    help: "Draws the orders assigned to them",
    sees: ["photo_rendition", "photo_original", "artfile", "artfile_rendition"],
  },
  quality_controller: {
    name: "Quality controller",
    help: "Checks artfiles, and answers or forwards customers' requests",
    sees: ["photo_rendition", "artfile", "artfile_rendition"],
  },
  fulfiller: {
    name: "Fulfiller",
    help: "Prints and ships approved orders",
    sees: ["artfile", "artfile_rendition", "customer_address"],
  },
} as const satisfies Record<string, RoleSheet>;

/** What a member may be; one member may hold several. */
export type Role = keyof typeof ROLE_SHEETS;
export const ROLES = Object.keys(ROLE_SHEETS) as Role[];

/** Roles that orders are assigned to. */
export type WorkingRole = Exclude<Role, "admin" | "manager">;
export const WORKING_ROLES = ROLES.filter((role): role is WorkingRole => role !== "admin" && role !== "manager");

/** A role's sheet. */
export function roleSheet(role: Role): RoleSheet {
  return ROLE_SHEETS[role];
}

/** The name of each role on the screen. */
export const ROLE_NAMES = Object.fromEntries(ROLES.map((role) => [role, ROLE_SHEETS[role].name])) as Record<
  Role,
  string
>;
