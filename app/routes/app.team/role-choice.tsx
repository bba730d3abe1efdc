import { ChoiceList } from "@shopify/polaris";
import { ROLE_NAMES, ROLES, type Role } from "../../domain/roles.ts";

/** What each role may do, in a few words. */
const ROLE_HELP: Record<Role, string> = {
  admin: "Everything, with settings and team",
  manager: "Moves, assigns and cancels every order; acts for the customer",
  image_processor: "Approves and rejects photos of orders assigned to them",
  artist: "Draws the orders assigned to them",
  quality_controller: "Checks artfiles, and answers or forwards customers' requests",
  fulfiller: "Prints and ships approved orders",
};

type Props = { roles: readonly Role[]; isOwner: boolean; onChange: (roles: Role[]) => void };

/** The roles of a member; the store's owner stays an admin. */
export function RoleChoice({ roles, isOwner, onChange }: Props) {
  return (
    <ChoiceList
      allowMultiple
      title="Roles"
      choices={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role], helpText: ROLE_HELP[role], disabled: role === "admin" && isOwner }))}
      selected={[...roles]}
      onChange={(chosen) => onChange(chosen as Role[])}
    />
  );
}
