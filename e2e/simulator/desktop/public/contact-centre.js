const BASE = '/control'

/** What the contact centre says at a path under /control; throws an Error with its reason. */
export async function look(path) {
  return (await call('GET', path)).json()
}

/** Does something; resolves with the answer's body, if it has one. */
export async function act(path, body) {
  const text = await (await call('POST', path, body)).text()
  return text ? JSON.parse(text) : undefined
}

async function call(method, path, body) {
  const response = await fetch(BASE + path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (response.ok) return response
  const { detail } = await response.json().catch(() => ({}))
  throw new Error(detail || `The contact centre answered ${response.status}.`)
}
