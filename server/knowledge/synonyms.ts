/** Words and phrases that an endpoint takes to mean the same: each group is one meaning. */
export type SynonymGroups = readonly (readonly string[])[]

interface Expression {
  stems: readonly string[]
  /** What stands for all of its group. */
  meaning: string
}

interface Stemmed {
  stem: string
}

/**
 * Reads every expression of a group as the group's first. In texts a phrase keeps its words beside what it means, so that
 * who asks for one of them finds it; in questions it is only what it means, since nobody asks for its words one by one.
 */
export class Synonyms {
  /** By first stem, longest first. */
  private readonly expressions = new Map<string, Expression[]>()

  /** `stemsOf` gives the stems of the words of an expression that carry meaning. */
  constructor(groups: SynonymGroups, stemsOf: (expression: string) => readonly string[]) {
    for (const group of groups) {
      const read = group.map(stemsOf).filter(stems => stems.length > 0)
      const meaning = read[0]?.join(' ')
      if (meaning === undefined) continue
      for (const stems of read) {
        const alike = this.expressions.get(stems[0]!)
        if (alike) alike.push({ stems, meaning })
        else this.expressions.set(stems[0]!, [{ stems, meaning }])
      }
    }
    for (const alike of this.expressions.values()) {
      alike.sort((one, other) => other.stems.length - one.stems.length)
    }
  }

  get areNone(): boolean {
    return this.expressions.size === 0
  }

  /** Whether an expression begins with this stem. */
  has(stem: string): boolean {
    return this.expressions.has(stem)
  }

  inText<Token extends Stemmed>(tokens: readonly Token[]): readonly Token[] {
    return this.read(tokens, true)
  }

  inQuestion<Token extends Stemmed>(tokens: readonly Token[]): readonly Token[] {
    return this.read(tokens, false)
  }

  private read<Token extends Stemmed>(tokens: readonly Token[], keepsPhrases: boolean): readonly Token[] {
    if (this.areNone) return tokens
    const read: Token[] = []
    for (let place = 0; place < tokens.length; ) {
      const expression = this.at(place, tokens)
      const length = expression?.stems.length ?? 1
      if (!expression || (keepsPhrases && length > 1)) read.push(...tokens.slice(place, place + length))
      if (expression) read.push({ ...tokens[place]!, stem: expression.meaning })
      place += length
    }
    return read
  }

  private at(place: number, tokens: readonly Stemmed[]): Expression | undefined {
    return this.expressions
      .get(tokens[place]!.stem)
      ?.find(({ stems }) => stems.every((stem, offset) => tokens[place + offset]?.stem === stem))
  }
}
