/** The lines with which a page says that its article is over. */

/** Above other stories. */
export const RELATED =
  /^(?:أخبار|اخبار|مواضيع|موضوعات|مقالات|قصص)\s+(?:ذات صلة|متعلقة|مرتبطة|أخرى)$|^(?:اقرأ|إقرأ) أيضا?ً?:?$|^(?:related|more|similar|recommended)(?:\s+(?:news|stories|articles|posts))?:?$/i;
/** Above what is no story. */
export const AFTERWARDS = /^(?:التعليقات|تعليقات|أضف تعليقا?ً?|comments|leave a comment|share this|حمل التطبيق)(?:\s*\(\d+\))?:?$/i;
