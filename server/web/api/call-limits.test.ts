import { describe, expect, it } from 'vitest'
import { HttpProblem } from '../problem.ts'
import { CallLimits } from './call-limits.ts'
import { type Caller, NOBODY } from './caller.ts'

const program = (id: string): Caller => ({ ...NOBODY, kind: 'key', id })

describe('the limits of calls', () => {
  it('count each caller for itself, and say when to ask again', async () => {
    const limits = new CallLimits({ callsPerMinute: 3 })
    for (let call = 0; call < 3; call += 1) await limits.count(program('one'), 'a')
    const refused = await limits.count(program('one'), 'a').catch((error: unknown) => error as HttpProblem)
    expect(refused).toMatchObject({ status: 429 })
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    await limits.count(program('other'), 'a')
  })

  it('stop an address that shows wrong credentials, and no other', async () => {
    const limits = new CallLimits({ wrongPerMinute: 2 })
    const wrong = () => Promise.reject(new HttpProblem(401, 'wrong'))
    for (let attempt = 0; attempt < 2; attempt += 1)
      await expect(limits.guardIdentity('a', wrong)).rejects.toMatchObject({ status: 401 })
    await expect(limits.guardIdentity('a', () => Promise.resolve(NOBODY))).rejects.toMatchObject({
      status: 429,
    })
    expect(await limits.guardIdentity('b', () => Promise.resolve(NOBODY))).toBe(NOBODY)
  })
})
