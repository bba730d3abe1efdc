import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import type { AddressInfo } from "node:net";

// A tus server and nothing else: `node dev/bench/tus.child.ts <folder>`. It says its port and waits.

const tus = new Server({ path: "/uploads", datastore: new FileStore({ directory: process.argv[2]! }) });
const server = tus.listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
