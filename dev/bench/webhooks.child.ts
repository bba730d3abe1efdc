import { createRequestHandler } from "@remix-run/express";
import type { ActionFunctionArgs } from "@remix-run/node";
import express from "express";
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pool } from "../../app/adapters/db.ts";
import { shopify } from "../../app/shopify.server.ts";
import { webApp } from "../../app/web-app.server.ts";
import { bareBuild } from "../bare-build.ts";

// A web process that takes webhooks, one of three: `node dev/bench/webhooks.child.ts ours|bare|template`. It says its port and waits.

const INSERT = "INSERT INTO bare (event, body) VALUES ($1, $2)";

/** As little as anybody can do: the signature over the bytes, one insert, an answer. */
const bare: RequestListener = (request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    const body = Buffer.concat(parts);
    const proof = createHmac("sha256", process.env.SHOPIFY_API_SECRET!).update(body).digest();
    const sent = Buffer.from(String(request.headers["x-shopify-hmac-sha256"]), "base64");
    if (proof.length !== sent.length || !timingSafeEqual(proof, sent)) return void response.writeHead(401).end();
    pool()
      .query(INSERT, [request.headers["x-shopify-event-id"], body.toString("utf8")])
      .then(
        () => response.writeHead(200).end(),
        () => response.writeHead(500).end(),
      );
  });
};

/** As Shopify's template does it: a route of Remix that asks the library, and one insert. */
async function template({ request }: ActionFunctionArgs) {
  const { eventId, webhookId, payload } = (await shopify().authenticate.webhook(request)) as {
    eventId?: string;
    webhookId: string;
    payload: unknown;
  };
  await pool().query(INSERT, [eventId ?? webhookId, JSON.stringify(payload)]);
  return new Response();
}

const build = bareBuild({ template: { module: { action: template } } });

const KINDS: Record<string, () => Server> = {
  bare: () => createServer(bare),
  ours: () => webApp(build, "public"),
  template: () => createServer(express().all("*", createRequestHandler({ build, mode: "production" }))),
};
const server = KINDS[process.argv[2]!]!();
server.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
