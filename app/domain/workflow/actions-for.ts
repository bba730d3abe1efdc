import type { Actor } from "../words/actors.ts";
import { ACTIONS, type Action } from "../words/commands.ts";
import { possibleRefusal } from "./decide.ts";
import type { Item, Situation } from "../words/situation.ts";

/** What an actor can do with an item now, by the table that the endpoints read too; each still asks for its own input. */
export function actionsFor(item: Item, situation: Situation, actor: Actor): Action[] {
  return ACTIONS.filter((action) => possibleRefusal(item, situation, actor, action) === null);
}
