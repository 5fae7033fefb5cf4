import { configureLocalization, type LocaleModule } from '@lit/localize'

/** The language that the texts are written in. */
export const sourceLocale = 'en'

const rightToLeft = ['ar']

/** Each its own chunk, loaded when somebody reads that language. */
const translations: Record<string, () => Promise<LocaleModule>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  ja: () => import('./ja.ts'),
}

const localization = configureLocalization({
  sourceLocale,
  targetLocales: Object.keys(translations),
  loadLocale: locale => translations[locale]?.() ?? Promise.reject(new RangeError(locale)),
})

/** The language of the texts at this moment. */
export const getLocale = localization.getLocale

/**
 * Turns every text to the first of these languages (BCP 47) that there is; English where there is none.
 * Resolves when it is there. A language that cannot be loaded leaves the texts as they are.
 */
export async function speakIn(...languages: (string | undefined)[]): Promise<void> {
  const wanted = languages.map(language => language?.split('-')[0]?.toLowerCase())
  const locale = wanted.find(
    name => name === sourceLocale || (name !== undefined && Object.hasOwn(translations, name)),
  )
  await localization.setLocale(locale ?? sourceLocale).catch(() => undefined)
}

/** The direction of the language of the moment, where it is not the page's own business. */
export function direction(): 'rtl' | undefined {
  return rightToLeft.includes(getLocale()) ? 'rtl' : undefined
}

/** For dates and numbers: days before months, and one kind of digits on the whole screen. */
export function formatLocale(): string {
  return { en: 'en-GB', ar: 'ar-u-nu-latn' }[getLocale()] ?? getLocale()
}

/** The plural categories of the language of the moment. */
export function pluralRules(): Intl.PluralRules {
  const locale = getLocale()
  return (rules[locale] ??= new Intl.PluralRules(locale))
}

const rules: Record<string, Intl.PluralRules> = {}
