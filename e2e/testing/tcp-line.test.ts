import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { TcpLine } from './tcp-line.ts'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

/** Somebody who says back what is heard, and a line to them. */
async function lineToAnEcho() {
  const sockets = new Set<Socket>()
  const echo = createServer(socket => {
    sockets.add(socket.on('error', () => undefined))
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  const line = await TcpLine.to(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`)
  const end = () => {
    for (const socket of sockets) socket.destroy()
    echo.close()
  }
  opened.push({ close: end }, line)
  return line
}

async function call(line: TcpLine) {
  const { hostname, port } = new URL(`http://${line.host}`)
  const socket = connect(Number(port), hostname).on('error', () => undefined)
  opened.push({ close: () => socket.destroy() })
  await once(socket, 'connect')
  return socket
}

/** Everything that is heard until the other side ends. */
async function heard(socket: Socket): Promise<string> {
  return Buffer.concat(await socket.toArray()).toString()
}

it('brings what is said and its end, in order, whatever its pace was meanwhile', async () => {
  const line = await lineToAnEcho()
  const caller = await call(line)
  line.slowDown(20)
  caller.write('one ')
  line.freeze()
  caller.write('two ')
  line.mend()
  caller.end('three')
  expect(await heard(caller)).toBe('one two three')
})

it('breaks when it is cut, and leads there again when it is mended', async () => {
  const line = await lineToAnEcho()
  const callerBefore = await call(line)
  const broken = new Promise(resolve => callerBefore.once('close', resolve))
  line.cut()
  await broken
  line.mend()
  const caller = await call(line)
  caller.end('again')
  expect(await heard(caller)).toBe('again')
})

it('refuses who calls while nobody listens', async () => {
  const line = await lineToAnEcho()
  line.hangUp()
  await expect(call(line)).rejects.toThrow('ECONNREFUSED')
  await line.pickUp()
  const caller = await call(line)
  caller.end('there')
  expect(await heard(caller)).toBe('there')
})
