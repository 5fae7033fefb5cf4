/*
 * How speech acts sound in Italian, Dutch and Portuguese, which customers write as well; see `speech-patterns.ts`.
 */

import type { SpeechPatterns } from './speech-patterns.ts'

export const it: SpeechPatterns = {
  question:
    /\?|^(?:(?:e|ma|ciao|salve|ok|o)[, ]+)*(?:quanto|quanta|quanti|quante|quando|come|perche|dove|qual[ei]?|chi |cosa|che cosa|posso|potrei|e possibile|c'e|ci sono)\b|\b(?:vorrei sapere|mi chiedo)\b/,
  request:
    /\bper (?:favore|cortesia)\b|\b(?:vorrei|vorremmo|voglio|ho bisogno|mi serve|desidero|chiedo)\b|\b(?:puo|potrebbe|puoi|potete) (?:\w+r(?:mi|ci|lo|la|e)?)\b/,
  promise:
    /\b(?:verra|arrivera|sara|saranno|passera|chiamera|contattera|ricevera|avra|potra|consegnera)\b|\b(?:la|le|lo|li|vi|ti|gli)? ?\w+(?:ero|eremo|iremo|eranno|iranno)\b|\b(?:sto|stiamo) per \w+re\b|\b(?:la|le|vi) (?:chiamo|scrivo|mando|invio|aggiorno|ricontatto)\b/,
  done: /\b(?:ho|abbiamo) (?:gia |appena |anche )?(?!(?:visto|letto|capito|controllato|verificato|ricevuto|avuto|provato)\b)\w+(?:ato|uto|ito|sso|tto|sto|rto)\b|\b(?:e|sono) stat[oaie] \w+(?:at|ut|it|ss|tt|st|rt)[oaie]\b|^(?:ok[, ]+)?fatto\b/,
  arranged: /\b(?:ho|abbiamo|e|sono) (?:gia |stat[oaie] )*(?:prenotat|fissat|programmat)[oaie]\b/,
  holding:
    /\b(?:controllo|verifico|guardo|vedo|mi faccia|lasci che|attenda|aspetti)\b|\b(?:un|solo un) (?:momento|attimo|istante)\b/,
  conditional: /^(?:se|quando|appena|nel caso|una volta)\b/,
  negated: /\b(?:non|mai|nessun\w*|purtroppo)\b/,
  yesNo: /^(?:si|no|certo|certamente|purtroppo|assolutamente)\b/,
  asksWhen: /\b(?:quando|a che ora|quanto tempo|che giorno|entro quando)\b/,
  asksHowMuch: /\b(?:quanto|quanta|quanti|quante|che prezzo|qual e il (?:prezzo|costo))\b/,
  time: /\b(?:oggi|domani|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|settiman[ae]|giorn[oi]|or[ae]|minut[oi]|mes[ei]|subito)\b|\d{1,2}[:.]\d{2}/,
  person: /\b(?:parlare|chattare) con (?:un|una|qualcuno)\b|^(?:un )?(?:operatore|persona|umano)\b/,
}

export const nl: SpeechPatterns = {
  question:
    /\?|^(?:(?:en|maar|hallo|ok|of)[, ]+)*(?:hoe|wat|wanneer|waar|waarom|wie|welke?|kan|kunt|kunnen|mag|moet|is|zijn|heeft|hebt|heb ik|wordt|krijg) (?:ik|u|je|jullie|we|het|er|de|mijn|veel|lang|vaak)\b|\b(?:ik vraag me af|wil graag weten)\b/,
  request:
    /\balstublieft\b|\baub\b|\b(?:ik|wij|we) (?:wil|willen|zou(?:den)? graag|heb(?:ben)? .* nodig|verzoek)\b|\b(?:kunt|kan|wilt|zou) (?:u|je|iemand)\b|\bgraag\b/,
  promise:
    /\b(?:ik|wij|we|u|je|hij|zij|ze|er|(?:de|het|een|onze|uw|mijn) \w+) (?:zal|zult|zullen)\b|\b(?:zal|zullen) (?:ik|wij|we)\b|\b(?:u|je) (?:ontvangt|krijgt|hoort)\b|\b(?:komt|komen|wordt|worden|belt|bellen|stuur|sturen|neemt|nemen|bezorgt|levert) (?:.* )?(?:vandaag|morgen|overmorgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|binnen|voor|om|tussen|volgende|terug|contact)\b/,
  done: /\b(?:ik|we|wij) (?:heb|hebben) (?!(?:gezien|gelezen|gekeken|begrepen|nagekeken|ontvangen)\b)(?:.* )?(?:ge\w+|\w+eerd|(?:ver|be|ont|her)\w+(?:d|t|en))\b|\b(?:is|zijn|werd|werden) (?:nu |al |reeds |inmiddels )*(?:gewijzigd|geannuleerd|aangepast|bevestigd|verstuurd|verzonden|terugbetaald|opgelost|verwijderd|toegevoegd|geactiveerd|opgezegd|hersteld)\b/,
  arranged: /\b(?:is|zijn|heb|hebben)\b.*\b(?:geboekt|gepland|ingepland|gereserveerd|afgesproken)\b/,
  holding:
    /\b(?:ik|we|wij) (?:ga |zal |kijk |check |controleer |zoek )(?:\w+ ){0,3}?(?:kijken|nakijken|controleren|uitzoeken|na|uit|even)\b|\b(?:een|een klein) (?:moment|ogenblik)(?:je)?\b|\bmomentje\b|\blaat me\b/,
  conditional: /^(?:als|wanneer|zodra|indien|mocht)\b/,
  negated: /\b(?:niet|geen|nooit|helaas)\b/,
  yesNo: /^(?:ja|nee|zeker|natuurlijk|helaas|uiteraard)\b/,
  asksWhen: /\b(?:wanneer|hoe laat|hoe lang|welke dag)\b/,
  asksHowMuch: /\b(?:hoeveel|wat kost|wat kosten)\b/,
  time: /\b(?:vandaag|morgen|overmorgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|we(?:ek|ken)|dag|dagen|u(?:ur|ren)|minu(?:ut|ten)|maand|meteen|direct)\b|\d{1,2}[:.]\d{2}/,
  person: /\b(?:spreken|praten|chatten) met (?:een|iemand)\b|^(?:een )?(?:medewerker|mens|persoon)\b/,
}

export const pt: SpeechPatterns = {
  question:
    /\?|^(?:(?:e|mas|ola|ok|ou)[, ]+)*(?:quant[oa]s?|quando|como|por que|porque|onde|qual|quais|quem|o que|posso|poderia|e possivel|ha)\b|\b(?:gostaria de saber|queria saber)\b/,
  request:
    /\bpor favor\b|\b(?:quero|queria|gostaria|preciso|precisamos|desejo|solicito)\b|\b(?:pode|poderia|podem|podia) (?:\w+r(?:-me|-nos)?|me|nos)\b/,
  promise:
    /\b(?:vou|vamos|vai|vao) (?!(?:verificar|ver|consultar)\b)\w+r\b|\b(?:ira|irao|sera|serao|recebera|tera|podera|chegara|passara|ligara|enviaremos|devolveremos|contactaremos)\b|\b\w+(?:arei|erei|irei|aremos|eremos|iremos)\b|\b(?:ligo|envio|aviso|confirmo|mando)-(?:lhe|te)\b/,
  done: /^(?:ok[, ]+|ja )?(?!(?:verifiquei|vi|li|percebi|recebi|consultei)\b)\w+(?:ei|amos|emos|imos) (?:o|a|os|as|um|uma|seu|sua|no|na)\b|\b(?:foi|foram|esta|estao|fica|ficou) (?:ja )?\w+(?:ad|id|it|st|rt)[oa]s?\b|\bacab(?:o|amos|ei) de \w+r\b/,
  arranged: /\b(?:foi|foram|esta|estao|fica|ficou) (?:ja )?(?:reservad|agendad|marcad)[oa]s?\b/,
  holding:
    /\b(?:vou|vamos|deixe-me|permita-me) (?:verificar|ver|consultar|confirmar|transferir|ajudar)\b|\b(?:um|so um) (?:momento|minuto|instante)\b|\baguarde\b/,
  conditional: /^(?:se|quando|caso|assim que|logo que)\b/,
  negated: /\b(?:nao|nunca|nenhum\w*|infelizmente)\b/,
  yesNo: /^(?:sim|nao|claro|com certeza|infelizmente)\b/,
  asksWhen: /\b(?:quando|a que horas|quanto tempo|que dia|ate quando)\b/,
  asksHowMuch: /\b(?:quant[oa]s?|que preco|qual e o (?:preco|valor|custo))\b/,
  time: /\b(?:hoje|amanha|segunda|terca|quarta|quinta|sexta|sabado|domingo|semanas?|dias?|horas?|minutos?|mes|meses|agora|ja)\b|\d{1,2}[:.]\d{2}/,
  person: /\b(?:falar|conversar) com (?:um|uma|alguem)\b|^(?:um )?(?:atendente|pessoa|humano|agente)\b/,
}
