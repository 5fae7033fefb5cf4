import { formatLocale } from './locale.ts'

/** A language by its name in the language of the moment, from its BCP 47 tag; the tag where it has none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(formatLocale(), { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
