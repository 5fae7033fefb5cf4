import type { Turn } from '../personal-data.ts'
import { type Found, spansOf } from './found.ts'

/** Passwords and codes that are called so, and the whole answer to a question for one. */
export function findLabelled({ lower, asked }: Turn): Found[] {
  const found = spansOf(labelledSecret, lower, 'secret', 'value')
  found.push(...spansOf(labelledEmail, lower, 'email', 'value'))
  if (asked.has('birth-date')) found.push(...spansOf(writtenDate, lower, 'birth-date'))
  for (const kind of ['national-id', 'account', 'card'] as const)
    if (asked.has(kind)) found.push(...spansOf(lettersAndDigits, lower, kind))
  return asked.has('secret') ? [...found, ...spansOf(answeredSecret, lower, 'secret', 'value')] : found
}

/** "My password is hunter2", "PIN: 1234", "das Passwort lautet …". */
const labelledSecret =
  /(?:(?<![\p{L}])(?:password|passcode|passwd|pwd|pin(?: code| number)?|otp|cvv2?|cvc2?|security code|verification code|access code|one[- ]time code|passwort|kennwort|mot de passe|contraseña|clave|código de (?:seguridad|verificación)|code (?:secret|de sécurité|de vérification))(?: is| was| lautet| ist| est| es)? ?[:=]? ?|(?:パスワード|暗証番号|認証コード)は? ?|(?:كلمة (?:المرور|السر)|الرمز)(?: هي| هو)? ?:? ?)["'“]?(?<value>(?!(?:is|was|reset|not|and|or|for|to|on|in|for|does|did|has|doesn|isn|wrong|change|please|der|die|das|ist|nicht|est|no|ne|pas|es)(?![\p{L}\p{N}]))[^\s"'”,;、。]{3,64})/dgu

/** One word with a digit or a sign in it, or digits alone. */
const answeredSecret =
  /(?<![^\s"'“:])(?<value>(?=[^\s]{0,63}[\p{N}!#$%&*+=?@^_~])[^\s"'”,;、。]{3,64})(?=[\s"'”,;.、。]|$)/dgu

/** "X4471902", "AB-1204". */
const lettersAndDigits =
  /(?<![\p{L}\p{N}])(?=[\p{L}-]{0,6}\d)(?=[\d-]{0,30}\p{L})[\p{L}\d][\p{L}\d-]{3,30}(?![\p{L}\p{N}])/gu

/** "4th of March 1990", "March 4, 1990". */
const writtenDate =
  /(?<!\d)\d{1,2}(?:st|nd|rd|th|er|\.)? (?:of |de )?\p{L}{3,12},? (?:de |of )?\d{2,4}(?!\d)|\p{L}{3,12} \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d)/gu

/** "My email id is annleemailcom": one long word that no sentence goes on with. */
const labelledEmail =
  /(?<!\p{L})e-?mail(?: ?id| address)?(?: is| was|:)+ ?(?<value>(?=[^\s]{8,80}(?:\s|$))[^\s]*(?:com|net|org|co|in|uk|de|fr|edu|\d))(?=\s|$)/dgu
