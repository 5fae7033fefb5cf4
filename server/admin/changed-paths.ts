const MOST_PATHS = 50

/** Where two JSON values differ, as paths: what an audit log may keep of a change without its values. */
export function changedPaths(before: unknown, after: unknown): string[] {
  return differences(before, after, '').slice(0, MOST_PATHS)
}

function differences(before: unknown, after: unknown, path: string): string[] {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap(key => differences(before[key], after[key], path ? `${path}.${key}` : key))
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
