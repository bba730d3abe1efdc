import { useEffect, useState } from "preact/hooks";

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

async function ask<Answer>(path: string): Promise<Answer | null> {
  const token = await shopify.sessionToken.get();
  const response = await fetch(`${process.env.APP_URL}${path}`, { headers: { Authorization: `Bearer ${token}` } });
  return response.ok ? ((await response.json()) as Answer) : null;
}
