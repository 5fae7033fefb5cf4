import { str } from '@lit/localize'
import { speak } from './catalogue.ts'

/**
 * Every visible and spoken text that the first view may need, in English; `more-texts.ts` has the others. Names,
 * quotes and times come ready to read. Sentence case; no full stop on labels and buttons; a refusal never says
 * which part was wrong.
 */
export const english = {
  title: 'Agent Copilot',
  help: 'Keyboard shortcuts',
  titleWith: (customer: string) => str`${customer} – Agent Copilot`,

  connection: {
    connecting: 'Connecting to the chat.',
    joined: 'Connected again. You are up to date.',
    reconnecting: 'Reconnecting. You can keep reading.',
    lost: {
      title: 'The connection is lost',
      text: 'What you see is kept. New messages appear when the connection is back.',
      nothingYet: 'The chat could not be opened. Check your network, then try again.',
      action: 'Try again',
    },
    refused: {
      title: 'This link does not open a chat',
      text: 'It may have expired, or it belongs to another chat. Open the copilot again from the chat in 8x8.',
    },
    signOn: {
      title: 'Sign on to see this chat',
      text: 'A small window opens, in which your company asks who you are.',
      action: 'Sign on',
    },
    outdated: {
      title: 'This page is out of date',
      text: 'The copilot has been updated since the page was opened. Reload the page to go on.',
    },
    missing: {
      title: 'The link is not complete',
      text: (names: string) => str`It lacks ${names}. Open the copilot again from the chat in 8x8.`,
    },
    partMissing: 'A part of the copilot could not be loaded. Reload the page to see it.',
  },

  customer: {
    heading: 'Customer',
    unnamed: 'Customer',
    nameUnknown: 'Name not known',
    unknown: 'Nothing is known about this customer yet.',
    waiting: 'Waiting',
    company: 'Company',
    caseId: 'Case',
    customerId: 'Customer number',
    email: 'Email',
    phone: 'Phone',
    language: 'Language',
    more: { other: (count: number) => str`${count} more` },
    fewer: 'Show less',
    said: 'Said in this chat',
  },

  mood: {
    positive: 'Pleased',
    neutral: 'Calm',
    negative: 'Upset',
    because: (reason: string) => str`${reason}:`,
    show: 'Show in the transcript',
  },

  /** The state in bold, then since when; `time` as 10:46. */
  handover: {
    none: { state: 'With the assistant' },
    requested: { state: 'Handover requested', since: (time: string) => str`at ${time}` },
    refused: { state: 'Handover not possible', since: (time: string) => str`at ${time}` },
    queued: { state: 'Waiting for an agent', since: (time: string) => str`since ${time}` },
    active: { state: 'With you', since: (time: string) => str`since ${time}` },
    left: { state: 'Agent left', since: (time: string) => str`at ${time}` },
    transferring: { state: 'Being transferred', since: (time: string) => str`since ${time}` },
    completed: { state: 'Ended', since: (time: string) => str`at ${time}` },
    cancelled: { state: 'Cancelled', since: (time: string) => str`at ${time}` },
    error: { state: 'Handover failed', since: (time: string) => str`at ${time}` },
    queuedFor: (duration: string) => str`queued ${duration}`,
  },

  transcript: {
    heading: 'Transcript',
    assistant: 'Assistant',
    you: 'You',
    colleague: 'Colleague',
    empty: 'Nothing has been said yet.',
    earlier: 'Show earlier messages',
    earlierHere: 'Earlier in this chat',
    fresh: { other: (count: number) => str`${count} new` },
    showFresh: {
      one: 'Show 1 new message',
      other: (count: number) => str`Show ${count} new messages`,
    },
    preview: (author: string, time: string, text: string) => str`${author}, ${time}: ${text}`,
    offered: 'Offered',
    otherContent: 'Sent something that has no words',
    undelivered: 'Not delivered. An administrator can see why.',
    writing: (name: string) => str`${name} is writing`,
  },

  notices: {
    requestedByCustomer: (time: string) => str`Asked for a person, ${time}`,
    requested: (time: string) => str`Handover started, ${time}`,
    refused: (time: string) => str`No handover was possible, ${time}`,
    queued: (time: string) => str`Waiting for an agent, ${time}`,
    queuedIn: (queue: string, time: string) => str`Handed over to ${queue}, ${time}`,
    youJoined: (time: string) => str`You joined, ${time}`,
    colleagueJoined: (time: string) => str`A colleague joined, ${time}`,
    left: (time: string) => str`The agent left, ${time}`,
    transferred: (time: string) => str`Transferred, ${time}`,
    inactive: (time: string) => str`The customer has gone quiet, ${time}`,
    completed: (time: string) => str`Handover ended, ${time}`,
    cancelled: (time: string) => str`Handover cancelled, ${time}`,
    failed: (time: string) => str`Handover failed, ${time}`,
    parked: (time: string) => str`Not delivered to 8x8, ${time}. An administrator can see why.`,
  },

  replies: {
    heading: 'Replies',
    reply: 'Reply',
    question: 'Question to ask',
    ready: 'A reply is ready.',
    writing: 'Writing…',
    writingSpoken: 'A reply is being written.',
    stop: 'Stop',
    from: { one: 'From an article', other: (articles: number) => str`From ${articles} articles` },
    fromPast: 'From an earlier chat',
    linked: {
      one: 'The fact is linked',
      other: (facts: number) => str`All ${facts} facts linked`,
    },
    partlyLinked: {
      one: (_facts: number, linked: number) => str`${linked} of 1 fact linked`,
      other: (facts: number, linked: number) => str`${linked} of ${facts} facts linked`,
    },
    unlinked: (claim: string) => str`No source says “${claim}”.`,
    instead: (number: number, words: string) => str`Source ${number}: ${words}`,
    insteadThere: (words: string) => str`The source says: ${words}`,
    stale: 'Made before the last message',
    uncertain: 'May be out of date',
    editKept: 'Your edit is kept when you redraft.',
    redraft: 'Redraft',
    sources: 'Sources',
    seeInTranscript: 'See it in the transcript',
    insert: 'Insert',
    insertAgain: 'Insert again',
    insertWithout: 'Insert without it',
    insertAsIs: 'Insert as is',
    copy: 'Copy',
    copyWithout: 'Copy without it',
    copyAsIs: 'Copy as is',
    copied: 'Copied',
    copiedSpoken: 'Copied.',
    copyByHand: 'Press Ctrl+C',
    inserted: 'Inserted at your cursor',
    insertedSpoken: 'Inserted.',
    used: 'Used',
    undoInsert: 'Undo insert',
    undone: 'Taken back.',
    fillGaps: {
      one: 'Fill 1 gap first',
      other: (gaps: number) => str`Fill ${gaps} gaps first`,
    },
    edit: 'Edit',
    edited: 'Edited by you',
    dismiss: 'Dismiss',
    alreadyKnown: 'Already known',
    dismissed: 'Dismissed',
    undo: 'Undo',
    snooze: 'Snooze',
    showAll: { other: (lines: number) => str`Show all ${lines} lines` },
    showLess: 'Show less',
    failed: 'That did not work. Try again.',
    nothingSaid: {
      title: 'Nothing to answer yet',
      text: 'Replies appear when the customer has written.',
    },
    notYet: {
      title: 'No reply yet',
      text: 'Replies appear beside what the customer writes next.',
    },
    tooLittleSaid: {
      title: 'Too little said so far',
      text: (quote: string) =>
        str`The last message was “${quote}”. Replies appear when there is something to answer.`,
    },
    smallTalk: {
      title: 'Nothing was asked',
      text: (quote: string) => str`“${quote}” needs no article. Replies appear with the next question.`,
    },
    noMatch: {
      title: 'Nothing good enough to suggest',
      none: (quote: string) => str`No article answers “${quote}”.`,
      near: {
        one: (_articles: number, quote: string) =>
          str`1 article comes near “${quote}”, but does not answer it.`,
        other: (articles: number, quote: string) =>
          str`${articles} articles come near “${quote}”, none answers it.`,
      },
      withoutQuote: 'No article answers the last message.',
    },
    noKnowledge: {
      title: 'No knowledge yet',
      text: 'Replies rest on articles, and there are none for this chat. An administrator can add them.',
    },
    snoozed: {
      title: (time: string) => str`Quiet for this chat until ${time}`,
      untilEnd: 'Quiet until this chat ends',
      text: 'Knowledge search still works. Other chats are not affected.',
      wake: 'Wake now',
      longer: 'Until the chat ends',
    },
    modelTrouble: {
      title: 'Replies come from knowledge only',
      unavailable: 'The language model does not answer. Articles still work, and we keep trying.',
      slow: 'The language model took too long. Articles still work, and we keep trying.',
      malformed: 'The language model answered in a way that cannot be used. Articles still work.',
      'over-budget': 'The budget of the language model is spent for now. Articles still work.',
      busy: 'The language model is busy. Articles still work, and we keep trying.',
    },
  },

  knowledge: {
    heading: 'Knowledge',
    search: 'Search knowledge',
    copy: (title: string) => str`Copy the passage from ${title}`,
    showAll: 'Show the whole passage',
    showLess: 'Show less',
  },

  /** The switcher; names come ready to read. */
  chats: {
    heading: 'Your chats',
    longestWaiting: 'longest waiting',
    longestWait: 'longest wait',
    unread: { other: (count: number) => str`${count} unread` },
    draft: 'Draft',
    draftReady: 'Draft ready',
    replied: 'Replied',
    ended: 'Ended',
    opening: 'Opening',
    unknown: 'Not here',
    queued: 'In queue',
    dismiss: (name: string) => str`Dismiss the chat with ${name}`,
    switched: (name: string) => str`Chat with ${name}.`,
    endedSpoken: (name: string) => str`The chat with ${name} has ended. It stays here until you dismiss it.`,
    none: {
      title: 'No chat is open',
      text: 'The copilot opens with the next chat that you accept.',
    },
    openingScreen: {
      title: 'Opening the chat',
      text: 'The copilot looks for this chat. You can answer meanwhile.',
    },
    unknownScreen: {
      title: 'This chat is not in the copilot',
      text: 'It did not come through the virtual agent, or it ended a while ago. Your other chats are not affected.',
      action: 'Look again',
    },
  },
}

export const texts = speak(english)
