import { str } from '@lit/localize'
import { type Translation, templatesOf } from './catalogue.ts'
import type { moreEnglish } from './more-texts.ts'
import type { english } from './texts.ts'

const german: Translation<typeof english> = {
  title: 'Agent Copilot',
  help: 'Tastenkürzel',
  titleWith: customer => str`${customer} – Agent Copilot`,

  connection: {
    connecting: 'Verbindung zum Chat wird aufgebaut.',
    joined: 'Wieder verbunden. Alles ist auf dem neuesten Stand.',
    reconnecting: 'Verbindung wird wiederhergestellt. Sie können weiterlesen.',
    lost: {
      title: 'Die Verbindung ist unterbrochen',
      text: 'Was Sie sehen, bleibt erhalten. Neue Nachrichten erscheinen, sobald die Verbindung wieder steht.',
      nothingYet:
        'Der Chat konnte nicht geöffnet werden. Prüfen Sie Ihr Netzwerk und versuchen Sie es erneut.',
      action: 'Erneut versuchen',
    },
    refused: {
      title: 'Dieser Link öffnet keinen Chat',
      text: 'Er ist vielleicht abgelaufen oder gehört zu einem anderen Chat. Öffnen Sie den Copilot erneut aus dem Chat in 8x8.',
    },
    signOn: {
      title: 'Melden Sie sich an, um diesen Chat zu sehen',
      text: 'Es öffnet sich ein kleines Fenster, in dem Ihr Unternehmen fragt, wer Sie sind.',
      action: 'Anmelden',
    },
    outdated: {
      title: 'Diese Seite ist veraltet',
      text: 'Der Copilot wurde aktualisiert, seit die Seite geöffnet wurde. Laden Sie die Seite neu.',
    },
    missing: {
      title: 'Der Link ist unvollständig',
      text: names => str`Es fehlt: ${names}. Öffnen Sie den Copilot erneut aus dem Chat in 8x8.`,
    },
    partMissing:
      'Ein Teil des Copilots konnte nicht geladen werden. Laden Sie die Seite neu, um ihn zu sehen.',
  },

  customer: {
    heading: 'Kunde',
    unnamed: 'Kunde',
    nameUnknown: 'Name unbekannt',
    unknown: 'Über diesen Kunden ist noch nichts bekannt.',
    waiting: 'Wartet',
    company: 'Unternehmen',
    caseId: 'Fall',
    customerId: 'Kundennummer',
    email: 'E-Mail',
    phone: 'Telefon',
    language: 'Sprache',
    more: { other: count => str`${count} weitere` },
    fewer: 'Weniger anzeigen',
    said: 'In diesem Chat gesagt',
  },

  mood: {
    positive: 'Zufrieden',
    neutral: 'Ruhig',
    negative: 'Verärgert',
    because: reason => str`${reason}:`,
    show: 'Im Verlauf zeigen',
  },

  handover: {
    none: { state: 'Beim Assistenten' },
    requested: { state: 'Übergabe angefragt', since: time => str`um ${time}` },
    refused: { state: 'Übergabe nicht möglich', since: time => str`um ${time}` },
    queued: { state: 'Wartet auf einen Agenten', since: time => str`seit ${time}` },
    active: { state: 'Bei Ihnen', since: time => str`seit ${time}` },
    left: { state: 'Agent gegangen', since: time => str`um ${time}` },
    transferring: { state: 'Wird weitergeleitet', since: time => str`seit ${time}` },
    completed: { state: 'Beendet', since: time => str`um ${time}` },
    cancelled: { state: 'Abgebrochen', since: time => str`um ${time}` },
    error: { state: 'Übergabe fehlgeschlagen', since: time => str`um ${time}` },
    queuedFor: duration => str`Wartezeit ${duration}`,
  },

  transcript: {
    heading: 'Verlauf',
    assistant: 'Assistent',
    you: 'Sie',
    colleague: 'Kollege',
    empty: 'Es wurde noch nichts gesagt.',
    earlier: 'Frühere Nachrichten zeigen',
    earlierHere: 'Weiter oben im Chat',
    fresh: { other: count => str`${count} neu` },
    showFresh: { one: '1 neue Nachricht zeigen', other: count => str`${count} neue Nachrichten zeigen` },
    preview: (author, time, text) => str`${author}, ${time}: ${text}`,
    offered: 'Angeboten',
    otherContent: 'Hat etwas ohne Worte gesendet',
    undelivered: 'Nicht zugestellt. Warum, sieht ein Administrator.',
    writing: name => str`${name} schreibt`,
  },

  notices: {
    requestedByCustomer: time => str`Nach einer Person gefragt, ${time}`,
    requested: time => str`Übergabe begonnen, ${time}`,
    refused: time => str`Keine Übergabe möglich, ${time}`,
    queued: time => str`Wartet auf einen Agenten, ${time}`,
    queuedIn: (queue, time) => str`Übergeben an ${queue}, ${time}`,
    youJoined: time => str`Sie sind beigetreten, ${time}`,
    colleagueJoined: time => str`Ein Kollege ist beigetreten, ${time}`,
    left: time => str`Der Agent ist gegangen, ${time}`,
    transferred: time => str`Weitergeleitet, ${time}`,
    inactive: time => str`Der Kunde schreibt nicht mehr, ${time}`,
    completed: time => str`Übergabe beendet, ${time}`,
    cancelled: time => str`Übergabe abgebrochen, ${time}`,
    failed: time => str`Übergabe fehlgeschlagen, ${time}`,
    parked: time => str`Nicht an 8x8 zugestellt, ${time}. Warum, sieht ein Administrator.`,
  },

  replies: {
    heading: 'Antworten',
    reply: 'Antwort',
    question: 'Rückfrage',
    ready: 'Eine Antwort ist bereit.',
    writing: 'Wird geschrieben …',
    writingSpoken: 'Eine Antwort wird geschrieben.',
    stop: 'Anhalten',
    from: { one: 'Aus einem Artikel', other: articles => str`Aus ${articles} Artikeln` },
    fromPast: 'Aus einem früheren Chat',
    linked: { one: 'Die Angabe ist belegt', other: facts => str`Alle ${facts} Angaben belegt` },
    partlyLinked: {
      one: (_facts, linked) => str`${linked} von 1 Angabe belegt`,
      other: (facts, linked) => str`${linked} von ${facts} Angaben belegt`,
    },
    unlinked: claim => str`Keine Quelle sagt „${claim}“.`,
    instead: (number, words) => str`Quelle ${number}: ${words}`,
    insteadThere: words => str`Die Quelle sagt: ${words}`,
    stale: 'Vor der letzten Nachricht erstellt',
    uncertain: 'Möglicherweise veraltet',
    editKept: 'Ihre Änderung bleibt beim Neuentwurf erhalten.',
    redraft: 'Neu entwerfen',
    sources: 'Quellen',
    seeInTranscript: 'Im Verlauf ansehen',
    insert: 'Einfügen',
    insertAgain: 'Noch einmal einfügen',
    insertWithout: 'Ohne dies einfügen',
    insertAsIs: 'Trotzdem einfügen',
    copy: 'Kopieren',
    copyWithout: 'Ohne dies kopieren',
    copyAsIs: 'Trotzdem kopieren',
    copied: 'Kopiert',
    copiedSpoken: 'Kopiert.',
    copyByHand: 'Strg+C drücken',
    inserted: 'An Ihrem Cursor eingefügt',
    insertedSpoken: 'Eingefügt.',
    used: 'Verwendet',
    undoInsert: 'Einfügen rückgängig',
    undone: 'Zurückgenommen.',
    fillGaps: { one: 'Erst 1 Lücke füllen', other: gaps => str`Erst ${gaps} Lücken füllen` },
    edit: 'Bearbeiten',
    edited: 'Von Ihnen bearbeitet',
    dismiss: 'Verwerfen',
    alreadyKnown: 'Schon bekannt',
    dismissed: 'Verworfen',
    undo: 'Rückgängig',
    snooze: 'Pausieren',
    showAll: { other: lines => str`Alle ${lines} Zeilen zeigen` },
    showLess: 'Weniger anzeigen',
    failed: 'Das hat nicht geklappt. Versuchen Sie es erneut.',
    nothingSaid: {
      title: 'Noch nichts zu beantworten',
      text: 'Antworten erscheinen, wenn der Kunde geschrieben hat.',
    },
    notYet: {
      title: 'Noch keine Antwort',
      text: 'Antworten erscheinen zu dem, was der Kunde als Nächstes schreibt.',
    },
    tooLittleSaid: {
      title: 'Bisher zu wenig gesagt',
      text: quote =>
        str`Die letzte Nachricht war „${quote}“. Antworten erscheinen, wenn es etwas zu beantworten gibt.`,
    },
    smallTalk: {
      title: 'Es wurde nichts gefragt',
      text: quote => str`„${quote}“ braucht keinen Artikel. Antworten erscheinen mit der nächsten Frage.`,
    },
    noMatch: {
      title: 'Nichts gut genug für einen Vorschlag',
      none: quote => str`Kein Artikel beantwortet „${quote}“.`,
      near: {
        one: (_articles, quote) => str`1 Artikel kommt „${quote}“ nahe, beantwortet es aber nicht.`,
        other: (articles, quote) => str`${articles} Artikel kommen „${quote}“ nahe, keiner beantwortet es.`,
      },
      withoutQuote: 'Kein Artikel beantwortet die letzte Nachricht.',
    },
    noKnowledge: {
      title: 'Noch kein Wissen',
      text: 'Antworten beruhen auf Artikeln, und für diesen Chat gibt es keine. Die Administration kann welche hinzufügen.',
    },
    snoozed: {
      title: time => str`Ruhe in diesem Chat bis ${time}`,
      untilEnd: 'Ruhe bis zum Ende dieses Chats',
      text: 'Die Wissenssuche funktioniert weiter. Andere Chats sind nicht betroffen.',
      wake: 'Jetzt wecken',
      longer: 'Bis zum Ende des Chats',
    },
    modelTrouble: {
      title: 'Antworten kommen nur aus dem Wissen',
      unavailable:
        'Das Sprachmodell antwortet nicht. Artikel funktionieren weiter, und wir versuchen es weiter.',
      slow: 'Das Sprachmodell war zu langsam. Artikel funktionieren weiter, und wir versuchen es weiter.',
      malformed: 'Die Antwort des Sprachmodells war nicht verwendbar. Artikel funktionieren weiter.',
      'over-budget': 'Das Budget des Sprachmodells ist vorerst aufgebraucht. Artikel funktionieren weiter.',
      busy: 'Das Sprachmodell ist ausgelastet. Artikel funktionieren weiter, und wir versuchen es weiter.',
    },
  },

  knowledge: {
    heading: 'Wissen',
    search: 'Wissen durchsuchen',
    copy: title => str`Passage aus ${title} kopieren`,
    showAll: 'Ganze Passage zeigen',
    showLess: 'Weniger anzeigen',
  },

  chats: {
    heading: 'Ihre Chats',
    longestWaiting: 'wartet am längsten',
    longestWait: 'längste Wartezeit',
    unread: { other: count => str`${count} ungelesen` },
    draft: 'Entwurf',
    draftReady: 'Entwurf bereit',
    replied: 'Beantwortet',
    ended: 'Beendet',
    opening: 'Wird geöffnet',
    unknown: 'Nicht hier',
    queued: 'In der Warteschlange',
    dismiss: name => str`Chat mit ${name} schließen`,
    switched: name => str`Chat mit ${name}.`,
    endedSpoken: name => str`Der Chat mit ${name} ist beendet. Er bleibt hier, bis Sie ihn schließen.`,
    none: {
      title: 'Kein Chat ist offen',
      text: 'Der Copilot öffnet sich mit dem nächsten Chat, den Sie annehmen.',
    },
    openingScreen: {
      title: 'Der Chat wird geöffnet',
      text: 'Der Copilot sucht diesen Chat. Sie können währenddessen antworten.',
    },
    unknownScreen: {
      title: 'Dieser Chat ist nicht im Copilot',
      text: 'Er kam nicht über den virtuellen Agenten oder endete vor einer Weile. Ihre anderen Chats sind nicht betroffen.',
      action: 'Noch einmal suchen',
    },
  },
}

const moreGerman: Translation<typeof moreEnglish> = {
  knowledge: {
    ask: 'Zu diesem Chat oder zum Wissen fragen',
    send: 'Fragen',
    clear: 'Suche leeren',
    searching: 'Suche läuft …',
    nothing: words => str`Zu „${words}“ wurde nichts gefunden. Versuchen Sie weniger oder andere Wörter.`,
    failed: 'Die Suche hat nicht geklappt. Ihre Wörter bleiben erhalten; versuchen Sie es erneut.',
    offline: 'Nicht verbunden. Ihre Wörter bleiben erhalten.',
    found: { one: '1 Passage gefunden.', other: count => str`${count} Passagen gefunden.` },
    followUps: 'Weiterfragen',
    use: 'In einer Antwort verwenden',
    empty:
      'Hier erscheinen Artikel, die dem nahekommen, was der Kunde schreibt. Sie können jederzeit suchen.',
  },

  edit: {
    label: 'Ihre Antwort',
    done: 'Fertig',
    cancel: 'Abbrechen',
    rewrite: 'Umschreiben',
    shorter: 'Kürzer',
    friendlier: 'Freundlicher',
    moreFormal: 'Förmlicher',
    fixGrammar: 'Grammatik berichtigen',
    translateTo: language => str`Übersetzen: ${language}`,
    rewriting: 'Wird umgeschrieben …',
    rewritten: 'Umgeschrieben.',
    undo: 'Umschreiben rückgängig',
    failed: 'Das Umschreiben hat nicht geklappt. Ihr Text bleibt erhalten.',
  },

  reply: {
    label: 'Ihre Antwort an den Kunden',
    placeholder: 'An den Kunden schreiben',
    send: 'Senden',
    sending: 'Wird gesendet …',
    sent: 'Gesendet.',
    failed: 'Nicht gesendet. Ihr Text bleibt erhalten; versuchen Sie es erneut.',
    offline: 'Nicht verbunden. Ihr Text bleibt erhalten; senden Sie ihn, wenn die Verbindung wieder steht.',
    closed: 'Der Chat ist beendet. Es kann nichts mehr gesendet werden.',
    notYet: 'Sie können schreiben, sobald Sie beim Kunden sind.',
    hint: 'Strg+Eingabe sendet',
  },

  steps: {
    heading: 'Nächste Schritte',
    done: (done, all) => str`${done} von ${all} erledigt`,
    because: 'Der Kunde schrieb:',
    empty: {
      title: 'Keine Schritte zu befolgen',
      text: 'Schritte erscheinen, wenn das Gespräch einen bekannten Ablauf erfordert.',
    },
    save: 'Speichern und abhaken',
    yes: 'Ja',
    no: 'Nein',
    choose: 'Auswählen',
    failed: 'Das Speichern hat nicht geklappt. Ihre Eingaben bleiben erhalten.',
  },

  mood: {
    heading: 'Stimmung',
    empty: {
      title: 'Die Stimmung lässt sich nicht erkennen',
      text: 'Sie erscheint mit dem Satz, der sie zeigt.',
    },
  },

  summary: {
    heading: 'Zusammenfassung',
    headingWithWrapUp: 'Zusammenfassung und Nachbearbeitung',
    soFar: 'Bisher',
    atEnd: 'Endgültig',
    topic: 'Thema',
    asked: 'Gefragt',
    done: 'Erledigt',
    promised: 'Zugesagt',
    open: 'Offen',
    linked: (linked, all) => str`${linked} von ${all} Angaben belegt`,
    notSaid: claim => str`„${claim}“ wurde in diesem Chat nicht gesagt.`,
    fromMessage: time => str`Gesagt um ${time}`,
    summarise: 'Jetzt zusammenfassen',
    again: 'Erneut zusammenfassen',
    summarising: 'Wird zusammengefasst …',
    failed: 'Die Zusammenfassung konnte nicht erstellt werden. Versuchen Sie es erneut.',
    older: { one: '1 Nachricht seither', other: count => str`${count} Nachrichten seither` },
    empty: {
      title: 'Noch keine Zusammenfassung',
      text: 'Sie entsteht am Ende des Chats, vor der Nachbearbeitung. Sie können jetzt schon eine haben.',
    },
  },

  wrapUp: {
    summary: 'Zusammenfassung für die Akte',
    code: 'Abschlusscode',
    suggested: 'Vorgeschlagen',
    findCode: 'Code suchen',
    noCode: 'Kein Code passt',
    required: 'Nötig',
    save: 'Nachbearbeitung speichern',
    saving: 'Wird gespeichert …',
    saved: time => str`Gespeichert um ${time}`,
    savedBy: (name, time) => str`Gespeichert von ${name} um ${time}`,
    change: 'Ändern',
    generatedWas: text => str`Bearbeitet. Erstellt wurde „${text}“.`,
    suggestedWas: name => str`Vorgeschlagen wurde „${name}“.`,
    nothingSent: 'Dem Kunden wird nichts gesendet.',
    failed: {
      title: 'Die Nachbearbeitung konnte nicht gespeichert werden',
      text: reason => str`${reason} Ihr Text bleibt erhalten.`,
      offline: 'Die Verbindung ist unterbrochen. Ihr Text bleibt erhalten.',
    },
    fillFirst: fields => str`Bitte erst ausfüllen: ${fields}`,
  },

  tiles: {
    unknown: {
      title: name => str`„${name}“ ist noch nicht gefüllt`,
      text: 'Das Layout hat einen Platz dafür; ein Bot oder ein Programm muss ihn füllen.',
    },
    empty: 'Diese Kachel ist leer.',
    frame: name => str`Inhalt von ${name}`,
    cardFailed: {
      title: 'Diese Karte kann nicht gezeigt werden',
      text: 'Es ist keine Karte, die dieser Copilot versteht.',
    },
    sent: 'An den Assistenten gesendet.',
    sending: 'Wird gesendet …',
    failed: 'Nicht gesendet. Versuchen Sie es erneut.',
  },

  content: { image: 'Bild', audio: 'Ton', video: 'Video' },

  help: {
    heading: 'Tastenkürzel',
    close: 'Schließen',
    use: 'Eine Antwort verwenden',
    edit: 'Erste Antwort bearbeiten',
    redraft: 'Neu entwerfen',
    dismiss: 'Erste Antwort verwerfen',
    snooze: 'Antworten pausieren',
    search: 'Wissen durchsuchen',
    reply: 'An den Kunden schreiben',
    transcript: 'Verlauf lesen',
    nextChat: 'Nächster oder vorheriger Chat',
    help: 'Diese Liste',
    note: 'Zeichen, die Sie in Textfeldern mit Alt oder Option tippen, bleiben Zeichen.',
  },

  signOn: {
    over: {
      title: 'Diese Anmeldung ist beendet',
      text: 'Schließen Sie dieses Fenster und beginnen Sie von vorn.',
    },
    failed: {
      title: 'Die Anmeldung ist fehlgeschlagen',
      text: 'Schließen Sie dieses Fenster und versuchen Sie es erneut. Bleibt es dabei, wenden Sie sich an Ihre Administration.',
    },
    notAllowed: {
      title: 'Sie dürfen dies nicht öffnen',
      text: 'Sie sind angemeldet, aber keine Ihrer Gruppen darf diese Chats öffnen. Ihre Administration kann das ändern.',
    },
  },

  panel: {
    refused: {
      title: 'Dieses Panel darf keine Chats öffnen',
      text: 'Seine Adresse in 8x8 ist vielleicht veraltet. Fragen Sie die Administration nach der Adresse des Copilot-Panels.',
    },
    noInteraction: {
      title: '8x8 hat nicht gesagt, welcher Chat',
      text: 'Das Screen-Pop brachte keine Interaktion mit. Die Administration kann das Feld in den Einstellungen des Endpunkts benennen.',
    },
    unreachable: {
      title: 'Der Copilot ist nicht erreichbar',
      text: 'Es wird von selbst weiter versucht. Sie können währenddessen in 8x8 antworten.',
    },
    notTaken: 'Die Antwort konnte nicht in das Antwortfeld eingefügt werden. Kopieren Sie sie von hier.',
    copiedInstead:
      'Die Seite hat die Antwort nicht übernommen. Sie ist kopiert: Fügen Sie sie in das Antwortfeld ein.',
    copied: '8x8 hat die Antwort nicht übernommen. Sie ist kopiert: Fügen Sie sie in das Antwortfeld ein.',
  },
}

export const templates = { ...templatesOf(german), ...templatesOf(moreGerman) }
