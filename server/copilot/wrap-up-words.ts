interface WrapUpWords {
  topic: string
  asked: string
  done: string
  promised: string
  open: string
}

const words: Record<string, WrapUpWords> = {
  en: { topic: 'Topic', asked: 'Asked', done: 'Done', promised: 'Promised', open: 'Open' },
  de: { topic: 'Thema', asked: 'Gefragt', done: 'Erledigt', promised: 'Zugesagt', open: 'Offen' },
  fr: { topic: 'Sujet', asked: 'Demandé', done: 'Fait', promised: 'Promis', open: 'En suspens' },
  es: { topic: 'Tema', asked: 'Pedido', done: 'Hecho', promised: 'Prometido', open: 'Pendiente' },
  ja: { topic: '件名', asked: '問い合わせ', done: '対応済み', promised: '約束', open: '未対応' },
  ar: { topic: 'الموضوع', asked: 'المطلوب', done: 'ما تم', promised: 'الوعود', open: 'المعلق' },
}

/** The parts of a wrap-up in the agent's language; English where that is not spoken here. */
export function wrapUpWords(language: string): WrapUpWords {
  const base = language.toLowerCase().split(/[-_]/, 1)[0] ?? ''
  return (Object.hasOwn(words, base) && words[base]) || (words.en as WrapUpWords)
}
