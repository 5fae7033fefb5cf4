/** The chunks of a body; fails as soon as there are more than `maxBytes` of them. */
export async function* limitBytes(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let received = 0
  for await (const chunk of body) {
    received += chunk.byteLength
    if (received > maxBytes) throw new RangeError(`the answer is longer than ${maxBytes} bytes`)
    yield chunk
  }
}

/** A whole body as UTF-8; fails when it is longer than `maxBytes`. */
export async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of limitBytes(body, maxBytes)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** The beginning of a body as UTF-8, whatever becomes of the rest: enough to explain an error. */
export async function readBeginning(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  let beginning = Buffer.alloc(0)
  try {
    for await (const chunk of body) {
      beginning = Buffer.concat([beginning, chunk]).subarray(0, maxBytes)
      if (beginning.byteLength === maxBytes) break
    }
  } catch {
    // What has arrived is all there is to explain.
  }
  return beginning.toString('utf8')
}
