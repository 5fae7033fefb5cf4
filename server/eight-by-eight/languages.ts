/** Languages that Chat Gateway v1.0 routes by. */
const LANGUAGES = new Set('en ru de ja es fr pt it pl hr nl ar da ko no sv vi cy th zh-CN zh-TW'.split(' '))

/** 8x8's word for a language tag such as `de-AT`, or undefined where it has none and its default is to hold. */
export function toGatewayLanguage(tag: string | undefined): string | undefined {
  if (!tag) return undefined
  const { language, region, script } = parse(tag)
  if (language === 'zh') return script === 'Hant' || region === 'TW' || region === 'HK' ? 'zh-TW' : 'zh-CN'
  const known = language === 'nb' || language === 'nn' ? 'no' : language
  return LANGUAGES.has(known) ? known : undefined
}

function parse(tag: string): { language: string; region?: string; script?: string } {
  try {
    return new Intl.Locale(tag)
  } catch {
    return { language: '' }
  }
}
