/*
 * Words that people use of everything. In little knowledge they may be in one article by chance or in none, and would
 * look like the most telling words of a question. What could be a subject of its own (phone, card, pay, move) is not here.
 */

const list = (words: string) => words.trim().split(/\s+/)

const english = list(`
  able absolutely across act actual actually add ages ago ahead allow allowed allows almost alone along already
  alright although altogether always among amount anyhow anymore anyway anywhere apart appear around arrive arse aside
  asleep attempt awake away awful awfully back bad badly bang banjaxed barely basically bear because become bed began
  begin behind believe belong beside besides best better big bigger bit bits bloke bloody body boss bother bothered
  bottom bound boy brand break bring brings broke broken brother brought bunch busy came catch cause caused certain
  certainly chance chancer chap check cheers clearly close clue cold come comes coming completely consider correct
  couple course craic crap crazy dad daddy daft damn dare darn daughter dead deadly deal dealt dear decent decide
  decided definitely desperate difference different difficult dirt dodgy dozen dreadful dude due early easily easy
  eejit eight eighty eleven else empty end ended ends entire entirely especially eventually everywhere exactly example
  except expect expected explain extra eye face fact fair fairly fall fallen far fast father feck feel feeling fell
  fella fellow felt fifteen fifty figure fill finally find fine finish finished fit five flaming flat folk folks
  follow following forever forget forgot forgotten forty found four friend friends front full fully fun funny further
  gave gets ghost girl give given gives giving glad gobshite gone good grab grand grandad grandmother granny great
  guess guy guys hair half hall hand handed handy hang hanging happen happened happening happens happy hard hardly
  hate head heading hear heard heart heck heed held hell high higher hit hold holding hope hopefully hoping hot
  hundred hurry husband idea idiot immediately important impossible inside instead involved jacks job join jump keen
  keep keeping keeps kept kick kid kids kill killing kind knew knock known lad lads lady land lands large last late
  lately later latest lay least leg lest let letting lie life likely lined literally little lived living load loads
  loaf lol long longer look looked looks love lovely low luck lucky mad madam made main mainly mam mammy man massive
  mate mates matter mean means meant meet member men mention mentioned meself mess messing middle million mind mine
  minute miss missus moment month months more morning mother mum mummy must nan nana nanny near nearly necessary
  neighbour neighbours neither never nice night nine ninety nobody none normal normally nothing notice noticed nowhere
  obvious obviously odd okay old older ones onto ordinary ought oul outside owe particular partner past people perfect
  person pick picked pile pissed place places plain plan play please plenty point poor pop possible possibly pretend
  pretty previous probably problem proper properly pull pulled push put puts putting question quick quickly quid quiet
  quite ran rang rate ready real realise realised really reason recently remember remembered rest right rip road room
  rough roughly round rubbish run running runs said same sat saw say saying says scary second see seeing seem seemed
  seems seen sense sent separate serious seriously set sets setting seven seventy several shall shift shock shot show
  showed showing shown shows shut sick side sight simple simply since sir sister sit sitting six sixty size skint
  slight slightly small smaller son sooner sort sorted sound sounds spend spent spoke stand standing state stay stayed
  staying stick sticking stood story straight strange stuck stuff stupid such sudden suddenly suit suits suppose
  supposed sure surely swear take taken takes taking talk talked talking tell telling ten terrible thanks thick thing
  things think thinking third thirty thought thousand three threw throw tight till times tiny tired today together
  told tomorrow tonight took top total totally touch trouble true truly trust truth try trying turn turned turning
  turns twelve twenty twice two type understand unless unlucky upset used useful useless using usual usually waiting
  wake walk walked wall wanna want wanted wants watch way ways wee week weekend weeks weird went whatever whenever
  wherever whole wife wild win wise wish wonder word work worked working works world worried worry worse worst worth
  wreck wrecked wrong wrote year years yesterday yoke young younger`)

const noWords: readonly string[] = []

/** Ordinary words of a language, given by its two-letter code. */
export const ordinaryWordsOf = (language: string): readonly string[] =>
  language === 'en' ? english : noWords
