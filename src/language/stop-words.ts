/** Languages of Latin script whose function words and stems are known. */
export const latinLanguages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv'] as const;
export type LatinLanguage = (typeof latinLanguages)[number];

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Function words, lower-cased, accents kept. */
export const stopWords: Readonly<Record<LatinLanguage, ReadonlySet<string>>> = {
  en: words(`
    a an the this that these those and or but nor so if then else than as of at by for from in into on onto to with
    within without about between among through during before after above below over under again against until while
    is am are was were be been being do does did doing done have has had having can could will would shall should may
    might must i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
    who whom whose which what when where why how there here not no very too also just only such same own each every
    any some all both few more most other another because since though although however therefore thus hence
    eg ie aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt shouldnt wasnt werent wont wouldnt`),
  de: words(`
    der die das den dem des ein eine einer eines einem einen und oder aber denn weil wenn als wie dass daß ob in im an
    am auf aus bei beim mit nach seit von vom zu zum zur für über unter durch gegen ohne um vor hinter zwischen ist
    sind war waren sein bin bist wird werden wurde wurden worden hat haben hatte hatten kann können konnte muss müssen
    soll sollen will wollen ich du er sie es wir ihr mich mir dich dir ihm ihn uns euch ihnen mein dein unser nicht
    kein keine auch nur noch schon sehr so was wer wo wann warum welche welcher welches dieser diese dieses man sich`),
  fr: words(`
    le la les l un une des du de d et ou mais donc or ni car que qu qui quoi dont où ce cet cette ces c à au aux en
    dans sur sous par pour avec sans entre vers chez est sont était étaient être été suis es sommes êtes a ont avait
    avaient avoir eu ai as avons avez je j tu il elle on nous vous ils elles me m te t se s lui leur y mon ma mes ton
    ta tes son sa ses notre nos votre vos leurs ne n pas plus moins très aussi comme si quand comment pourquoi quel
    quelle quels quelles tout toute tous toutes même autre`),
  es: words(`
    el la los las un una unos unas lo y e o u pero sino porque que quien quienes cual cuales cuyo donde cuando como
    qué quién cuál dónde cuándo cómo de del a al en con por para sin sobre entre desde hasta hacia es son era eran fue
    fueron ser sido está están estaba estar ha han había haber he hemos tiene tienen yo tú él ella ellos ellas nosotros
    usted ustedes me te se nos le les mi tu su mis tus sus nuestro este esta estos estas ese esa esos esas eso esto no
    ni sí más menos muy también ya si todo toda todos todas otro otra`),
  it: words(`
    il lo la i gli le l un uno una e ed o ma se che chi cui quale quali dove quando come perché di del dello della dei
    degli delle a al allo alla ai agli alle da dal dalla dai in nel nello nella nei negli nelle su sul sulla con per
    tra fra è sono era erano essere stato stata ha hanno aveva avere ho abbiamo io tu lui lei noi voi loro mi ti si ci
    vi ne mio tuo suo nostro questo questa questi queste quello quella non né più meno molto anche già tutto tutti`),
  pt: words(`
    o a os as um uma uns umas e ou mas porque que quem qual quais onde quando como de do da dos das em no na nos nas
    por pelo pela pelos pelas para com sem sobre entre até é são era eram foi foram ser sido está estão estava estar
    tem têm tinha ter há havia eu tu ele ela nós vós eles elas você vocês me te se lhe lhes meu minha teu seu sua seus
    suas nosso este esta estes estas esse essa isso isto aquele aquela não nem mais menos muito também já se todo toda`),
  nl: words(`
    de het een en of maar want dat die dit deze als dan toen in op aan van voor met naar bij uit door over onder tegen
    tussen zonder om te tot is zijn was waren ben bent wordt worden werd werden heeft hebben had hadden kan kunnen kon
    moet moeten zal zullen zou wil ik jij je hij zij ze wij we jullie u mij me hem haar ons hun mijn jouw niet geen ook
    nog al zeer zo wat wie waar wanneer waarom hoe welke er hier daar men zich`),
  sv: words(`
    en ett den det de och eller men att som om när där här i på av för med till från hos vid under över mellan utan
    genom mot är var vara varit blir blev bli har hade ha kan kunde ska skall skulle vill måste jag du han hon vi ni
    dem mig dig honom henne oss er min din sin vår inte ingen inget också bara än så mycket vad vem vilken vilket hur
    varför denna detta dessa man sig`),
};
