/** Whether digits are a day of our time: 13062018, 2018-06-13, 06/13/18, 130618. */
export function isDate(written: string): boolean {
  const parts = written.split(/[^\d]+/).filter(Boolean)
  if (parts.length === 1) return isDateInOne(parts[0] ?? '')
  if (parts.length !== 3) return false
  const [one = '', two = '', three = ''] = parts
  return one.length === 4 ? isDay(one, two, three) : isDay(three, one, two)
}

function isDateInOne(digits: string): boolean {
  if (digits.length === 8) {
    return (
      isDay(digits.slice(4), digits.slice(0, 2), digits.slice(2, 4)) ||
      isDay(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6))
    )
  }
  if (digits.length === 7) {
    const year = digits.slice(3)
    return (
      isDay(year, digits.slice(0, 1), digits.slice(1, 3)) ||
      isDay(year, digits.slice(0, 2), digits.slice(2, 3))
    )
  }
  return digits.length === 6 && isDay(digits.slice(4), digits.slice(0, 2), digits.slice(2, 4))
}

/** Day and month in either order. */
function isDay(year: string, one: string, other: string): boolean {
  const isYear = /^(?:19[3-9]\d|20[0-4]\d|[0-3]\d)$/.test(year)
  const [smaller = 0, larger = 0] = [Number(one), Number(other)].sort((a, b) => a - b)
  return isYear && smaller >= 1 && smaller <= 12 && larger <= 31 && one.length <= 2 && other.length <= 2
}
