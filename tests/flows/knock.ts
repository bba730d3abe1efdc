import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { noticeDoors } from "../../app/notice-doors.server.ts";

let opened: Promise<Server> | undefined;

/** The doors for notices on a socket of their own; they end with the process. */
export async function noticePort(): Promise<number> {
  return ((await (opened ??= openDoors())).address() as AddressInfo).port;
}

async function openDoors(): Promise<Server> {
  const server = createServer((request, response) => void noticeDoors(request, response)).listen(0, "127.0.0.1");
  server.unref();
  await new Promise((ready) => server.once("listening", ready));
  return server;
}

/** Knocks at a door for notices; gives the status of the answer. */
export async function knock(path: string, headers: Record<string, string>, body: string | Buffer): Promise<number> {
  const port = await noticePort();
  return new Promise((give, fail) => {
    const asked = ask({ port, path, method: "POST", headers, agent: false }, (answer) => {
      answer.resume();
      give(answer.statusCode ?? 0);
    });
    asked.on("error", fail).end(body);
  });
}
