import { describe, expect, it } from 'vitest'
import { FaultRules } from './rules.ts'

const pattern = (rule: { times?: number; probability?: number; seed: number }, tries: number) => {
  const rules = new FaultRules<typeof rule>()
  rules.add(rule)
  return Array.from({ length: tries }, () => rules.strike(() => true).length).join('')
}

describe('fault rules', () => {
  it('strike the next one, or the next few', () => {
    expect(pattern({ seed: 1 }, 4)).toBe('1000')
    expect(pattern({ seed: 1, times: 3 }, 5)).toBe('11100')
  })

  it('strike by chance in a row that the seed decides', () => {
    const row = pattern({ seed: 7, probability: 0.3 }, 1000)
    expect(row).toBe(pattern({ seed: 7, probability: 0.3 }, 1000))
    expect(row).not.toBe(pattern({ seed: 8, probability: 0.3 }, 1000))
    const share = row.replaceAll('0', '').length / 1000
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.35)
  })

  it('are used up only by what matches', () => {
    const rules = new FaultRules<{ seed: number }>()
    rules.add({ seed: 1 })
    expect(rules.strike(() => false)).toEqual([])
    expect(rules.list()).toHaveLength(1)
    expect(rules.strike(() => true)).toHaveLength(1)
    expect(rules.list()).toEqual([])
  })
})
