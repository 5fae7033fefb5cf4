import { describe, expect, it } from 'vitest'
import * as ar from './ar.ts'
import { templatesOf } from './catalogue.ts'
import * as de from './de.ts'
import * as es from './es.ts'
import * as fr from './fr.ts'
import * as ja from './ja.ts'
import { moreEnglish } from './more-texts.ts'
import { english } from './texts.ts'

const source = { ...templatesOf(english), ...templatesOf(moreEnglish) }
const translations = { ar, de, es, fr, ja }

const gapsOf = (template: (typeof source)[string] | undefined) =>
  template === undefined || typeof template === 'string' ? [] : [...new Set(template.values)]

describe.each(Object.entries(translations))('the texts in %s', (_locale, { templates }) => {
  it('are all there, and none too many', () => {
    expect(Object.keys(templates).sort()).toEqual(Object.keys(source).sort())
  })

  it('are not empty, and name no gap that there is not', () => {
    for (const [id, template] of Object.entries(templates)) {
      const words = typeof template === 'string' ? template : template.strings.join('…')
      expect(words.trim(), id).not.toBe('')
      // A counted text may leave the count out, and one without gaps in English may count in another language.
      const known = new Set([
        0,
        ...gapsOf(source[id]),
        ...gapsOf(source[`${id.replace(/\.\w+$/, '')}.other`]),
      ])
      for (const gap of gapsOf(template)) expect(known, `${id}: gap ${String(gap)}`).toContain(gap)
    }
  })
})
