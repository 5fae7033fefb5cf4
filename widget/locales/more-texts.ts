import { str } from '@lit/localize'
import { speak } from './catalogue.ts'

/** The texts of what is loaded when it is needed, in English. */
export const moreEnglish = {
  knowledge: {
    ask: 'Ask about this chat or the knowledge',
    send: 'Ask',
    clear: 'Clear the search',
    searching: 'Searching…',
    nothing: (words: string) => str`Nothing was found for “${words}”. Try fewer or other words.`,
    failed: 'The search did not work. Your words are kept; try again.',
    offline: 'Not connected. Your words are kept.',
    found: {
      one: '1 passage found.',
      other: (count: number) => str`${count} passages found.`,
    },
    followUps: 'Ask next',
    use: 'Use in a reply',
    empty: 'Articles that come near to what the customer writes appear here. You can search at any time.',
  },

  edit: {
    label: 'Your reply',
    done: 'Done',
    cancel: 'Cancel',
    rewrite: 'Rewrite',
    shorter: 'Shorter',
    friendlier: 'Friendlier',
    moreFormal: 'More formal',
    fixGrammar: 'Fix grammar',
    translateTo: (language: string) => str`Translate to ${language}`,
    rewriting: 'Rewriting…',
    rewritten: 'Rewritten.',
    undo: 'Undo rewrite',
    failed: 'It could not be rewritten. Your text is kept.',
  },

  reply: {
    label: 'Your reply to the customer',
    placeholder: 'Write to the customer',
    send: 'Send',
    sending: 'Sending…',
    sent: 'Sent.',
    failed: 'It was not sent. Your text is kept; try again.',
    offline: 'Not connected. Your text is kept; send it when the connection is back.',
    closed: 'The chat has ended. Nothing can be sent any more.',
    notYet: 'You can write when you are with the customer.',
    hint: 'Ctrl+Enter sends',
  },

  steps: {
    heading: 'Next steps',
    done: (done: number, all: number) => str`${done} of ${all} done`,
    because: 'The customer wrote:',
    empty: {
      title: 'No steps to follow',
      text: 'Steps appear when the conversation calls for a known procedure.',
    },
    save: 'Save and mark as done',
    yes: 'Yes',
    no: 'No',
    choose: 'Choose',
    failed: 'It could not be saved. What you entered is kept.',
  },

  mood: {
    heading: 'Mood',
    empty: {
      title: 'The mood cannot be told',
      text: 'It appears with the sentence that shows it.',
    },
  },

  summary: {
    heading: 'Summary',
    headingWithWrapUp: 'Summary and wrap-up',
    soFar: 'So far',
    atEnd: 'Final',
    topic: 'Topic',
    asked: 'Asked',
    done: 'Done',
    promised: 'Promised',
    open: 'Open',
    linked: (linked: number, all: number) => str`${linked} of ${all} facts linked`,
    notSaid: (claim: string) => str`“${claim}” was not said in this chat.`,
    fromMessage: (time: string) => str`Said at ${time}`,
    summarise: 'Summarise now',
    again: 'Summarise again',
    summarising: 'Summarising…',
    failed: 'The summary could not be made. Try again.',
    older: {
      one: '1 message since',
      other: (count: number) => str`${count} messages since`,
    },
    empty: {
      title: 'No summary yet',
      text: 'It is made when the chat ends, before you wrap up. You can have one now.',
    },
  },

  wrapUp: {
    summary: 'Summary for the record',
    code: 'Wrap-up code',
    suggested: 'Suggested',
    findCode: 'Find a code',
    noCode: 'No code fits',
    required: 'Needed',
    save: 'Save wrap-up',
    saving: 'Saving…',
    saved: (time: string) => str`Saved at ${time}`,
    savedBy: (name: string, time: string) => str`Saved by ${name} at ${time}`,
    change: 'Change',
    generatedWas: (text: string) => str`Edited. Generated was “${text}”.`,
    suggestedWas: (name: string) => str`Suggested was “${name}”.`,
    nothingSent: 'Nothing is sent to the customer.',
    failed: {
      title: 'The wrap-up could not be saved',
      text: (reason: string) => str`${reason} Your text is kept.`,
      offline: 'The connection is lost. Your text is kept.',
    },
    fillFirst: (fields: string) => str`Fill in first: ${fields}`,
  },

  tiles: {
    unknown: {
      title: (name: string) => str`Nothing fills “${name}” yet`,
      text: 'The layout has a place for it; a bot or a program has to fill it.',
    },
    empty: 'This tile is empty.',
    frame: (name: string) => str`Content of ${name}`,
    cardFailed: {
      title: 'This card cannot be shown',
      text: 'It is not a card that this copilot understands.',
    },
    sent: 'Sent to the assistant.',
    sending: 'Sending…',
    failed: 'It was not sent. Try again.',
  },

  content: { image: 'Picture', audio: 'Sound', video: 'Video' },

  help: {
    heading: 'Keyboard shortcuts',
    close: 'Close',
    use: 'Use a reply',
    edit: 'Edit the first reply',
    redraft: 'Redraft',
    dismiss: 'Dismiss the first reply',
    snooze: 'Snooze replies',
    search: 'Search knowledge',
    reply: 'Write to the customer',
    transcript: 'Read the transcript',
    nextChat: 'Next or previous chat',
    help: 'This list',
    note: 'Characters that you type with Alt or Option stay characters in text fields.',
  },

  /** The window in which an agent or an administrator signs on, where it ends without success. */
  signOn: {
    over: { title: 'This sign-on is over', text: 'Close this window and start again.' },
    failed: {
      title: 'The sign-on did not work',
      text: 'Close this window and try again. If it keeps failing, tell your administrator.',
    },
    notAllowed: {
      title: 'You may not open this',
      text: 'You are signed on, but none of your groups may open these chats. Your administrator can change that.',
    },
  },

  panel: {
    refused: {
      title: 'This panel may not open chats',
      text: 'Its address in 8x8 may be out of date. Ask an administrator for the address of the copilot’s panel.',
    },
    noInteraction: {
      title: '8x8 did not say which chat',
      text: 'The screen pop brought no interaction. An administrator can name its field in the endpoint’s settings.',
    },
    unreachable: {
      title: 'The copilot cannot be reached',
      text: 'It is tried again by itself. You can answer in 8x8 meanwhile.',
    },
    notTaken: 'The reply could not be put into the reply box. Copy it from here.',
    copiedInstead: 'The page did not take the reply. It is copied: paste it into the reply box.',
    copied: '8x8 did not take the reply. It is copied: paste it into the reply box.',
  },
}

export const moreTexts = speak(moreEnglish)
