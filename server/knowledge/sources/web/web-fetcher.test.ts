import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HANG, WebSite } from '../testing/web-site.ts'
import { isPublicAddress, lookUpPublic } from './public-address.ts'
import { WebFetcher } from './web-fetcher.ts'

const MEGABYTE = 1024 * 1024
const NOT_PUBLIC = 'does not belong to the public internet'

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.9.9',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '0.0.0.0',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '[::1]',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    '2001::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    'localhost',
  ])('%s is not public', address => expect(isPublicAddress(address)).toBe(false))

  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111'])('%s is public', address =>
    expect(isPublicAddress(address)).toBe(true),
  )

  it('that a name resolves to is looked at before it is connected to', async () => {
    const lookUp = (all: boolean) =>
      new Promise((resolve, reject) =>
        lookUpPublic('localhost', { all }, (error, addresses) =>
          error ? reject(error) : resolve(addresses),
        ),
      )
    await expect(lookUp(true)).rejects.toThrow('localhost is not public')
    await expect(lookUp(false)).rejects.toThrow('localhost is not public')
  })
})

describe('fetching', () => {
  let site: WebSite
  let inner: WebSite
  const careful = new WebFetcher()
  let trusting: WebFetcher
  beforeAll(async () => {
    inner = await WebSite.open({ '/': 'secret' })
    site = await WebSite.open({
      '/': '<p>Hello</p>',
      '/away': { location: 'to/here' },
      '/to/here': 'arrived',
      '/within': { location: `${inner.url}/` },
      '/file': { location: 'file:///etc/passwd' },
      '/login': { location: 'https://ann:secret@example.com/' },
      '/round': { location: '/round' },
      '/nowhere': { location: 'http://[' },
      '/slow': HANG,
      '/closed': { status: 403 },
      '/broken': { status: 500 },
      '/large': 'x'.repeat(2 * MEGABYTE),
    })
    trusting = new WebFetcher({ allowedHosts: [site.host], milliseconds: 1_000 })
  })
  afterAll(async () => {
    await Promise.all([careful.close(), trusting.close()])
    await site[Symbol.asyncDispose]()
    await inner[Symbol.asyncDispose]()
  })
  const get = async (path: string, fetcher = trusting) => {
    const { url, content } = await fetcher.get(`${site.url}${path}`, MEGABYTE)
    return [url.slice(site.url.length), Buffer.from(content).toString()]
  }

  it.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://localhost',
  ])('refuses this machine as %s without a word to it', async address => {
    const asked = site.asked.length
    await expect(careful.get(`${address}:${new URL(site.url).port}/`, MEGABYTE)).rejects.toThrow(NOT_PUBLIC)
    expect(site.asked).toHaveLength(asked)
  })

  it('goes to a host that is allowed, and where it leads on the same host', async () => {
    expect(await get('/')).toEqual(['/', '<p>Hello</p>'])
    expect(await get('/away')).toEqual(['/to/here', 'arrived'])
  })

  it('does not follow from there to one that is not', async () => {
    await expect(get('/within')).rejects.toThrow(NOT_PUBLIC)
    expect(inner.asked).toEqual([])
  })

  it.each([
    ['/file', 'Only http and https'],
    ['/login', 'user name or password'],
    ['/round', 'from one address to another without end'],
    ['/nowhere', 'no address'],
    ['/slow', 'did not come in time'],
    ['/closed', 'not open to everybody (403)'],
    ['/broken', 'answers with an error (500)'],
    ['/gone', 'no such page'],
    ['/large', 'larger than 1 MB'],
  ])('says why %s cannot be had', async (path, reason) => {
    await expect(get(path)).rejects.toMatchObject({
      name: 'UnreadableError',
      message: expect.stringContaining(reason),
    })
  })

  it('counts what is packed by what it unpacks to', async () => {
    const { createServer } = await import('node:http')
    const server = createServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50 * MEGABYTE))),
    )
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const fetcher = new WebFetcher({ allowedHosts: [host] })
    await expect(fetcher.get(`http://${host}/`, MEGABYTE)).rejects.toThrow('larger than 1 MB')
    await fetcher.close()
    await new Promise(resolve => server.close(resolve))
  })

  it('ends with its signal', async () => {
    const abort = new AbortController()
    const fetching = trusting.get(`${site.url}/slow`, MEGABYTE, abort.signal)
    abort.abort(new Error('cancelled'))
    await expect(fetching).rejects.toThrow('cancelled')
  })

  it('says that a host does not answer or is none', async () => {
    const fetcher = new WebFetcher({ allowedHosts: ['127.0.0.1:1'] })
    await expect(fetcher.get('http://127.0.0.1:1/', MEGABYTE)).rejects.toThrow(
      /could not be fetched|does not answer/,
    )
    await expect(careful.get('http://no-such-host.invalid/', MEGABYTE)).rejects.toThrow(
      /no host of that name|cannot be looked up/,
    )
    await fetcher.close()
  })
})
