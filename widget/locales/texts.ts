/**
 * Every visible and spoken text. A function where a text has gaps: names, quotes and times come ready to read.
 * Sentence case; no full stop on labels and buttons; a refusal never says which part was wrong.
 */
export const texts = {
  /** For dates, numbers and the rules of plurals. */
  locale: 'en-GB',
  title: 'Agent Copilot',
  titleWith: (customer: string) => `${customer} – Agent Copilot`,

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
      text: (names: string) => `It lacks ${names}. Open the copilot again from the chat in 8x8.`,
    },
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
    queue: 'Queue',
    more: (count: number) => `${count} more`,
    fewer: 'Show less',
  },

  /** The state in bold, then since when; `time` as 10:46. */
  handover: {
    none: { state: 'With the assistant', since: () => '' },
    requested: { state: 'Handover requested', since: (time: string) => `at ${time}` },
    refused: { state: 'Handover not possible', since: (time: string) => `at ${time}` },
    queued: { state: 'Waiting for an agent', since: (time: string) => `since ${time}` },
    active: { state: 'With you', since: (time: string) => `since ${time}` },
    left: { state: 'Agent left', since: (time: string) => `at ${time}` },
    transferring: { state: 'Being transferred', since: (time: string) => `since ${time}` },
    completed: { state: 'Ended', since: (time: string) => `at ${time}` },
    cancelled: { state: 'Cancelled', since: (time: string) => `at ${time}` },
    error: { state: 'Handover failed', since: (time: string) => `at ${time}` },
    queuedFor: (duration: string) => `queued ${duration}`,
  },

  transcript: {
    heading: 'Transcript',
    assistant: 'Assistant',
    you: 'You',
    colleague: 'Colleague',
    empty: 'Nothing has been said yet.',
    fresh: (count: number) => `${count} new`,
    showFresh: (count: number) => (count === 1 ? 'Show 1 new message' : `Show ${count} new messages`),
    preview: (author: string, time: string, text: string) => `${author}, ${time}: ${text}`,
    offered: 'Offered',
    otherContent: 'Sent something that has no words',
    attachment: (name: string, size: string) => (size ? `${name}, ${size}` : name),
    undelivered: (detail: string) => `Not delivered. ${detail}`,
    writing: (name: string) => `${name} is writing`,
  },

  notices: {
    requestedByCustomer: (time: string) => `Asked for a person, ${time}`,
    requested: (time: string) => `Handover started, ${time}`,
    refused: (time: string) => `No handover was possible, ${time}`,
    queued: (time: string) => `Waiting for an agent, ${time}`,
    queuedIn: (queue: string, time: string) => `Handed over to ${queue}, ${time}`,
    youJoined: (time: string) => `You joined, ${time}`,
    colleagueJoined: (time: string) => `A colleague joined, ${time}`,
    left: (time: string) => `The agent left, ${time}`,
    transferred: (time: string) => `Transferred, ${time}`,
    inactive: (time: string) => `The customer has gone quiet, ${time}`,
    completed: (time: string) => `Handover ended, ${time}`,
    cancelled: (time: string) => `Handover cancelled, ${time}`,
    failed: (time: string) => `Handover failed, ${time}`,
    parked: (detail: string, time: string) => `Not delivered to 8x8, ${time}. ${detail}`,
  },

  replies: {
    heading: 'Replies',
    reply: 'Reply',
    ready: 'A reply is ready.',
    from: (articles: number) => (articles === 1 ? 'From an article' : `From ${articles} articles`),
    stale: 'Made before the last message',
    uncertain: 'May be out of date',
    sources: 'Sources',
    copy: 'Copy',
    copied: 'Copied',
    copiedSpoken: 'Copied.',
    copyByHand: 'Press Ctrl+C',
    showAll: (lines: number) => `Show all ${lines} lines`,
    showLess: 'Show less',
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
        `The last message was “${quote}”. Replies appear when there is something to answer.`,
    },
    noMatch: {
      title: 'Nothing good enough to suggest',
      none: (quote: string) => `No article answers “${quote}”.`,
      near: (articles: number, quote: string) =>
        articles === 1
          ? `1 article comes near “${quote}”, but does not answer it.`
          : `${articles} articles come near “${quote}”, none answers it.`,
      withoutQuote: 'No article answers the last message.',
    },
    noKnowledge: {
      title: 'No knowledge yet',
      text: 'Replies rest on articles, and there are none for this chat. An administrator can add them.',
    },
  },

  knowledge: {
    heading: 'Knowledge',
    copy: (title: string) => `Copy the passage from ${title}`,
    showAll: 'Show the whole passage',
    showLess: 'Show less',
  },

  /** The switcher; names come ready to read. */
  chats: {
    heading: 'Your chats',
    longestWaiting: 'longest waiting',
    longestWait: 'longest wait',
    unread: (count: number) => `${count} unread`,
    draft: 'Draft',
    draftReady: 'Draft ready',
    replied: 'Replied',
    ended: 'Ended',
    opening: 'Opening',
    unknown: 'Not here',
    queued: 'In queue',
    dismiss: (name: string) => `Dismiss the chat with ${name}`,
    switched: (name: string) => `Chat with ${name}.`,
    endedSpoken: (name: string) => `The chat with ${name} has ended. It stays here until you dismiss it.`,
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
    copiedInstead: 'The page did not take the reply. It is copied: paste it into the reply box.',
    copied: '8x8 did not take the reply. It is copied: paste it into the reply box.',
  },
}
