import { setTimeout as sleep } from "node:timers/promises";
import { ApiVersion } from "@shopify/shopify-app-remix/server";
import { z } from "zod";
import {
  AddressRefused,
  isAddressRefused,
  shopFaultOf,
  ShopGone,
  ShopifyBusy,
  ShopifyRefused,
  ShopifyUnavailable,
} from "./faults.ts";
import { offlineToken } from "./offline-token.ts";
import { isInHurry } from "../hurry.ts";
import type { Admin, Operation } from "./operation.ts";
import { withheldIn } from "./withheld.ts";

const ANSWER_WITHIN_MS = 20_000;
const MOST_THROTTLED = 8;
const LONGEST_PAUSE_MS = 20_000;
const MOST_TOKENS = 3;
const MOMENT_MS = 1_000;

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z
          .array(z.union([z.string(), z.number()]))
          .optional()
          .catch(undefined),
        extensions: z.object({ code: z.string() }).partial().optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
      }),
    })
    .partial()
    .optional()
    .catch(undefined),
});
type Answer = z.infer<typeof answerShape>;

/**
 * The Admin API with the shop's offline token, for jobs; `run` throws `ShopifyRefused`, `AddressRefused`, `ShopifyUnavailable` or `ShopGone`. It waits out a throttled
 * bucket, and in a hurry (`inHurry`) only for a moment.
 */
export function offlineAdmin(shopDomain: string): Admin {
  return {
    async run<Result, Variables>(operation: Operation<Result, Variables>, variables: Variables): Promise<Result> {
      for (let attempt = 1; attempt <= MOST_THROTTLED; attempt += 1) {
        const answer = await askWithLivingToken(shopDomain, operation, variables);
        if (!isThrottled(answer)) return resultOf<Result>(answer);
        const pause = pauseFor(answer, attempt);
        if (isInHurry() && (attempt > 1 || pause > MOMENT_MS)) throw new ShopifyBusy(pause);
        await sleep(pause);
      }
      throw new ShopifyUnavailable(`Shopify throttled a request ${MOST_THROTTLED} times`);
    },
  };
}

async function askWithLivingToken(shopDomain: string, query: string, variables: unknown): Promise<Answer> {
  let dead: string | undefined;
  for (let attempt = 1; attempt <= MOST_TOKENS; attempt += 1) {
    const token = await offlineToken(shopDomain, dead);
    const answer = await ask(shopDomain, token, query, variables);
    if (answer !== "bad token") return answer;
    // A member who opens the app at this moment gets the shop a new token, which revokes this one: once more with another.
    dead = token;
  }
  throw new ShopGone(shopDomain);
}

async function ask(
  shopDomain: string,
  token: string,
  query: string,
  variables: unknown,
): Promise<Answer | "bad token"> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`https://${shopDomain}/admin/api/${ApiVersion.October26}/graphql.json`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Shopify-Access-Token": token },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    text = await response.text();
  } catch (cause) {
    throw new ShopifyUnavailable("Shopify's Admin API could not be reached", { cause });
  }
  if (response.status === 401) return "bad token";
  const ofShop = shopFaultOf(response.status, shopDomain, "The Admin API");
  if (ofShop) throw ofShop;
  if (isAddressRefused(response, text)) throw new AddressRefused();
  if (response.status === 403) throw new ShopifyRefused("The Admin API answered 403", ["ACCESS_DENIED"]);
  if (!response.ok) throw new ShopifyUnavailable(`The Admin API answered ${response.status}`);
  return answerShape.parse(JSON.parse(text));
}

function resultOf<Result>({ data, errors = [] }: Answer): Result {
  if (errors.length === 0) return data as Result;
  const codes = errors.flatMap(({ extensions }) => extensions?.code ?? []);
  const message = errors.map((error) => error.message).join(" ");
  if (codes.includes("INTERNAL_SERVER_ERROR")) throw new ShopifyUnavailable(message);
  throw new ShopifyRefused(message, codes, withheldIn(errors));
}

function isThrottled({ errors }: Answer): boolean {
  return errors?.some(({ extensions }) => extensions?.code === "THROTTLED") ?? false;
}

/** As long as the bucket needs to refill to the cost of the request (https://shopify.dev/docs/api/usage/limits). */
function pauseFor({ extensions }: Answer, attempt: number): number {
  const cost = extensions?.cost;
  if (!cost) return Math.min(500 * 2 ** attempt, LONGEST_PAUSE_MS);
  const missing = cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable;
  return Math.min(Math.max((missing / cost.throttleStatus.restoreRate) * 1_000, 200), LONGEST_PAUSE_MS);
}
