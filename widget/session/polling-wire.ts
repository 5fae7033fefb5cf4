import { io } from 'socket.io-client'
import type { Wire, WireListener } from './wire.ts'

/** Asks the server again and again over HTTP, for networks that let no WebSocket through. */
export function openPollingWire(server: string, listener: WireListener): Wire {
  const { origin, pathname } = new URL(server)
  const socket = io(`${origin}/copilot`, {
    path: `${pathname.replace(/\/$/, '')}/socket.io`,
    forceNew: true,
    reconnection: false,
    transports: ['polling'],
  })
  socket.on('connect', () => listener.opened())
  socket.on('connect_error', () => listener.ended())
  socket.on('disconnect', () => listener.ended())
  socket.onAny((name: string, payload: unknown) => listener.heard(name, payload))
  return {
    ask: (name, payload, timeout) => socket.timeout(timeout).emitWithAck(name, payload) as Promise<object>,
    tell: (name, payload) => void socket.emit(name, payload),
    close: () => {
      socket.off().offAny()
      socket.disconnect()
    },
  }
}
