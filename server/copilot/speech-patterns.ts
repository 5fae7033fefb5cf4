/*
 * How speech acts sound in the languages that the agent's workspace speaks. Patterns meet a sentence as `foldFor` leaves
 * it. They are general on purpose: no word of any company's trade is in them.
 */

import { it, nl, pt } from './more-speech-patterns.ts'

export interface SpeechPatterns {
  /** Asks, also where nobody typed a question mark. */
  question: RegExp
  /** Asks for something to be done. */
  request: RegExp
  /** Says that something will be done or will happen. */
  promise: RegExp
  /** Says that something has been done. */
  done: RegExp
  /** Something that is arranged and still to happen. */
  arranged: RegExp
  /** Says that somebody is about to look, wait or pass on: neither answer nor promise. */
  holding: RegExp
  /** Told of a possibility, not of what happens. */
  conditional: RegExp
  /** Denies it. */
  negated: RegExp
  /** An answer to yes or no. */
  yesNo: RegExp
  /** Asks for a time, or for an amount. */
  asksWhen: RegExp
  asksHowMuch: RegExp
  /** A time or day in words. */
  time: RegExp
  /** Asks for a person, whatever about. */
  person: RegExp
}

const never = /(?!)/

const en: SpeechPatterns = {
  question:
    /\?|^(?:(?:and|so|but|ok|okay|well|hi|hello|hey|sorry|also|or)[, ]+)*(?:how (?:much|many|long|do|does|did|can|could|is|are|will|would|should|to|come|often|soon|far|about)|what(?:'s| is| are| do| does| did| can| should| will| would| happens?| about| time| kind| if| else)|when(?:'s| is| are| will| can| could| do| does| did| should| would)|where(?:'s| is| are| do| does| did| can| could| will)|why|who(?:'s| is| can| do| will| should)|which (?:one|of|is|are|do)|(?:is|are|was|were|do|does|did|can|could|will|would|should|may|have|has|am) (?:i|you|we|it|he|she|they|there|that|this|the|my|your|our|any|anyone|someone|somebody))\b|\b(?:i (?:was )?wonder(?:ing)?|(?:tell me|want to know|like to know|do you know|any idea) (?:how|what|when|where|why|who|which|if|whether))\b/,
  request:
    /\bplease\b|\b(?:i|we)(?:'d| would)? (?:really |just |also )*(?:like|want|need|wish|wanna)\b|\b(?:can|could|would|will) (?:you|someone|somebody|anyone)\b|\b(?:i|we)(?:'m| am|'re| are) (?:looking|trying|calling|writing|hoping|asking) (?:to|for)\b|\bhelp me\b|^(?:then |also |and |so |just )?(?:cancel|send|change|refund|give|tell|take|stop|remove|book|check|fix|call|update|add|delete|replace|show|explain|confirm|let me know|make sure)\b/,
  promise:
    /\b(?:i|we)(?:'ll| will| shall|'m going to| am going to|'re going to| are going to)\b(?! (?:\w+ )?need\b)|\b(?:you|it)(?:'ll | will )(?:\w+ )?(?:receive|get|have|be|see|hear|call|come|arrive|go|send|contact|reach|visit|happen|start|take|show)\b|\b(?:(?:they|he|she|someone|somebody)(?:'ll | will )|(?:the|your|our|my|a|an) (?:\w+ ){1,3}will )(?!(?:not|cost|need|depend|want)\b)(?:\w+)\b|\byou(?:'ll| will) (?:receive|get|have|be|see|hear)\b|\b(?:is|are) (?:coming|arriving|due|expected|on (?:its|their) way|going to (?!need\b))|\byou can (?:count on|expect)\b|^(?:please )?expect (?:our|a|the|your)\b/,
  done: /\b(?:was|were|has been|is) successful\b|\bsuccessfully\b|\b(?:went|gone) through\b|\b(?:your|the) (?:reference|confirmation|booking|reservation|case|ticket|order|fault) (?:number|code|id|no\.?) (?:is|:)|\b(?:i|we)(?:'ve| have) (?!not\b)(?:(?:now|just|already|also|successfully|gone ahead and|been able to) )*(?!(?:read|seen|looked|checked|noted|noticed|understood|heard|had|been|asked|tried|wanted|needed|received|reviewed|got)\b)(?:\w+ed|sent|made|put|set|given|taken|done|written|reset|paid|begun|spoken)\b|^(?:(?:ok|okay|so|great|right|now|then|and|yes)[, ]+)*(?:i|we) (?:(?:just|now|already|also) )?(?!(?:need|looked|checked|noticed|wanted|needed|asked|tried|understood|received|reviewed|apologi[sz]ed|indeed)\b)(?:\w{2,}ed|sent|made|put|set|took|gave)\b|(?:\b(?:is|are|was|were|has been|have been|been|'s been)|'s) (?:(?:now|already|also|all|successfully|fully) )*(?:confirmed|cancell?ed|changed|updated|done|sorted|fixed|reset|activated|deactivated|removed|refunded|sent|completed|placed|processed|credited|resolved|ordered|extended|waived|approved|added|switched|transferred|ported|unlocked|taken off|set up|registered|restored|replaced|paid|issued|shipped)\b/,
  arranged:
    /\b(?:is|are|has been|have been|'s|i have|i've|we have|we've) (?:(?:now|already|also|all) )*(?:booked|scheduled|arranged|reserved)\b/,
  holding:
    /\b(?:i|we)(?:'ll| will|'m going to| am going to| can)? (?:(?:just|now|quickly|first|also|be happy to|gladly) )*(?:check|look|have a look|take a look|see if|see what|find out|be (?:with you|right|back|happy|glad)|transfer you|pass you|connect you|put you|need|wait|ask you|help|do my best|try)\b|\b(?:one|a|just a) (?:moment|second|minute|sec)\b|\blet me\b|\bplease (?:wait|hold|bear)\b|\bbear with me\b/,
  conditional: /^(?:if|when|once|unless|should you|in case|as soon as)\b/,
  negated: /\b(?:not|never|no longer|cannot|\w+n't|unable)\b/,
  yesNo: /^(?:yes|yeah|yep|no|nope|sure|of course|absolutely|certainly|unfortunately)\b/,
  asksWhen: /\b(?:when|what time|how long|how soon|which day|what day)\b/,
  asksHowMuch: /\b(?:how much|how many|what(?:'s| is| does)[^?]* (?:cost|price|charge|fee|balance|amount))\b/,
  time: /\b(?:today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|week|weeks|days?|hours?|minutes?|month|o'clock|now|immediately|right away|soon)\b|\d{1,2}[:.]\d{2}/,
  person:
    /\b(?:talk|speak|chat|connect|transfer)(?:ing)? (?:me )?(?:to|with) (?:an? |the |some |your )?(?:real |live |human |actual )?(?:person|human|agent|someone|somebody|representative|colleague|advisor|operator|manager)\b|^(?:an? )?(?:real |live )?(?:human|agent|person|representative|operator)\b/,
}

const de: SpeechPatterns = {
  question:
    /\?|^(?:(?:und|aber|ok|also|hallo|guten tag|oder)[, ]+)*(?:was|wann|wo|wer|wie (?:lange|viel|viele|hoch|kann|koennen|geht|ist|bekomme|funktioniert|oft|teuer|soll|mache)|warum|wieso|weshalb|welche[rsnm]?|woher|wohin|wieviel|(?:kann|koennen|koennte|koennten|ist|sind|hat|haben|habe|wird|werden|wuerde|gibt|muss|darf|soll|geht|bekomme|kriege|kommt) (?:ich|sie|du|ihr|wir|es|man|das|der|die|den|mein|meine|jemand|noch))\b|\b(?:ich (?:frage mich|wuesste gern|moechte wissen|wollte fragen)|koennen sie mir sagen)\b/,
  request:
    /\bbitte\b(?! (?:schoen|sehr))|\b(?:ich|wir) (?:moechten?|will|wollen|brauchen?|haette gern|haetten gern|wuerden? gern|benoetigen?|wuensche)\b|\b(?:koennen|koennten|kannst|koenntest|wuerden) (?:sie|du|jemand|mir)\b|\b(?:moechte|brauche|will) ich\b/,
  promise:
    /\b(?:ich|wir) (?:werden?|kuemmern? (?:mich|uns)|schicken?|senden?|melden? (?:mich|uns)|rufen? (?:sie|dich)|veranlassen?|leiten?|sorgen? dafuer|erstatten?|schreiben?|ueberweisen?)\b|\b(?:werden?|kuemmere|schicke|sende|melde|rufe|veranlasse|leite|sorge|erstatte) (?:ich|wir)\b|\b(?:sie|du) (?:erhalten|bekommen|erhaeltst|bekommst|werden .*(?:erhalten|bekommen|informiert))\b|\b(?:erhalten|bekommen) sie\b|\bsie hoeren (?:.* )?von (?:uns|mir)\b|\b(?:ruft|meldet|besucht|kontaktiert) (?:sie|dich|sich)\b|\b(?:gebe|geben) (?:ich |wir )?(?:ihnen|dir) (?:.* )?bescheid\b|\b(?:kommt|kommen|erfolgt|erfolgen|trifft|treffen|holt|bringt|meldet|liefert) (?:.* )?(?:am (?!stueck)|um|bis|innerhalb|binnen|heute|morgen|uebermorgen|naechste[nr]?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b|\b(?:wird|werden) .*\b(?:geliefert|gutgeschrieben|erstattet|kommen|angerufen|zugestellt|verschickt|geaendert|erledigt|freigeschaltet|repariert|ausgetauscht|anrufen|melden|eintreffen)\b/,
  done: /\b(?:ich habe?|habe? ich|wir haben|haben wir)\b(?!.*\b(?:nicht|kein|keine|gelesen|gesehen|verstanden|nachgesehen|nachgeschaut|geschaut|geprueft|ueberprueft|gehoert|gefragt|bekommen|erhalten)\b).*\b(?:\w*ge\w+(?:t|en)|\w+iert|(?:ver|be|er|ent|zer|ueber|unter|hinter|wieder)\w+(?:t|en))\b(?: ?(?:$|[.,!;:]|und|fuer|am|zum))|\b(?:wurden?|ist|sind|worden)\b.*\b(?:storniert|geaendert|erledigt|bestaetigt|aktualisiert|entfernt|erstattet|gutgeschrieben|verschickt|versendet|freigeschaltet|aktiviert|deaktiviert|gekuendigt|behoben|zurueckgesetzt|eingerichtet|hinzugefuegt|geloescht|verlaengert|bezahlt|angelegt|gesperrt|entsperrt|abgeschlossen)\b(?: ?(?:$|[.,!;:]|und|worden))/,
  arranged:
    /\b(?:ist|sind|wurden?|habe?|haben)\b.*\b(?:gebucht|vereinbart|reserviert|eingetragen|terminiert|geplant)\b/,
  holding:
    /\b(?:ich|wir) (?:werden? |moechte )?(?:(?:das|es|mal|kurz|gleich|gerne?|eben|mir|sofort|fuer sie|einmal) )*(?:pruefen?|ueberpruefen?|schauen?|sehen?|nachsehen|nachschauen|verbinden?|helfen?|brauchen?|weiterleiten|weiterverbinden|versuchen?)\b|\b(?:schaue|pruefe|sehe|verbinde) ich\b|\b(?:einen|ein|kleinen) (?:moment|augenblick)\b|\blassen sie mich\b/,
  conditional: /^(?:wenn|falls|sobald|sofern|sollten sie)\b/,
  negated: /\b(?:nicht|kein|keine|keinen|keiner|nie|niemals|leider)\b/,
  yesNo: /^(?:ja|nein|doch|klar|natuerlich|selbstverstaendlich|gerne|leider)\b/,
  asksWhen: /\b(?:wann|wie lange|um wie viel uhr|welcher tag|bis wann|ab wann)\b/,
  asksHowMuch: /\b(?:wie ?viel|wie viele|wie hoch|wie teuer|was kostet|was kosten)\b/,
  time: /\b(?:heute|morgen|uebermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|wochen?|tagen?|stunden?|minuten?|monat|uhr|sofort|gleich)\b|\d{1,2}[:.]\d{2}/,
  person:
    /\b(?:mensch(?:en)?|mitarbeiter(?:in)?|person|kollegen|berater(?:in)?|jemandem?)\b.*\b(?:sprechen|reden|verbinden|verbunden|schreiben|chatten)\b|^(?:bitte )?(?:mensch|mitarbeiter|berater)\b/,
}

const fr: SpeechPatterns = {
  question:
    /\?|^(?:(?:et|mais|bonjour|ok|alors|ou)[, ]+)*(?:qu'est-ce|est-ce|quand|comment|pourquoi|combien|quel(?:le)?s?|qui |ou (?:est|sont|puis|se)|a quelle|puis-je|pouvez-vous|pourriez-vous|avez-vous|peut-on|ai-je|dois-je|y a-t-il)|\b(?:je me demande|j'aimerais savoir|je voudrais savoir|est-ce que)\b/,
  request:
    /\bs'il (?:vous|te) plait\b|\bsvp\b|\b(?:je|nous) (?:voudrais|voudrions|veux|voulons|souhaite|souhaitons|souhaiterais|aimerais|desire|demande)\b|\bj'(?:aimerais|ai besoin|exige)|\b(?:pouvez|pourriez|peux|pourrais)[- ](?:vous|tu)\b|\bmerci de (?:me |m'|nous )?\w+(?:er|ir|re)\b|\bil me faut\b/,
  promise:
    /\b(?:je vais|nous allons|on va|je m'en occupe|je m'occupe|je vous (?:envoie|transmets|rappelle|tiens au courant)|nous vous (?:envoyons|transmettons|rappelons|tenons au courant|contactons|remboursons|livrons))\b|\b(?:je |j')(?:(?:vous|le|la|les|me|te|lui|leur|y|en|l|m|t) ?'?)*\w+rai\b|\bnous (?:(?:vous|le|la|les|lui|leur) )*\w+rons\b|\bvous (?:recevrez|aurez|serez|obtiendrez|pourrez)\b|\b(?:sera|seront|viendra|arrivera|passera|appellera|contactera|rappellera)\b/,
  done: /\b(?:j'ai|je (?:vous|l'|les|lui|leur) ?ai|nous avons|nous vous avons|je viens de) (?:(?:bien|deja|donc|aussi|egalement|immediatement) )*(?!(?:vu|lu|compris|note|regarde|verifie|consulte|besoin|une?|le|la|les|des|du|deux|pas|recu|trouve|eu|ete|entendu|essaye|essaie)\b)(?:\w+(?:e|es|i|is|it|ite|u|us|ert|ait|fait|mis|pris|er|ir)s?)\b|\b(?:a|ont|avait) (?:bien |deja )?ete \w+|\b(?:est|sont) (?:bien |deja |maintenant |desormais )*(?:confirme|annule|effectue|rembourse|enregistre|valide|active|desactive|regle|resolu|modifie|fait|envoye|supprime|change|corrige|ajoute|retabli)e?s?\b/,
  arranged:
    /\b(?:est|sont|a ete|ont ete|j'ai|nous avons) (?:bien |deja |maintenant )*(?:reserve|programme|prevu|planifie|fixe)e?s?\b/,
  holding:
    /\b(?:je vais|je|nous allons|permettez-moi de|laissez-moi) (?:(?:tout de suite|juste|vous|le|la|l'|vite|d'abord) ?)*(?:verifier|verifie|regarder|regarde|voir|consulter|consulte|transferer|transfere|passer|mettre en relation|aider|essayer|avoir besoin|me renseigner)\b|\b(?:un|une) (?:instant|moment|minute|seconde)\b|\bpatient(?:er|ez)\b|\bne quittez pas\b/,
  conditional: /^(?:si|quand|lorsque|des que|au cas ou|une fois)\b/,
  negated: /\b(?:pas|jamais|aucune?|plus de|ne peux|malheureusement)\b/,
  yesNo: /^(?:oui|non|si|bien sur|tout a fait|certainement|malheureusement|absolument)\b/,
  asksWhen: /\b(?:quand|a quelle heure|combien de temps|quel jour|dans combien|jusqu'a quand)\b/,
  asksHowMuch: /\b(?:combien|quel (?:est le )?(?:prix|montant|cout|tarif))\b/,
  time: /\b(?:aujourd'hui|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|semaines?|jours?|heures?|minutes?|mois|immediatement|bientot)\b|\d{1,2}(?:[:.]|\s?h\s?)\d{2}|\d{1,2}\s?h\b/,
  person:
    /\b(?:parler|discuter|mettre en relation) (?:a|avec) (?:un|une|quelqu'un|votre)\b|^(?:un )?(?:humain|conseiller|agent)\b/,
}

const es: SpeechPatterns = {
  question:
    /[?¿]|^(?:(?:y|pero|hola|ok|bueno|o)[, ]+)*(?:cuant[oa]s?|cual(?:es)?|quien|por que|puedo|podria|es posible|hay (?:algun|alguna|forma|manera)|donde (?:esta|estan|puedo|queda)|cuando (?:llega|llegara|viene|vienen|puedo|van|va|sera|recibire|podre|me)|como (?:puedo|hago|se|funciona|cancelo)|que (?:pasa|hago|es|puedo|tengo que))\b|\b(?:quisiera saber|me gustaria saber|quiero saber|me pregunto)\b/,
  request:
    /\bpor favor\b|\b(?:quiero|quisiera|necesito|me gustaria|deseo|queremos|necesitamos|solicito)\b|\b(?:puede|podria|puedes|podrias|pueden|podrian)n? (?:usted |ustedes )?(?:\w+r(?:me|nos|lo|la)?|me|nos)\b|\b(?:ayudeme|ayudame|envieme|digame|cancele|cambie|devuelvan)\b/,
  promise:
    /\b(?:voy|vamos|va|van) a \w+r(?:le|les|lo|la|te|los|las|selo)?\b|\b(?:le|te|les|lo|la|se lo|los|las|nos) \w+(?:are|ere|ire|aremos|eremos|iremos|ara|era|ira|aran|eran|iran)\b|\bse (?:\w+ )?\w+(?:ara|era|ira)n?\b|\b(?:le|te|les|os) (?:llamo|llamamos|escribo|escribimos|envio|enviamos|aviso|avisamos|mando|mandamos|devuelvo|devolvemos|confirmo)\b|\b(?:recibira|tendra|podra|sera|llegara|vendra|pasara|llamara|contactara|enviaremos|devolveremos|recibiras|tendras)n?\b/,
  done: /\b(?:he|hemos) (?:(?:ya|tambien) )?(?!(?:visto|leido|entendido|revisado|comprobado|mirado|recibido|tenido|sido|estado|podido|verificado|consultado)\b)\w+(?:ado|ido|cho|sto|rto|elto)\b|\b(?:ha|han) sido \w+(?:ad|id|ch|st|rt)[oa]s?\b|\bse (?:ha|han) \w+(?:ado|ido|cho|sto|rto|elto)\b|\bacab(?:o|amos) de \w+r(?:le|les|te|lo|la|los|las|selo)?\b|\b(?:queda|quedan|quedo|esta|estan|ya esta) (?:ya )?(?:confirmad|cancelad|cambiad|hech|resuelt|solucionad|actualizad|enviad|activad|desactivad|procesad|reembolsad|corregid|anadid|eliminad|registrad|modificad|list)[oa]s?\b|\bya (?:se )?(?:lo|la|le|les|los|las) (?:he |hemos )?\w+(?:ado|ido|cho|e)\b/,
  arranged:
    /\b(?:he|hemos|queda|quedan|esta|estan|ha sido|han sido) (?:ya )?(?:reservad|programad|agendad|concertad|fijad)[oa]s?\b/,
  holding:
    /\b(?:voy a|vamos a|dejeme|permitame|dejame|deje que) (?:\w+ ){0,2}?(?:revis|verific|comprob|mir|ver|consult|transfer|pas|ayud|intent)\w*\b|\b(?:un|una) (?:momento|minuto|segundo|momentito)\b|\b(?:espere|espera) (?:por favor|un)\b/,
  conditional: /^(?:si|cuando|en caso|en cuanto|una vez)\b/,
  negated: /\b(?:no|nunca|ningun|ninguna|tampoco|lamentablemente)\b/,
  yesNo: /^(?:si|no|claro|por supuesto|desde luego|lamentablemente)\b/,
  asksWhen: /\b(?:cuando|a que hora|cuanto tiempo|que dia|cuanto tarda|hasta cuando)\b/,
  asksHowMuch: /\b(?:cuanto|cuanta|cuantos|cuantas|que precio|cual es el (?:precio|importe|coste))\b/,
  time: /\b(?:hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|semanas?|dias?|horas?|minutos?|mes|ahora|enseguida|inmediatamente)\b|\d{1,2}[:.]\d{2}/,
  person:
    /\b(?:hablar|chatear|comunic\w+) con (?:un|una|alguien|su)\b|^(?:un )?(?:humano|agente|asesor|persona)\b/,
}

const ja: SpeechPatterns = {
  question: /[?？]|(?:か|かな|かね)[。\s]*$|教えて/,
  request: /ください|下さい|お願い|ほしい|欲しい|たいです|たいの|いただけ|もらえ/,
  promise:
    /(?:お送り|ご連絡|お届け|返金|手配|対応|変更|送付|発送|お電話)(?:いた)?します|(?:予定|見込み)です|お知らせ(?:いた)?します|(?:明日|明後日|後日|後ほど|来週|までに|以内に).*(?:し|され|いたし|り|い|け|き)ます|(?:伺い|参り|差し上げ|お渡しし|返金され)(?:いたし)?ます|(?:届き|受け取れ|完了し)ます/,
  done: /(?:しました|いたしました|完了です|済みです|済みでございます|できました|(?<!かしこまり|わかり|分かり|いただき|頂き|なり|あり|思い|届き|聞き|伺い|がとうござい)ました|(?:発送|手配|送付|返金|登録|解約|キャンセル|変更)(?:いた)?し(?:ております|ています))[。!！\s]*$/,
  arranged: /予約(?:を)?(?:いた)?しました|予約済み|手配(?:いた)?しました/,
  holding:
    /お待ち|確認(?:いた)?します|確認させ|お調べ|お繋ぎ|おつなぎ|お手伝い|承知|かしこまり|失礼|わかりました|ありがとう|確認(?:いた)?しました|お待たせ|理解(?:いた)?しました/,
  conditional: never,
  negated: /ません|ない(?:です)?|できかね/,
  yesNo: /^(?:はい|いいえ|ええ|もちろん|申し訳)/,
  asksWhen: /いつ|何時|何日|どのくらい|どれくらい/,
  asksHowMuch: /いくら|何円|料金は/,
  time: /今日|明日|明後日|本日|[月火水木金土日]曜|\d+\s?(?:時|日|分|月|週間)/,
  person: /(?:担当者|オペレーター|人間|人)(?:と|に)(?:話|つな|繋|代わ)/,
}

const ar: SpeechPatterns = {
  question: /[?؟]|^(?:هل|متى|اين|أين|كيف|كم|لماذا|ما هو|ما هي|من هو|اي|أي) /,
  request: /من فضلك|رجاء|لو سمحت|(?:^|\s)(?:اريد|أريد|ارغب|أرغب|احتاج|أحتاج|ممكن|يرجى|نريد)(?:\s|$)/,
  promise:
    /(?:^|\s)(?:سوف|س(?:ي|ت)تم|(?!ساع|سيار|سيد|سنو|سنت|سنة|ستة|ستون|ستين|سابق|ساري|سائق|سياس|سيرة|سالم|سارة)س(?:ا|أ|ن|ي|ت)[\p{L}]{3,})/u,
  done: /(?:^|\s)(?:تمّ?ت?|قمت|قمنا)\s|(?:^|\s)(?:لقد|قد) \p{L}{2,12}(?:ت|نا)(?:\s|$)|^(?:[أا]رسل|[أا]لغي|غي[ّ]?ر|عد[ّ]?ل|[أا]ض[ف]|سج[ّ]?ل|حد[ّ]?ث|حجز|[أا]كد|[أا]عد|فع[ّ]?ل|[أا]وقف|[أا]صلح)(?:ت|نا)\s/u,
  arranged: /(?:^|\s)(?:تم|تمت) (?:حجز|تحديد|جدولة|ترتيب)/,
  holding: /س(?:ا|أ)(?:تحقق|راجع|حول|نظر|ساعد)|لحظة|انتظر|دعني/,
  conditional: /^(?:اذا|إذا|عندما|في حال)/,
  negated: /(?:^|\s)(?:لا|لم|لن|ليس|غير|ليست)(?:\s|$)/,
  yesNo: /^(?:نعم|لا|بالطبع|للاسف|للأسف)(?:\s|،|$)/,
  asksWhen: /متى|كم من الوقت|اي وقت|أي وقت/,
  asksHowMuch: /كم (?:ال|ثمن|سعر|تكلفة|يكلف)|بكم/,
  time: /اليوم|غدا|الاثنين|الثلاثاء|الاربعاء|الأربعاء|الخميس|الجمعة|السبت|الاحد|الأحد|ساعة|دقيقة|يوم|ايام|أيام|اسبوع|أسبوع|\d{1,2}:\d{2}/,
  person: /(?:التحدث|اتحدث|أتحدث|اتكلم|أتكلم) (?:مع|الى|إلى)/,
}

/** In other languages only a question mark says anything. */
const others: SpeechPatterns = {
  question: /[?？؟;]\s*$/,
  request: never,
  promise: never,
  done: never,
  arranged: never,
  holding: never,
  conditional: never,
  negated: never,
  yesNo: never,
  asksWhen: never,
  asksHowMuch: never,
  time: /\d{1,2}[:.]\d{2}/,
  person: never,
}

const patterns: Record<string, SpeechPatterns> = { en, de, fr, es, ja, ar, it, nl, pt }

/** The patterns of a language by its two letters. */
export const speechPatternsOf = (language: string): SpeechPatterns =>
  (Object.hasOwn(patterns, language) && patterns[language]) || others
