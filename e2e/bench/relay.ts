import { createServer } from 'node:http'
import express from 'express'
import { Server } from 'socket.io'
import { Pool } from 'undici'

/*
 * The baseline: the same two trips through Express and socket.io and nothing else. No signature, no session,
 * no storage, no retry. PORT is where it listens, GATEWAY where customers' messages go.
 */

const gateway = new Pool(process.env.GATEWAY ?? '', { connections: 64 })
const app = express()
const http = createServer(app)
const io = new Server(http, { perMessageDeflate: false })

app.post('/webhook', express.json(), (request, response) => {
  const { conversationId, data } = request.body as { conversationId: string; data: { text: string } }
  io.of('/copilot')
    .to(conversationId)
    .emit('events', [{ type: 'message', text: data.text }])
  response.json({})
})

io.of('/copilot').on('connection', socket =>
  socket.on('join', async (room: string, done: (answer: object) => void) => {
    await socket.join(room)
    done({})
  }),
)
io.on('connection', socket => {
  socket.on('processInput', async ({ sessionId, text }: { sessionId: string; text: string }) => {
    const { body } = await gateway.request({
      method: 'POST',
      path: `/chat-gateway/v1/conversations/${sessionId}/messages`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ authorType: 'user', text }),
    })
    await body.dump()
  })
})

http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'))
