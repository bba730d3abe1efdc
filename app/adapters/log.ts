import pino from "pino";

// A second line of defence: call sites name ids, never people.
const PERSONAL = ["email", "customerEmail", "toAddress", "customerName", "shippingAddress", "token", "accessToken", "authorization", "cookie"];

/** One line of JSON per event on standard output: `log.info({ event: "order_taken", shopId, orderId })`. No personal data. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: PERSONAL.flatMap((name) => [name, `*.${name}`]), censor: "[personal]" },
  serializers: { error: (error: unknown) => (error instanceof Error ? pino.stdSerializers.err(error) : error) },
});
