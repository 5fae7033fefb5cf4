import { str } from '@lit/localize'
import { type Translation, templatesOf } from './catalogue.ts'
import type { moreEnglish } from './more-texts.ts'
import type { english } from './texts.ts'

const spanish: Translation<typeof english> = {
  title: 'Agent Copilot',
  help: 'Atajos de teclado',
  titleWith: customer => str`${customer} – Agent Copilot`,

  connection: {
    connecting: 'Conectando con el chat.',
    joined: 'Conectado de nuevo. Está al día.',
    reconnecting: 'Reconectando. Puede seguir leyendo.',
    lost: {
      title: 'Se ha perdido la conexión',
      text: 'Lo que ve se conserva. Los mensajes nuevos aparecerán cuando vuelva la conexión.',
      nothingYet: 'No se pudo abrir el chat. Compruebe la red e inténtelo de nuevo.',
      action: 'Reintentar',
    },
    refused: {
      title: 'Este enlace no abre ningún chat',
      text: 'Puede haber caducado o ser de otro chat. Abra de nuevo el copiloto desde el chat en 8x8.',
    },
    signOn: {
      title: 'Inicie sesión para ver este chat',
      text: 'Se abre una ventana pequeña en la que su empresa pregunta quién es usted.',
      action: 'Iniciar sesión',
    },
    outdated: {
      title: 'Esta página no está al día',
      text: 'El copiloto se ha actualizado desde que se abrió la página. Recárguela para continuar.',
    },
    missing: {
      title: 'El enlace está incompleto',
      text: names => str`Le falta: ${names}. Abra de nuevo el copiloto desde el chat en 8x8.`,
    },
    partMissing: 'No se pudo cargar una parte del copiloto. Recargue la página para verla.',
  },

  signOn: {
    over: { title: 'Este inicio de sesión ha terminado', text: 'Cierre esta ventana y empiece de nuevo.' },
    failed: {
      title: 'El inicio de sesión no funcionó',
      text: 'Cierre esta ventana e inténtelo de nuevo. Si sigue fallando, avise a su administrador.',
    },
    notAllowed: {
      title: 'No puede abrir esto',
      text: 'Ha iniciado sesión, pero ninguno de sus grupos puede abrir estos chats. Su administrador puede cambiarlo.',
    },
  },

  customer: {
    heading: 'Cliente',
    unnamed: 'Cliente',
    nameUnknown: 'Nombre desconocido',
    unknown: 'Todavía no se sabe nada de este cliente.',
    waiting: 'Espera',
    company: 'Empresa',
    caseId: 'Caso',
    customerId: 'Número de cliente',
    email: 'Correo electrónico',
    phone: 'Teléfono',
    language: 'Idioma',
    more: { other: count => str`${count} más` },
    fewer: 'Mostrar menos',
    said: 'Dicho en este chat',
  },

  mood: {
    positive: 'Contento',
    neutral: 'Tranquilo',
    negative: 'Molesto',
    because: reason => str`${reason}:`,
    show: 'Mostrar en la conversación',
  },

  handover: {
    none: { state: 'Con el asistente' },
    requested: { state: 'Traspaso solicitado', since: time => str`a las ${time}` },
    refused: { state: 'Traspaso imposible', since: time => str`a las ${time}` },
    queued: { state: 'Espera a un agente', since: time => str`desde las ${time}` },
    active: { state: 'Con usted', since: time => str`desde las ${time}` },
    left: { state: 'El agente se fue', since: time => str`a las ${time}` },
    transferring: { state: 'Transfiriéndose', since: time => str`desde las ${time}` },
    completed: { state: 'Terminado', since: time => str`a las ${time}` },
    cancelled: { state: 'Cancelado', since: time => str`a las ${time}` },
    error: { state: 'El traspaso falló', since: time => str`a las ${time}` },
    queuedFor: duration => str`${duration} en cola`,
  },

  transcript: {
    heading: 'Conversación',
    assistant: 'Asistente',
    you: 'Usted',
    colleague: 'Compañero',
    empty: 'Todavía no se ha dicho nada.',
    fresh: { one: count => str`${count} nuevo`, other: count => str`${count} nuevos` },
    showFresh: { one: 'Mostrar 1 mensaje nuevo', other: count => str`Mostrar ${count} mensajes nuevos` },
    preview: (author, time, text) => str`${author}, ${time}: ${text}`,
    offered: 'Ofrecido',
    otherContent: 'Envió algo sin texto',
    undelivered: detail => str`No entregado. ${detail}`,
    writing: name => str`${name} está escribiendo`,
  },

  notices: {
    requestedByCustomer: time => str`Pidió una persona, ${time}`,
    requested: time => str`Traspaso iniciado, ${time}`,
    refused: time => str`No fue posible el traspaso, ${time}`,
    queued: time => str`Espera a un agente, ${time}`,
    queuedIn: (queue, time) => str`Traspasado a ${queue}, ${time}`,
    youJoined: time => str`Usted se unió, ${time}`,
    colleagueJoined: time => str`Se unió un compañero, ${time}`,
    left: time => str`El agente se fue, ${time}`,
    transferred: time => str`Transferido, ${time}`,
    inactive: time => str`El cliente ya no escribe, ${time}`,
    completed: time => str`Traspaso terminado, ${time}`,
    cancelled: time => str`Traspaso cancelado, ${time}`,
    failed: time => str`El traspaso falló, ${time}`,
    parked: (detail, time) => str`No entregado a 8x8, ${time}. ${detail}`,
  },

  replies: {
    heading: 'Respuestas',
    reply: 'Respuesta',
    question: 'Pregunta para hacer',
    ready: 'Hay una respuesta lista.',
    writing: 'Escribiendo…',
    writingSpoken: 'Se está escribiendo una respuesta.',
    stop: 'Detener',
    from: { one: 'De un artículo', other: articles => str`De ${articles} artículos` },
    fromPast: 'De un chat anterior',
    linked: { one: 'El dato tiene fuente', other: facts => str`Los ${facts} datos tienen fuente` },
    partlyLinked: {
      one: (_facts, linked) => str`${linked} de 1 dato con fuente`,
      other: (facts, linked) => str`${linked} de ${facts} datos con fuente`,
    },
    unlinked: claim => str`Ninguna fuente dice «${claim}».`,
    instead: (number, words) => str`Fuente ${number}: ${words}`,
    insteadThere: words => str`La fuente dice: ${words}`,
    stale: 'Hecha antes del último mensaje',
    uncertain: 'Puede no estar al día',
    editKept: 'Su cambio se conserva al rehacerla.',
    redraft: 'Rehacer',
    sources: 'Fuentes',
    seeInTranscript: 'Verlo en la conversación',
    insert: 'Insertar',
    insertWithout: 'Insertar sin eso',
    insertAsIs: 'Insertar tal cual',
    copy: 'Copiar',
    copyWithout: 'Copiar sin eso',
    copyAsIs: 'Copiar tal cual',
    copied: 'Copiado',
    copiedSpoken: 'Copiado.',
    copyByHand: 'Pulse Ctrl+C',
    inserted: 'Insertado en su cursor',
    insertedSpoken: 'Insertado.',
    used: 'Usado',
    undoInsert: 'Deshacer inserción',
    undone: 'Retirado.',
    fillGaps: { one: 'Rellene antes 1 hueco', other: gaps => str`Rellene antes ${gaps} huecos` },
    edit: 'Editar',
    edited: 'Editada por usted',
    dismiss: 'Descartar',
    alreadyKnown: 'Ya se sabe',
    dismissed: 'Descartada',
    undo: 'Deshacer',
    snooze: 'Pausar',
    showAll: { other: lines => str`Mostrar las ${lines} líneas` },
    showLess: 'Mostrar menos',
    failed: 'No funcionó. Inténtelo de nuevo.',
    nothingSaid: {
      title: 'Nada que responder todavía',
      text: 'Las respuestas aparecen cuando el cliente ha escrito.',
    },
    notYet: {
      title: 'Todavía no hay respuesta',
      text: 'Las respuestas aparecen con lo próximo que escriba el cliente.',
    },
    tooLittleSaid: {
      title: 'Se ha dicho muy poco',
      text: quote =>
        str`El último mensaje fue «${quote}». Las respuestas aparecen cuando hay algo que responder.`,
    },
    smallTalk: {
      title: 'No se preguntó nada',
      text: quote =>
        str`«${quote}» no necesita ningún artículo. Las respuestas aparecen con la próxima pregunta.`,
    },
    noMatch: {
      title: 'Nada lo bastante bueno para sugerir',
      none: quote => str`Ningún artículo responde a «${quote}».`,
      near: {
        one: (_articles, quote) => str`1 artículo se acerca a «${quote}», pero no lo responde.`,
        other: (articles, quote) => str`${articles} artículos se acercan a «${quote}», ninguno lo responde.`,
      },
      withoutQuote: 'Ningún artículo responde al último mensaje.',
    },
    noKnowledge: {
      title: 'Todavía no hay conocimiento',
      text: 'Las respuestas se basan en artículos, y este chat no tiene ninguno. Un administrador puede añadirlos.',
    },
    snoozed: {
      title: time => str`En pausa en este chat hasta las ${time}`,
      untilEnd: 'En pausa hasta que termine este chat',
      text: 'La búsqueda sigue funcionando. Los demás chats no cambian.',
      wake: 'Reanudar ahora',
      longer: 'Hasta que termine el chat',
    },
    modelTrouble: {
      title: 'Las respuestas vienen solo del conocimiento',
      unavailable: 'El modelo de lenguaje no responde. Los artículos funcionan y seguimos intentándolo.',
      slow: 'El modelo de lenguaje tardó demasiado. Los artículos funcionan y seguimos intentándolo.',
      malformed: 'La respuesta del modelo de lenguaje no se puede usar. Los artículos funcionan.',
      'over-budget':
        'El presupuesto del modelo de lenguaje se ha agotado por ahora. Los artículos funcionan.',
      busy: 'El modelo de lenguaje está ocupado. Los artículos funcionan y seguimos intentándolo.',
    },
  },

  knowledge: {
    heading: 'Conocimiento',
    search: 'Buscar en el conocimiento',
    copy: title => str`Copiar el pasaje de ${title}`,
    showAll: 'Mostrar todo el pasaje',
    showLess: 'Mostrar menos',
  },

  chats: {
    heading: 'Sus chats',
    longestWaiting: 'espera desde hace más tiempo',
    longestWait: 'mayor espera',
    unread: { other: count => str`${count} sin leer` },
    draft: 'Borrador',
    draftReady: 'Borrador listo',
    replied: 'Respondido',
    ended: 'Terminado',
    opening: 'Abriendo',
    unknown: 'No está aquí',
    queued: 'En cola',
    dismiss: name => str`Cerrar el chat con ${name}`,
    switched: name => str`Chat con ${name}.`,
    endedSpoken: name => str`El chat con ${name} ha terminado. Se queda aquí hasta que lo cierre.`,
    none: {
      title: 'No hay ningún chat abierto',
      text: 'El copiloto se abre con el próximo chat que acepte.',
    },
    openingScreen: {
      title: 'Abriendo el chat',
      text: 'El copiloto busca este chat. Puede responder mientras tanto.',
    },
    unknownScreen: {
      title: 'Este chat no está en el copiloto',
      text: 'No pasó por el agente virtual o terminó hace un rato. Sus otros chats no cambian.',
      action: 'Buscar de nuevo',
    },
  },

  panel: {
    refused: {
      title: 'Este panel no puede abrir chats',
      text: 'Su dirección en 8x8 puede no estar al día. Pida a un administrador la dirección del panel del copiloto.',
    },
    noInteraction: {
      title: '8x8 no dijo qué chat',
      text: 'La apertura de pantalla no trajo ninguna interacción. Un administrador puede nombrar su campo en los ajustes del punto de acceso.',
    },
    unreachable: {
      title: 'No se puede llegar al copiloto',
      text: 'Se vuelve a intentar solo. Puede responder en 8x8 mientras tanto.',
    },
    notTaken: 'No se pudo poner la respuesta en el cuadro de respuesta. Cópiela desde aquí.',
    copiedInstead: 'La página no tomó la respuesta. Está copiada: péguela en el cuadro de respuesta.',
    copied: '8x8 no tomó la respuesta. Está copiada: péguela en el cuadro de respuesta.',
  },
}

const moreSpanish: Translation<typeof moreEnglish> = {
  knowledge: {
    ask: 'Preguntar sobre este chat o el conocimiento',
    send: 'Preguntar',
    clear: 'Borrar la búsqueda',
    searching: 'Buscando…',
    nothing: words => str`No se encontró nada para «${words}». Pruebe con menos palabras o con otras.`,
    failed: 'La búsqueda no funcionó. Sus palabras se conservan; inténtelo de nuevo.',
    offline: 'Sin conexión. Sus palabras se conservan.',
    found: { one: '1 pasaje encontrado.', other: count => str`${count} pasajes encontrados.` },
    followUps: 'Preguntar después',
    use: 'Usar en una respuesta',
    empty:
      'Aquí aparecen los artículos cercanos a lo que escribe el cliente. Puede buscar en cualquier momento.',
  },

  edit: {
    label: 'Su respuesta',
    done: 'Listo',
    cancel: 'Cancelar',
    rewrite: 'Reescribir',
    shorter: 'Más corta',
    friendlier: 'Más amable',
    moreFormal: 'Más formal',
    fixGrammar: 'Corregir gramática',
    translateTo: language => str`Traducir: ${language}`,
    rewriting: 'Reescribiendo…',
    rewritten: 'Reescrito.',
    undo: 'Deshacer reescritura',
    failed: 'No se pudo reescribir. Su texto se conserva.',
  },

  reply: {
    label: 'Su respuesta al cliente',
    placeholder: 'Escribir al cliente',
    send: 'Enviar',
    sending: 'Enviando…',
    sent: 'Enviado.',
    failed: 'No se envió. Su texto se conserva; inténtelo de nuevo.',
    offline: 'Sin conexión. Su texto se conserva; envíelo cuando vuelva la conexión.',
    closed: 'El chat ha terminado. Ya no se puede enviar nada.',
    notYet: 'Podrá escribir cuando esté con el cliente.',
    hint: 'Ctrl+Intro envía',
  },

  steps: {
    heading: 'Próximos pasos',
    done: (done, all) => str`${done} de ${all} hechos`,
    because: 'El cliente escribió:',
    empty: {
      title: 'No hay pasos que seguir',
      text: 'Los pasos aparecen cuando la conversación pide un procedimiento conocido.',
    },
    save: 'Guardar y marcar como hecho',
    yes: 'Sí',
    no: 'No',
    choose: 'Elegir',
    failed: 'No se pudo guardar. Lo que escribió se conserva.',
  },

  mood: {
    heading: 'Ánimo',
    empty: {
      title: 'No se puede saber el ánimo',
      text: 'Aparece con la frase que lo muestra.',
    },
  },

  summary: {
    heading: 'Resumen',
    headingWithWrapUp: 'Resumen y cierre',
    soFar: 'Hasta ahora',
    atEnd: 'Definitivo',
    topic: 'Tema',
    asked: 'Pedido',
    done: 'Hecho',
    promised: 'Prometido',
    open: 'Pendiente',
    linked: (linked, all) => str`${linked} de ${all} datos con fuente`,
    notSaid: claim => str`«${claim}» no se dijo en este chat.`,
    fromMessage: time => str`Dicho a las ${time}`,
    summarise: 'Resumir ahora',
    again: 'Resumir de nuevo',
    summarising: 'Resumiendo…',
    failed: 'No se pudo hacer el resumen. Inténtelo de nuevo.',
    older: { one: '1 mensaje desde entonces', other: count => str`${count} mensajes desde entonces` },
    empty: {
      title: 'Todavía no hay resumen',
      text: 'Se hace al terminar el chat, antes del cierre. Puede tener uno ahora.',
    },
  },

  wrapUp: {
    summary: 'Resumen para el registro',
    code: 'Código de cierre',
    suggested: 'Sugerido',
    findCode: 'Buscar un código',
    noCode: 'Ningún código encaja',
    required: 'Necesario',
    save: 'Guardar el cierre',
    saving: 'Guardando…',
    saved: time => str`Guardado a las ${time}`,
    savedBy: (name, time) => str`Guardado por ${name} a las ${time}`,
    change: 'Cambiar',
    generatedWas: text => str`Editado. Lo generado era «${text}».`,
    suggestedWas: name => str`Lo sugerido era «${name}».`,
    nothingSent: 'No se envía nada al cliente.',
    failed: {
      title: 'No se pudo guardar el cierre',
      text: reason => str`${reason} Su texto se conserva.`,
      offline: 'Se ha perdido la conexión. Su texto se conserva.',
    },
    fillFirst: fields => str`Rellene antes: ${fields}`,
  },

  tiles: {
    unknown: {
      title: name => str`Nada rellena «${name}» todavía`,
      text: 'El diseño tiene un lugar para ello; un bot o un programa tiene que rellenarlo.',
    },
    empty: 'Esta tesela está vacía.',
    frame: name => str`Contenido de ${name}`,
    cardFailed: {
      title: 'No se puede mostrar esta tarjeta',
      text: 'No es una tarjeta que este copiloto entienda.',
    },
    sent: 'Enviado al asistente.',
    sending: 'Enviando…',
    failed: 'No se envió. Inténtelo de nuevo.',
  },

  content: { image: 'Imagen', audio: 'Sonido', video: 'Vídeo' },

  help: {
    heading: 'Atajos de teclado',
    close: 'Cerrar',
    use: 'Usar una respuesta',
    edit: 'Editar la primera respuesta',
    redraft: 'Rehacer',
    dismiss: 'Descartar la primera respuesta',
    snooze: 'Pausar las respuestas',
    search: 'Buscar en el conocimiento',
    reply: 'Escribir al cliente',
    transcript: 'Leer la conversación',
    nextChat: 'Chat siguiente o anterior',
    help: 'Esta lista',
    note: 'Los caracteres que escriba con Alt u Opción siguen siendo caracteres en los campos de texto.',
  },
}

export const templates = { ...templatesOf(spanish), ...templatesOf(moreSpanish) }
