/** Finds the titles that a text names in full, word for word in any order, from the stems of both. */
export class Subjects {
  /** Each title under its most telling stem, so that a text is compared with few of them. */
  private readonly titles = new Map<string, (readonly string[])[]>()

  constructor(titles: Iterable<readonly string[]>, telling: (stem: string) => number) {
    for (const title of titles) {
      const [key] = title.toSorted((one, other) => telling(other) - telling(one))
      if (key !== undefined) this.titles.set(key, [...(this.titles.get(key) ?? []), title])
    }
  }

  /** Stems of every title that is named in full. */
  namedIn(said: string[]): string[] {
    const stems = new Set(said)
    const named = said
      .flatMap(stem => this.titles.get(stem) ?? [])
      .filter(title => title.every(stem => stems.has(stem)))
    return [...new Set(named.flat())]
  }
}
