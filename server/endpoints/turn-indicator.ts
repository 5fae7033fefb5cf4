import type { Socket } from 'socket.io'
import type { SessionEvent } from '../protocol/session-events.ts'

/**
 * Shows a customer that the virtual agent is at work: `typingStatus` from the message to the end of its turn, then
 * `finalPing`. `handedOver` says whether a person has the conversation when the client comes.
 */
export function createTurnIndicator(socket: Socket, handedOver: boolean): (event: SessionEvent) => void {
  let withAgent = handedOver
  const show = (status: 'typingOn' | 'typingOff') => socket.emit('typingStatus', { status })
  return event => {
    if (event.type === 'handover-requested') withAgent = true
    if (event.type === 'handover-ended') withAgent = false
    if (event.type === 'message' && event.from === 'customer' && !withAgent) show('typingOn')
    if (event.type !== 'turn-ended') return
    show('typingOff')
    socket.emit('finalPing', { type: 'regular' })
  }
}
