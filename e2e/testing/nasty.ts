import * as fc from 'fast-check'

const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '\ud800',
    'half \udc00 a letter',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    "'; drop table sessions; --",
    '<script>alert(1)</script>',
    '%00%ff',
    '../../etc/passwd',
    'x'.repeat(10_000),
    '9'.repeat(400),
    '\u202e\u200d\ufeff',
  ),
)

/** JSON of any shape, with keys that mean something to JavaScript and texts that databases choke on. */
export const nastyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    word,
    fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, 1e308, -0, 2 ** 53, Number.NaN)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(word, fc.constantFrom('text', 'data', 'attachments', 'runtimeFileId', '_cognigy')),
      tie('value'),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
  ),
})).value

/** `valid` with one or two of its members wrong, missing or doubled under a nasty name. */
export function almost(valid: object): fc.Arbitrary<Record<string, unknown>> {
  const change = fc.record({
    key: fc.oneof(fc.constantFrom(...Object.keys(valid)), word),
    value: fc.option(nastyJson, { nil: undefined }),
  })
  return fc
    .array(change, { minLength: 1, maxLength: 2 })
    .map(changes => ({ ...valid, ...Object.fromEntries(changes.map(({ key, value }) => [key, value])) }))
}

/** A JSON text so deep that whoever descends into it does not come back. */
export const bottomless = (levels: number) => `${'{"data":'.repeat(levels)}1${'}'.repeat(levels)}`

/** Bytes that may be JSON, may nearly be, or may be anything. */
export const nastyBody: fc.Arbitrary<Uint8Array<ArrayBuffer> | string> = fc.oneof(
  nastyJson.map(value => JSON.stringify(value) ?? ''),
  fc.json(),
  fc.uint8Array({ maxLength: 2_000 }).map(bytes => new Uint8Array(bytes)),
  fc.tuple(nastyJson, fc.nat(200)).map(([value, cut]) => (JSON.stringify(value) ?? '').slice(0, cut)),
  fc.constantFrom(
    bottomless(10),
    bottomless(5_000),
    '['.repeat(50_000),
    '{"a":'.repeat(20_000),
    `"${'x'.repeat(400_000)}"`,
  ),
)
