/*
 * Months and weekdays in six languages, folded. A month's place in the list is its number less one; Monday is 0.
 */

const months: readonly string[] = [
  'january jan januar jänner janvier janv enero ene يناير كانون_الثاني',
  'february feb februar février févr febrero فبراير شباط',
  'march mar märz mrz mars marzo مارس اذار',
  'april apr avril avr abril abr ابريل نيسان',
  'may mai mayo مايو ايار',
  'june jun juni juin junio يونيو حزيران',
  'july jul juli juillet juil julio يوليو تموز',
  'august aug août aout agosto ago اغسطس اب',
  'september sept sep septembre septiembre setiembre سبتمبر ايلول',
  'october oct oktober okt octobre octubre اكتوبر تشرين_الاول',
  'november nov novembre noviembre نوفمبر تشرين_الثاني',
  'december dec dezember dez décembre déc diciembre dic ديسمبر كانون_الاول',
]

const weekdays: readonly string[] = [
  'monday mondays mon montag montags mo lundi lundis lunes 月曜日 月曜 الاثنين الاثنين',
  'tuesday tuesdays tue tues dienstag dienstags di mardi mardis martes 火曜日 火曜 الثلاثاء',
  'wednesday wednesdays wed mittwoch mittwochs mi mercredi mercredis miércoles 水曜日 水曜 الاربعاء',
  'thursday thursdays thu thur thurs donnerstag donnerstags do jeudi jeudis jueves 木曜日 木曜 الخميس',
  'friday fridays fri freitag freitags fr vendredi vendredis viernes 金曜日 金曜 الجمعه',
  'saturday saturdays sat samstag samstags sonnabend sa samedi samedis sábado sábados 土曜日 土曜 السبت',
  'sunday sundays sun sonntag sonntags so dimanche dimanches domingo domingos 日曜日 日曜 الاحد',
]

const read = (lists: readonly string[]) =>
  new Map(
    lists.flatMap((words, place) =>
      words.split(' ').map(word => [word.replaceAll('_', ' '), place] as const),
    ),
  )

const monthNumbers = read(months)
const weekdayNumbers = read(weekdays)

const alternatives = (words: Iterable<string>) =>
  [...words].sort((one, other) => other.length - one.length).join('|')

/** A name of a month as a part of a pattern. */
export const MONTH = alternatives(monthNumbers.keys())
/** Names of months that are no other words. */
export const SURE_MONTH = alternatives(
  [...monthNumbers.keys()].filter(
    word => word.length > 3 && !/^(?:march|mars|sept|juin|juil|janv|févr|avril|april|august)$/.test(word),
  ),
)
/** A name of a weekday as a part of a pattern; short ones ("mo", "so", "do") are only days in a range. */
export const WEEKDAY = alternatives([...weekdayNumbers.keys()].filter(word => word.length > 2))
export const ANY_WEEKDAY = alternatives(weekdayNumbers.keys())

export const monthNumber = (word: string): number => (monthNumbers.get(word) ?? 0) + 1
export const weekdayNumber = (word: string): number => weekdayNumbers.get(word) ?? 0
