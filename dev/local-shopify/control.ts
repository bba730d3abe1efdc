import { Router } from "express";
import type { LocalContext } from "./context.ts";

export function controlRouter(ctx: LocalContext): Router {
  return Router().use((request, response) => void response.status(501).send(ctx.origins.hub));
}
