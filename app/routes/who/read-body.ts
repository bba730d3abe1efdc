/** The whole body of a request, or null as soon as it is longer than so many bytes, whatever its headers say: what comes after is not kept. */
export async function readBody({ headers, body }: Request, mostBytes: number): Promise<Buffer | null> {
  if (Number(headers.get("content-length") ?? 0) > mostBytes) return null;
  // The rest is left where it is, and not cancelled, which would end the connection before its answer.
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > mostBytes) return null;
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}
