/*
 * Numbers in words. All forms are folded: lower case, Arabic hamza and ta marbuta as they are typed in a hurry.
 */

const table = (words: string) =>
  new Map(
    words
      .trim()
      .split(/\s+/)
      .map(pair => {
        const [word = '', value] = pair.split('=')
        return [word, Number(value)] as const
      }),
  )

/** Words that count by themselves; they add up ("forty two", "treinta y dos"). */
export const countWords = table(`
  zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
  fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50
  sixty=60 seventy=70 eighty=80 ninety=90 dozen=12
  null=0 eins=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12
  anderthalb=1.5 eineinhalb=1.5 zweieinhalb=2.5 dutzend=12 dreimal=3
  zéro=0 deux=2 trois=3 quatre=4 cinq=5 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15
  seize=16 vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60
  cero=0 uno=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 doce=12 trece=13 catorce=14
  quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintiún=21 veintidós=22
  veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30
  cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90
  cien=100 ciento=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400
  quinientos=500 quinientas=500 seiscientos=600 setecientos=700 ochocientos=800 novecientos=900
  واحد=1 واحده=1 احد=1 احدي=1 اثنا=2 اثني=2 اثنتي=2 اثنان=2 اثنين=2 اثنتان=2 اثنتين=2 ثلاثه=3 ثلاث=3 اربعه=4 اربع=4 خمسه=5 خمس=5 سته=6 ست=6 سبعه=7 سبع=7
  ثمانيه=8 ثماني=8 ثمان=8 تسعه=9 تسع=9 عشره=10 عشر=10 عشرون=20 عشرين=20 ثلاثون=30 ثلاثين=30 اربعون=40 اربعين=40
  خمسون=50 خمسين=50 ستون=60 ستين=60 سبعون=70 سبعين=70 ثمانون=80 ثمانين=80 تسعون=90 تسعين=90
  مئه=100 مائه=100 مئتان=200 مئتين=200 مائتان=200 مائتين=200 الفين=2000 الفان=2000
`)

/** Words that multiply what stands before them. */
export const magnitudes = table(`
  hundred=100 hundert=100 cent=100 cents=100 thousand=1000 tausend=1000 mille=1000 mil=1000 الف=1000 الاف=1000
  million=1000000 millions=1000000 millionen=1000000 millón=1000000 millones=1000000 mio=1000000 mn=1000000
  مليون=1000000 billion=1000000000 milliarde=1000000000 milliarden=1000000000 milliard=1000000000
  k=1000 tsd=1000 万=10000 億=100000000
`)

/** "a week", "eine Stunde": one, where a measure follows. */
export const articles = new Set('a an one ein eine einen einem einer eines un une una einmal'.split(' '))

const germanUnits = 'ein zwei drei vier fünf sechs sieben acht neun'.split(' ')
const germanTens = 'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ')
const germanTeens = 'dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(' ')

/** "zweihundertfünfundzwanzig" is one word. Undefined for a word that is no number. */
export function germanCompound(word: string): number | undefined {
  if (word.length > 60) return undefined
  const [, thousands, rest = ''] = /^(?:(.*?)tausend)?(?:und)?(.*)$/.exec(word) ?? []
  const high = thousands === undefined ? 0 : thousands === '' ? 1 : underThousand(thousands)
  const low = rest === '' ? 0 : underThousand(rest)
  return high === undefined || low === undefined || high + low === 0 ? undefined : high * 1_000 + low
}

function underThousand(word: string): number | undefined {
  const [, hundreds, rest = ''] = /^(?:(.*?)hundert)?(?:und)?(.*)$/.exec(word) ?? []
  const high = hundreds === undefined ? 0 : hundreds === '' ? 1 : germanUnits.indexOf(hundreds) + 1
  const low = rest === '' ? 0 : underHundred(rest)
  return low === undefined || (high === 0 && hundreds !== undefined) ? undefined : high * 100 + low
}

function underHundred(word: string): number | undefined {
  const teen = germanTeens.indexOf(word)
  if (teen >= 0) return teen + 13
  const simple = countWords.get(word)
  if (simple !== undefined && simple <= 12) return simple
  const tens = germanTens.findIndex(ten => word.endsWith(ten))
  if (tens < 0) return undefined
  const head = word.slice(0, -(germanTens[tens]?.length ?? 0))
  if (head === '') return (tens + 2) * 10
  const unit = germanUnits.indexOf(head.replace(/und$/, '')) + 1
  return head.endsWith('und') && unit > 0 ? (tens + 2) * 10 + unit : undefined
}

const kanjiDigits = '〇一二三四五六七八九'
const kanjiTens = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1_000],
])

/** "二十五", "三千", "一万二千". Undefined for what is no number. */
export function kanjiNumber(written: string): number | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  for (const sign of written) {
    const tens = kanjiTens.get(sign)
    if (kanjiDigits.includes(sign)) digit = (digit ?? 0) * 10 + kanjiDigits.indexOf(sign)
    else if (tens) {
      section += (digit ?? 1) * tens
      digit = undefined
    } else if (sign === '万') {
      total += (section + (digit ?? 0) || 1) * 10_000
      section = 0
      digit = undefined
    } else return undefined
  }
  return total + section + (digit ?? 0)
}
