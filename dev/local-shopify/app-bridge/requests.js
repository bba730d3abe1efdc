const plainFetch = window.fetch.bind(window);
const idToken = () => ask("token");

async function fetchWithToken(input, init) {
  const address = new URL(input instanceof Request ? input.url : String(input), location.href);
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  if (address.origin !== location.origin || headers.has("Authorization") || !isEmbedded) return plainFetch(input, init);
  const send = async () => {
    headers.set("Authorization", `Bearer ${await idToken()}`);
    headers.set("X-Requested-With", "XMLHttpRequest");
    if (!headers.has("Accept-Language")) headers.set("Accept-Language", config.locale);
    return plainFetch(input instanceof Request ? input.clone() : input, { ...init, headers });
  };
  let response = await send();
  if (response.headers.has("X-Shopify-Retry-Invalid-Session-Request")) response = await send();
  const leaveFor = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
  if (leaveFor) tell("admin", { address: leaveFor, target: "_top" });
  return response;
}

window.fetch = fetchWithToken;

// The page that asks for a new session token names where to go on with it.
const reload = opened.get("shopify-reload");
if (reload && new URL(reload, location.href).origin === location.origin) {
  idToken().then((token) => {
    const next = new URL(reload, location.href);
    next.searchParams.set("id_token", token);
    location.replace(next);
  });
}
