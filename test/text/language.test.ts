import { describe, expect, it } from '@jest/globals';
import { detectLanguage } from '../../src/text/language.ts';

describe('which language', () => {
  it.each([
    ['ar', 'قررت البلدية إغلاق الشارع الرئيسي أمام السيارات في عطلة نهاية الأسبوع، وذلك بعد شكاوى من السكان.'],
    ['ar', 'ميتا تطلق نظارة جديدة'],
    ['ar', 'الحكومة تعلن الموازنة'],
    ['ar', 'أعلنت شركة OpenAI إطلاق نموذج GPT جديد'],
    ['fa', 'شهرداری تهران اعلام کرد که خیابان اصلی را در روزهای پایان هفته به روی خودروها می‌بندد.'],
    ['fa', 'گفتگوی ویژه درباره پژوهش'],
    ['ur', 'بلدیہ نے فیصلہ کیا ہے کہ ہفتے کے آخر میں مرکزی سڑک گاڑیوں کے لیے بند رہے گی۔'],
    ['ps', 'ښاروالۍ پرېکړه کړې چې لویه لاره به د اونۍ په پای کې وتړي'],
    ['ckb', 'شارەوانی بڕیاری دا شەقامی سەرەکی لە کۆتایی هەفتەدا دابخات'],
    ['en', 'The council has decided to close the main street to cars at the weekend after complaints from residents.'],
    ['en', 'Why the harbour is full again'],
    ['fr', 'La mairie a décidé de fermer la rue principale aux voitures pendant le week-end après les plaintes des habitants.'],
    ['de', 'Die Stadt hat beschlossen, die Hauptstraße am Wochenende für Autos zu sperren, nachdem sich Anwohner beschwert hatten.'],
    ['es', 'El ayuntamiento ha decidido cerrar la calle principal a los coches durante el fin de semana por las quejas de los vecinos.'],
    ['it', 'Il comune ha deciso di chiudere la strada principale alle auto nel fine settimana dopo le proteste dei residenti.'],
    ['pt', 'A câmara decidiu fechar a rua principal aos carros no fim de semana depois das queixas dos moradores.'],
    ['he', 'העירייה החליטה לסגור את הרחוב הראשי'],
    ['ru', 'Городской совет решил закрыть главную улицу'],
    ['uk', 'Міська рада вирішила закрити головну вулицю'],
    ['zh', '市议会决定周末关闭主要街道'],
    ['ja', '市議会は週末に大通りを閉鎖することを決めた'],
  ])('%s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each(['', '2026 – 14:30', 'Meta OpenAI Nvidia', '😀😀'])('cannot tell of %j', (text) => {
    expect(detectLanguage(text)).toBe('und');
    expect(detectLanguage(text, 'ar')).toBe('ar');
  });

  it('reads the first 2,000 characters only', () => {
    expect(detectLanguage(`${'1 '.repeat(1_000)}في البيت`)).toBe('und');
  });
});
