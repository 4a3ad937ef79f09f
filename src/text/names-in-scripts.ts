/**
 * Names that news writes in Latin and in Arabic letters, or in Arabic in several ways because it has no g and no p: a search for one finds the others. Only names that mean nothing
 * else in either script; what is common as a word («فورد» is also "was received") is left out. One-word names; of two words only what is found, not what is asked.
 */
import { type Alternative, readWordGroups } from './word-groups.ts';

/** The name's other spellings; none where it is not known. */
export const otherScripts: (word: { readonly stem: string; readonly spelling: string }) => readonly Alternative[] = readWordGroups(
  () => NAMES,
);

const NAMES = `
trump ترامب ترمب, obama أوباما, biden بايدن, clinton كلينتون, putin بوتين بوتن, merkel ميركل, macron ماكرون, hollande هولاند أولاند, cameron > كاميرون, erdogan أردوغان إردوغان أردوجان,
netanyahu نتنياهو نتانياهو, rouhani > روحاني, zarif > ظريف, kerry كيري, tsipras تسيبراس, snowden سنودن, assange أسانج, zuckerberg زوكربيرغ زوكربيرج,
messi ميسي, ronaldo رونالدو, neymar نيمار, casillas كاسياس كاسيس, mourinho مورينيو, guardiola غوارديولا جوارديولا, blatter بلاتر, platini بلاتيني, maradona مارادونا, pele بيليه, federer فيدرر, nadal نادال, djokovic ديوكوفيتش جوكوفيتش,
barcelona برشلونة, madrid مدريد, arsenal أرسنال آرسنال, chelsea تشيلسي تشلسي, liverpool ليفربول, juventus يوفنتوس جوفنتوس, bayern بايرن,
samsung سامسونج سامسونغ, =apple =أبل =آبل, google جوجل غوغل قوقل, microsoft مايكروسوفت ميكروسوفت, =windows ويندوز, android أندرويد اندرويد, iphone آيفون أيفون ايفون, ipad آيباد أيباد, galaxy جالاكسي غالاكسي جلاكسي,
twitter تويتر, facebook فيسبوك فيس_بوك الفيسبوك, youtube يوتيوب, instagram انستغرام انستجرام انستقرام إنستجرام, whatsapp واتساب واتس_آب واتس_اب, snapchat سنابشات سناب_شات, linkedin لينكدإن لينكد_إن, skype سكايب, telegram تيليجرام تيليغرام تلغرام, tiktok تيك_توك,
yahoo ياهو, amazon أمازون, uber =أوبر, netflix نتفليكس, tesla تسلا, nokia نوكيا, huawei هواوي, sony سوني, intel إنتل, ibm آي_بي_إم, blackberry بلاكبيري بلاك_بيري, toshiba توشيبا, lenovo لينوفو, xiaomi شاومي, nvidia إنفيديا, openai أوبن_إيه_آي, chatgpt شات_جي_بي_تي,
toyota تويوتا, hyundai هيونداي, mercedes مرسيدس, volkswagen فولكسفاغن فولكسفاجن فولكس_واجن, honda هوندا, bmw بي_إم_دبليو, ferrari فيراري, porsche بورش, boeing بوينج بوينغ, airbus إيرباص ايرباص, siemens سيمنز, exxon إكسون, chevron شيفرون, aramco أرامكو, sabic سابك,
nasa ناسا, fifa فيفا, uefa يويفا, opec أوبك, unesco يونسكو اليونسكو, unicef يونيسف اليونيسف, nato ناتو الناتو, interpol إنتربول الإنتربول, bbc بي_بي_سي, cnn سي_إن_إن, mbc إم_بي_سي, reuters رويترز, bloomberg بلومبرغ بلومبرج بلومبيرغ, pentagon بنتاغون بنتاجون,
ebola إيبولا, zika زيكا, corona كورونا, covid كوفيد, mers ميرس, captagon كبتاغون كبتاجون, birmingham برمنغهام برمنجهام, guantanamo غوانتانامو جوانتانامو, bangalore بنغالور بنجالور, shanghai شنغهاي شانغهاي, nagasaki ناغازاكي ناجازاكي, everest إيفرست افرست`;
