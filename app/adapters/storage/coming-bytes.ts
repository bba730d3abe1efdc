/** The bytes of a request as they come in. */
export type ComingBytes = {
  /** The first `most` of them; fewer only when no more come. */
  peek(most: number): Promise<Buffer>;
  /** All of them, those that were peeked at too. */
  stream: ReadableStream<Uint8Array>;
};

/**
 * Reads the body of a request so that a line that breaks ends it in place of failing it: whoever stores the bytes keeps those that came. A
 * store in a bucket throws away what it has collected when its source fails.
 */
export function comingBytes(body: ReadableStream<Uint8Array>): ComingBytes {
  const reader = body.getReader();
  const peeked: Uint8Array[] = [];
  const next = async (): Promise<Uint8Array | null> => {
    try {
      const part = await reader.read();
      return part.done ? null : part.value;
    } catch {
      return null;
    }
  };
  return {
    async peek(most) {
      let length = peeked.reduce((sum, part) => sum + part.length, 0);
      while (length < most) {
        const part = await next();
        if (part === null) break;
        peeked.push(part);
        length += part.length;
      }
      return Buffer.concat(peeked).subarray(0, most);
    },
    // It takes no part before it is asked for one.
    stream: new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const part = peeked.shift() ?? (await next());
          if (part === null) controller.close();
          else controller.enqueue(part);
        },
      },
      { highWaterMark: 0 },
    ),
  };
}
