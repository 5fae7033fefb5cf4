import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLogger, type Logger } from './logger.ts'

interface Line {
  error: { stack: string; cause: object }
}

function logged(write: (logger: Logger) => void): Line {
  let lines = ''
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines += String(chunk)
      done()
    },
  })
  write(createLogger('info', destination))
  return JSON.parse(lines) as Line
}

describe('the log', () => {
  it('leaves out secrets and what people wrote, at any of three depths', () => {
    const secrets = {
      apiKey: 'k',
      webhookSecret: 'w',
      URLToken: 't',
      text: 'my card number',
      data: { pin: 1 },
    }
    const line = logged(logger =>
      logger.info({ ...secrets, a: secrets, b: { c: secrets }, id: 7 }, 'something'),
    )
    expect(line).toMatchObject({ a: {}, b: { c: {} }, id: 7, msg: 'something' })
    expect(JSON.stringify(line)).not.toMatch(/"k"|"w"|"t"|card|pin/)
  })

  it('says of an error what it is and where, and nothing that a driver hung on it', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (body)=(my card number)',
    })
    const line = logged(logger => logger.error({ error }, 'failed'))
    expect(line.error).toMatchObject({ name: 'Error', code: '23505', message: 'duplicate key' })
    expect(line.error.stack).toContain('logger.test.ts')
    expect(JSON.stringify(line)).not.toContain('card')
  })

  it('does not quote a text that could not be parsed', () => {
    const line = logged(logger => {
      try {
        JSON.parse('{"pin": my card number}')
      } catch (error) {
        logger.error({ error: new Error('unreadable', { cause: error }) }, 'failed')
      }
    })
    expect(line.error.cause).toMatchObject({
      name: 'SyntaxError',
      stack: expect.stringContaining('logger.test.ts'),
    })
    expect(JSON.stringify(line)).not.toContain('card')
  })
})
