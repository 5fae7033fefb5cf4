/*
 * Words that people answer with in chats, in the spellings of people in a hurry. They are no names.
 */

const everyday = new Set(
  `hi hello hey yo hai greetings good great nice fine well morning afternoon evening night day bye goodbye gm gn
  yes yeah yep yup ya yea yah sure ok okay oky okey k kk alright correct right exactly indeed absolutely definitely
  no nope nah not none nothing never later wait waiting sec second moment minute
  thanks thank thx tq ty thnks thnk thnx tnx thankyou appreciated appreciate welcome please pls plz sorry excuse pardon
  cool awesome perfect excellent wonderful amazing super wow lovely brilliant fantastic best better
  sir madam maam mam dear friend buddy bro guys team everyone anyone someone somebody person people human agent
  help support question questions problem problems issue issues error service services customer account accounts
  number numbers name names address email mail phone mobile code password pin card cards bank order orders ticket tickets
  i me my mine you your yours we us our he she it its they them this that these those here there what when where who why
  how which am is are was were be been do does did done have has had will would can could shall should may might must
  and or but so if then than as at by for from in into of off on onto out over to up with without about after before
  the a an any some all both each every other another same more most much many few less least only just also too very
  really again still already yet now today tomorrow yesterday tonight soon always sometimes maybe perhaps probably
  one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million
  first last next previous new old big small large medium high low long short full half double single extra
  monday tuesday wednesday thursday friday saturday sunday weekday weekend week month year hour hours days weeks months years
  january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  yesterday am pm noon midnight time times date dates
  go going gone come coming get got give take want need like love know think see look try use make made tell say said
  buy pay paid send sent call called change cancel cancelled book booked check confirm confirmed update start stop
  continue proceed finish finished understand understood agree accept decline
  works working worked broken lost stolen missing expired wrong bad slow late early open closed free available
  money amount price cost total payment bill balance refund credit debit cash dollars dollar euro euros pounds rupees
  class seat seats window aisle economy business standard basic premium plan plans package internet cable data online
  man woman mr mrs ms miss dr son daughter wife husband mother father family baby child children adult adults
  persons passenger passengers members guests guest mrng gud self myself alone
  yours truly regards done hmm hmmm hm hmmk oh ah um uh lol haha ha omg btw u r ur im ill ive dont cant wont didnt isnt thats
  whats lets enough nevermind whatever anything everything something else nobody noone
  black white red blue green yellow cat dog test testing asdf end
  north south east west city state country town street road`
    .trim()
    .split(/\s+/),
)

/** Names of countries and of the cities that time zones are called after, as the runtime knows them. */
const places = new Set(
  [...countries(), ...Intl.supportedValuesOf('timeZone').flatMap(zone => zone.split('/').slice(1))].flatMap(
    name => name.toLowerCase().split(/[ _-]/),
  ),
)

function countries(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region' })
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  return letters.flatMap(one => letters.map(two => names.of(one + two) ?? ''))
}

/** "hiii", "yesss", "byeee": letters that are held. */
const held = /(\p{L})\1{2,}|(\p{L})\2$/gu

export const isEveryday = (word: string): boolean =>
  [word, word.replaceAll(held, '$1$2'), word.replace(/s$/, '')].some(
    form => everyday.has(form) || places.has(form),
  )
