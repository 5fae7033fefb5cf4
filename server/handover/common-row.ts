/** The places in `one` of the longest row of texts that stands in both in the same order; of several, the one that begins first. */
export function commonRow(one: readonly string[], other: readonly string[]): Set<number> {
  const lengthFrom = commonLengths(one, other)
  const places = new Set<number>()
  for (let place = 0, otherPlace = 0; place < one.length && otherPlace < other.length; ) {
    if (one[place] === other[otherPlace]) {
      places.add(place)
      place += 1
      otherPlace += 1
    } else if (lengthFrom(place, otherPlace + 1) >= lengthFrom(place + 1, otherPlace)) otherPlace += 1
    else place += 1
  }
  return places
}

/** How long the longest common row is from a place in the one and a place in the other on. */
function commonLengths(one: readonly string[], other: readonly string[]) {
  const width = other.length + 1
  const lengths = new Uint16Array((one.length + 1) * width)
  const lengthFrom = (place: number, otherPlace: number) => lengths[place * width + otherPlace] ?? 0
  for (let place = one.length - 1; place >= 0; place -= 1) {
    for (let otherPlace = other.length - 1; otherPlace >= 0; otherPlace -= 1) {
      lengths[place * width + otherPlace] =
        one[place] === other[otherPlace]
          ? lengthFrom(place + 1, otherPlace + 1) + 1
          : Math.max(lengthFrom(place + 1, otherPlace), lengthFrom(place, otherPlace + 1))
    }
  }
  return lengthFrom
}
