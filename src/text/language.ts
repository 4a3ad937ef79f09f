/** Which language a text is in, by script, distinguishing letters and function words. No model, no table of n-grams. */

/** UTF-16 units looked at; news says its language in the first sentence. */
const READ_LIMIT = 2_000;

/**
 * The language of a text as BCP 47: ar, fa, ur, ps, ckb by letters and function words of the Arabic script;
 * en, fr, de, es, it, pt, nl, tr, id, cs, pl by function words; he, el, ru, uk, zh, ja, ko, hi, th by script.
 * A text needs one function word per twelve words (at least one, and more than the runner-up), or it stays undetermined.
 * @param fallback what an undetermined text is given
 */
export function detectLanguage(text: string, fallback = 'und'): string {
  const sample = text.slice(0, READ_LIMIT);
  const scripts = countScripts(sample);
  let best: Script | null = null;
  for (const script of Object.keys(scripts) as Script[]) {
    if (scripts[script] > 0 && (best === null || scripts[script] > scripts[best])) best = script;
  }
  switch (best) {
    case null:
      return fallback;
    case 'Arab':
      return arabicScriptLanguage(sample) ?? fallback;
    case 'Latn':
      return byFunctionWords(sample, LATIN_FUNCTION_WORDS) ?? fallback;
    case 'Cyrl':
      return /[іїєґІЇЄҐ]/.test(sample) ? 'uk' : 'ru';
    case 'Hani':
      // Japanese is written with Han characters too, but never for long without kana.
      return scripts.Kana * 10 > scripts.Hani ? 'ja' : 'zh';
    default:
      return LANGUAGE_OF_SCRIPT[best];
  }
}

type Script = 'Arab' | 'Latn' | 'Hebr' | 'Cyrl' | 'Grek' | 'Hani' | 'Kana' | 'Hang' | 'Deva' | 'Thai';

const LANGUAGE_OF_SCRIPT: Readonly<Record<Exclude<Script, 'Arab' | 'Latn' | 'Cyrl' | 'Hani'>, string>> = {
  Hebr: 'he',
  Grek: 'el',
  Kana: 'ja',
  Hang: 'ko',
  Deva: 'hi',
  Thai: 'th',
};

function countScripts(sample: string): Record<Script, number> {
  const counts: Record<Script, number> = { Arab: 0, Latn: 0, Hebr: 0, Cyrl: 0, Grek: 0, Hani: 0, Kana: 0, Hang: 0, Deva: 0, Thai: 0 };
  for (let i = 0; i < sample.length; i++) {
    const script = scriptOf(sample.charCodeAt(i));
    if (script !== null) counts[script]++;
  }
  return counts;
}

/** The script of a letter by its Unicode block; null for marks, digits, punctuation and scripts not told apart here. */
function scriptOf(code: number): Script | null {
  if (code < 0x41) return null;
  if (code < 0x250)
    return (code <= 0x5a || (code >= 0x61 && code <= 0x7a) || code >= 0xc0) && code !== 0xd7 && code !== 0xf7 ? 'Latn' : null;
  if (code >= 0x370 && code < 0x400) return 'Grek';
  if (code >= 0x400 && code < 0x530) return 'Cyrl';
  if (code >= 0x5d0 && code < 0x5f3) return 'Hebr';
  if (
    (code >= 0x620 && code < 0x64b) ||
    (code >= 0x66e && code < 0x6d4) ||
    (code >= 0x750 && code < 0x780) ||
    (code >= 0xfb50 && code < 0xfe00) ||
    (code >= 0xfe70 && code < 0xfeff)
  )
    return 'Arab';
  if (code >= 0x904 && code < 0x980) return 'Deva';
  if (code >= 0xe01 && code < 0xe4f) return 'Thai';
  if (code >= 0x1e00 && code < 0x1f00) return 'Latn';
  if (code >= 0x3041 && code < 0x3100) return 'Kana';
  if (code >= 0x4e00 && code < 0xa000) return 'Hani';
  if (code >= 0xac00 && code < 0xd7a4) return 'Hang';
  return null;
}

/**
 * Letters that only one of the languages writes, and function words. Arabic: ة, hamza carriers, dotted ي and ك; Persian: پ چ ژ گ with ی ک;
 * Urdu: ٹ ڈ ڑ ں ے ہ; Pashto: ښ ځ څ ډ ړ ږ ڼ ې; Central Kurdish: ێ ۆ ڕ ڵ ە.
 */
function arabicScriptLanguage(sample: string): string | null {
  const letters = sample.match(/[\u0620-\u064A\u066E-\u06D3\u06D5\uFB50-\uFDFF\uFE70-\uFEFC]/g)?.length ?? 0;
  const share = (pattern: RegExp): number => (sample.match(pattern)?.length ?? 0) / letters;
  if (share(/[ښځڅډړږڼې]/g) > 0.01) return 'ps';
  if (share(/[ێۆڕڵە]/g) > 0.03) return 'ckb';
  if (share(/[ٹڈڑںےہ]/g) > 0.02) return 'ur';

  const words = byFunctionWords(sample, ARABIC_SCRIPT_FUNCTION_WORDS);
  if (words !== null) return words;
  // Headlines without one function word: Persian keyboards write ی and ک for what Arabic ones write ي/ى and ك.
  const persian = share(/[پچژگیک]/g);
  const arabic = share(/[ةيىكأإآؤ]/g);
  if (persian > arabic && persian > 0.02) return 'fa';
  if (arabic > persian && arabic > 0.02) return 'ar';
  return /(^|[\s«"(])(و|ب|ل|ك|ف)?ال[\u0621-\u064A]{3}/.test(sample) ? 'ar' : null;
}

/** The language with most function words among the words, or null where too few are known or two are level. */
function byFunctionWords(sample: string, languages: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const words = sample.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
  let best: string | null = null;
  let bestHits = 0;
  let nextHits = 0;
  for (const [language, known] of languages) {
    let hits = 0;
    for (const word of words) if (known.has(word.replace('’', "'"))) hits++;
    if (hits > bestHits) {
      nextHits = bestHits;
      bestHits = hits;
      best = language;
    } else if (hits > nextHits) nextHits = hits;
  }
  return bestHits > nextHits && bestHits * 12 >= words.length ? best : null;
}

function wordLists(lists: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(lists).map(([language, words]) => [language, new Set(words.split(' '))]));
}

const ARABIC_SCRIPT_FUNCTION_WORDS = wordLists({
  ar: 'في من على إلى الى أن ان إن التي الذي الذين عن مع هذا هذه ذلك تلك كان كانت ما لا لم لن قد هو هي أو او بعد قبل بين منذ حتى كما بن خلال ضد عند حول أمام اليوم غير كل ليس ثم',
  fa: 'از که را این است در به با برای آن می یک شد شده کرد کرده بود های خود تا هم بر باید اما نیز وی شود هر ما دیگر پس دو گفت نمی ها است؛ آنها',
  ur: 'کے کی کا ہے میں اور سے کو نے پر یہ ہیں کہ بھی تھا وہ اس ایک تھی گیا جو کر رہے ہو',
});

const LATIN_FUNCTION_WORDS = wordLists({
  en: "the of and to in is that for on with as was by at from it's his her are has have this be not will an it who after they been were which he she their but had more said its how you your we what",
  fr: "le la les des du et un une dans est pour que qui sur pas au avec plus par ce sont ne se cette ses aux a été il elle ont mais leur comme nous vous c'est d'un d'une qu'il n'est",
  de: 'der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch sein wurde ich wir',
  es: 'el la los las de y en que un una por con para del se no su al lo como más o pero sus le ha este esta sí entre cuando muy sin sobre ser también fue han hay desde está años todo nos era durante',
  it: 'il lo la gli le di e un una che per in con del della dei delle non si è sono al alla da nel nella come più anche ha ma dal suo sua questo questa o se i degli dalla hanno stato',
  pt: 'o a os as de e em que um uma para com do da dos das no na nos nas não se por mais ao é foi como mas sua seu ou ser quando muito são pelo pela até isso ela ele também já está você',
  nl: 'de het een en van in is dat op te met voor zijn niet aan er om ook als bij door naar maar uit heeft nog wordt dan over die zij hij ze was werd worden tot deze dit meer geen kan hebben',
  tr: 've bir bu için ile da de çok olarak daha ne gibi en kadar olan sonra ancak ama her ya mi var değil o ki şu yeni göre son iki',
  id: 'yang dan di ke dari ini itu untuk dengan pada tidak dalam akan juga adalah telah oleh para sebagai bisa ada karena saat atau lebih mereka kami tersebut',
  cs: 'a v se na je že s z do o to i jako za by ve po pro k si od jsou ale tak jeho který která které při také není až podle jen byl byla bylo už jsem co',
  pl: 'i w na z się do nie że to jest o jak po od za dla przez ale są co był być jego tym tego oraz która który które także tylko ze przed czy już',
});
