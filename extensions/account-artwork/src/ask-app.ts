import { useEffect, useState } from "preact/hooks";

/** When it is asked again after it could not be reached; after that the page is left in peace. */
const PAUSES_MS = [1_000, 4_000];

/**
 * What the app answers to the customer's session token; null until it has, and when it cannot be reached, because a page of the shop
 * says nothing of what is not known. Shopify CLI puts APP_URL of `.env` (in `shopify app dev` the tunnel's) in its place.
 */
export function useAnswer<Answer>(path: string | null): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (path === null) return;
    let isShown = true;
    ask<Answer>(path).then(
      (given) => isShown && setAnswer(given),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [path]);
  return answer;
}

async function ask<Answer>(path: string, pauses = PAUSES_MS): Promise<Answer | null> {
  const token = await shopify.sessionToken.get();
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${process.env.APP_URL}${path}`, { headers }).catch(() => null);
  if (response?.ok) return (await response.json()) as Answer;
  const [pause, ...later] = pauses;
  if ((response && response.status < 500) || pause === undefined) return null;
  await new Promise((resolve) => setTimeout(resolve, pause));
  return ask(path, later);
}
