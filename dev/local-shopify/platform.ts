import express, { Router } from "express";
import type { LocalContext } from "./context.ts";
import { answerGraphql } from "./graphql/answer.ts";
import type { LocalShop } from "./shapes.ts";
import { grantToken, tokenOf } from "./proofs/tokens.ts";

/** What `https://{shop}/…` is for the app process: the token endpoint and the Admin GraphQL API of one version. */
export function platformRouter(ctx: LocalContext): Router {
  const router = Router({ mergeParams: true });
  router.use(express.json({ limit: "2mb" }), express.urlencoded({ extended: false }));
  router.use((_request, response, next) => {
    if (!ctx.faults.addressRefused) return next();
    // An address outside the app's IP allowlist: https://shopify.dev/docs/apps/build/dev-dashboard/ip-allowlist
    response.status(403).type("html").send(REFUSED_PAGE);
  });
  router.use((_request, response, next) => {
    const status = ctx.faults.shops.unavailable;
    if (status === null) return next();
    // https://shopify.dev/docs/api/usage/response-codes
    response.status(status).json({ errors: status === 402 ? "Payment Required" : "Locked" });
  });
  router.post("/:shopDomain/admin/oauth/access_token", (request, response) => {
    const shop = shopOf(ctx, request.params.shopDomain);
    const answer = shop
      ? grantToken(ctx, shop, request.body as Record<string, unknown>)
      : { status: 404, body: { errors: "Not Found" } };
    const tell = () => void response.status(answer.status).json(answer.body);
    const afterMs = ctx.tokenMs();
    if (afterMs > 0) ctx.agenda.later(afterMs, tell);
    else tell();
  });
  router.post("/:shopDomain/admin/api/:version/graphql.json", (request, response, next) => {
    const shop = shopOf(ctx, request.params.shopDomain);
    if (!shop || request.params.version !== ctx.registration.apiVersion)
      return void response.status(404).json({ errors: "Not Found" });
    const fault = spoiltCall(ctx);
    if (fault === "reset") return void request.socket.destroy();
    if (fault === "500" || fault === "502")
      return void response
        .status(Number(fault))
        .json({ errors: fault === "500" ? "Internal Server Error" : "Bad Gateway" });
    const token = tokenOf(ctx, shop, request.get("x-shopify-access-token") ?? "");
    if (!token)
      return void response
        .status(401)
        .json({ errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" });
    answerGraphql(ctx, shop, token, request.body as Record<string, unknown>, { isThrottled: fault === "throttle" })
      .then(
        (answer) =>
          void response
            .set("x-request-id", String(ctx.state.nextId()))
            .set("x-shopify-api-version", request.params.version ?? "")
            .json(answer),
      )
      .catch(next);
  });
  router.use((request, response) => void response.status(404).json({ errors: "Not Found" }));
  return router;
}

const REFUSED_PAGE = `<!DOCTYPE html>
<html lang="en"><head><title>Access denied</title></head><body><h1>403 Forbidden</h1><p>Access denied.</p></body></html>`;

function shopOf(ctx: LocalContext, domain: string | undefined): LocalShop | undefined {
  return ctx.state.shops.find((shop) => shop.domain === domain?.toLowerCase());
}

function spoiltCall(ctx: LocalContext) {
  const { graphql } = ctx.faults;
  if (graphql.next <= 0) return null;
  graphql.next -= 1;
  return graphql.fault;
}
