import { expect, type Page, test } from '@playwright/test'
import type { Suggestion } from '../server/protocol/assists.ts'
import { question, replyText, suggestion, unlinked, withGap } from '../widget/gallery/material.ts'
import { after, maevesChat, passages, said } from '../widget/testing/scripted-chat.ts'
import { type Happening, sequence } from '../widget/testing/scripted-events.ts'
import { startChatWith } from './testing/scripted-widget.ts'

/* What an agent does with suggestions, in the built page and against a server that plays a script. */

const made = (suggestions: Suggestion[], answered = 19): Happening => ({
  type: 'suggestions-made',
  at: after(14),
  for: answered,
  by: 'model',
  suggestions,
  passages,
})

const later = (...happenings: Happening[]) => sequence(happenings, maevesChat.length + 1)

test.use({ viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] })

const cards = (page: Page) => page.getByTestId('suggestion')
const textOf = (page: Page, place = 0) => page.getByTestId('suggestion-text').nth(place)
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const spoken = (page: Page) => page.getByRole('status')

test.describe('using', () => {
  test('asks the host first, which may put the text at its cursor and take it back', async ({ page }) => {
    await using server = await startChatWith([made([suggestion()])])
    await page.goto(server.linkTo())
    await page.evaluate(() => {
      document.querySelector('agent-copilot')?.setAttribute('can-insert', '')
      document.addEventListener('copilot-insert', event => {
        event.preventDefault()
        const insertion = event as Event & { text: string; undo?: () => void }
        document.title = insertion.text
        insertion.undo = () => (document.title = 'taken back')
      })
    })
    await page.getByRole('button', { name: 'Insert', exact: true }).click()
    await expect(page).toHaveTitle(suggestion().text)
    await expect(cards(page)).toContainText('Inserted at your cursor')
    await expect(spoken(page)).toHaveText('Inserted.')
    expect(await server.asked('feedback', 2)).toMatchObject({
      for: 19,
      feedback: { assist: 'reply', id: 'reply', act: 'used', way: 'inserted', changed: 0 },
    })
    await page.getByRole('button', { name: 'Undo insert' }).click()
    await expect(page).toHaveTitle('taken back')
    expect(await server.asked('feedback', 3)).toMatchObject({ feedback: { act: 'undone' } })
  })

  test('can be put there again where the host cannot take it back', async ({ page }) => {
    await using server = await startChatWith([made([suggestion()])])
    await page.goto(server.linkTo())
    await page.evaluate(() => {
      document.querySelector('agent-copilot')?.setAttribute('can-insert', '')
      document.addEventListener('copilot-insert', event => {
        event.preventDefault()
        document.body.dataset.inserted = `${document.body.dataset.inserted ?? ''}+`
      })
    })
    await page.getByRole('button', { name: 'Insert', exact: true }).click()
    await expect(page.locator('body')).toHaveAttribute('data-inserted', '+')
    await page.getByRole('button', { name: 'Insert again' }).click()
    await expect(page.locator('body')).toHaveAttribute('data-inserted', '++')
  })

  test('puts it at the cursor of the copilot’s own reply box, beside what is written there', async ({
    page,
  }) => {
    await using server = await startChatWith([made([suggestion()])], { abilities: { reply: true } })
    await page.goto(server.linkTo())
    const box = page.getByTestId('reply-box')
    await box.fill('Hello . Bye')
    await box.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 6))
    await page.getByRole('button', { name: 'Insert', exact: true }).click()
    await expect(box).toHaveValue(`Hello ${suggestion().text}. Bye`)
    await page.getByTestId('undo').click()
    await expect(box).toHaveValue('Hello . Bye')
    await box.fill('bye')
    await box.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(0, 0))
    await page.getByRole('button', { name: 'Insert', exact: true }).click()
    await expect(box).toHaveValue(`${suggestion().text} bye`)
  })

  test('leaves out what no source bears out, or takes it as it is', async ({ page }) => {
    await using server = await startChatWith([made([unlinked])])
    await page.goto(server.linkTo())
    await expect(page.getByTestId('evidence')).toHaveText('4 of 5 facts linked')
    await expect(page.getByTestId('unlinked')).toContainText('No source says “within 24 hours”.')
    await expect(page.getByTestId('unlinked')).toContainText('on the next bill')
    await page.getByRole('button', { name: 'Copy without it' }).click()
    await expect
      .poll(() => clipboard(page))
      .toBe(replyText.replace('The €45 will be back on your card within 24 hours. ', ''))
    await page.getByRole('button', { name: 'Copy as is' }).click()
    await expect.poll(() => clipboard(page)).toBe(replyText)
  })

  test('waits until gaps are filled', async ({ page }) => {
    await using server = await startChatWith([made([withGap])])
    await page.goto(server.linkTo())
    const gap = page.getByRole('textbox', { name: 'fault number' })
    await page.getByRole('button', { name: 'Fill 1 gap first' }).click()
    await expect(gap).toBeFocused()
    await gap.fill('F-2231')
    await page.getByTestId('copy').first().click()
    await expect.poll(() => clipboard(page)).toBe(withGap.text.replace('[fault number]', 'F-2231'))
  })

  test('works from the keyboard, and types where somebody types', async ({ page }) => {
    await using server = await startChatWith([made([suggestion(), question])], { abilities: { reply: true } })
    await page.goto(server.linkTo())
    await expect(cards(page)).toHaveCount(2)
    const box = page.getByTestId('reply-box')
    await expect(box).toBeVisible()
    await page.keyboard.press('Alt+2')
    await expect(box).toHaveValue(question.text)
    // Option+1 of a Mac writes a character; it is the agent's.
    await box.evaluate(field =>
      field.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: '¡',
          code: 'Digit1',
          altKey: true,
          bubbles: true,
          composed: true,
        }),
      ),
    )
    await expect(box).toHaveValue(question.text)
    await page.keyboard.press('Alt+/')
    await expect(page.getByTestId('search')).toBeFocused()
    await page.keyboard.press('Alt+h')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })
})

test.describe('while it is written', () => {
  test('a suggestion grows in reserved room, can be stopped, and becomes what was made', async ({ page }) => {
    await using server = await startChatWith([], { answers: { cancel: {} } })
    await page.goto(server.linkTo())
    await expect(cards(page)).toHaveCount(1)
    server.draft({ draftId: 'd1', for: 19, kind: 'reply' }, 'I am sorry. ', 'The next visit')
    const writing = cards(page).nth(1)
    await expect(writing).toHaveAttribute('aria-busy', 'true')
    await expect(writing.locator('.arriving')).toHaveText('The next visit')
    const height = (await writing.boundingBox())?.height
    server.draft({ draftId: 'd2', requestId: 'nobody asked' }, 'lost')
    await writing.getByRole('button', { name: 'Stop' }).click()
    expect(await server.asked('cancel')).toEqual({ requestId: 'd1' })
    expect((await writing.boundingBox())?.height).toBe(height)

    server.endDraft('d1')
    server.append(
      ...sequence(
        [made([suggestion({ id: 'd1', text: 'I am sorry. The next visit is free.' })])],
        maevesChat.length,
      ),
    )
    await page.mouse.move(5, 5)
    await expect(textOf(page)).toHaveText('I am sorry. The next visit is free.')
    await expect(cards(page)).toHaveCount(1)
    await expect(cards(page)).toHaveAttribute('aria-busy', 'false')
    await expect(spoken(page)).toHaveText('A reply is ready.')
  })

  test('one that is given up goes away', async ({ page }) => {
    await using server = await startChatWith([])
    await page.goto(server.linkTo())
    await expect(cards(page)).toHaveCount(1)
    server.draft({ draftId: 'd1', for: 19, kind: 'reply' }, 'I am')
    await expect(cards(page)).toHaveCount(2)
    server.endDraft('d1', false)
    await expect(cards(page)).toHaveCount(1)
  })
})

test.describe('the agent’s own words', () => {
  test('stay when the customer writes again and a redraft comes', async ({ page }) => {
    await using server = await startChatWith([made([suggestion()])], { answers: { redraft: {} } })
    await page.goto(server.linkTo())
    await page.getByTestId('edit').click()
    await page.getByTestId('editor').fill('My own words.')
    await page.keyboard.press('Control+Enter')
    await expect(textOf(page)).toHaveText('My own words.')
    await expect(page.getByTestId('evidence')).toHaveText('Edited by you')

    server.append(...later(said('customer', 15, 'Hello?')))
    await expect(cards(page)).toContainText('Made before the last message')
    await expect(cards(page)).toContainText('Your edit is kept')
    await page.getByTestId('redraft').click()
    expect(await server.asked('redraft')).toEqual({ suggestionId: 'reply' })
    await page.mouse.move(5, 5)
    server.append(
      ...sequence([made([suggestion({ id: 'new', text: 'Yes, I am here.' })], 22)], maevesChat.length + 2),
    )
    await expect(cards(page)).toHaveCount(2)
    await expect(textOf(page, 0)).toHaveText('My own words.')
    await expect(textOf(page, 1)).toHaveText('Yes, I am here.')
  })

  test('are kept while they are typed, whatever comes meanwhile, and may be given up', async ({ page }) => {
    await using server = await startChatWith([made([suggestion()])])
    await page.goto(server.linkTo())
    await page.getByTestId('edit').click()
    const editor = page.getByTestId('editor')
    await editor.fill('My own wor')
    server.append(...later(said('customer', 15, 'Hello?'), made([suggestion({ id: 'newer' })], 22)))
    await expect(page.getByTestId('message').filter({ hasText: 'Hello?' })).toBeVisible()
    await expect(editor).toHaveValue('My own wor')
    await expect(editor).toBeFocused()
    await page.keyboard.type('ds.')
    await page.keyboard.press('Control+Enter')
    const mine = cards(page).filter({ hasText: 'My own words.' })
    await expect(mine).toHaveCount(1)
    await mine.getByTestId('edit').click()
    await editor.fill('No, something else')
    await page.keyboard.press('Escape')
    await expect(mine).toHaveCount(1)
  })

  test('have the only filled button while they are edited', async ({ page }) => {
    const second = suggestion({ id: 'second', text: 'A repeat visit is free.' })
    await using server = await startChatWith([made([suggestion(), second])])
    await page.goto(server.linkTo())
    await expect(cards(page).first().locator('.primary')).toBeVisible()
    await page.getByTestId('edit').nth(1).click()
    await expect(cards(page).locator('.primary')).toHaveText(['Done'])
    await page.keyboard.press('Escape')
    await expect(cards(page).nth(1).locator('.primary')).toHaveCount(0)
    await expect(cards(page).first().locator('.primary')).toBeVisible()
  })

  test('are not offered in the language that they are in already', async ({ page }) => {
    await using server = await startChatWith([made([suggestion()])], { abilities: { model: true } })
    await page.goto(server.linkTo())
    await page.getByTestId('edit').click()
    await expect(page.getByRole('button', { name: 'Shorter' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Translate/ })).toHaveCount(0)
  })

  test('can be rewritten and taken back', async ({ page }) => {
    const waiting = Promise.withResolvers<object>()
    const german: Happening = { type: 'profile-updated', at: after(14), profile: { language: 'de' } }
    await using server = await startChatWith([german, made([suggestion()])], {
      abilities: { model: true },
      answers: { rewrite: () => waiting.promise, translate: new Error('down') },
    })
    await page.goto(server.linkTo())
    await page.getByTestId('edit').click()
    const editor = page.getByTestId('editor')
    await page.getByRole('button', { name: 'Shorter' }).click()
    const { requestId } = (await server.asked('rewrite')) as { requestId: string }
    server.draft({ draftId: 'd', requestId }, 'Sor')
    await expect(editor).toHaveValue('Sor')
    waiting.resolve({ text: 'Sorry.' })
    await expect(editor).toHaveValue('Sorry.')
    await expect(spoken(page)).toHaveText('Rewritten.')
    await page.getByRole('button', { name: 'Translate to German' }).click()
    await expect(page.getByRole('alert')).toContainText('Your text is kept')
    await expect(editor).toHaveValue('Sorry.')
    await page.getByRole('button', { name: 'Undo rewrite' }).click()
    await expect(editor).toHaveValue(suggestion().text)
  })

  test('in the reply box survive a reload, and are sent once', async ({ page }) => {
    let fails = true
    await using server = await startChatWith([], {
      abilities: { reply: true },
      answers: { 'send-reply': () => (fails ? new Error('no') : { seq: 21 }) },
    })
    await page.goto(server.linkTo())
    const box = page.getByTestId('reply-box')
    await box.fill('On my way')
    await page.reload()
    await expect(box).toHaveValue('On my way')
    await page.keyboard.press('Alt+w')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('alert')).toContainText('Your text is kept')
    await expect(box).toHaveValue('On my way')
    fails = false
    await page.getByTestId('send').click()
    await expect(box).toHaveValue('')
    const [first, second] = server.requests.filter(({ name }) => name === 'send-reply')
    expect(first?.payload).toEqual(second?.payload)
    await page.reload()
    await expect(box).toHaveValue('')
  })
})

test.describe('putting away', () => {
  test('can be taken back, and is remembered', async ({ page }) => {
    await using server = await startChatWith([made([suggestion(), question])])
    server.answers = {
      ...server.answers,
      feedback: (payload: { feedback: Suggestion & { act: 'dismissed' } }) => {
        if (payload.feedback.act !== ('shown' as never))
          server.append(
            ...sequence(
              [{ type: 'assist-feedback', at: after(15), feedback: payload.feedback as never }],
              server.lastSeq,
            ),
          )
        return {}
      },
    }
    await page.goto(server.linkTo())
    await expect(cards(page)).toHaveCount(2)
    await cards(page).first().getByTestId('dismiss').click()
    await expect(page.getByTestId('dismissed')).toBeVisible()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(cards(page)).toHaveCount(2)
    await cards(page).first().getByTestId('dismiss').click()
    await expect(page.getByTestId('dismissed')).toBeVisible()
    await page.reload()
    await expect(textOf(page)).toHaveText(question.text)
    await expect(cards(page)).toHaveCount(1)
  })

  test('for a while leaves the chat alone until it is woken', async ({ page }) => {
    await using server = await startChatWith([made([suggestion()])])
    server.answers = {
      snooze: ({ until }: { until: number | null }) => {
        server.append(...sequence([{ type: 'suggestions-snoozed', at: after(15), until }], server.lastSeq))
        return {}
      },
    }
    await page.goto(server.linkTo())
    await page.getByTestId('snooze').click()
    await expect(page.getByTestId('snoozed')).toContainText('Quiet for this chat until')
    await expect(cards(page)).toHaveCount(0)
    await page.getByRole('button', { name: 'Wake now' }).click()
    await expect(cards(page)).toHaveCount(1)
  })
})

test.describe('knowledge', () => {
  const answer = {
    text: 'The charge is taken off.',
    by: 'model',
    passages,
    claims: [],
    followUps: ['Which reason code?'],
  }

  test('is found while the agent types, answered on Enter, and asked on', async ({ page }) => {
    await using server = await startChatWith([], {
      answers: { search: { passages: passages.slice(1) }, ask: answer },
    })
    await page.goto(server.linkTo())
    const box = page.getByTestId('search')
    await box.fill('repeat visit')
    await expect(page.getByTestId('knowledge-hit')).toHaveCount(1)
    await expect(spoken(page)).toHaveText('1 passage found.')
    await box.press('Enter')
    await expect(page.getByTestId('answer')).toContainText('The charge is taken off.')
    await page.getByRole('button', { name: 'Which reason code?' }).click()
    expect(await server.asked('ask', 2)).toMatchObject({ question: 'Which reason code?' })
    await box.press('Escape')
    await expect(page.getByTestId('knowledge-hit')).toHaveCount(2)
  })

  test('names the part of an article that an answer rests on, in a narrow panel too', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 })
    await using server = await startChatWith([], { answers: { ask: answer } })
    await page.goto(server.linkTo())
    await page.getByTestId('search').fill('When is it taken off?')
    await page.getByTestId('search').press('Enter')
    const source = page.getByTestId('answer').getByTestId('source').first()
    await expect(source.getByText('When the charge is taken off')).toBeVisible()
  })

  test('says whole what its box is for in a narrow panel, whatever the language', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 })
    for (const language of ['en', 'de', 'fr', 'es', 'ja', 'ar']) {
      await using server = await startChatWith([], { abilities: { language, model: true } })
      await page.goto(server.linkTo())
      await expect(page.locator('agent-copilot .frame')).toHaveAttribute('lang', language)
      const room = await page.getByTestId('search').evaluate((field: HTMLInputElement) => {
        const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(field)
        const ruler = document.createElement('canvas').getContext('2d')!
        ruler.font = font
        const words = ruler.measureText(field.placeholder).width
        return field.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd) - words
      })
      expect(room, language).toBeGreaterThan(0)
    }
  })

  test('says what was not found, and what did not work', async ({ page }) => {
    await using server = await startChatWith([], {
      answers: { search: { passages: [] }, ask: new Error('down') },
    })
    await page.goto(server.linkTo())
    await page.getByTestId('search').fill('zebra')
    await expect(page.getByTestId('nothing-found')).toContainText('Nothing was found for “zebra”')
    await page.getByTestId('search').press('Enter')
    await expect(page.getByRole('alert')).toContainText('The search did not work')
  })
})
