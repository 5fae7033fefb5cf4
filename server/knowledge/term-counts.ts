/** Terms of one text by number: the weight of the fields that have each, and how often the body does. */
export class TermCounts {
  /** The terms that were counted, in the order in which they were first. */
  readonly terms: number[] = []
  private fields = new Uint16Array(1_024)
  private body = new Uint16Array(1_024)
  /** Occurrences in the body. */
  length = 0

  inFields(term: number): number {
    return this.fields[term]!
  }

  inBody(term: number): number {
    return this.body[term]!
  }

  addToFields(term: number, weight: number) {
    this.note(term)
    this.fields[term]! += weight
  }

  addToBody(term: number, times: number) {
    this.note(term)
    this.body[term]! += times
    this.length += times
  }

  /** Takes up a part of the text: fields that all parts share count once. */
  addPart(part: TermCounts) {
    for (const term of part.terms) {
      const inBody = part.body[term]!
      this.note(term)
      this.fields[term] = Math.max(this.fields[term]!, part.fields[term]!)
      this.body[term]! += inBody
      this.length += inBody
    }
  }

  clear() {
    for (const term of this.terms) {
      this.fields[term] = 0
      this.body[term] = 0
    }
    this.terms.length = 0
    this.length = 0
  }

  private note(term: number) {
    if (term >= this.fields.length) {
      this.fields = grown(this.fields, term)
      this.body = grown(this.body, term)
    }
    if (this.fields[term] === 0 && this.body[term] === 0) this.terms.push(term)
  }
}

function grown(counts: Uint16Array<ArrayBuffer>, term: number): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(2 * Math.max(term, counts.length))
  larger.set(counts)
  return larger
}
