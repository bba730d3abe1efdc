import type { LocalContext } from "../context.ts";
import type { AppRegistration } from "./app-registration.ts";

/**
 * The secret that webhooks, proxied requests and session tokens are signed with: the oldest one that was not revoked
 * (https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets/rotate-revoke-client-credentials).
 */
export function signingSecret({
  registration,
}: {
  registration: Pick<AppRegistration, "apiSecret" | "formerSecret">;
}): string {
  return registration.formerSecret ?? registration.apiSecret;
}

/** As "Rotate" in the app's settings: both secrets are taken when tokens are asked for, and the old one goes on signing. */
export function rotateSecret(ctx: LocalContext, apiSecret: string): void {
  ctx.registration.formerSecret = ctx.registration.apiSecret;
  ctx.registration.apiSecret = apiSecret;
  for (const token of ctx.state.tokens) token.isOfFormerSecret = true;
  ctx.state.save();
}

/** As "Revoke" beside the old secret: nothing is signed with it any more, and the tokens that were given for it die. */
export function revokeFormerSecret(ctx: LocalContext): void {
  ctx.registration.formerSecret = undefined;
  ctx.state.tokens = ctx.state.tokens.filter((token) => !token.isOfFormerSecret);
  ctx.state.save();
}
