/**
 * Answers an extension, which Shopify runs in a frame or worker of an origin of its own: its browser asks first (OPTIONS) and hands the
 * answer over only when any origin may read it (Shopify, "network access": `Access-Control-Allow-Origin: *`). Also what was thrown as
 * an answer is handed over.
 */
export async function answerExtension(request: Request, answer: () => Promise<unknown>): Promise<Response> {
  const given = request.method === "OPTIONS" ? new Response(null, { status: 204 }) : await answerOf(answer);
  const headers = new Headers(given.headers);
  headers.set("Access-Control-Allow-Origin", "*");
  headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
  headers.set("Cache-Control", "no-store");
  return new Response(given.body, { status: given.status, headers });
}

async function answerOf(answer: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await answer());
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}
