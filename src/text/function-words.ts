/**
 * Words that a question is asked with rather than about: what a search need not find. Much fewer than the stop words, which also leave out
 * words that keywords are not made of but that are searched for (رمضان, million, Friday).
 */
import { foldKeepingMaqsura } from './fold.ts';

/** @param word any spelling; ى must not have been lost: «على» is one, «علي» is a name */
export function isFunctionWord(word: string): boolean {
  const folded = foldKeepingMaqsura(word).replaceAll("'", '');
  if (WORDS.has(folded)) return true;
  // «وفي», «فإن»
  return folded.length > 2 && (folded[0] === 'و' || folded[0] === 'ف') && WORDS.has(folded.slice(1));
}

const WORDS = new Set(
  `في من عن على إلى الى حتى مع بين عند لدى منذ خلال بعد قبل حول ضد عبر دون بدون تحت فوق نحو ثم أو ام أم و ف ب ل ك لا لم لن ليس ليست ما لما لكن بل قد لقد سوف إن أن إنه أنه إنها أنها بأن لأن كان كانت يكون تكون كما
  هو هي هم هن هذا هذه ذلك تلك هؤلاء الذي التي الذين اللذين اللاتي هنا هناك أي أية كل بعض غير أيضا إذا اذا لو إلا منها منه فيها فيه عنها عنه عليها عليه إليها إليه به بها له لها لهم معه معها بهذا بهذه لهذا لهذه
  متى أين اين كيف هل لماذا ماذا كم من لمن بماذا علام مما ممن عما
  كيفية يمكن يمكنني أريد اريد عندما حين حيث بسبب بشأن
  a an the of in on at to for from by with and or not is are was were be been has have had do does did this that these those it its as what when where who whom why how which can could will would should may i my me you your we our he she they his her their there
  dont doesnt isnt im ive youre thats whats`
    .split(/\s+/)
    .map(foldKeepingMaqsura),
);
