/*
 * What companies promise, as words in six languages (folded). `for` says it, `against` says the opposite; a negation
 * turns either around: "no fee" promises what "free" does.
 */

export interface Topic {
  name: string
  for: RegExp
  against?: RegExp
  /** Words that may say the same where a sentence speaks of the same things; they promise nothing by themselves. */
  echo?: RegExp
  isWeak?: boolean
  /** Said of many things that are no promise: it counts where no source speaks of them. */
  isOrdinary?: boolean
  /** A thing that may stand before a "not" without being denied: "the warranty does not cover …". */
  isThing?: boolean
}

export const topics: readonly Topic[] = [
  {
    name: 'free of charge',
    echo: /(?<!\p{L})(?:nothing|on us|waived?|no (?:fee|charge|cost)|without (?:extra|additional)|nichts|umsonst|rien|nada)(?!\p{L})|かかりません|不要|بلا|دون/u,
    for: /(?<!\p{L})(?:free of charge|at no (?:extra |additional |further )?(?:cost|charge)|(?:pays?|costs?) (?:\p{L}+ )?nothing|no cost|nothing to pay|(?:don't|do not|doesn't|won't|will not|needn't|not) (?:have to |need to |be )?(?:pay(?: for| anything)?|charged)|no need to pay|(?:zahlen|bezahlen|kostet|kosten) (?:sie |ihnen )?nichts|nichts (?:zu |be)?zahlen|nichts berechnet|rien à payer|(?:n'|ne )\p{L}+ rien (?:à payer|payer)|no (?:tiene|tienes|hay) que pagar|no paga|no (?:tiene|tienen|tendrá) (?:ningún )?cost[eo]|no (?:le |te |les )?cost\p{L}+ nada|(?:versandkosten|porto|gebühren)frei|frei haus|(?:ist|sind|stunden?|tage?|minuten?|eintritt) frei(?! von)|nothing extra|for free|complimentary(?! (?:about|regarding|of|on|reviews?|towards?)(?!\p{L}))|(?<!feel |hassle-|hands-|toll-|duty |tax-)free(?! (?:to|of|from(?! [\p{Sc}\d]| (?:eur|usd|gbp|chf) )) )|kostenlos\p{L}*|kostenfrei\p{L}*|gratis|unentgeltlich\p{L}*|gebührenfrei\p{L}*|gratuit\p{L}*|offerte?s?|gratuit[oa]s?|gratuitamente|sin (?:ningún )?(?:coste|cargo|costo)s?(?: adicional(?:es)?)?|at our (?:own )?(?:expense|cost)|auf unsere kosten|zu unseren lasten|à nos frais|à notre charge|por nuestra cuenta|a nuestro cargo|sans frais|sans supplément|ohne (?:aufpreis|zusätzliche kosten|mehrkosten))(?!\p{L})|無料|無償|(?:当社|弊社|当店)(?:が|にて|で)?(?:ご)?負担|送料込|مجان\p{L}*|بدون (?:اي )?(?:رسوم|تكلفه)\p{L}*/gu,
    against:
      /(?<!\p{L})(?:fees?|charges?|charged|(?:have|has|need|needs) to pay|must pay|surcharges?|costs? extra|extra costs?|additional costs?|supplements?|gebühr(?:en)?|kostenpflichtig\p{L}*|aufpreis|zuschlag|frais|payante?s?|supplément|at your own (?:expense|cost)|auf (?:ihre|eigene) kosten|à vos frais|à votre charge|por su cuenta|a su cargo|cargos?|comisión|comisiones|de pago|recargo)(?!\p{L})|有料|手数料|お客様(?:の)?(?:ご)?負担|追加料金|رسوم|تكلفه/gu,
  },
  {
    name: 'refund',
    echo: /(?<!\p{L})(?:(?:get|have|got|pay|paid|send|give) [^.,;]{1,24} back|back (?:to|on|in|by)|credited?|zurück\p{L}*|gutgeschrieben|rendu\p{L}*|recupera\p{L}*|devuel\p{L}*|devol\p{L}*|abon\p{L}*)(?!\p{L})|戻/u,
    for: /(?<!\p{L})(?:refund\p{L}*|money back|reimburs\p{L}*|rückerstatt\p{L}*|erstatt\p{L}*|rückzahlung\p{L}*|geld(?: \p{L}+)? zurück|zurückgezahlt|rembours\p{L}*|reembols\p{L}*|devolv\p{L}+ (?:el|su) (?:dinero|importe)|devolución(?:es)? del (?:dinero|importe))(?!\p{L})|返金|払い?戻|(?:ال)?استرداد|استرجاع|رد المبلغ|نعيد لك|اعاده المبلغ|ستسترد/gu,
    against:
      /(?<!\p{L})(?:non-?refundable|nicht erstattungsfähig\p{L}*|non remboursable\p{L}*|no reembolsable\p{L}*)(?!\p{L})/gu,
  },
  {
    name: 'replacement',
    isOrdinary: true,
    echo: /(?<!\p{L})(?:new|another|instead|spare|neue[nrsm]?|nouve\p{L}+|autre|nuev[oa]s?|otr[oa]s?)(?!\p{L})|新しい|別の|جديد\p{L}*/u,
    for: /(?<!\p{L})(?:(?:send|ship)(?:ing|s)? (?:\p{L}+ ){0,2}new|new one|uno nuevo|una nueva|un neuf|une neuve|neues gerät|replac\p{L}*|exchang\p{L}*|swap\p{L}*|ersatz\p{L}*|ersetz\p{L}*|umtausch\p{L}*|austausch\p{L}*|remplac\p{L}*|échang\p{L}*|reemplaz\p{L}*|cambiar(?:emos|á)?|sustitu\p{L}*)(?!\p{L})|交換|代替品|代わりの|استبدال|نستبدل|بديل\p{L}*/gu,
  },
  {
    name: 'guarantee',
    echo: /(?<!\p{L})(?:sure|cover(?:ed|s)?|promise\p{L}*|gedeckt|abgedeckt|couvert\p{L}*|cubiert\p{L}*|cubre\p{L}*)(?!\p{L})/u,
    isThing: true,
    for: /(?<!\p{L})(?:guarante\p{L}*|warrant(?:y|ies)|(?:we|i)(?: have|'ve)? promised|promises?|definitely|certainly|without fail|assure\p{L}*|garanti\p{L}*|versprech\p{L}*|zusicher\p{L}*|auf jeden fall|definitiv|sicherlich|bestimmt|promett\p{L}*|promis|assuré\p{L}*|certainement|sans faute|garantiz\p{L}*|garantía|prometemos|prometo|seguro que|sin falta|aseguramos|con toda seguridad)(?!\p{L})|保証|必ず|確実に|お約束|(?:ال)?ضمان|نضمن|مضمون\p{L}*|نعد(?!\p{L})|نعدك|اعدك|بالتاكيد|حتما/gu,
  },
  {
    name: 'waiver',
    for: /(?<!\p{L})(?:waiv\p{L}*|erlassen|erlass|verzichten|abrir mano|condon\p{L}*|exim\p{L}*|exonér\p{L}*|renonc\p{L}*|annuler? les frais)(?!\p{L})|免除|اعفاء|نعفي|اعفاؤ\p{L}*/gu,
  },
  {
    name: 'discount',
    echo: /(?<!\p{L})(?:off|less|sav(?:e|es|ing|ings)|reduc\p{L}*|cheaper|half|weniger|sparen|spart|günstiger|moins|menos|ahorr\p{L}*)(?!\p{L})|引き|オフ|اقل/u,
    for: /(?<!\p{L})(?:discount\p{L}*|rabatt\p{L}*|preisnachlass|nachlass|ermäßig\p{L}*|vergünstig\p{L}*|réductions?|remises?|rabais|descuentos?|rebajas?)(?!\p{L})|割引|値引|[%割]引き|[%割]オフ|خصم|تخفيض\p{L}*/gu,
  },
  {
    name: 'compensation',
    echo: /(?<!\p{L})(?:credit\p{L}*|guthaben|crédit\p{L}*|bono|abono)(?!\p{L})/u,
    isThing: true,
    for: /(?<!\p{L})(?:compensat\p{L}*|vouchers?|gutscheine?s?|gutschrift\p{L}*|gutschreib\p{L}*|entschädig\p{L}*|dédommag\p{L}*|indemnis\p{L}*|bons? d'achat|avoir de|indemniz\p{L}*|compensación|compensaremos|vales?|cupón|cupones|goodwill|credit (?:to|on) your (?:account|bill)|account credit)(?!\p{L})|補償|クーポン|ポイント進呈|商品券|تعويض\p{L}*|قسيمه|قسائم/gu,
  },
  {
    name: 'gift',
    isOrdinary: true,
    isThing: true,
    for: /(?<!\p{L})(?:gifts?|(?<!claims )bonus|geschenk\p{L}*|cadeaux?|regalos?|prämie)(?!\p{L})|プレゼント|特典|هديه|هدايا/gu,
  },
  {
    name: 'call back',
    echo: /(?<!\p{L})(?:calls?|called|phone|ring|contact|touch|anrufen|anruf|meldet|appel\p{L}*|llam\p{L}*)(?!\p{L})|電話|連絡|اتصال|يتصل/u,
    for: /(?<!\p{L})(?:call(?:ing|ed)?(?: you)? back|calls? (?:you|me|him|her|them)|(?:phone|ring)s? (?:you|me|him|her|them)|call-?back|(?:will|'ll|to) (?:call|phone|ring) you|give you a (?:call|ring)|zurückruf\p{L}*|rückruf\p{L}*|rufe?n? (?:wir )?(?:sie|dich)(?: \p{L}+){0,3} (?:an|zurück)|rappel(?:ler|lerons|lera|lons)\p{L}*|vous appeler(?:ons|a)|(?:le|la|te|lo) llamar(?:emos|á|é)|devolver(?:emos|á)?(?:le)? la llamada)(?!\p{L})|折り返し|お電話(?:いた|差し上|をいた|をさせ|させ)|سنتصل|سيتصل|نتصل بك|معاوده الاتصال/gu,
  },
  {
    name: 'unlimited',
    echo: /(?<!\p{L})(?:as (?:many|much|often)|any number|no limit|beliebig\p{L}*|autant|tantas?|tantos?)(?!\p{L})/u,
    for: /(?<!\p{L})(?:unlimited|limitless|without limits?|no (?:\p{L}+ )?limits?|keine? (?:\p{L}+ )?(?:limit|begrenzung)|aucune limite|pas de limite|sin límites?|unbegrenzt\p{L}*|unlimitiert\p{L}*|illimité\p{L}*|sans limite|ilimitad\p{L}*|sin límites?)(?!\p{L})|無制限|使い放題|غير محدود\p{L}*|بلا حدود|لا محدود/gu,
    against:
      /(?<!\p{L})(?:limited to|(?:is|are|be) limited|capped|begrenzt|limité\p{L}*|limitad[oa]s?)(?!\p{L})|上限/gu,
  },
  {
    name: 'lifetime',
    for: /(?<!\p{L})(?:lifetime|for life|forever|lebenslang\p{L}*|dauerhaft|à vie|de por vida|para siempre)(?!\p{L})|永久|生涯|مدي الحياه/gu,
  },
  {
    name: 'in full',
    echo: /(?<!\p{L})(?:all|whole|entire\p{L}*|100|complete\p{L}*|ganz\p{L}*|tout\p{L}*|tod[oa]s?)(?!\p{L})/u,
    for: /(?<!\p{L})(?:in full|full(?= (?:\p{L}+ )?(?:refund|amount|price|cost|value|credit|sum|fee|rate|fare|night|day|month|year)(?!\p{L}))|fully (?:refund\p{L}*|reimburs\p{L}*|cover\p{L}*)|whole amount|entire (?:amount|price|sum)|vollständig\p{L}*|volle[rnms]?|in voller höhe|komplett\p{L}*|intégral\p{L}*|totalité|íntegr\p{L}*|en su totalidad|totalidad)(?!\p{L})|全額|満額|بالكامل|كامل المبلغ|كاملا/gu,
    against:
      /(?<!\p{L})(?:partial\p{L}*|in part|partly|half of|teilweise|anteilig\p{L}*|partiel\p{L}*|parcial\p{L}*)(?!\p{L})|一部|جزئي\p{L}*/gu,
  },
  {
    name: 'at once',
    isOrdinary: true,
    echo: /(?<!\p{L})(?:now|today|minutes?|soon|jetzt|heute|gleich|maintenant|aujourd'hui|ahora|hoy)(?!\p{L})/u,
    for: /(?<!\p{L})(?:immediately|instantly|at once|right away|straight ?away|sofort|umgehend|unverzüglich|immédiatement|aussitôt|tout de suite|inmediatamente|al instante|de inmediato)(?!\p{L})|すぐに|直ちに|即時|فورا|علي الفور/gu,
  },
  {
    name: 'included',
    isOrdinary: true,
    echo: /(?<!\p{L})(?:with|comes?|including|include|fitted|plus|mit|dabei|avec|con|trae)(?!\p{L})|付き|付/u,
    for: /(?<!\p{L})(?:included|includes|inklusive|inbegriffen|enthalten|eingeschlossen|inclus\p{L}*|compris(?:e|es)?|incluid\p{L}*|incluy\p{L}*)(?!\p{L})|込み|含まれ|含み|شامل\p{L}*|يشمل|تشمل|مشمول\p{L}*/gu,
    against:
      /(?<!\p{L})(?:exclud\p{L}*|excluding|sold separately|ausgeschlossen|exklusive|en sus|non compris\p{L}*|exclu[est]*|excluid\p{L}*|aparte)(?!\p{L})|別売|別途|لا (?:يشمل|تشمل)/gu,
  },
  {
    name: 'covered',
    isOrdinary: true,
    echo: /(?<!\p{L})(?:pays?|warranty|guarantee\p{L}*|garanti\p{L}*|versichert|trägt|assur\p{L}*|asegur\p{L}*|prise? en charge)(?!\p{L})|保証/u,
    for: /(?<!\p{L})(?:cover(?:ed|s|age)?|abgedeckt|gedeckt|deckt|couvert\p{L}*|couvre\p{L}*|cubiert\p{L}*|cubre\p{L}*)(?!\p{L})|対象(?!外)|補償対象|مغط\p{L}*|يغطي|تغطي\p{L}*/gu,
    against: /対象外/gu,
  },
  {
    name: 'upgrade',
    isOrdinary: true,
    echo: /(?<!\p{L})(?:better|higher|larger|besser\p{L}*|höher\p{L}*|größer\p{L}*|supérieur\p{L}*|superior)(?!\p{L})/u,
    for: /(?<!\p{L})(?:upgrad\p{L}*|höherstuf\p{L}*|surclass\p{L}*|mejora de categoría)(?!\p{L})|アップグレード|ترقيه/gu,
  },
  {
    name: 'extension',
    isOrdinary: true,
    echo: /(?<!\p{L})(?:longer|until|länger|bis|jusqu\p{L}*|hasta|más tiempo)(?!\p{L})/u,
    for: /(?<!\p{L})(?:extend(?:ed|ing|s)?|extensions?|verlänger\p{L}*|prolong\p{L}*|prorrog\p{L}*|ampli(?:ar|amos|aremos|ación))(?!\p{L})|延長|تمديد|نمدد/gu,
  },
  {
    name: 'express',
    echo: /(?<!\p{L})(?:fast\p{L}*|quick\p{L}*|next (?:working |business )?day|schnell\p{L}*|rapide\p{L}*|rápid\p{L}*)(?!\p{L})/u,
    for: /(?<!\p{L})(?:express|overnight|next-day|priority|expresslieferung|expressversand|über nacht|prioritär\p{L}*|prioritaire\p{L}*|prioridad)(?!\p{L})|速達|翌日配送|優先|سريع|اولويه/gu,
  },
  {
    name: 'kept',
    isWeak: true,
    for: /(?<!\p{L})(?:kept|keeps?|retain(?:ed|s)?|preserved?|behalten|erhalten bleib\p{L}*|conservé\p{L}*|conserv\p{L}*|se mantien\p{L}*|se conserv\p{L}*|permanec\p{L}*)(?!\p{L})|保持|保存され|残り|تبقي|محفوظ\p{L}*/gu,
    against:
      /(?<!\p{L})(?:deleted?|deletes|erased?|lost|removed?|wiped|dispose(?:d)? of|discard(?:ed)?|throw(?:n)? away|destroy(?:ed)?|entsorg\p{L}*|wegwerf\p{L}*|jet(?:er|é)\p{L}*|tirar|desech\p{L}*|gelöscht|verloren|entfernt|supprimé\p{L}*|effacé\p{L}*|perdu\p{L}*|eliminad[oa]s?|borrad[oa]s?|se (?:borran?|pierden?|eliminan?))(?!\p{L})|削除|消去|失われ|حذف|تحذف|ستحذف/gu,
  },
  {
    name: 'going on',
    isWeak: true,
    for: /(?<!\p{L})(?:continues?|continued|go(?:es)? on|keeps? running|läuft weiter|laufen weiter|weiterlaufen|weitergeh\p{L}*|continuent?|se poursui\p{L}*|contin[uú]an?|sigue[n]?)(?!\p{L})|継続|続き|يستمر|تستمر/gu,
    against:
      /(?<!\p{L})(?:stops?|stopped|interrupted|aborted|paused|abgebrochen|unterbrochen|gestoppt|angehalten|s'arrêt\p{L}*|interromp\p{L}*|arrêté\p{L}*|se detien\p{L}*|detenid[oa]s?|interrumpid[oa]s?)(?!\p{L})|停止|中断|يتوقف|تتوقف/gu,
  },
  {
    name: 'approved',
    isWeak: true,
    for: /(?<!\p{L})(?:approved?|approves|confirmed|accepted|granted|genehmigt|bewilligt|bestätigt|angenommen|approuvé\p{L}*|confirmé\p{L}*|accordé\p{L}*|aprobad[oa]s?|confirmad[oa]s?|concedid[oa]s?)(?!\p{L})|承認|認め|موافقه|تمت الموافقه/gu,
    against:
      /(?<!\p{L})(?:rejected|declined|refused|denied|turned down|pending|under review|abgelehnt|verweigert|in prüfung|refusé\p{L}*|rejeté\p{L}*|rechazad[oa]s?|denegad[oa]s?)(?!\p{L})|却下|拒否|رفض|مرفوض/gu,
  },
  {
    name: 'solved',
    isWeak: true,
    for: /(?<!\p{L})(?:solved|resolved|fixed|repaired|works? (?:now|again|fine)|working again|sorted out|gelöst|behoben|repariert|funktioniert wieder|résolu\p{L}*|réparé\p{L}*|fonctionne (?:à nouveau|maintenant)|resuelt[oa]s?|solucionad[oa]s?|reparad[oa]s?)(?!\p{L})|解決|復旧|直り|تم حل|تم اصلاح/gu,
    against:
      /(?<!\p{L})(?:unsolved|unresolved|still (?:broken|failing|down)|persists?|keeps failing|weiterhin defekt|besteht weiterhin|non résolu\p{L}*|persiste)(?!\p{L})|未解決/gu,
  },
  {
    name: 'required',
    isWeak: true,
    for: /(?<!\p{L})(?:must|have to|has to|needs?(?: to)?|requires?|required|mandatory|compulsory|necessary|muss|müssen|erforderlich|notwendig|nötig|pflicht|verpflichtend|doit|doivent|devez|obligatoire|nécessaire|il faut|debe|deben|obligatori[oa]|necesari[oa]|hay que)(?!\p{L})|必要|必須|يجب|الزامي|مطلوب/gu,
    against:
      /(?<!\p{L})(?:optional|voluntary|freiwillig|facultatif|facultative|opcional|voluntari[oa])(?!\p{L})|任意|不要|اختياري/gu,
  },
  {
    name: 'allowed',
    isWeak: true,
    for: /(?<!\p{L})(?:allowed|allow|permitted|accept(?:ed|s)?|welcome|erlaubt|gestattet|akzeptier\p{L}*|zulässig|autorisé\p{L}*|permis\p{L}*|accepté?\p{L}*|admis\p{L}*|permitid[oa]s?|aceptamos|acept\p{L}*|admit\p{L}*)(?!\p{L})|ご利用いただけ|可能|مسموح|نقبل|يسمح/gu,
    against:
      /(?<!\p{L})(?:forbidden|prohibited|refused?|declined|verboten|untersagt|interdit\p{L}*|refusé\p{L}*|prohibid[oa]s?|rechaz\p{L}*)(?!\p{L})|禁止|不可|ممنوع|نرفض/gu,
  },
  {
    name: 'available',
    isWeak: true,
    for: /(?<!\p{L})(?:available|in stock|reachable|erreichbar|verfügbar|lieferbar|disponible\p{L}*|en stock|joignable)(?!\p{L})|在庫あり|متوفر\p{L}*|متاح\p{L}*/gu,
    against:
      /(?<!\p{L})(?:unavailable|sold out|out of stock|ausverkauft|vergriffen|indisponible|épuisé\p{L}*|agotad[oa]s?)(?!\p{L})|在庫切れ|売り切れ|نفد\p{L}*/gu,
  },
  {
    name: 'open',
    isWeak: true,
    for: /(?<!\p{L})(?:open|opens|geöffnet|offen|ouverte?s?|abiert[oa]s?)(?!\p{L})|営業|مفتوح/gu,
    against:
      /(?<!\p{L})(?:closed|shut|close all day|geschlossen|fermée?s?|cerrad[oa]s?)(?!\p{L})|休業|休み|مغلق/gu,
  },
]

/** Words that turn a statement around. */
export const negation =
  /(?<!\p{L})(?:not|no(?!-\p{L})|never|none|nobody|nothing|nichts|rien|nada|without|cannot|can't|won't|don't|doesn't|didn't|isn't|aren't|wasn't|weren't|couldn't|wouldn't|shouldn't|haven't|hasn't|unable|neither|nor|(?:please |should |must )avoid|free (?:of|from)(?! charge| cost)|frei von|vermeiden|évite[rz]|evite|evitar|impossible|unavailable|ineligible|nicht|kein(?:e|en|em|er|es)?|nie|niemals|ohne|weder|unmöglich|pas|jamais|aucune?|sans|ni|impossible|non(?!-\p{L})|no(?!-\p{L})|nunca|jamás|sin|ningun[oa]?|ningún|tampoco|imposible)(?!\p{L})|n't(?!\p{L})|ません|ない(?!容)|できず|不可|以外|ずに|(?<!\p{L})(?:لا|لن|لم|ليس|ليست|غير|بدون|دون|بلا)(?!\p{L})/gu

/** Words that deny by themselves what they are said of. */
export const denial =
  /(?<!\p{L})(?:exclud\p{L}*|exempt\p{L}*|prohibit\p{L}*|forbidden|banned|waived?|irreversible|non-?\p{L}+able|ausgeschlossen|ausgenommen|befreit|verboten|untersagt|exclue?s?|exempté\p{L}*|interdit\p{L}*|excluid[oa]s?|exent[oa]s?|prohibid[oa]s?)(?!\p{L})/gu

/** Negations that deny nothing. */
export const politeNegation =
  /(?<!\p{L})(?:not only|no later than|not later than|no longer than|no more than|not more than|no less than|no earlier than|not just|no problem|no worries|(?:don't|do not) (?:hesitate|worry|forget)|vergessen sie (?:bitte )?nicht|nicht vergessen|n'oubliez pas|no (?:se )?olvide|why not|if not|nicht nur|nicht später als|nicht mehr als|nicht zögern|zögern sie nicht|kein problem|keine sorge|n'hésitez pas|pas de (?:problème|souci)|non seulement|pas plus de|no dude en|no se preocupe|no solo|no más de|sin problema|ne \p{L}+ que)(?!\p{L})|ご遠慮なく|かもしれません|すみません|それ以外|申し訳(?:ありません|ございません)|لا تتردد|لا مشكله|ليس فقط/gu
