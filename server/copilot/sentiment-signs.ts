/*
 * Signs of a mood in the languages that the agent's workspace speaks, each with how much it says (1.5 is enough alone).
 * They meet a sentence as `foldFor` leaves it. Few and plain on purpose: a label that is wrong is worse than none.
 */

export type MoodSign = 'upset' | 'repeats' | 'waits' | 'leaves' | 'shouts' | 'pleased'

export interface Sign {
  readonly sign: MoodSign
  readonly weight: number
  readonly pattern: RegExp
}

export interface MoodSigns {
  readonly signs: readonly Sign[]
  /** Before a sign within the same clause it takes the sign back. */
  readonly negation: RegExp
  /** A sentence with it is not pleased, whatever else it says: a wish, a contrast, an irony. */
  readonly spoilsPraise: RegExp
}

const sign = (sign: MoodSign, weight: number, pattern: RegExp): Sign => ({ sign, weight, pattern })

const en: MoodSigns = {
  negation: /\b(?:not|never|no|isn't|wasn't|aren't|don't|didn't|doesn't|hardly|without)(?: \w+){0,3} ?$/,
  spoilsPraise:
    /\?|\b(?:would|could|if|but|however|though|although|still|again|another|without|until|not|no|never|n't|yet|except|unfortunately|nothing|supposed|used to|hope|hopefully|wish)\b|n't\b/,
  signs: [
    sign(
      'upset',
      2,
      /\b(?:unacceptable|ridiculous|outrageous|disgrace(?:ful)?|appalling|furious|disgusted|disgusting|shameful|pathetic|incompetent|bullshit|wtf|ffs|fuck\w*|fed up|sick (?:and tired )?of|had enough|enough is enough|waste of (?:my )?(?:time|money)|losing (?:my )?patience|out of patience|joke of a|this is a joke|what a joke|thanks for nothing|rip-?off|daylight robbery|beyond a joke)\b/,
    ),
    sign(
      'upset',
      1.5,
      /\b(?:(?:i'm|i am|we're|we are|so|very|really|extremely|pretty|quite) (?:\w+ )?(?:angry|annoyed|frustrated|disappointed|upset|unhappy|mad|dissatisfied|livid)|frustrating|annoying|infuriating|nightmare|unbelievable|are you (?:kidding|joking|serious)|you(?:'ve| have)? lied|been lied to|useless|for god'?s sake|what the (?:hell|heck)|what am i (?:even )?paying (?:you )?for|shocking service|nobody cares|no one cares|makes me (?:angry|mad))\b|\b(?:terrible|horrible|awful|dreadful|worst|poor|bad)(?: \w+)? (?:service|experience|company|support|customer service|treatment)\b|\b(?:you're|you are|(?:company|service|support) (?:is|was))(?: \w+){0,2} (?:terrible|horrible|awful|worst|dreadful)\b/,
    ),
    sign(
      'repeats',
      2,
      /\b(?:second|third|fourth|fifth|sixth|tenth|umpteenth|hundredth|\d+(?:nd|rd|th)) time (?:i'm|i've|i (?:have|had|am|call|contact|write|ask|tell|explain|message|say|try to)|we (?:have|had)|now|in a row|this (?:week|month|year))\b|\bfor the (?:second|third|fourth|fifth|sixth|tenth|umpteenth|hundredth|\d+(?:nd|rd|th)) time\b|\bhow many (?:more )?times\b|\bi keep (?:telling|asking|explaining|having to|repeating|saying)\b/,
    ),
    sign(
      'repeats',
      1.5,
      /\b(?:over and over|again and again|time and again|time after time)\b|\bi(?:'ve| have)? (?:already|just) (?:told|explained|said|asked|answered|given|sent)\b|\bi(?:'ve| have) (?:told|explained|said|asked)\b.*\b(?:times|already|twice|before)\b|\bnobody (?:listens|reads)\b/,
    ),
    sign(
      'waits',
      1.5,
      /\b(?:waiting|waited|on hold|queuing)\b.*\b(?:hours?|days?|weeks?|months?|ages|forever|so long|too long|minutes)\b|\b(?:nobody|no one|no-one|noone)(?:'s| has| ever)? (?:\w+ )?(?:answer\w*|came|comes|turned up|showed up|call\w*|repl\w*|respond\w*|bother\w*|got back|helps?|helped)\b|\btaking (?:way )?(?:too long|forever|ages)\b/,
    ),
    sign('upset', 1, /\bseriously\?/),
    sign(
      'waits',
      1,
      /\b(?:still|been) waiting\b|\bwhy (?:is|are|am|do|does|hasn't|haven't)\b.*\bstill\b|\bstill (?:(?:have|has|got|had) )?(?:no|not|nothing|haven't|hasn't)\b/,
    ),
    sign(
      'leaves',
      2,
      /\b(?:take my business elsewhere|never (?:again|use you|order|buy|shop|recommend)(?: \w+)*|(?:last|final) straw|done with (?:you|this company|your)|(?:switch|switching|go|going|move|moving|leave|leaving)(?: \w+){0,3} (?:to a competitor|competitor|elsewhere|for good|your company))\b/,
    ),
    sign(
      'leaves',
      1.5,
      /\b(?:lawyer|solicitor|sue you|legal action|ombudsman|trading standards|report you|small claims|(?:want|going|like|will|'ll|have) (?:to )?(?:make|file|raise|lodge|put in|open) (?:a|an|another) (?:formal |official )?complaint|formal complaint|bad review|(?:one|1)[- ]star (?:review|rating)|(?:leave|give) you (?:one|a) star|want my money back|demand (?:a|my|to)|speak to your (?:manager|supervisor))\b/,
    ),
    sign(
      'pleased',
      2,
      /\b(?:thank you|thanks)(?: \w+)? (?:so|very) much\b|\b(?:you're|you are|you've been|you have been|that's|that is|that was|what|such) (?:\w+ )?(?:amazing|brilliant|fantastic|wonderful|awesome|excellent|star|legend|lifesaver|life saver|helpful|great help|a big help|very kind|so kind)\b|\b(?:really|much|very much) appreciate|\bappreciate (?:it|your help|that|all)\b|\b(?:perfect|brilliant|wonderful|fantastic|amazing|excellent|awesome|great)[,.! ]+(?:thank|thanks|cheers|thx)|\b(?:thank you|thanks)[^.?]*\b(?:perfect|brilliant|wonderful|fantastic|amazing|excellent|helpful|great help)\b|\bmade my day\b|\b(?:very|so|really) (?:happy|pleased|impressed|satisfied|grateful) (?:with|about|for|that)\b|\blove (?:it|this|your)\b|\b(?:great|excellent|brilliant|amazing|fantastic) (?:service|help|support)\b/,
    ),
  ],
}

const de: MoodSigns = {
  negation: /\b(?:nicht|kein|keine|keinen|nie|weder|ohne)(?: \w+){0,2} ?$/,
  spoilsPraise:
    /\?|\b(?:waere|wuerde|koennten|wenn|aber|jedoch|nur|wieder|schon wieder|ohne|nicht|kein\w*|nie|noch|leider|sollte|hoffentlich|endlich)\b/,
  signs: [
    sign(
      'upset',
      2,
      /\b(?:unverschaemt\w*|frechheit|unmoeglich von|inakzeptabel|nicht akzeptabel|laecherlich|katastroph\w*|unfassbar|wuetend|stinksauer|schnauze voll|nase voll|es reicht|mir reicht(?:'s| es)?|verarscht?|verarschen|scheisse?|zumutung|abzocke|unter aller (?:sau|kanone)|saftladen|bodenlos\w*|sauerei|armutszeugnis)\b/,
    ),
    sign(
      'upset',
      1.5,
      /\b(?:(?:bin|sind|sehr|echt|ziemlich|wirklich|total) (?:\w+ )?(?:sauer|veraergert|enttaeuscht|genervt|frustriert|unzufrieden)|aergerlich|nervt|das darf (?:doch )?nicht wahr sein|(?:ist das|nicht) ihr ernst|schlechter? (?:service|kundenservice|support)|miserabel\w*|unglaublich|eine farce)\b/,
    ),
    sign(
      'repeats',
      2,
      /\b(?:zum|das) (?:zweiten?|dritten?|vierten?|fuenften?|x-ten|xten|hundertsten|\d+\.) mal\b|\bwie oft (?:denn |soll |muss |noch )/,
    ),
    sign(
      'repeats',
      1.5,
      /\b(?:immer (?:und immer )?wieder (?:das ?selbe|das gleiche|erklaeren|das)|schon (?:mehrfach|mehrmals|dreimal|zweimal|x-mal|tausendmal|hundertmal)|habe ich (?:doch )?(?:bereits|schon) (?:gesagt|geschrieben|erklaert|gefragt|geschickt)|ich habe (?:\w+ ){0,3}(?:bereits|schon) (?:\w+ )?(?:gesagt|geschrieben|erklaert|gefragt|geschickt))\b/,
    ),
    sign(
      'waits',
      1.5,
      /\b(?:warte\w*|gewartet|warteschleife)\b.*\b(?:stunden?|tagen?|wochen?|monaten?|ewig\w*|minuten|lange)\b|\bseit (?:\w+ )?(?:stunden|tagen|wochen|monaten|ewigkeiten)\b.*\b(?:wart\w*|nichts|niemand|keine?)\b|\b(?:niemand|keiner) (?:\w+ ){0,3}(?:antwortet|gemeldet|meldet|kam|gekommen|erschienen|reagiert|geholfen|hilft|geht ran|kuemmert)\b|\bdauert (?:\w+ )?(?:ewig|viel zu lange)\b/,
    ),
    sign('waits', 1, /\b(?:immer noch (?:nicht|kein\w*|nichts)|warte (?:immer )?noch)\b/),
    sign(
      'leaves',
      2,
      /\b(?:nie wieder (?:\w+ )?(?:bei ihnen|bestell\w*|kauf\w*|kunde)|(?:zur|zu einer?) konkurrenz|das war(?:'s| es)? mit ihnen)\b/,
    ),
    sign(
      'leaves',
      1.5,
      /\b(?:anwalt|rechtsanwalt|verbraucherzentrale|rechtliche schritte|anzeige erstatten|beschwere (?:ich )?mich|(?:muss|werde) (?:ich )?mich beschweren|beschwerde (?:einreichen|einlegen)|schlechte bewertung|ein-?stern-?bewertung|will mein geld zurueck|vorgesetzten)\b/,
    ),
    sign(
      'pleased',
      2,
      /\b(?:vielen lieben dank|tausend dank|herzlichen dank|super (?:nett|lieb|hilfe|service)|toller? (?:service|hilfe)|sehr (?:freundlich|nett|hilfreich|zufrieden)|(?:perfekt|super|klasse|prima|toll|wunderbar|grossartig|spitze|ausgezeichnet)[,.! ]+(?:vielen |herzlichen )?(?:dank|danke)|(?:danke|dank)[^.?]*\b(?:perfekt|super|klasse|toll|wunderbar|grossartig|spitze)|begeistert|sie sind (?:\w+ )?(?:toll|spitze|die beste|der beste|ein schatz)|freut mich sehr|sie haben mir (?:sehr|super|wirklich) geholfen)\b/,
    ),
  ],
}

const fr: MoodSigns = {
  negation: /\b(?:pas|jamais|aucun|aucune|sans|ni|n'est|ne)(?: \w+){0,2} ?$/,
  spoilsPraise:
    /\?|\b(?:serait|pourriez|si|mais|cependant|encore|toujours|sans|pas|jamais|aucun|enfin|malheureusement|j'espere|devait)\b/,
  signs: [
    sign(
      'upset',
      2,
      /\b(?:inadmissible|inacceptable|scandaleux|honteux|une honte|ridicule|furieu(?:x|se)|ras[- ]le[- ]bol|marre|j'en ai assez|ca suffit|foutez|foutre|merde|n'importe quoi|incompetents?|arnaque|du vol|lamentable|vous vous moquez|perte de temps|se moque de (?:moi|nous))\b/,
    ),
    sign(
      'upset',
      1.5,
      /\b(?:(?:suis|sommes|tres|vraiment|extremement) (?:\w+ )?(?:decue?s?|en colere|enervee?s?|mecontente?s?|frustree?s?|agacee?s?|fachee?s?)|enervant|agacant|desastreux|cauchemar|mauvais service|service (?:\w+ )?(?:nul|deplorable|horrible|catastrophique)|incroyable que|vous plaisantez|c'est nul|deplorable|pas serieux)\b/,
    ),
    sign(
      'repeats',
      2,
      /\b(?:la |ca fait |pour la )?(?:deuxieme|troisieme|quatrieme|cinquieme|dixieme|enieme|\d+e(?:me)?) fois\b|\bcombien de fois\b/,
    ),
    sign(
      'repeats',
      1.5,
      /\b(?:(?:j'ai|je (?:vous |l')?ai) (?:vous )?deja (?:dit|explique|ecrit|demande|envoye|repondu|donne)|encore et encore|sans cesse|toujours la meme chose|je (?:le )?repete)\b|\bdeja (?:dit|explique|envoye|demande) (?:\w+ )?fois\b/,
    ),
    sign(
      'waits',
      1.5,
      /\bj'?(?:e )?(?:attends?|patiente|attendu)\b.*\b(?:heures?|jours?|semaines?|mois|longtemps|eternite|minutes)\b|\b(?:depuis|ca fait) (?:\w+ )?(?:heures|jours|semaines|mois)\b.*\b(?:attend\w*|rien|personne|aucun\w*)\b|\bpersonne (?:ne |n')(?:\w+ )?(?:repond\w*|rappele\w*|venue?|est venu\w*|m'a|aide\w*|bouge)\b/,
    ),
    sign('waits', 1, /\btoujours (?:pas|rien|aucun\w*)\b/),
    sign(
      'leaves',
      2,
      /\b(?:plus jamais|chez (?:un|le|la|vos) concurren\w*|a la concurrence|je ne (?:commanderai|reviendrai) plus)\b/,
    ),
    sign(
      'leaves',
      1.5,
      /\b(?:avocat|porter plainte|plainte|60 millions|que choisir|justice|mise en demeure|mauvais avis|avis negatif|remboursez-moi|je veux mon argent|votre (?:responsable|superieur))\b/,
    ),
    sign(
      'pleased',
      2,
      /\b(?:merci (?:beaucoup|infiniment|mille fois) (?:pour|de|a|vous)|merci infiniment|mille mercis|un grand merci|(?:parfait|super|genial|excellent|formidable|impeccable|top|nickel)[,.! ]+(?:un grand )?merci|merci[^.?]*\b(?:parfait|super|genial|excellent|formidable|adorable|efficace)|vous etes (?:\w+ )?(?:formidable|genial|geniale|super|adorable|au top|efficace|la meilleure|le meilleur)|tres (?:satisfaite?|contente?|aimable|gentil(?:le)?)|ravie?|excellent service|votre (?:gentillesse|efficacite))\b/,
    ),
  ],
}

const es: MoodSigns = {
  negation: /\b(?:no|nunca|ningun|ninguna|sin|tampoco)(?: \w+){0,2} ?$/,
  spoilsPraise:
    /[?¿]|\b(?:seria|podria|si|pero|sin embargo|otra vez|sin|no|nunca|todavia|aun|por fin|ojala|espero|deberia|lamentablemente)\b/,
  signs: [
    sign(
      'upset',
      2,
      /\b(?:inaceptable|ridiculo|indignante|vergonzoso|verguenza|furios[oa]|hart[oa]|basta ya|ya basta|mierda|incompetentes?|estafa|estafadores|robo|lamentable|toma(?:ndo)? el pelo|perdida de tiempo|inadmisible|asco|desastre|ladrones|colmo)\b/,
    ),
    sign(
      'upset',
      1.5,
      /\b(?:(?:estoy|muy|realmente|bastante|tan) (?:\w+ )?(?:enfadad[oa]|enojad[oa]|decepcionad[oa]|molest[oa]|frustrad[oa]|indignad[oa]|cabread[oa]|descontent[oa])|frustrante|pesimo|pesima|pesadilla|mal servicio|peor servicio|increible que|es una broma|que broma|no puede ser que|me mienten|mentira)\b/,
    ),
    sign(
      'repeats',
      2,
      /\b(?:segunda|tercera|cuarta|quinta|sexta|decima|enesima|\d+a?) vez que\b|\bcuantas veces\b/,
    ),
    sign(
      'repeats',
      1.5,
      /\b(?:ya (?:se )?(?:les?|lo|te) (?:he )?(?:dije|dicho|explique|explicado|envie|enviado|pregunte|conte)|una y otra vez|siempre lo mismo|he (?:repetido|explicado|dicho) \w+ veces|ya lo (?:he )?(?:dije|dicho|explique))\b/,
    ),
    sign(
      'waits',
      1.5,
      /\b(?:espera\w*|esperando)\b.*\b(?:horas?|dias?|semanas?|mes(?:es)?|siglos|minutos|mucho tiempo)\b|\b(?:llevo|llevamos) (?:\w+ ){0,2}(?:horas|dias|semanas|meses|minutos)\b|\bnadie (?:me |nos |ha |se )?(?:\w+ )?(?:respond\w*|contest\w*|llam\w*|vino|viene|venido|ayud\w*|aparec\w*)\b/,
    ),
    sign('waits', 1, /\b(?:sigo|seguimos) (?:esperando|sin)\b|\btodavia no\b/),
    sign(
      'leaves',
      2,
      /\b(?:nunca mas|no vuelvo a (?:comprar|contratar|pedir)|a la competencia|me voy a (?:otra|la) (?:compania|empresa|competencia))\b/,
    ),
    sign(
      'leaves',
      1.5,
      /\b(?:abogado|denuncia\w*|demandar\w*|consumo|hoja de reclamaciones|poner una (?:queja|reclamacion)|mala resena|devuelvanme|quiero mi dinero|su (?:supervisor|jefe))\b/,
    ),
    sign(
      'pleased',
      2,
      /\b(?:much[ia]simas gracias|mil gracias|muchas gracias por (?:todo|su|tu|la)|(?:perfecto|genial|excelente|estupendo|fantastico|maravilloso|fenomenal)[,.! ]+(?:muchas |mil )?gracias|gracias[^.?]*\b(?:perfecto|genial|excelente|estupendo|amable|encantador)|(?:es|eres|son) (?:usted )?(?:muy |un |una )?(?:amable|genial|sol|encanto|el mejor|la mejor)|muy (?:content[oa]|satisfech[oa]|agradecid[oa]|amable)|encantad[oa]|excelente (?:servicio|atencion)|que buen servicio)\b/,
    ),
  ],
}

const ja: MoodSigns = {
  negation: /(?!)/,
  spoilsPraise: /[?？]|ですが|けど|のに|しかし|でも|ない/,
  signs: [
    sign('upset', 2, /ふざけ|いい加減に|最悪|許せ|ありえない|あり得ない|詐欺|腹が立|怒って|イライラ|呆れ/),
    sign('upset', 1.5, /がっかり|不満|残念すぎ|ひどい|酷い|困り果て|納得(?:でき|いか)/),
    sign('repeats', 2, /何度(?:も|言|説明|同じ)|何回(?:も|言|説明)|[二三四五]度目|\d回目/),
    sign('waits', 1.5, /(?:何時間|何日|何週間|ずっと|いつまで).*(?:待|返事|連絡)|誰も(?:来|出|対応|返)/),
    sign(
      'leaves',
      1.5,
      /弁護士|消費者センター|訴え|二度と(?:買|利用|使|頼)|解約してやる|責任者を|クレームを/,
    ),
    sign(
      'pleased',
      2,
      /本当に(?:ありがとう|助かり)|大変(?:助かり|満足)|とても(?:助かり|親切|満足|嬉し|うれし)|素晴らし|感謝(?:し|いた)/,
    ),
  ],
}

const ar: MoodSigns = {
  negation: /(?:^|\s)(?:لا|ليس|لم|لست)(?: \S+){0,2} ?$/,
  spoilsPraise: /[?؟]|(?:^|\s)(?:لكن|ولكن|لو|بدون|ليس|لم|لن|غير)(?:\s|$)/,
  signs: [
    sign('upset', 2, /غير مقبول|مهزلة|فضيحة|سخيف|نصب|احتيال|كفى|طفح الكيل|عار عليكم|مقرف/),
    sign(
      'upset',
      1.5,
      /(?:انا|أنا|جدا) ?(?:غاضب|مستاء|محبط|منزعج)|(?:غاضب|مستاء|محبط|منزعج)ة? جدا|خدمة سيئة|اسوا خدمة|أسوأ خدمة|سيئ جدا|كارثة/,
    ),
    sign('repeats', 2, /(?:المرة|للمرة) (?:الثانية|الثالثة|الرابعة|الخامسة|الالف|الألف)|كم مرة/),
    sign(
      'waits',
      1.5,
      /(?:انتظر|أنتظر|انتظرت|منتظر)\S*.*(?:ساعات|ساعة|ايام|أيام|اسابيع|أسابيع|اشهر|أشهر)|لا احد (?:يرد|يجيب)|لا أحد (?:يرد|يجيب)|لم يرد احد|لم يرد أحد/,
    ),
    sign('leaves', 1.5, /محام|حماية المستهلك|شكوى رسمية|لن اتعامل|لن أتعامل|اريد مديرك|أريد مديرك/),
    sign(
      'pleased',
      2,
      /شكرا (?:جزيلا|كثيرا)|الف شكر|ألف شكر|ممتاز(?:ة)?[،, ]+شكرا|خدمة (?:ممتازة|رائعة)|انت رائع|أنت رائع|سعيد جدا/,
    ),
  ],
}

const signs: Record<string, MoodSigns> = { en, de, fr, es, ja, ar }

/** The signs of a language by its two letters; undefined where none are known. */
export const moodSignsOf = (language: string): MoodSigns | undefined =>
  Object.hasOwn(signs, language) ? signs[language] : undefined
