/*
 * What companies promise, as words in six languages (folded). `for` says it, `against` says the opposite; a negation
 * turns either around: "no fee" promises what "free" does.
 */

export interface Topic {
  name: string
  for: RegExp
  against?: RegExp
  isWeak?: boolean
}

export const topics: readonly Topic[] = [
  {
    name: 'free of charge',
    for: /(?<!\p{L})(?:free of charge|(?:pays?|costs?) nothing|nothing extra|for free|complimentary|(?<!feel |hassle-|hands-|toll-|duty |tax-)free(?! to )|kostenlos\p{L}*|kostenfrei\p{L}*|gratis|unentgeltlich\p{L}*|gebührenfrei\p{L}*|gratuit\p{L}*|offerte?s?|gratuit[oa]s?|gratuitamente|sin (?:ningún )?(?:coste|cargo|costo)s?(?: adicional(?:es)?)?|sans frais|sans supplément|ohne (?:aufpreis|zusätzliche kosten|mehrkosten))(?!\p{L})|無料|無償|مجان\p{L}*|بدون (?:اي )?(?:رسوم|تكلفه)\p{L}*/gu,
    against:
      /(?<!\p{L})(?:fees?|charges?|charged|surcharges?|costs? extra|extra costs?|additional costs?|supplements?|gebühr(?:en)?|kostenpflichtig\p{L}*|aufpreis|zuschlag|frais|payante?s?|supplément|cargos?|comisión|comisiones|de pago|recargo)(?!\p{L})|有料|手数料|追加料金|رسوم|تكلفه/gu,
  },
  {
    name: 'refund',
    for: /(?<!\p{L})(?:refund\p{L}*|money back|reimburs\p{L}*|rückerstatt\p{L}*|erstatt\p{L}*|rückzahlung\p{L}*|geld(?: \p{L}+)? zurück|zurückgezahlt|rembours\p{L}*|reembols\p{L}*|devolv\p{L}+ (?:el|su) (?:dinero|importe)|devolución(?:es)? del (?:dinero|importe))(?!\p{L})|返金|払い?戻|(?:ال)?استرداد|استرجاع|رد المبلغ|نعيد لك|اعاده المبلغ|ستسترد/gu,
    against:
      /(?<!\p{L})(?:non-?refundable|nicht erstattungsfähig\p{L}*|non remboursable\p{L}*|no reembolsable\p{L}*)(?!\p{L})/gu,
  },
  {
    name: 'replacement',
    for: /(?<!\p{L})(?:replac\p{L}*|exchang\p{L}*|swap\p{L}*|ersatz\p{L}*|ersetz\p{L}*|umtausch\p{L}*|austausch\p{L}*|remplac\p{L}*|échang\p{L}*|reemplaz\p{L}*|cambiar(?:emos|á)?|sustitu\p{L}*)(?!\p{L})|交換|代替品|代わりの|استبدال|نستبدل|بديل\p{L}*/gu,
  },
  {
    name: 'guarantee',
    for: /(?<!\p{L})(?:guarante\p{L}*|warrant(?:y|ies)|promis(?:e|es|ed)|definitely|certainly|without fail|assure\p{L}*|garanti\p{L}*|versprech\p{L}*|zusicher\p{L}*|auf jeden fall|definitiv|sicherlich|bestimmt|promett\p{L}*|promis|assuré\p{L}*|certainement|sans faute|garantiz\p{L}*|garantía|prometemos|prometo|seguro que|sin falta|aseguramos|con toda seguridad)(?!\p{L})|保証|必ず|確実に|お約束|(?:ال)?ضمان|نضمن|مضمون\p{L}*|نعد(?!\p{L})|نعدك|اعدك|بالتاكيد|حتما/gu,
  },
  {
    name: 'waiver',
    for: /(?<!\p{L})(?:waiv\p{L}*|erlassen|erlass|verzichten|abrir mano|condon\p{L}*|exim\p{L}*|exonér\p{L}*|renonc\p{L}*|annuler? les frais)(?!\p{L})|免除|اعفاء|نعفي|اعفاؤ\p{L}*/gu,
  },
  {
    name: 'discount',
    for: /(?<!\p{L})(?:discount\p{L}*|rabatt\p{L}*|preisnachlass|nachlass|ermäßig\p{L}*|vergünstig\p{L}*|réductions?|remises?|rabais|descuentos?|rebajas?)(?!\p{L})|割引|値引|خصم|تخفيض\p{L}*/gu,
  },
  {
    name: 'compensation',
    for: /(?<!\p{L})(?:compensat\p{L}*|vouchers?|gutscheine?s?|gutschrift\p{L}*|gutschreib\p{L}*|entschädig\p{L}*|dédommag\p{L}*|indemnis\p{L}*|bons? d'achat|avoir de|indemniz\p{L}*|compensación|compensaremos|vales?|cupón|cupones|goodwill|credit (?:to|on) your (?:account|bill)|account credit)(?!\p{L})|補償|クーポン|ポイント進呈|商品券|تعويض\p{L}*|قسيمه|قسائم/gu,
  },
  {
    name: 'gift',
    for: /(?<!\p{L})(?:gifts?|bonus|geschenk\p{L}*|cadeaux?|regalos?|prämie)(?!\p{L})|プレゼント|特典|هديه|هدايا/gu,
  },
  {
    name: 'call back',
    for: /(?<!\p{L})(?:call(?:ing|ed)?(?: you)? back|call-?back|(?:will|'ll|to) (?:call|phone|ring) you|give you a (?:call|ring)|zurückruf\p{L}*|rückruf\p{L}*|rufe?n? (?:wir )?(?:sie|dich)(?: \p{L}+){0,3} (?:an|zurück)|rappel(?:ler|lerons|lera|lons)\p{L}*|vous appeler(?:ons|a)|(?:le|la|te|lo) llamar(?:emos|á|é)|devolver(?:emos|á)?(?:le)? la llamada)(?!\p{L})|折り返し|お電話(?:いた|差し上|をいた|をさせ|させ)|سنتصل|سيتصل|نتصل بك|معاوده الاتصال/gu,
  },
  {
    name: 'unlimited',
    for: /(?<!\p{L})(?:unlimited|limitless|without limits?|unbegrenzt\p{L}*|unlimitiert\p{L}*|illimité\p{L}*|sans limite|ilimitad\p{L}*|sin límites?)(?!\p{L})|無制限|使い放題|غير محدود\p{L}*|بلا حدود|لا محدود/gu,
    against: /(?<!\p{L})(?:limited to|capped|begrenzt|limité\p{L}*|limitad[oa]s?)(?!\p{L})|上限/gu,
  },
  {
    name: 'lifetime',
    for: /(?<!\p{L})(?:lifetime|for life|forever|lebenslang\p{L}*|dauerhaft|à vie|de por vida|para siempre)(?!\p{L})|永久|生涯|مدي الحياه/gu,
  },
  {
    name: 'in full',
    for: /(?<!\p{L})(?:in full|full(?= (?:\p{L}+ )?(?:refund|amount|price|cost|value|credit|sum))|fully (?:refund\p{L}*|reimburs\p{L}*|cover\p{L}*)|whole amount|entire (?:amount|price|sum)|vollständig\p{L}*|volle[rnms]?|in voller höhe|komplett\p{L}*|intégral\p{L}*|totalité|íntegr\p{L}*|en su totalidad|totalidad)(?!\p{L})|全額|満額|بالكامل|كامل المبلغ|كاملا/gu,
    against:
      /(?<!\p{L})(?:partial\p{L}*|in part|partly|half of|teilweise|anteilig\p{L}*|partiel\p{L}*|parcial\p{L}*)(?!\p{L})|一部|جزئي\p{L}*/gu,
  },
  {
    name: 'at once',
    for: /(?<!\p{L})(?:immediately|instantly|at once|right away|straight ?away|same day|same-day|sofort|umgehend|am selben tag|unverzüglich|immédiatement|aussitôt|tout de suite|le jour même|inmediatamente|al instante|de inmediato|el mismo día)(?!\p{L})|すぐに|直ちに|即日|即時|当日|فورا|علي الفور|في نفس اليوم/gu,
  },
  {
    name: 'included',
    for: /(?<!\p{L})(?:includ\p{L}*|inklusive|inbegriffen|enthalten|eingeschlossen|inclus\p{L}*|compris(?:e|es)?|incluid\p{L}*|incluy\p{L}*)(?!\p{L})|込み|含まれ|含み|شامل\p{L}*|يشمل|تشمل|مشمول\p{L}*/gu,
    against:
      /(?<!\p{L})(?:exclud\p{L}*|excluding|sold separately|ausgeschlossen|exklusive|en sus|non compris\p{L}*|exclu[est]*|excluid\p{L}*|aparte)(?!\p{L})|別売|別途|لا (?:يشمل|تشمل)/gu,
  },
  {
    name: 'covered',
    for: /(?<!\p{L})(?:cover(?:ed|s|age)?|abgedeckt|gedeckt|deckt|couvert\p{L}*|couvre\p{L}*|cubiert\p{L}*|cubre\p{L}*)(?!\p{L})|対象(?!外)|補償対象|مغط\p{L}*|يغطي|تغطي\p{L}*/gu,
    against: /対象外/gu,
  },
  {
    name: 'upgrade',
    for: /(?<!\p{L})(?:upgrad\p{L}*|höherstuf\p{L}*|surclass\p{L}*|mejora de categoría)(?!\p{L})|アップグレード|ترقيه/gu,
  },
  {
    name: 'extension',
    for: /(?<!\p{L})(?:extend(?:ed|ing|s)?|extensions?|verlänger\p{L}*|prolong\p{L}*|prorrog\p{L}*|ampli(?:ar|amos|aremos|ación))(?!\p{L})|延長|تمديد|نمدد/gu,
  },
  {
    name: 'express',
    for: /(?<!\p{L})(?:express|overnight|next-day|priority|expresslieferung|expressversand|über nacht|prioritär\p{L}*|prioritaire\p{L}*|prioridad|urgente)(?!\p{L})|速達|翌日配送|優先|سريع|اولويه/gu,
  },
  {
    name: 'required',
    isWeak: true,
    for: /(?<!\p{L})(?:must|have to|has to|needs?(?: to)?|requires?|required|mandatory|compulsory|necessary|muss|müssen|erforderlich|notwendig|nötig|pflicht|verpflichtend|doit|doivent|devez|obligatoire|nécessaire|il faut|debe|deben|obligatori[oa]|necesari[oa]|hay que)(?!\p{L})|必要|必須|يجب|الزامي|مطلوب/gu,
    against:
      /(?<!\p{L})(?:optional|voluntary|freiwillig|facultatif|facultative|opcional|voluntari[oa])(?!\p{L})|任意|اختياري/gu,
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
    against: /(?<!\p{L})(?:closed|geschlossen|fermée?s?|cerrad[oa]s?)(?!\p{L})|休業|休み|مغلق/gu,
  },
]

/** Words that turn a statement around. */
export const negation =
  /(?<!\p{L})(?:not|no|never|none|nobody|without|cannot|can't|won't|don't|doesn't|didn't|isn't|aren't|wasn't|weren't|couldn't|wouldn't|shouldn't|haven't|hasn't|unable|neither|nor|impossible|unavailable|ineligible|nicht|kein(?:e|en|em|er|es)?|nie|niemals|ohne|weder|unmöglich|pas|jamais|aucune?|sans|ni|impossible|non|no|nunca|jamás|sin|ningun[oa]?|ningún|tampoco|imposible)(?!\p{L})|n't(?!\p{L})|ません|ない(?!容)|できず|不可|不要|以外|ずに|(?<!\p{L})(?:لا|لن|لم|ليس|ليست|غير|بدون|دون|بلا)(?!\p{L})/gu

/** Negations that deny nothing. */
export const politeNegation =
  /(?<!\p{L})(?:not only|no later than|not later than|no longer than|no more than|not more than|no less than|no earlier than|not just|no problem|no worries|(?:don't|do not) (?:hesitate|worry)|why not|if not|nicht nur|nicht später als|nicht mehr als|nicht zögern|zögern sie nicht|kein problem|keine sorge|n'hésitez pas|pas de (?:problème|souci)|non seulement|pas plus de|no dude en|no se preocupe|no solo|no más de|sin problema|ne \p{L}+ que)(?!\p{L})|ご遠慮なく|かもしれません|すみません|申し訳(?:ありません|ございません)|لا تتردد|لا مشكله|ليس فقط/gu
