import { Router } from "express";
import type { LocalContext } from "../context.ts";

/** Orders of the local admin. */
export function ordersRouter(_ctx: LocalContext): Router {
  return Router({ mergeParams: true });
}
