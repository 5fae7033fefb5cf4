import { describe, expect, it } from 'vitest'
import { readRobots } from './robots.ts'

const allows = (robots: string, path: string) => readRobots(robots, 'AgentCopilotImport').allows(path)

describe('a robots.txt', () => {
  it.each([
    ['without rules allows all', '', '/a', true],
    ['for all keeps out', 'User-agent: *\nDisallow: /private', '/private/a', false],
    ['for all lets in elsewhere', 'User-agent: *\nDisallow: /private', '/public', true],
    ['for another robot says nothing to us', 'User-agent: other\nDisallow: /', '/a', true],
    [
      'for us counts instead of that for all',
      'User-agent: *\nDisallow: /\n\nUser-agent: agentcopilotimport\nDisallow: /x',
      '/a',
      true,
    ],
    ['for several robots counts for each', 'User-agent: other\nUser-agent: *\nDisallow: /a', '/a', false],
    ['with a longer rule follows that', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
    ['with two equal rules allows', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
    ['with an empty rule allows', 'User-agent: *\nDisallow:', '/a', true],
    ['with a star fits anything', 'User-agent: *\nDisallow: /*/print', '/a/b/print?x', false],
    ['with a dollar fits the end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
    ['with a dollar fits the end alone', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?download', true],
    ['with a comment is read', '# hello\nUser-agent: * # all\nDisallow: /a # not this\n', '/a', false],
  ])('%s', (_case, robots, path, expected) => expect(allows(robots, path)).toBe(expected))

  it('with many stars takes no time', () => {
    const robots = `User-agent: *\nDisallow: /${'a*'.repeat(200)}b$`
    const began = performance.now()
    expect(allows(robots, `/${'a'.repeat(5_000)}`)).toBe(true)
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it('may ask for time between pages, up to ten seconds', () => {
    expect(readRobots('User-agent: *\nCrawl-delay: 2', 'x').delaySeconds).toBe(2)
    expect(readRobots('User-agent: *\nCrawl-delay: 86400', 'x').delaySeconds).toBe(10)
    expect(readRobots('User-agent: *\nCrawl-delay: soon', 'x').delaySeconds).toBe(0)
  })
})
