/** What a site asks of robots like ours. */
export interface RobotRules {
  allows(path: string): boolean
  /** Seconds between two pages, where the site asks for them. */
  delaySeconds: number
}

interface Rule {
  allow: boolean
  pattern: string
}

const MOST_RULES = 1_000
const LONGEST_DELAY_SECONDS = 10

/**
 * Reads a robots.txt (RFC 9309): the group for this robot, else the one for all; the longest rule that fits a path
 * decides, and allowing wins a tie. `Crawl-delay`, which is older than the RFC, is kept within ten seconds.
 */
export function readRobots(text: string, robot: string): RobotRules {
  const groups = groupsOf(text)
  const own = groups.filter(({ agents }) =>
    agents.some(agent => !['', '*'].includes(agent) && robot.toLowerCase().startsWith(agent)),
  )
  const chosen = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'))
  const rules = chosen.flatMap(group => group.rules).slice(0, MOST_RULES)
  return {
    allows: path => decide(rules, path),
    delaySeconds: Math.min(LONGEST_DELAY_SECONDS, Math.max(0, ...chosen.map(({ delay }) => delay))),
  }
}

export const EVERYTHING_ALLOWED: RobotRules = { allows: () => true, delaySeconds: 0 }
export const NOTHING_ALLOWED: RobotRules = { allows: () => false, delaySeconds: 0 }

interface Group {
  agents: string[]
  rules: Rule[]
  delay: number
}

function groupsOf(text: string): Group[] {
  const groups: Group[] = []
  let group: Group | undefined
  let namesGoOn = false
  for (const line of text.split(/\r\n?|\n/)) {
    const [, name = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*(?:#.*)?$/.exec(line) ?? []
    const field = name.toLowerCase()
    if (field === 'user-agent') {
      if (!group || !namesGoOn) groups.push((group = { agents: [], rules: [], delay: 0 }))
      group.agents.push(value.toLowerCase())
      namesGoOn = true
      continue
    }
    if (!group || !field) continue
    namesGoOn = false
    if (field === 'crawl-delay') group.delay = Number(value) || 0
    else if ((field === 'allow' || field === 'disallow') && value) {
      group.rules.push({ allow: field === 'allow', pattern: value })
    }
  }
  return groups
}

function decide(rules: Rule[], path: string): boolean {
  const fitting = rules.filter(({ pattern }) => fits(pattern, path))
  const longest = Math.max(0, ...fitting.map(({ pattern }) => pattern.length))
  const deciding = fitting.filter(({ pattern }) => pattern.length === longest)
  return deciding.length === 0 || deciding.some(({ allow }) => allow)
}

/** `*` stands for anything, `$` for the end. Piece after piece is looked for, so no pattern takes long. */
function fits(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const [first = '', ...rest] = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const [place, piece] of rest.entries()) {
    const last = anchored && place === rest.length - 1
    const found = last ? Math.max(at, path.length - piece.length) : path.indexOf(piece, at)
    if (found < 0 || (last && !path.startsWith(piece, found))) return false
    at = found + piece.length
  }
  return !anchored || at === path.length
}
