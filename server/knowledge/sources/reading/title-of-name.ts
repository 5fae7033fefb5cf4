/** A title for a file that has none: its name without folders and ending, `-` and `_` as spaces. */
export function titleOfName(name: string): string {
  const last = name.split(/[\\/]/).findLast(part => part !== '') ?? name
  const bare = last
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replaceAll(/[-_\s]+/g, ' ')
    .trim()
  const title = bare || last
  return title.charAt(0).toUpperCase() + title.slice(1)
}
