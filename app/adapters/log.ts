import pino from "pino";

// A second line of defence: call sites name ids, never people.
const PERSONAL = [
  "email",
  "customerEmail",
  "toAddress",
  "customerName",
  "shippingAddress",
  "token",
  "accessToken",
  "authorization",
  "cookie",
];

/** What is kept of lines that cannot be written, in characters; later ones are dropped. */
const KEPT = 1_000_000;

// A disk that is full, or a reader that has gone, loses lines of the log and ends nothing.
const output = pino.destination({ dest: 1, sync: true, maxLength: KEPT });
output.on("error", () => undefined);

const settings: pino.LoggerOptions = {
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: PERSONAL.flatMap((name) => [name, `*.${name}`]), censor: "[personal]" },
  serializers: { error: (error: unknown) => (error instanceof Error ? serializeError(error) : error) },
};

/** One line of JSON per event on standard output: `log.info({ event: "order_taken", shopId, orderId })`. No personal data. */
export const log = pino(settings, output);

/** A fault's words without the values of a database call: Prisma prints a refused call whole, with every name and address in it. */
export function withoutValues(message: string): string {
  const call = message.search(/Invalid `[^`]*` invocation/);
  if (call < 0) return message;
  const reason = message
    .split(/\n {4}at /)[0]!
    .trim()
    .split("\n")
    .at(-1)!;
  return `${message.slice(0, call)}a database call was refused: ${reason.slice(0, 200)}`;
}

function serializeError(error: Error) {
  const { stack, ...told } = pino.stdSerializers.err(error);
  const frames = stack.slice(Math.max(0, stack.search(/\n {4}at /)));
  return { ...told, message: withoutValues(told.message), stack: frames };
}
