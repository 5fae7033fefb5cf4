import type { FactKind } from './fact-labels.ts'

export interface Identifier {
  kind: FactKind
  value: string
}

type Named = 'order' | 'case' | 'account' | 'other'

/** What numbers are called, in the languages of the agent's workspace. `other` is an invoice. */
const NAMES: Record<Named, string> = {
  order:
    'orders?|bookings?|reservations?|bestell(?:ung|nummer)|auftrag(?:s?nummer)?|buchung(?:s?nummer)?|reservierung(?:s?nummer)?|commande|r[ée]servation|pedido|reserva|orden|ご?注文(?:番号)?|ご?予約(?:番号)?|الطلب|طلب|الحجز',
  case: 'cases?|tickets?|claims?|incidents?|fault|reference|vorgang(?:s?nummer)?|fall|ticketnummer|aktenzeichen|dossier|r[ée]clamation|caso|incidencia|expediente|お?問い合わせ番号|التذكرة|الشكوى',
  account:
    'accounts?|customer|member(?:ship)?|contract|konto|kundennummer|kunden-?nr|vertrag(?:s?nummer)?|compte|client|contrat|cuenta|cliente|contrato|お客様番号|会員番号|الحساب|العميل',
  other: 'invoices?|bills?|rechnung(?:s?nummer)?|facture|factura|請求書番号|الفاتورة',
}

const NUMBER_WORD = '(?:number|no\\.?|nr\\.?|num[ée]ro|n[°º]|n[úu]mero|id|code|ref(?:erence)?\\.?|番号|رقم)'

/** At least one digit, no words: `A-4471`, `4471 2098`, `#77-120`. */
const VALUE = '(?=[A-Z0-9/.-]*\\d)[A-Z0-9](?:[A-Z0-9]|[/.-](?=[A-Z0-9])| (?=\\d{2,})){2,29}'

/** Scripts without spaces may run on before and after. */
const LATIN = 'A-Za-zÀ-ÿ0-9'

const patterns = Object.entries(NAMES).map(([kind, names]) => ({
  kind: kind as Named,
  pattern: new RegExp(
    `(?<![${LATIN}])(?:${names})(?:\\s+(?:de |du |del )?${NUMBER_WORD})?(?:\\s*(?:is|ist|est|es|:|#|=|は|هو)+(?: el| le| la)?)?\\s*#?\\s*(${VALUE})(?![${LATIN}])`,
    'giu',
  ),
  label: new RegExp(`^(?:${names})(?:\\s+(?:de |du |del )?${NUMBER_WORD})?$`, 'iu'),
  name: new RegExp(`(?<![${LATIN}])(?:${names})(?![${LATIN}])`, 'iu'),
}))

const PERSONAL: readonly { kind: FactKind; label: RegExp }[] = [
  { kind: 'email', label: /^(?:e-?mail|correo|courriel|メール|البريد)/iu },
  { kind: 'phone', label: /^(?:tele)?(?:phone|fon)|^t[ée]l[ée]|^電話|^الهاتف/iu },
  { kind: 'name', label: /^(?:(?:full |customer )?name|nom|nombre|氏名|الاسم)$/iu },
]

const ALONE = new RegExp(`^\\D{0,20}?#?\\s*(${VALUE})[.!]?$`, 'iu')
const DIGITS = 3

/** Numbers of orders, cases, accounts and invoices that a text calls by their name. */
export const namedIdentifiers = (text: string): Identifier[] =>
  patterns.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].flatMap(([, value = '']) =>
      isNumberOfSomething(value) ? { kind, value } : [],
    ),
  )

/** A number that stands alone, named by the question before it. */
export function askedIdentifier(text: string, question: string): Identifier[] {
  const kind = patterns.find(({ name }) => name.test(question))?.kind
  const value = ALONE.exec(text.trim())?.[1]
  return kind && value && /[?？؟]/.test(question) && isNumberOfSomething(value) ? [{ kind, value }] : []
}

/** What a field asks for by its label, for instance "Order number". */
export const kindNamedBy = (label: string): FactKind | undefined =>
  [...patterns, ...PERSONAL].find(({ label: pattern }) => pattern.test(label.trim()))?.kind

/** "order 2" and "bill 10:30" name nothing; a price or a time is no identifier either. */
const isNumberOfSomething = (value: string) =>
  (value.match(/\d/g)?.length ?? 0) >= DIGITS &&
  !/^\d{1,2}[.:/]\d{1,2}(?:[.:/]\d{2,4})?$|^\d+[.,]\d{2}$/.test(value)
