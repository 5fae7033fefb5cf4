/**
 * Whether an origin is among these sources, as a CSP's frame-ancestors names them: `'self'`, an origin, or one whose
 * host begins with `*.`.
 */
export function isAllowedOrigin(origin: string, sources: readonly string[]): boolean {
  const from = URL.parse(origin)
  return from !== null && sources.some(source => matches(source, from))
}

function matches(source: string, from: URL): boolean {
  if (source === "'self'") return from.origin === location.origin
  const isWild = source.includes('://*.')
  const allowed = URL.parse(source.replace('://*.', '://'))
  if (!allowed || allowed.protocol !== from.protocol || allowed.port !== from.port) return false
  return isWild ? from.hostname.endsWith(`.${allowed.hostname}`) : from.hostname === allowed.hostname
}
