import { expect } from 'vitest'
import type { Scope } from '../../server/protocol/administration.ts'
import type { Service } from '../../server/service.ts'
import { ApiContract } from './api-contract.ts'

export interface ApiAnswer<Body> {
  status: number
  body: Body
  headers: Headers
}

export const OWNER = {
  email: 'olga@northline.example',
  name: 'Olga Owner',
  password: 'correct horse battery',
}

/** Somebody who uses `/api/v1`; every answer is held against the API's own document. */
export class ApiClient {
  readonly contract: ApiContract
  readonly #url: string
  readonly headers: Record<string, string>

  constructor(contract: ApiContract, url: string, headers: Record<string, string>) {
    this.contract = contract
    this.#url = url
    this.headers = headers
  }

  /** Asks; `path` is below `/api/v1`. Fails where the answer is not what the document says. */
  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<Body>> {
    const isJson = body !== undefined && !(body instanceof FormData)
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: { ...this.headers, ...(isJson && { 'content-type': 'application/json' }), ...headers },
      body: isJson ? JSON.stringify(body) : body,
    })
    const text = await response.text()
    const mediaType = response.headers.get('content-type')?.split(';')[0] ?? ''
    const answer = text === '' ? undefined : mediaType.endsWith('json') ? (JSON.parse(text) as unknown) : text
    const operation = this.contract.find(method, path)
    if (operation) {
      this.contract.exercised.add(`${operation.operationId} ${response.status < 300 ? 'good' : 'bad'}`)
      const faults = this.contract.checkAnswer(operation, response.status, mediaType, answer)
      expect(faults, `${method} ${path} → ${response.status} ${text.slice(0, 500)}`).toEqual([])
      if (response.status < 300 && isJson) expect(this.contract.checkRequest(operation, body)).toEqual([])
    }
    return { status: response.status, body: answer as Body, headers: response.headers }
  }

  /** As `call`, for what has to go well. */
  async ask<Body = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Body> {
    const answer = await this.call<Body>(method, path, body)
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }

  /** The same API for somebody else: other headers, none of ours. */
  as(headers: Record<string, string>): ApiClient {
    return new ApiClient(this.contract, this.#url, headers)
  }

  /** A program with a key of these scopes, for these endpoints or for every one. */
  async program(scopes: Scope[], endpointIds: string[] | null = null): Promise<ApiClient> {
    const { secret } = await this.ask<{ secret: string }>('POST', '/keys', {
      name: 'Test',
      scopes,
      endpointIds,
    })
    return this.as({ authorization: `Bearer ${secret}` })
  }
}

/** The first owner of a server, made through its setup link and signed in. */
export async function becomeOwner(service: Service): Promise<ApiClient> {
  const nobody = await visitApi(service.url)
  const token = new URLSearchParams(service.setupLink?.split('?')[1]).get('token')
  const made = await nobody.call('POST', '/setup', { token, ...OWNER })
  expect(made.status).toBe(201)
  return nobody.as(cookieOf(made))
}

/** Somebody who is not known. */
export async function visitApi(url: string): Promise<ApiClient> {
  const document = await (await fetch(`${url}/api/openapi.json`)).json()
  return new ApiClient(new ApiContract(document as ConstructorParameters<typeof ApiContract>[0]), url, {})
}

/** The headers with which the console goes on after an answer that signed somebody in. */
export function cookieOf({ headers }: Pick<ApiAnswer<unknown>, 'headers'>): Record<string, string> {
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
  return { cookie, 'x-requested-with': 'console' }
}
