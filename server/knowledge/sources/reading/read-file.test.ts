import { describe, expect, it } from 'vitest'
import { makePdf } from '../testing/make-pdf.ts'
import { docxParagraph, makeDocx, makeZip } from '../testing/make-zip.ts'
import { readFile } from './read-file.ts'

const read = async (
  name: string,
  content: string | Uint8Array,
  from: { mediaType?: string; url?: string } = {},
) => await readFile({ name, content: Buffer.from(content), ...from })
const readOne = async (...file: Parameters<typeof read>) => (await read(...file)).documents[0]!

describe('an article in Markdown', () => {
  it('has its first heading as title and may have tags below it', async () => {
    expect(
      await readOne('billing.md', '\uFEFF# Your bill\n\nTags: billing, prices\n\nWe bill once a month.\r\n'),
    ).toEqual({
      key: '',
      title: 'Your bill',
      tags: ['billing', 'prices'],
      body: 'We bill once a month.',
      language: 'en',
      url: undefined,
      kind: 'article',
    })
  })

  it('may say all that in front matter', async () => {
    const markdown =
      '---\ntitle: "Rechnung"\nlang: de\ntags:\n  - Zahlung\n  - Konto\ndraft: false\n---\n\nText.'
    expect(await readOne('a.md', markdown)).toMatchObject({
      title: 'Rechnung',
      language: 'de',
      tags: ['Zahlung', 'Konto'],
      body: 'Text.',
    })
  })

  it('is named for its file where it has no heading', async () => {
    expect(await readOne('guides/opening_hours-2026.md', 'Open from nine.')).toMatchObject({
      title: 'Opening hours 2026',
    })
  })
})

describe('a text', () => {
  it('begins with its title', async () => {
    expect(await readOne('x.txt', 'Opening hours\n\nMonday to Friday, nine to five.')).toMatchObject({
      title: 'Opening hours',
      body: 'Monday to Friday, nine to five.',
    })
  })

  it('of older days is read, letters with marks too', async () => {
    expect(
      (await readOne('caf.txt', Buffer.from('Le café est fermé le dimanche.', 'latin1'))).body,
    ).toContain('café')
    const wide = Buffer.from('\uFEFFÖffnungszeiten: neun bis fünf.', 'utf16le')
    expect((await readOne('zeiten.txt', wide)).body).toContain('Öffnungszeiten')
  })

  it('that is a picture under another name fails', async () => {
    await expect(read('x.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).rejects.toMatchObject({
      result: 'failed',
      message: 'This is not a text file.',
    })
  })
})

const PAGE = `<!doctype html><html lang="de-AT"><head><title>Rückgabe | Musterladen</title></head><body>
<header><a href="/">Musterladen</a><nav><a href="/a">Alles</a></nav></header>
<div role="dialog">Wir verwenden Cookies.</div>
<main><h1>Rückgabe</h1><p>Sie haben <b>30 Tage</b> Zeit, siehe <a href="/agb">AGB</a>.</p>
<h2>Kosten</h2><ul><li>Im Laden: kostenlos<li>Per Post: 4,90&nbsp;€</ul>
<table><tr><th>Land<th>Tage</tr><tr><td>Österreich<td>30</tr></table>
<details><summary>Und Sonderangebote?</summary><p>Auch die.</p></details>
<h3><button aria-controls="p1">Wer zahlt?</button></h3><div id="p1" hidden><p>Der Kunde zahlt.</p></div><p hidden>Entwurf</p>
<script>alert(1)</script><ul><li><a href="/1">Lesen Sie auch dies</a><li><a href="/2">Und das</a><li><a href="/3">Und jenes</a><li><a href="/4">Und mehr</a></ul></main>
<footer>Impressum</footer></body></html>`

describe('a page of the web', () => {
  it('gives its main content with headings, lists, tables and what it hides until asked for', async () => {
    const page = await readOne('agb', PAGE, {
      url: 'https://shop.example/hilfe/rueckgabe',
      mediaType: 'text/html; charset=utf-8',
    })
    expect(page).toMatchObject({
      title: 'Rückgabe',
      language: 'de-AT',
      url: 'https://shop.example/hilfe/rueckgabe',
      body: [
        'Sie haben 30 Tage Zeit, siehe [AGB](https://shop.example/agb).',
        '## Kosten',
        '- Im Laden: kostenlos\n- Per Post: 4,90 €',
        '| Land | Tage |\n| --- | --- |\n| Österreich | 30 |',
        '### Und Sonderangebote?',
        'Auch die.',
        '### Wer zahlt?',
        'Der Kunde zahlt.',
      ].join('\n\n'),
    })
  })

  it('without any marks gives the part where most words stand', async () => {
    const words = 'The hub restarts when you hold its button for ten seconds. '.repeat(8)
    const page = `<body><div id=menu>${'<a href=x>Elsewhere and beyond</a> '.repeat(9)}</div><div id=page><div><h1>Restart</h1><p>${words}</p><p>${words}</p></div></div><div>© 2026 Northline</div>`
    const { title, body } = await readOne('page.html', page)
    expect(title).toBe('Restart')
    expect(body).toContain('ten seconds')
    expect(body).not.toMatch(/Elsewhere|2026/)
  })

  it('in another alphabet is read as its server says', async () => {
    const page = Buffer.from('<title>x</title><main><p>Gr\xfc\xdfe aus K\xf6ln</p></main>', 'latin1')
    expect(
      await readOne('p', page, { url: 'https://a.example/p', mediaType: 'text/html; charset=iso-8859-1' }),
    ).toMatchObject({
      body: 'Grüße aus Köln',
    })
  })

  it('keeps marks in its text from becoming markup, and nests deeply without harm', async () => {
    expect((await readOne('x.html', '<main><p># 1 choice: 2*3*4 &lt;b&gt;</p></main>')).body).toBe(
      String.raw`\# 1 choice: 2\*3\*4 \<b\>`,
    )
    const deep = `${'<div>'.repeat(3000)}<p>At the bottom</p>`
    expect((await readOne('x.html', deep)).body).toContain('At the bottom')
  })

  it('that only a script fills is skipped', async () => {
    await expect(read('x.html', '<div id="root"></div><script src="app.js"></script>')).rejects.toMatchObject(
      {
        result: 'skipped',
      },
    )
  })
})

describe('a PDF', () => {
  const page = (number: number, ...lines: { text: string; size?: number; y: number }[]) => [
    { text: 'Northline handbook', size: 8, y: 800 },
    ...lines,
    { text: `Page ${number} of 3`, size: 8, y: 30 },
  ]

  it('gives headings by the size of letters, whole paragraphs, and no running heads', async () => {
    const pdf = makePdf([
      page(
        1,
        { text: 'Roaming guide', size: 22, y: 740 },
        { text: 'Within the EU', size: 15, y: 700 },
        { text: 'Calls and data within the EU are part of your allow-', y: 680 },
        { text: 'ance at no extra charge, up to the limit that', y: 666 },
      ),
      page(
        2,
        { text: 'your plan states.', y: 760 },
        { text: 'Outside the EU', size: 15, y: 700 },
        { text: 'A day pass costs 5 euros.', y: 680 },
      ),
      page(3, { text: 'Call us before you travel to other places.', y: 760 }),
    ])
    expect(await readOne('roaming.pdf', pdf)).toMatchObject({
      title: 'Roaming guide',
      language: 'en',
      body: [
        '## Within the EU',
        'Calls and data within the EU are part of your allowance at no extra charge, up to the limit that your plan states.',
        '## Outside the EU',
        'A day pass costs 5 euros.',
        'Call us before you travel to other places.',
      ].join('\n\n'),
    })
  })

  it('of pictures is skipped, and what is none fails', async () => {
    await expect(read('scan.pdf', makePdf([[]]))).rejects.toMatchObject({ result: 'skipped' })
    await expect(read('none.pdf', 'Hello')).rejects.toMatchObject({
      result: 'failed',
      message: 'This PDF is damaged, or it is no PDF.',
    })
  })
})

describe('a Word document', () => {
  it('gives its headings and text under its title', async () => {
    const docx = makeDocx(
      docxParagraph('Moving home', 'Title'),
      docxParagraph('Before you move', 'heading 1'),
      docxParagraph('Tell us two weeks before you move to your new address.'),
    )
    expect(await readOne('moving.docx', docx)).toMatchObject({
      title: 'Moving home',
      body: '# Before you move\n\nTell us two weeks before you move to your new address.',
    })
  })

  it('that would unpack to more than can be held fails, whatever sizes it states', async () => {
    const bomb = makeZip({
      'word/document.xml': { content: Buffer.alloc(101 * 1024 * 1024), statedSize: 1000 },
    })
    await expect(read('bomb.docx', bomb)).rejects.toThrow('too large once it is unpacked')
  })

  it('with a password, of an old Word, or none at all fails and says so', async () => {
    await expect(read('old.docx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).rejects.toThrow(
      'Save it as DOCX',
    )
    await expect(read('x.docx', 'Hello')).rejects.toThrow('no DOCX file')
    await expect(read('x.docx', makeZip({ a: { content: 'b' } }))).rejects.toThrow('no DOCX file')
  })
})

describe('a file of questions and answers', () => {
  it.each([
    ['commas', 'Question,Answer,Tags\n"Do you ship, and where?","Yes.\nEverywhere.","shipping; abroad"\n'],
    [
      'semicolons',
      '\uFEFFFrage;Antwort;Kategorie\nDo you ship, and where?;"Yes.\nEverywhere.";shipping,abroad\n',
    ],
    [
      'tabs',
      'url\tquestion\tanswer\ttags\n\tDo you ship, and where?\t"Yes.\nEverywhere."\tshipping|abroad\n',
    ],
  ])('is CSV with %s', async (_marks, csv) => {
    const { documents, note } = await read('faq.csv', csv)
    expect(documents).toHaveLength(1)
    expect(documents[0]).toMatchObject({
      title: 'Do you ship, and where?',
      body: 'Yes.\nEverywhere.',
      tags: ['shipping', 'abroad'],
      kind: 'question',
    })
    expect(note).toBeUndefined()
  })

  it('is JSON, and says which rows it could not take', async () => {
    const rows = [
      { question: 'One?', answer: 'Yes.' },
      { question: 'Two?' },
      'three',
      { question: 'One?', answer: 'No.' },
    ]
    const { documents, note } = await read('faq.json', JSON.stringify({ version: 1, questions: rows }))
    expect(documents.map(({ title, body }) => [title, body])).toEqual([
      ['One?', 'Yes.'],
      ['One?', 'No.'],
    ])
    expect(new Set(documents.map(({ key }) => key)).size).toBe(2)
    expect(note).toContain('2 rows were left out')
    expect(note).toContain('2, 3')
  })

  it.each([
    ['faq.csv', 'name,price\nHub,5', 'a column "question" and a column "answer"'],
    ['faq.csv', 'question,answer\n"Never closed,1', 'quotation mark'],
    ['faq.csv', 'question,answer\n', 'No row has both'],
    ['faq.json', '{"a":', 'not JSON'],
    ['faq.json', '{"a":1}', 'no list of questions'],
  ])('%s that is %j is refused', async (name, content, reason) => {
    await expect(read(name, content)).rejects.toThrow(reason)
  })

  it('with short questions in two languages tells them apart, and guesses no third', async () => {
    const rows = [
      [
        'Wo finde ich meine Rechnung?',
        'Ihre Rechnung finden Sie jeden Monat in Ihrem Konto unter "Rechnungen", und wir schicken Ihnen eine Nachricht, sobald sie da ist. Die Rechnungen der letzten zwei Jahre können Sie dort herunterladen und drucken, wann immer Sie möchten.',
      ],
      [
        'Where is my bill?',
        'You find your bill in your account every month, and we send you a message as soon as it is there. All the bills of the last two years can be downloaded and printed from there whenever you want, and you can have them sent to your accountant.',
      ],
      ['eSIM?', 'Yes.'],
      ['Kann ich den Tarif wechseln?', 'Ja, jederzeit.'],
    ].map(([question, answer]) => ({ question, answer }))
    const { documents } = await read('faq.json', JSON.stringify(rows))
    expect(documents.map(({ language }) => language)).toEqual([
      'de',
      'en',
      expect.stringMatching(/^(en|de)$/),
      'de',
    ])
  })
})

it('skips what it cannot read and says what it can', async () => {
  await expect(read('photo.heic', 'x')).rejects.toMatchObject({
    result: 'skipped',
    message: 'Files of this kind are not read; Markdown, text, HTML, PDF, DOCX, CSV and JSON are.',
  })
  await expect(read('nothing.md', '')).rejects.toThrow('This file is empty.')
})
