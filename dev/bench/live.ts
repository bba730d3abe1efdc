import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { db } from "../../app/adapters/db.ts";
import { endChanges } from "../../app/adapters/live/changes.ts";
import { liveAddress } from "../../app/adapters/proofs/live-address.ts";
import { hearLive } from "../../app/services/screens/hear-live.ts";
import { shown } from "./figures.ts";
import { inScratchApp } from "./scratch-app.ts";

const SHOPS = 30;
const PAGES_OF_EACH = 10;
const MEASURED_MS = 20_000;

/** What 300 open pages cost the web process: while nothing happens, and while each of 30 shops has an item changed every other second. */
export function live(): Promise<string[]> {
  return inScratchApp(false, async () => {
    const addresses = (await Promise.all(Array.from({ length: SHOPS }, (_none, at) => pagesOf(at)))).flat();
    const server = createServer((request, response) => {
      const gone = new AbortController();
      response.on("close", () => gone.abort());
      void hearLive(request.url!.replace("/live/", ""), gone.signal).then((stream) => {
        response.writeHead(stream ? 200 : 204, { "Content-Type": "text/event-stream" });
        if (stream)
          Readable.fromWeb(stream as never)
            .on("error", Boolean)
            .pipe(response);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    // The browsers and the workers are another process, whose time is not the server's.
    const others = fork(new URL("live.child.ts", import.meta.url), [
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      process.env.DATABASE_URL!,
    ]);
    others.send(addresses);
    await once(others, "message");
    const idle = await shareOfACore();
    others.send("change");
    await wait(1_000);
    const busy = await shareOfACore();
    others.send("tell");
    const [heard] = (await once(others, "message")) as [number];
    others.kill();
    await endChanges();
    server.closeAllConnections();
    server.close();
    return [
      `${SHOPS * PAGES_OF_EACH} open pages take ${shown(idle)} % of a core while nothing happens, ${shown(busy)} % while ${SHOPS / 2} items change each second (${heard} events reached them)`,
    ];
  });
}

async function shareOfACore(): Promise<number> {
  const before = process.cpuUsage();
  await wait(MEASURED_MS);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) / 1_000 / MEASURED_MS) * 100;
}

async function pagesOf(at: number): Promise<string[]> {
  const { id: shopId } = await db().shop.create({ data: { domain: `live-${at}.myshopify.com`, flow: {} } });
  const { id: memberId } = await db().member.create({ data: { shopId, name: "Somebody", roles: ["manager"] } });
  const { id: orderId } = await db().order.create({
    data: { shopId, shopifyOrderId: "1", name: "#1", flow: {}, placedAt: new Date(), shopifyUpdatedAt: new Date() },
  });
  await db().item.create({
    data: {
      ...{ shopId, orderId, number: 1, lineId: "1", sourceKey: "1", propertyName: "Photo", productTitle: "Portrait" },
      ...{ options: [], quantity: 1, fileName: "a", fileNameKey: "a", skips: [], step: "photo_review" },
    },
  });
  return Array.from({ length: PAGES_OF_EACH }, () => liveAddress({ shopId, installation: 1, memberId }));
}
