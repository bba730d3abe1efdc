import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { receiveUpload } from "../../app/services/artfiles/receive-upload.ts";

// A web process of its own, with the door for artfiles of one member (shop and member in its arguments); says its port.
const [shopId = "", memberId = ""] = process.argv.slice(2);
const server = createServer((request, response) => {
  const asked = {
    method: request.method ?? "",
    url: `http://door.test${request.url}`,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: request.method === "PATCH" ? (Readable.toWeb(request) as ReadableStream<Uint8Array>) : null,
  };
  void receiveUpload(asked, { shopId, memberId }).then(async ({ status, headers, body }) => {
    const said = body ? Buffer.from(await new Response(body).arrayBuffer()) : Buffer.alloc(0);
    response.writeHead(status, { ...headers, "content-length": String(said.length) }).end(said);
  });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
