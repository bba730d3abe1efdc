// Loaded into the app's process with `node --import`: what the app sends to Shopify and to the mail service reaches Local Shopify.
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";

/** The address Local Shopify has for an outside one; null for one that is none of its business. */
export function localAddress(address) {
  const hub = process.env.LOCAL_SHOPIFY_URL;
  const outside = URL.canParse(address) ? new URL(address) : null;
  if (!hub || outside?.protocol !== "https:") return null;
  const path = outside.pathname + outside.search;
  if (outside.hostname.endsWith(".myshopify.com")) return new URL(`/platform/${outside.hostname}${path}`, hub);
  if (outside.hostname === "api.sendgrid.com") return new URL(`/sendgrid${path}`, hub);
  return null;
}

const outsideHosts = ["localhost", "127.0.0.1", ".myshopify.com", "api.sendgrid.com"];
for (const name of ["NO_PROXY", "no_proxy"])
  process.env[name] = [process.env[name], ...outsideHosts].filter(Boolean).join(",");

const realFetch = globalThis.fetch;
globalThis.fetch = async function fetch(input, init) {
  const local = localAddress(input instanceof Request ? input.url : String(input));
  if (local === null) return realFetch(input, init);
  return input instanceof Request ? realFetch(new Request(local, input), init) : realFetch(local, init);
};

const realRequest = https.request;
https.request = function request(...given) {
  const { options, answered } = asked(given);
  const host = String(options.hostname ?? options.host ?? "localhost").replace(/:\d+$/, "");
  const local = localAddress(`https://${host}${options.path ?? "/"}`);
  if (local === null) return realRequest.apply(https, given);
  const { agent: _agent, host: _host, hostname: _hostname, ...kept } = options;
  return http.request(
    {
      ...kept,
      protocol: "http:",
      hostname: local.hostname,
      port: local.port,
      path: local.pathname + local.search,
      headers: withoutHost(options.headers),
    },
    answered,
  );
};
https.get = function get(...given) {
  const request = https.request(...given);
  request.end();
  return request;
};
syncBuiltinESMExports();

function asked(given) {
  const answered = given.findLast((one) => typeof one === "function");
  const [first, second] = given;
  const address = typeof first === "string" || first instanceof URL ? new URL(first) : null;
  const more = address ? (typeof second === "object" ? second : {}) : first;
  return {
    answered,
    options: address ? { hostname: address.hostname, path: address.pathname + address.search, ...more } : more,
  };
}

function withoutHost(headers = {}) {
  return Array.isArray(headers)
    ? headers
    : Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "host"));
}
