import { VARIABLES } from "../../emails/sample.ts";

/** What the words of an email may name, with what each is, in the order in which the editor lists it. */
export function listVariables(): readonly { name: string; is: string }[] {
  return VARIABLES;
}
