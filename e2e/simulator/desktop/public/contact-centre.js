/**
 * What the contact centre says at a path under /control; throws an Error with its reason.
 * @param {string} path
 * @returns {Promise<unknown>}
 */
export async function look(path) {
  return (await call('GET', path)).json()
}

/**
 * Does something; resolves with the answer's body, if it has one.
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<unknown>}
 */
export async function act(path, body) {
  const text = await (await call('POST', path, body)).text()
  return text ? JSON.parse(text) : undefined
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
async function call(method, path, body) {
  const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`/control${path}`, { method, ...json })
  if (response.ok) return response
  const { detail } = await response.json().catch(() => ({}))
  throw new Error(detail || `The contact centre answered ${response.status}.`)
}
