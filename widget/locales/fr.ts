import { str } from '@lit/localize'
import { type Translation, templatesOf } from './catalogue.ts'
import type { moreEnglish } from './more-texts.ts'
import type { english } from './texts.ts'

const french: Translation<typeof english> = {
  title: 'Agent Copilot',
  help: 'Raccourcis clavier',
  titleWith: customer => str`${customer} – Agent Copilot`,

  connection: {
    connecting: 'Connexion à la conversation.',
    joined: 'Reconnecté. Tout est à jour.',
    reconnecting: 'Reconnexion en cours. Vous pouvez continuer à lire.',
    lost: {
      title: 'La connexion est perdue',
      text: 'Ce que vous voyez est conservé. Les nouveaux messages apparaîtront au retour de la connexion.',
      nothingYet: 'La conversation n’a pas pu être ouverte. Vérifiez votre réseau, puis réessayez.',
      action: 'Réessayer',
    },
    refused: {
      title: 'Ce lien n’ouvre aucune conversation',
      text: 'Il a peut-être expiré ou appartient à une autre conversation. Rouvrez le copilote depuis la conversation dans 8x8.',
    },
    signOn: {
      title: 'Connectez-vous pour voir cette conversation',
      text: 'Une petite fenêtre s’ouvre, où votre entreprise demande qui vous êtes.',
      action: 'Se connecter',
    },
    outdated: {
      title: 'Cette page n’est plus à jour',
      text: 'Le copilote a été mis à jour depuis l’ouverture de la page. Rechargez-la pour continuer.',
    },
    missing: {
      title: 'Le lien est incomplet',
      text: names => str`Il manque : ${names}. Rouvrez le copilote depuis la conversation dans 8x8.`,
    },
    partMissing: 'Une partie du copilote n’a pas pu être chargée. Rechargez la page pour la voir.',
  },

  signOn: {
    over: { title: 'Cette connexion est terminée', text: 'Fermez cette fenêtre et recommencez.' },
    failed: {
      title: 'La connexion a échoué',
      text: 'Fermez cette fenêtre et réessayez. Si cela continue, prévenez votre administrateur.',
    },
    notAllowed: {
      title: 'Vous ne pouvez pas ouvrir ceci',
      text: 'Vous êtes connecté, mais aucun de vos groupes ne peut ouvrir ces conversations. Votre administrateur peut le changer.',
    },
  },

  customer: {
    heading: 'Client',
    unnamed: 'Client',
    nameUnknown: 'Nom inconnu',
    unknown: 'On ne sait encore rien de ce client.',
    waiting: 'Attend depuis',
    company: 'Entreprise',
    caseId: 'Dossier',
    customerId: 'Numéro de client',
    email: 'E-mail',
    phone: 'Téléphone',
    language: 'Langue',
    more: { other: count => str`${count} de plus` },
    fewer: 'Afficher moins',
    said: 'Dit dans cette conversation',
  },

  mood: {
    positive: 'Satisfait',
    neutral: 'Calme',
    negative: 'Contrarié',
    because: reason => str`${reason} :`,
    show: 'Montrer dans l’historique',
  },

  handover: {
    none: { state: 'Avec l’assistant' },
    requested: { state: 'Transfert demandé', since: time => str`à ${time}` },
    refused: { state: 'Transfert impossible', since: time => str`à ${time}` },
    queued: { state: 'Attend un agent', since: time => str`depuis ${time}` },
    active: { state: 'Avec vous', since: time => str`depuis ${time}` },
    left: { state: 'Agent parti', since: time => str`à ${time}` },
    transferring: { state: 'En cours de transfert', since: time => str`depuis ${time}` },
    completed: { state: 'Terminé', since: time => str`à ${time}` },
    cancelled: { state: 'Annulé', since: time => str`à ${time}` },
    error: { state: 'Échec du transfert', since: time => str`à ${time}` },
    queuedFor: duration => str`${duration} d’attente`,
  },

  transcript: {
    heading: 'Historique',
    assistant: 'Assistant',
    you: 'Vous',
    colleague: 'Collègue',
    empty: 'Rien n’a encore été dit.',
    earlier: 'Afficher les messages précédents',
    earlierHere: 'Plus tôt dans cette conversation',
    fresh: { one: count => str`${count} nouveau`, other: count => str`${count} nouveaux` },
    showFresh: {
      one: 'Afficher 1 nouveau message',
      other: count => str`Afficher ${count} nouveaux messages`,
    },
    preview: (author, time, text) => str`${author}, ${time} : ${text}`,
    offered: 'Proposé',
    otherContent: 'A envoyé quelque chose sans texte',
    undelivered: detail => str`Non remis. ${detail}`,
    writing: name => str`${name} écrit`,
  },

  notices: {
    requestedByCustomer: time => str`A demandé une personne, ${time}`,
    requested: time => str`Transfert commencé, ${time}`,
    refused: time => str`Aucun transfert possible, ${time}`,
    queued: time => str`Attend un agent, ${time}`,
    queuedIn: (queue, time) => str`Transféré vers ${queue}, ${time}`,
    youJoined: time => str`Vous avez rejoint, ${time}`,
    colleagueJoined: time => str`Un collègue a rejoint, ${time}`,
    left: time => str`L’agent est parti, ${time}`,
    transferred: time => str`Transféré, ${time}`,
    inactive: time => str`Le client n’écrit plus, ${time}`,
    completed: time => str`Transfert terminé, ${time}`,
    cancelled: time => str`Transfert annulé, ${time}`,
    failed: time => str`Échec du transfert, ${time}`,
    parked: (detail, time) => str`Non remis à 8x8, ${time}. ${detail}`,
  },

  replies: {
    heading: 'Réponses',
    reply: 'Réponse',
    question: 'Question à poser',
    ready: 'Une réponse est prête.',
    writing: 'Rédaction…',
    writingSpoken: 'Une réponse est en cours de rédaction.',
    stop: 'Arrêter',
    from: { one: 'D’après un article', other: articles => str`D’après ${articles} articles` },
    fromPast: 'D’une conversation précédente',
    linked: { one: 'L’élément est sourcé', other: facts => str`Les ${facts} éléments sont sourcés` },
    partlyLinked: {
      one: (_facts, linked) => str`${linked} élément sur 1 sourcé`,
      other: (facts, linked) => str`${linked} éléments sur ${facts} sourcés`,
    },
    unlinked: claim => str`Aucune source ne dit « ${claim} ».`,
    instead: (number, words) => str`Source ${number} : ${words}`,
    insteadThere: words => str`La source dit : ${words}`,
    stale: 'Préparé avant le dernier message',
    uncertain: 'Peut-être plus à jour',
    editKept: 'Votre modification est conservée si vous relancez.',
    redraft: 'Relancer',
    sources: 'Sources',
    seeInTranscript: 'Voir dans l’historique',
    insert: 'Insérer',
    insertWithout: 'Insérer sans cela',
    insertAsIs: 'Insérer tel quel',
    copy: 'Copier',
    copyWithout: 'Copier sans cela',
    copyAsIs: 'Copier tel quel',
    copied: 'Copié',
    copiedSpoken: 'Copié.',
    copyByHand: 'Appuyez sur Ctrl+C',
    inserted: 'Inséré au curseur',
    insertedSpoken: 'Inséré.',
    used: 'Utilisé',
    undoInsert: 'Annuler l’insertion',
    undone: 'Retiré.',
    fillGaps: { one: 'Remplir d’abord 1 blanc', other: gaps => str`Remplir d’abord ${gaps} blancs` },
    edit: 'Modifier',
    edited: 'Modifié par vous',
    dismiss: 'Écarter',
    alreadyKnown: 'Déjà connu',
    dismissed: 'Écarté',
    undo: 'Annuler',
    snooze: 'Mettre en pause',
    showAll: { other: lines => str`Afficher les ${lines} lignes` },
    showLess: 'Afficher moins',
    failed: 'Cela n’a pas marché. Réessayez.',
    nothingSaid: {
      title: 'Encore rien à répondre',
      text: 'Les réponses apparaissent quand le client a écrit.',
    },
    notYet: {
      title: 'Pas encore de réponse',
      text: 'Les réponses apparaîtront avec le prochain message du client.',
    },
    tooLittleSaid: {
      title: 'Trop peu d’éléments',
      text: quote =>
        str`Le dernier message était « ${quote} ». Les réponses apparaissent quand il y a de quoi répondre.`,
    },
    smallTalk: {
      title: 'Rien n’a été demandé',
      text: quote =>
        str`« ${quote} » n’appelle aucun article. Les réponses apparaîtront à la prochaine question.`,
    },
    noMatch: {
      title: 'Rien d’assez bon à proposer',
      none: quote => str`Aucun article ne répond à « ${quote} ».`,
      near: {
        one: (_articles, quote) => str`1 article s’approche de « ${quote} » sans y répondre.`,
        other: (articles, quote) => str`${articles} articles s’approchent de « ${quote} », aucun n’y répond.`,
      },
      withoutQuote: 'Aucun article ne répond au dernier message.',
    },
    noKnowledge: {
      title: 'Pas encore de connaissances',
      text: 'Les réponses reposent sur des articles, et cette conversation n’en a pas. Un administrateur peut en ajouter.',
    },
    snoozed: {
      title: time => str`En pause pour cette conversation jusqu’à ${time}`,
      untilEnd: 'En pause jusqu’à la fin de cette conversation',
      text: 'La recherche fonctionne toujours. Les autres conversations ne sont pas concernées.',
      wake: 'Reprendre',
      longer: 'Jusqu’à la fin de la conversation',
    },
    modelTrouble: {
      title: 'Les réponses viennent des articles seuls',
      unavailable: 'Le modèle de langage ne répond pas. Les articles fonctionnent, et nous réessayons.',
      slow: 'Le modèle de langage a été trop lent. Les articles fonctionnent, et nous réessayons.',
      malformed: 'La réponse du modèle de langage est inutilisable. Les articles fonctionnent.',
      'over-budget': 'Le budget du modèle de langage est épuisé pour l’instant. Les articles fonctionnent.',
      busy: 'Le modèle de langage est occupé. Les articles fonctionnent, et nous réessayons.',
    },
  },

  knowledge: {
    heading: 'Connaissances',
    search: 'Chercher dans les connaissances',
    copy: title => str`Copier le passage de ${title}`,
    showAll: 'Afficher tout le passage',
    showLess: 'Afficher moins',
  },

  chats: {
    heading: 'Vos conversations',
    longestWaiting: 'attend depuis le plus longtemps',
    longestWait: 'plus longue attente',
    unread: { one: count => str`${count} non lu`, other: count => str`${count} non lus` },
    draft: 'Brouillon',
    draftReady: 'Brouillon prêt',
    replied: 'Répondu',
    ended: 'Terminé',
    opening: 'Ouverture',
    unknown: 'Pas ici',
    queued: 'En file d’attente',
    dismiss: name => str`Fermer la conversation avec ${name}`,
    switched: name => str`Conversation avec ${name}.`,
    endedSpoken: name =>
      str`La conversation avec ${name} est terminée. Elle reste ici jusqu’à ce que vous la fermiez.`,
    none: {
      title: 'Aucune conversation ouverte',
      text: 'Le copilote s’ouvre avec la prochaine conversation que vous acceptez.',
    },
    openingScreen: {
      title: 'Ouverture de la conversation',
      text: 'Le copilote cherche cette conversation. Vous pouvez répondre en attendant.',
    },
    unknownScreen: {
      title: 'Cette conversation n’est pas dans le copilote',
      text: 'Elle n’est pas passée par l’agent virtuel, ou s’est terminée il y a un moment. Vos autres conversations ne sont pas concernées.',
      action: 'Chercher encore',
    },
  },

  panel: {
    refused: {
      title: 'Ce panneau ne peut pas ouvrir de conversations',
      text: 'Son adresse dans 8x8 n’est peut-être plus à jour. Demandez à un administrateur l’adresse du panneau du copilote.',
    },
    noInteraction: {
      title: '8x8 n’a pas dit quelle conversation',
      text: 'L’ouverture d’écran n’a apporté aucune interaction. Un administrateur peut nommer son champ dans les réglages du point d’accès.',
    },
    unreachable: {
      title: 'Le copilote est injoignable',
      text: 'De nouveaux essais ont lieu tout seuls. Vous pouvez répondre dans 8x8 en attendant.',
    },
    notTaken: 'La réponse n’a pas pu être placée dans le champ de réponse. Copiez-la d’ici.',
    copiedInstead: 'La page n’a pas pris la réponse. Elle est copiée : collez-la dans le champ de réponse.',
    copied: '8x8 n’a pas pris la réponse. Elle est copiée : collez-la dans le champ de réponse.',
  },
}

const moreFrench: Translation<typeof moreEnglish> = {
  knowledge: {
    ask: 'Demander sur cette conversation ou les connaissances',
    send: 'Demander',
    clear: 'Effacer la recherche',
    searching: 'Recherche…',
    nothing: words => str`Rien trouvé pour « ${words} ». Essayez moins de mots ou d’autres.`,
    failed: 'La recherche a échoué. Vos mots sont conservés ; réessayez.',
    offline: 'Non connecté. Vos mots sont conservés.',
    found: { one: '1 passage trouvé.', other: count => str`${count} passages trouvés.` },
    followUps: 'Demander ensuite',
    use: 'Utiliser dans une réponse',
    empty:
      'Les articles proches de ce que le client écrit apparaissent ici. Vous pouvez chercher à tout moment.',
  },

  edit: {
    label: 'Votre réponse',
    done: 'Terminé',
    cancel: 'Annuler',
    rewrite: 'Réécrire',
    shorter: 'Plus court',
    friendlier: 'Plus aimable',
    moreFormal: 'Plus formel',
    fixGrammar: 'Corriger la grammaire',
    translateTo: language => str`Traduire : ${language}`,
    rewriting: 'Réécriture…',
    rewritten: 'Réécrit.',
    undo: 'Annuler la réécriture',
    failed: 'La réécriture a échoué. Votre texte est conservé.',
  },

  reply: {
    label: 'Votre réponse au client',
    placeholder: 'Écrire au client',
    send: 'Envoyer',
    sending: 'Envoi…',
    sent: 'Envoyé.',
    failed: 'Non envoyé. Votre texte est conservé ; réessayez.',
    offline: 'Non connecté. Votre texte est conservé ; envoyez-le au retour de la connexion.',
    closed: 'La conversation est terminée. Plus rien ne peut être envoyé.',
    notYet: 'Vous pourrez écrire quand vous serez avec le client.',
    hint: 'Ctrl+Entrée envoie',
  },

  steps: {
    heading: 'Étapes suivantes',
    done: (done, all) => str`${done} sur ${all} faites`,
    because: 'Le client a écrit :',
    empty: {
      title: 'Aucune étape à suivre',
      text: 'Des étapes apparaissent quand la conversation appelle une procédure connue.',
    },
    save: 'Enregistrer et cocher',
    yes: 'Oui',
    no: 'Non',
    choose: 'Choisir',
    failed: 'L’enregistrement a échoué. Ce que vous avez saisi est conservé.',
  },

  mood: {
    heading: 'Humeur',
    empty: {
      title: 'L’humeur ne se lit pas',
      text: 'Elle apparaît avec la phrase qui la montre.',
    },
  },

  summary: {
    heading: 'Résumé',
    headingWithWrapUp: 'Résumé et clôture',
    soFar: 'Jusqu’ici',
    atEnd: 'Définitif',
    topic: 'Sujet',
    asked: 'Demandé',
    done: 'Fait',
    promised: 'Promis',
    open: 'En suspens',
    linked: (linked, all) => str`${linked} éléments sur ${all} sourcés`,
    notSaid: claim => str`« ${claim} » n’a pas été dit dans cette conversation.`,
    fromMessage: time => str`Dit à ${time}`,
    summarise: 'Résumer maintenant',
    again: 'Résumer à nouveau',
    summarising: 'Résumé en cours…',
    failed: 'Le résumé n’a pas pu être fait. Réessayez.',
    older: { one: '1 message depuis', other: count => str`${count} messages depuis` },
    empty: {
      title: 'Pas encore de résumé',
      text: 'Il est fait à la fin de la conversation, avant la clôture. Vous pouvez en avoir un maintenant.',
    },
  },

  wrapUp: {
    summary: 'Résumé pour le dossier',
    code: 'Code de clôture',
    suggested: 'Proposé',
    findCode: 'Chercher un code',
    noCode: 'Aucun code ne convient',
    required: 'Nécessaire',
    save: 'Enregistrer la clôture',
    saving: 'Enregistrement…',
    saved: time => str`Enregistré à ${time}`,
    savedBy: (name, time) => str`Enregistré par ${name} à ${time}`,
    change: 'Modifier',
    generatedWas: text => str`Modifié. Le texte proposé était « ${text} ».`,
    suggestedWas: name => str`La proposition était « ${name} ».`,
    nothingSent: 'Rien n’est envoyé au client.',
    failed: {
      title: 'La clôture n’a pas pu être enregistrée',
      text: reason => str`${reason} Votre texte est conservé.`,
      offline: 'La connexion est perdue. Votre texte est conservé.',
    },
    fillFirst: fields => str`À remplir d’abord : ${fields}`,
  },

  tiles: {
    unknown: {
      title: name => str`Rien ne remplit encore « ${name} »`,
      text: 'La disposition a une place pour cela ; un bot ou un programme doit la remplir.',
    },
    empty: 'Cette tuile est vide.',
    frame: name => str`Contenu de ${name}`,
    cardFailed: {
      title: 'Cette carte ne peut pas être affichée',
      text: 'Ce n’est pas une carte que ce copilote comprend.',
    },
    sent: 'Envoyé à l’assistant.',
    sending: 'Envoi…',
    failed: 'Non envoyé. Réessayez.',
  },

  content: { image: 'Image', audio: 'Son', video: 'Vidéo' },

  help: {
    heading: 'Raccourcis clavier',
    close: 'Fermer',
    use: 'Utiliser une réponse',
    edit: 'Modifier la première réponse',
    redraft: 'Relancer',
    dismiss: 'Écarter la première réponse',
    snooze: 'Mettre les réponses en pause',
    search: 'Chercher dans les connaissances',
    reply: 'Écrire au client',
    transcript: 'Lire l’historique',
    nextChat: 'Conversation suivante ou précédente',
    help: 'Cette liste',
    note: 'Les caractères que vous tapez avec Alt ou Option restent des caractères dans les champs de texte.',
  },
}

export const templates = { ...templatesOf(french), ...templatesOf(moreFrench) }
