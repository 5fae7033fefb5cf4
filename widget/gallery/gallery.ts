import { speakIn } from '../locales/locale.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import './gallery-page.ts'
import { GalleryPage } from './gallery-page.ts'

/*
 * ?state=<id>   only this state
 * ?theme=dark   light or dark, against the system's wish
 * ?lang=ar      the language of the texts; Arabic turns the page
 * ?dir=rtl      the direction, whatever the language
 * ?width=280    how wide a state may be
 */
const query = new URLSearchParams(location.search)
const language = query.get('lang') ?? 'en'
await speakIn(language)
document.documentElement.lang = language
document.documentElement.dir = query.get('dir') ?? (language === 'ar' ? 'rtl' : 'ltr')
if (query.has('theme')) document.documentElement.dataset['theme'] = query.get('theme') ?? ''

const page = new GalleryPage()
page.only = query.get('state') ?? ''
page.theme = query.get('theme') ?? ''
page.width = Number(query.get('width')) || 360
document.querySelector('main')?.append(page)
page.addEventListener('copilot-announcement', event => {
  if (event instanceof AnnouncementEvent) page.dataset['spoken'] = event.sentence
})
