import { isValidIBAN } from 'ibantools'
import ipaddr from 'ipaddr.js'
import type { Turn } from '../personal-data.ts'
import { type Found, spansOf } from './found.ts'

/** Data that is known by how it is written: e-mail, IBAN, IP addresses, tokens, cards. */
export function findWritten({ text, lower }: Turn): Found[] {
  const hasDigit = /\d/.test(lower)
  return [
    ...(/[\w-]{16}/.test(text) ? spansOf(token, text, 'token') : []),
    ...(lower.includes('@') ? spansOf(email, lower, 'email') : []),
    ...(mayEndAnEmail.test(lower) ? emails.flatMap(pattern => spansOf(pattern, lower, 'email')) : []),
    ...(hasDigit ? [...ibansIn(text), ...addressesIn(text)] : []),
  ]
}

/** Every way of writing an e-mail address has one of these in it. */
const mayEndAnEmail =
  /@|(?:\(|\[| )at(?:\)|\]| )|com|gmx|mail|yahoo|outlook|icloud|rediff|(?:aol|live|msn|att|comcast|verizon|me|web)(?:net|de)|\d (?:\p{L}|-)*(?:net|org)/u

const ibansIn = (text: string): Found[] =>
  spansOf(iban, text, 'iban').filter(({ start, end }) => isValidIBAN(plain(text.slice(start, end))))

const addressesIn = (text: string): Found[] =>
  spansOf(address, text, 'ip-address').filter(({ start, end }) => ipaddr.isValid(text.slice(start, end)))

const plain = (written: string) => written.replaceAll(/[\s-]/g, '').toUpperCase()

/** Keys that services hand out: known beginnings, JSON web tokens. */
const token =
  /\b(?:eyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{8,1000}|(?:sk|pk|rk|ghp|gho|ghs|glpat|xox[abprs]|AKIA|ASIA)[-_]?[\w-]{16,200}|[a-f\d]{32,128})\b/g

const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.){1,5}\p{L}{2,24}(?![\p{L}\p{N}])/gu

/** As people dictate it: "ann dot lee at example dot com". */
const spelledEmail =
  /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}._-]{1,40} (?:dot|punkt|point|punto) ){0,3}[\p{L}\p{N}._-]{1,40} ?(?:\(at\)|\[at\]| at |@) ?(?:[\p{L}\p{N}-]{1,40}(?:\.| ?\(dot\) ?| ?\[dot\] ?| dot | punkt | point | punto )){1,3}(?:com|net|org|edu|gov|info|io|[a-z]{2})(?![\p{L}\p{N}])/gu

/** As channels leave it that take out signs: "annleegmailcom", "ann 45 yahoocom", "ann at gmail com". */
const strippedEmail =
  /(?<![\p{L}\p{N}])(?:(?:(?:[\p{L}._-]{1,40} )?\d{1,8} ){1,3}|[\p{L}\p{N}._-]{1,40} at (?:the rate (?:of )?)?|(?!(?:my|your|a|the|is|by|to|in|on|of|use|with|via|email|mail)(?!\p{L}))[\p{L}._-]{3,40} (?=(?:gmail|yahoo|hotmail|outlook|icloud|rediff)(?:mail)? ?(?:com|co)))?(?:[\p{L}\p{N}._-]{0,40}(?:gmail|g mail|yahoo|hotmail|outlook|icloud|ymail|rediff(?:mail)?|protonmail|gmx) ?\.? ?(?:com|con|cm|net|org|co ?\.? ?(?:in|uk|jp)|de|fr|es|in)|[\p{L}\p{N}._-]{2,40}(?:gmail|yahoo|hotmail|outlook|rediff|icloud)\p{L}{0,10}|[\p{L}\p{N}._-]{3,40}(?:aol|live|msn|att|comcast|verizon|me|web)(?:com|net|de)|(?!(?:tele|inter|dot|web|sit)com)[\p{L}\p{N}._-]{7,60}com)(?![\p{L}\p{N}])/gu

/** "ann 45 shopcom": a word, a number and a domain without its point. */
const numberedEmail =
  /(?<![\p{L}\p{N}])(?:[\p{L}._-]{1,40} )?\d{1,8} (?!(?:tele|inter|dot|sit)com)[\p{L}-]{2,40}(?:com|net|org)(?![\p{L}\p{N}])/gu

const iban = /\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z\d]{4}){2,7}(?:[ -]?[A-Za-z\d]{1,3})?\b/g

const address =
  /(?<![\d.:])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?<![\w:])(?:[\da-fA-F]{1,4}:){2,7}(?::?[\da-fA-F]{1,4})(?![\w:])/g

const emails = [spelledEmail, strippedEmail, numberedEmail]
