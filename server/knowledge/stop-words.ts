/*
 * Words that carry no subject. Frequency in the articles cannot find them all: "wondering" and "please" are
 * common in questions and rare in answers, and would look like the most telling words of a question.
 * All are written without diacritics.
 */

const list = (words: string) => words.trim().split(/\s+/)

const functionWords: Record<string, string[]> = {
  en: list(`
    a about after again all also am an and any anybody anyone anything are aren as at be because been before being
    but by can cannot could couldn did didn do does doesn doing don done during each either else even ever every
    everything for from further get gets getting go goes going gonna got had hadn has hasn have haven having he her
    here hers herself him himself his how however i if im in instead into is isn it its itself just let ll lot make
    many may maybe me might mine more most much must my myself neither no nor not now of off often on once only onto
    or other others otherwise our ours out over own per perhaps quite rather re really s same shall she should
    shouldn since so some somebody somehow someone something soon still such than that the their theirs them
    themselves then there these they thing things this those though through till to too toward towards until up upon us
    use using ve very via was wasn we well were weren what whatever when whenever where wherever whether which while
    who whoever whom whose why will with within without won would wouldn yet you your yours yourself
    one ones enough got gotta gonna wanna
    arent cant couldnt didnt doesnt dont hasnt havent hes hows im isnt itll ive lets shes shouldnt thats theres
    theyre theyve ur wasnt weve whats whens wheres whos wont wouldnt yall ye youll youre yous youve`),
  de: list(`
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da dabei
    damit dann das dass dein deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort
    du durch ein eine einem einen einer eines er es etwas euch euer eure fur ganz gar gegen gibt habe haben hat hatte
    hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jeden jeder jetzt kann kannst
    kein keine keinen konnen konnte machen mal man mein meine meinem meinen meiner mich mir mit muss mussen nach
    nicht noch nun nur ob oder ohne schon sehr sein seine sich sie sind so soll sollen sollte uber um und uns unser
    unsere unter viel vom von vor wann war waren warum was weil welche welcher welches wenn wer werde werden wie
    wieder will wir wird wo worden wurde wurden zu zum zur zwischen`),
  fr: list(`
    a ai ainsi alors apres as au aucun aussi autre autres aux avant avec avez avoir avons c ce cela ces cet cette
    ceux chaque chez combien comme comment d dans de depuis des deux doit donc du elle elles en encore entre es est
    et etait etes etre eu faire fait faut il ils j je jusqu l la le les leur leurs lui m ma mais me meme mes moi mon
    n ne nos notre nous on ont ou par parce pas peu peut peux plus pour pourquoi pouvez puis qu quand que quel quelle
    quelles quels qui quoi s sa sans se sera ses si son sont sous suis sur t ta te tes toi ton tous tout toute toutes
    tres tu un une vers veux voici vos votre vous y`),
  es: list(`
    a acerca ahora al algo alguien algun alguna algunas algunos antes aqui asi aun aunque cada como con contra cual
    cuales cuando cuanta cuanto cuantos de del desde donde dos durante e el ella ellas ellos en entonces entre era es
    esa esas ese eso esos esta estan estar estas este esto estos estoy fue fueron ha hace hacer hacia han hasta hay
    he la las le les lo los mas me mi mis mucho muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero
    poco por porque pueda puede pueden puedo pues que quien quiero se sea ser si sido sin sobre solo son soy su sus
    tal tambien tan te tener tengo tiene tienen toda todas todo todos tu tus un una unas uno unos usted ustedes va
    voy y ya yo`),
  it: list(`
    a ad agli ai al alcuni alla alle allo anche ancora avere avete c che chi ci cio coi col come con cosa cui d da
    dagli dai dal dalla dalle dei del della delle dello di dopo dove e ed era essere fa fare gia gli ha hai hanno ho
    i il in io l la le lei li lo loro lui ma me mentre mi mia miei mio molto ne negli nei nel nella nelle no noi non
    nostra nostro o ogni per perche piu poi posso possono potete prima puo qual quale quali quando quanti quanto
    quella quelle quelli quello questa queste questi questo qui se sei senza si sia siamo siete sono sta su sua sue
    sugli sui sul sulla suo suoi te ti tra tu tua tuo tutti tutto un una uno v vi voglio voi vostra vostro`),
  nl: list(`
    aan al alle alleen als altijd andere ben bent bij daar dan dat de der deze die dit doen door dus een en er geen
    ga gaan haar had heb hebben heeft hem het hier hij hoe hoeveel hun iemand iets ik in is ja je jij jouw jullie kan
    kon kunnen kunt maar me meer men met mij mijn moet moeten na naar niet niets nog nu of om omdat onder ons onze
    ook op over te tegen toch toen tot u uit uw van veel voor waar waarom wanneer want was wat we wel welke werd
    wie wij wil willen worden wordt zal ze zei zelf zich zij zijn zo zonder zou zullen`),
  pt: list(`
    a ainda alem algo alguem algum alguma alguns antes ao aos apenas aquela aquele aquilo as ate cada com como contra
    cuja cujo da das de dela dele depois desde dessa desse desta deste do dos e ela elas ele eles em enquanto entao
    entre era essa esse esta estao estar estas este estes estou eu foi foram ha isso isto ja la lhe lhes mais mas me
    mesmo meu meus minha minhas muito muitos na nao nas nem no nos nossa nosso num numa o onde os ou outra outro para
    pela pelas pelo pelos pode podem por porque posso pois qual quais quando quanto quantos que quem quero sao se
    seja sem ser seu seus si sido so sobre sua suas tal tambem tem tenho ter teu toda todas todo todos tua tudo um
    uma umas uns voce voces vou`),
}

/** What people wrap a question in; it says nothing of the subject in any language served here. */
const courtesy = list(`
  ask asked asking bye cheers dear erm excuse goodbye greetings guys hello help hey hi hiya hmm know like looking need ok okay pardon please pls plz possible possibly question questions say sorry sure tell thank thanks thankyou thx
  try tried trying uh uhm um understand want wanted wondered wondering yeah yep yes
  adieu bitte danke gerne guten hallo tschuss vielen
  bonjour bonsoir merci salut plait svp
  adios buenas buenos dias favor gracias hola
  buongiorno ciao favore grazie piacere prego salve
  alstublieft bedankt dank dankjewel goedemiddag goedemorgen hoi
  bom obrigada obrigado ola tchau`)

/** Content words elsewhere, but a message of nothing else is small talk. */
const pleasantry = list(`
  afternoon alright appreciate appreciated awesome bit bless brilliant care cool day evening everyone excellent fair
  fantastic fine glad good gotcha grand great haha hahaha hold hope job kind later lol lovely luck minute moment morning nah
  nice night nope perfect problem nothing everything thatll thatd itll goodnight goodby kindness assistance helpful helped
  problem second see sec simple sounds super take thats there think time today tomorrow ty
  understood wait waiting weekend welcome wonderful wow yay yup
  alles abend gut klar klasse morgen prima schon schonen super wunderbar
  accord bien bonne journee parfait soiree
  bien bueno dia genial noche perfecto tarde vale
  bene buona buonasera giornata perfetto va
  fijne goed graag mooi oke prettige
  boa bem certo dia noite otimo perfeito tarde`)

const agreement = list('yes yeah yep yup sure ok okay ja jawohl oui si sim graag')

const questionWord = list(`
  how what when where which who whose why wann wann warum welche welcher welches wer wieviel combien comment pourquoi
  quand quel quelle quelles quels cual cuales cuando cuanta cuanto cuantos donde cosa dove perche quale quali quando
  quanti quanto hoe hoeveel waar waarom wanneer wat welke onde quais qual quantos`)

/** Articles and "and": names are written with and without them; "Rosa's" is "Rosa". */
const joiner = list(`
  the a an and s der die das und le la les l et el los las y il lo gli e o os as het een en`)

/** What questions are made of rather than about: asking, finding, having on offer, being fine. */
const questionFrame = list(`
  actual actually also available bad best better check choose confirm consider could decent describe exactly find first
  found fine give good great have inform kind kinds know known let mean means mention might new nice offer offered offers okay
  particular prefer preferably provide provided provides read really recommend review reviews see sort specific still
  type types wonder would`)

/** What points at something named before: "this place", "dieses Modell". */
const demonstrative = list(`
  this these that those dies diese diesem diesen dieser dieses ce cet cette ces este esta estos estas ese esa esos
  esas questo questa questi queste quel quella quelli quelle deze dit dat die esse essa esses essas`)

/** What stands in a record of its own and is looked up there: how to reach somebody, and what a case is called. */
const ofRecord = list(`
  phone telephone mobile number numbers address addresses postcode postal zip zipcode email reference confirmation code
  id identification`)

/** Numbers, days and months as they are said: what somebody answers, and seldom what is asked. */
const value = list(`
  zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand double triple first second third
  fourth fifth sixth seventh eighth ninth tenth
  monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
  october november december`)

const courtesies = new Set(courtesy)
const pleasantries = new Set([...courtesy, ...pleasantry])
const values = new Set(value)
const agreements = new Set(agreement)
const questionWords = new Set(questionWord)
const joiners = new Set(joiner)
const demonstratives = new Set(demonstrative)
const recordWords = new Set(ofRecord)
const stopWords = new Map(
  Object.entries(functionWords).map(([language, words]) => [language, new Set([...words, ...courtesy])]),
)

/** Words without a subject in a language, given by its two-letter code; courtesies alone where it has no list. */
export const stopWordsOf = (language: string): ReadonlySet<string> => stopWords.get(language) ?? courtesies

/** Whether a word is part of a greeting, thanks or agreement rather than of a question. */
export const isPleasantry = (word: string): boolean => pleasantries.has(word)

/** Whether a word is a number, a day or a month. */
export const isValue = (word: string): boolean => values.has(word)

/** Whether a word says yes to what was offered. */
export const isAgreement = (word: string): boolean => agreements.has(word)

/** Whether a word begins a question, so that a sentence without a subject asks about the last one. */
export const isQuestionWord = (word: string): boolean => questionWords.has(word)

/** Whether a name may be written without the word. */
export const isJoiner = (word: string): boolean => joiners.has(word)

/** Words that belong to the way of asking rather than to what is asked. */
export const questionFrameWords: readonly string[] = questionFrame

/** Whether what follows the word was named before. */
export const isDemonstrative = (word: string): boolean => demonstratives.has(word)

/** Whether the word asks for a piece of a record rather than for something that is explained. */
export const isOfRecord = (word: string): boolean => recordWords.has(word)
