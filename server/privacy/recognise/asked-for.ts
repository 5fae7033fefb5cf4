import type { PersonalKind } from '../../protocol/settings/privacy.ts'

/** Longer texts are no question that a bare number answers. */
const MAX_QUESTION_LENGTH = 2_000

const asks =
  /[?؟？]|\b(?:please|could you|can you|may i|what(?:'s| is)|provide|enter|share|tell me|give me|type|confirm|verify|need|let me (?:have|know)|bitte|nennen|geben sie|könnten|wie (?:lautet|heißen)|s'il vous|veuillez|pouvez|quel(?:le)?|por favor|podría|puede|cuál|indique|dígame)\b|ください|お願い|教えて|頂け|いただけ|من فضلك|يرجى|رجاء|هل يمكن|ما هو|ما هي|تزويد/iu

/** What each kind is called when somebody asks for it, in six languages. */
const subjects: readonly (readonly [PersonalKind, RegExp])[] = [
  [
    'card',
    /\b(?:cards?|credit card|debit card|cvv|cvc|kreditkarte|karten?nummer|carte|tarjeta)\b|カード|بطاقة|البطاقة/iu,
  ],
  ['iban', /\biban\b|آيبان/iu],
  ['email', /\be-?mails?\b|\bcorreo\b|\bcourriel\b|メール|البريد|بريد/iu],
  [
    'phone',
    /\b(?:phone|telephone|mobile|cell|contact number|callback number|number (?:can|may|should) we (?:call|reach)|telefon|handy|rufnummer|téléphone|portable|teléfono|móvil|celular)/iu,
  ],
  ['phone', /電話|携帯|هاتف|الهاتف|جوال|موبايل/u],
  [
    'national-id',
    /\b(?:ssn|social security|social|national id|national insurance|tax id|passport|driver'?s? licen[cs]e|identity (?:card|number)|steuer-?id|sozialversicherungsnummer|ausweis|personalausweis|sécurité sociale|passeport|dni|nie|nif|pasaporte)\b|マイナンバー|パスポート|الهوية|جواز/iu,
  ],
  [
    'account',
    /\b(?:account|acct|customer (?:number|id)|member(?:ship)? (?:number|id)|policy number|client number|konto|kontonummer|kundennummer|vertragsnummer|compte|numéro de client|cuenta|número de cliente)\b|口座|お客様番号|会員番号|حساب|الحساب|رقم العميل/iu,
  ],
  [
    'secret',
    /\b(?:password|passcode|pass ?phrase|pin|otp|one.time|security (?:code|answer|word)|secret|verification code|code|cvv|cvc|mother'?s maiden|kennwort|passwort|code secret|mot de passe|contraseña|clave|código)\b|パスワード|暗証|認証コード|コード|كلمة المرور|كلمة السر|الرمز|رمز/iu,
  ],
  [
    'address',
    /\b(?:address|street|where (?:do you|are you) liv|adresse|anschrift|straße|wohnen|dirección|domicilio|calle)\b|住所|عنوان|العنوان/iu,
  ],
  [
    'postcode',
    /\b(?:zip(?: ?code)?|post ?code|postal code|plz|postleitzahl|code postal|código postal)\b|郵便番号|الرمز البريدي/iu,
  ],
  [
    'name',
    /\b(?:name|who (?:am i|do i have)|who is this|mit wem|wer spricht|à qui ai-je|qui est à l'appareil|con quién|quién (?:habla|es)|how may i address|namen?|wie hei(?:ß|ss)en|nom|vous appelez|nombre|se llama|apellidos?)\b|名前|氏名|どちら様|من معي|مع من|من المتحدث|お名前|اسمك|الاسم|اسم/iu,
  ],
  [
    'birth-date',
    /\b(?:date of birth|birth ?date|birthday|dob|born|geburtsdatum|geboren|date de naissance|fecha de nacimiento)\b|生年月日|تاريخ الميلاد/iu,
  ],
]

/** A message that breaks off where its number would come: "my card number is", "Meine Kundennummer lautet:". */
const breaksOff = /(?:(?<!\p{L})(?:is|are|ist|lautet|est|es)|[:=]|は|هو|هي)\s*$/u

/** Kinds of personal data that a message says come next. */
export const announcedBy = (own: string): PersonalKind[] =>
  own.length <= MAX_QUESTION_LENGTH && breaksOff.test(own)
    ? subjects.filter(([, pattern]) => pattern.test(own)).map(([kind]) => kind)
    : []

/** Kinds of personal data that a text asks for. */
export function askedFor(before: string): ReadonlySet<PersonalKind> {
  const question = before.slice(-MAX_QUESTION_LENGTH)
  if (!asks.test(question)) return new Set()
  return new Set(subjects.filter(([, pattern]) => pattern.test(question)).map(([kind]) => kind))
}

const things =
  /(?<!\p{L})(?:orders?|booking|reservation|tickets?|case|claim|tracking|parcel|shipment|invoice|serial|reference|model|flight|bestell\p{L}*|auftrag\p{L}*|sendung\p{L}*|buchung\p{L}*|rechnung\p{L}*|serien\p{L}*|vorgang\p{L}*|commande|réservation|facture|suivi|colis|dossier|série|pedido|reserva|factura|seguimiento|serie|caso)(?!\p{L})|注文|予約|追跡|請求書|製造番号|الطلب|الحجز|الفاتورة|الشحنة|التتبع|التذكرة/iu

/** Whether a text asks for the number of a thing and for nothing personal. */
export const asksForThing = (before: string): boolean => {
  const question = before.slice(-MAX_QUESTION_LENGTH)
  return asks.test(question) && things.test(question) && askedFor(question).size === 0
}
