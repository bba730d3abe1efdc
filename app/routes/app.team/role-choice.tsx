import { ChoiceList } from "@shopify/polaris";
import { ROLE_NAMES, roleSheet, ROLES, type Role } from "../../domain/words/roles.ts";

type Props = { roles: readonly Role[]; isOwner: boolean; onChange: (roles: Role[]) => void };

/** The roles of a member; the store's owner stays an admin. */
export function RoleChoice({ roles, isOwner, onChange }: Props) {
  return (
    <ChoiceList
      allowMultiple
      title="Roles"
      choices={ROLES.map((role) => ({
        value: role,
        label: ROLE_NAMES[role],
        helpText: roleSheet(role).help,
        disabled: role === "admin" && isOwner,
      }))}
      selected={[...roles]}
      onChange={(chosen) => onChange(chosen as Role[])}
    />
  );
}
