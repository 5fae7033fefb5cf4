/*
 * What numbers are counted in. All names are folded.
 */

export interface Unit {
  /** A measure; durations are in `seconds`, `months` or `working days` times `factor`. */
  name: string
  factor: number
}

const lists: readonly (readonly [string, number, string])[] = [
  [
    'seconds',
    1,
    'second seconds sec secs sekunde sekunden seconde secondes segundo segundos 秒 秒間 ثانيه ثوان ثواني',
  ],
  [
    'seconds',
    60,
    'minute minutes min mins minuten minuto minutos 分 分間 分以内 دقيقه دقائق minütig minütige minütiger minütigen',
  ],
  [
    'seconds',
    3_600,
    'hour hours hr hrs h stunde stunden std heure heures hora horas 時間 ساعه ساعات stündig stündige stündigen',
  ],
  [
    'seconds',
    86_400,
    'day days tag tage tagen tages jour jours día días dia dias 日間 日以内 日後 日前 日 يوم ايام يوما tägig tägige tägiges tägigen tägiger calendar_day calendar_days kalendertag kalendertage kalendertagen',
  ],
  [
    'seconds',
    604_800,
    'week weeks wk wks woche wochen semaine semaines semana semanas 週間 週 اسبوع اسابيع اسبوعا wöchig wöchige wöchigen',
  ],
  [
    'months',
    1,
    'month months monat monate monaten monats mois mes meses か月 ヶ月 カ月 ヵ月 ケ月 か月間 ヶ月間 カ月間 شهر اشهر شهور شهرا monatig monatige monatigen monatiger',
  ],
  ['months', 3, 'quarter quarters quartal quartale trimestre trimestres'],
  [
    'months',
    12,
    'year years yr yrs jahr jahre jahren jahres an ans année années año años 年間 年 سنه سنوات عام اعوام عاما jährig jährige jährigen jähriger',
  ],
  [
    'working days',
    1,
    'working_day working_days business_day business_days werktag werktage werktagen werktags arbeitstag arbeitstage arbeitstagen geschäftstag geschäftstage bankarbeitstage bankarbeitstagen jour_ouvré jours_ouvrés jour_ouvrable jours_ouvrables día_laborable días_laborables día_hábil días_hábiles 営業日 営業日以内 يوم_عمل ايام_عمل',
  ],
  [
    'working hours',
    1,
    'business_hour business_hours working_hour working_hours arbeitsstunde arbeitsstunden heures_ouvrées horas_hábiles 営業時間',
  ],
  ['nights', 1, 'night nights nacht nächte nächten nuit nuits noche noches 泊 ليله ليال ليالي'],
  [
    'percent',
    1,
    '% percent per_cent prozent pour_cent por_ciento パーセント بالمئه بالمائه في_المئه في_المائه',
  ],
  ['percent', 10, '割'],
  ['gigabytes', 1, 'gb gigabyte gigabytes go gigas gib ギガ جيجابايت غيغابايت جيجا'],
  ['gigabytes', 1_024, 'tb terabyte terabytes'],
  ['gigabytes', 1 / 1_024, 'mb megabyte megabytes mo mib ميجابايت ميغابايت'],
  ['megabits a second', 1, 'mbps mbit mbit/s mbits mb/s mbps'],
  ['megabits a second', 1_000, 'gbps gbit gbit/s gb/s'],
  ['metres', 1, 'm metre metres meter meters metern mètre mètres metro metros メートル متر امتار'],
  [
    'metres',
    1_000,
    'km kilometre kilometres kilometer kilometers kilometern kilomètres kilómetros キロ كيلومتر كم',
  ],
  ['metres', 0.01, 'cm centimetre centimetres zentimeter centimètres centímetros センチ سم'],
  ['metres', 0.001, 'mm millimetre millimetres millimeter'],
  ['miles', 1, 'mile miles mi'],
  ['feet', 1, 'ft foot feet'],
  ['inches', 1, 'inch inches " zoll pouces pulgadas インチ'],
  ['grams', 1_000, 'kg kilo kilos kilogram kilograms kilogramm kilogrammes كيلو كجم كيلوغرام'],
  ['grams', 1, 'g gram grams gramm grammes gramos グラム غرام جرام'],
  ['pounds of weight', 1, 'lb lbs'],
  ['litres', 0.001, 'ml millilitre millilitres milliliter milliliters ミリリットル مل'],
  ['litres', 0.01, 'cl centilitre centilitres'],
  ['grams', 0.001, 'mg milligram milligrams milligramm'],
  [
    'square metres',
    1,
    'm² m2 sqm square_metre square_metres square_meter square_meters quadratmeter qm mètres_carrés metros_cuadrados 平米 平方メートル',
  ],
  ['milliampere hours', 1, 'mah'],
  ['milliampere hours', 1_000, 'ah'],
  ['volts', 1, 'v volt volts'],
  ['watts', 1_000, 'kw kilowatt kilowatts'],
  ['kilometres an hour', 1, 'km/h kmh kph'],
  ['litres', 1, 'l litre litres liter liters litern litro litros リットル لتر'],
  ['degrees', 1, '° °c °f degrees grad degrés grados 度 درجه درجات'],
  ['kilowatt hours', 1, 'kwh'],
  ['watts', 1, 'w watt watts'],
  [
    'people',
    1,
    'people persons person guests guest adults passengers personen gäste personnes personne personas huéspedes 名 名様 人 اشخاص شخص',
  ],
]

const units = new Map<string, Unit>()
for (const [name, factor, words] of lists) {
  for (const word of words.split(' ')) units.set(word.replaceAll('_', ' '), { name, factor })
}
const japanese = [...units.keys()]
  .filter(word => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word))
  .sort((one, other) => other.length - one.length)

const after = /^[ -]?((?:[%°"]|[\p{L}][\p{L}/²]*)(?: [\p{L}]+)?)/u

/** The unit that begins at a place of a folded text, and where it ends. */
export function unitAt(folded: string, place: number): (Unit & { end: number }) | undefined {
  const tail = folded.slice(place, place + 40)
  const word = japanese.find(unit => tail.startsWith(unit) || tail.startsWith(` ${unit}`))
  if (word) return found(word, place + tail.indexOf(word) + word.length)
  const [all, two = ''] = after.exec(tail) ?? []
  if (!all) return undefined
  const end = place + all.length
  const one = /^(?:[%°"]c?|[\p{L}/²]+)/u.exec(two)?.[0] ?? two
  return found(two, end) ?? found(one, end - two.length + one.length)
}

function found(word: string, end: number) {
  const unit = units.get(word)
  return unit && { ...unit, end }
}

export const isDuration = ({ name }: Unit): boolean => /^(?:seconds|months|working days)$/.test(name)
