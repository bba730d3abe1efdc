import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withoutNul, withoutSingleFetch } from "./static-files.server.ts";

// What the web process answers by itself, before a route is asked.
const server = createServer(
  express().use(withoutNul, withoutSingleFetch, (_request, response) => void response.send("asked")),
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
