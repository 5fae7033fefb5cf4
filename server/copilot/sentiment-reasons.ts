import type { MoodSign } from './sentiment-signs.ts'

const reasons: Record<string, Record<MoodSign, string>> = {
  en: {
    upset: 'Upset',
    repeats: 'Tired of repeating it',
    waits: 'Tired of waiting',
    leaves: 'About to complain or leave',
    shouts: 'Losing patience',
    pleased: 'Pleased',
  },
  de: {
    upset: 'Verärgert',
    repeats: 'Will es nicht noch einmal erklären',
    waits: 'Hat lange gewartet',
    leaves: 'Will sich beschweren oder gehen',
    shouts: 'Verliert die Geduld',
    pleased: 'Zufrieden',
  },
  fr: {
    upset: 'Mécontent',
    repeats: 'Lassé de répéter',
    waits: 'Lassé d’attendre',
    leaves: 'Prêt à se plaindre ou à partir',
    shouts: 'Perd patience',
    pleased: 'Satisfait',
  },
  es: {
    upset: 'Molesto',
    repeats: 'Cansado de repetirlo',
    waits: 'Cansado de esperar',
    leaves: 'A punto de quejarse o marcharse',
    shouts: 'Pierde la paciencia',
    pleased: 'Contento',
  },
  ja: {
    upset: '不満を感じています',
    repeats: '何度も説明しています',
    waits: '長く待っています',
    leaves: '苦情または解約を考えています',
    shouts: '我慢の限界です',
    pleased: '満足しています',
  },
  ar: {
    upset: 'مستاء',
    repeats: 'سئم من التكرار',
    waits: 'سئم من الانتظار',
    leaves: 'على وشك الشكوى أو المغادرة',
    shouts: 'يفقد صبره',
    pleased: 'راضٍ',
  },
}

/** What a sign says of the customer, in the agent's language; English where that is not spoken here. */
export function reasonFor(sign: MoodSign, language: string): string {
  const base = language.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  const texts = Object.hasOwn(reasons, base) ? reasons[base] : reasons.en
  return texts?.[sign] ?? sign
}
