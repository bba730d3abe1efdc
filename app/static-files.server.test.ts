import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { staticFiles, withoutNul, withoutSingleFetch } from "./static-files.server.ts";

// What the web process answers by itself, before a route is asked.
const server = createServer(
  express().use(
    staticFiles("public"),
    withoutNul,
    withoutSingleFetch,
    (_request, response) => void response.send("asked"),
  ),
);
beforeAll(() => new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
afterAll(() => void server.close());

it.each([
  ["/app/orders?q=a%00b", 400],
  ["/customer-account/orders/1%00", 400],
  ["/app/orders.data", 404],
  ["/app/orders?q=%2500", 200],
  ["/app/orders?q=%C3%A4", 200],
])("%s: %i", async (path, status) => {
  const { port } = server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(status);
});

it.each(["css", "js"])(
  "the customer's page's %s travels compressed, and is asked for again after an hour",
  async (kind) => {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/customer-page.${kind}`, {
      headers: { "Accept-Encoding": "br" },
    });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-encoding": "br",
      "cache-control": "public, max-age=3600",
    });
    expect(await answer.text()).toBe(await readFile(`public/customer-page.${kind}`, "utf8"));
  },
);
