/** Given names, of our own choosing: what a person's name begins with where no title stands before it. */
import { fold } from '../../text/fold.ts';

const folded = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/).map(fold));

/** Arabic names that are hardly anything else. */
export const ARABIC_GIVEN_NAMES = folded(`
محمد أحمد محمود حامد حمد حمود خالد فهد سعود فيصل تركي نايف بندر مشعل متعب مساعد عبدالله عبدالعزيز عبدالرحمن عبدالمحسن عبداللطيف عبدالكريم عبدالرحيم عبدالوهاب عبدالملك عبدالمجيد عبدالحميد عبدالقادر عبدالسلام
عبدالفتاح عبدالرزاق عبدالإله عبدالهادي عبدالخالق عبدالحكيم عبدالرؤوف عبدالغني عبدالباسط عبدالواحد عبدالمنعم عبدالحليم عبدالعظيم عبدالناصر عبدربه علي عمر عثمان أبوبكر حسن حسين حسان إبراهيم إسماعيل إسحاق يعقوب يوسف موسى عيسى هارون داود
سليمان زكريا يحيى يونس إدريس أيوب نوح طارق زياد وليد هشام بسام عصام حسام وسام سامي رامي هاني فادي شادي نادر ماجد مازن مروان عدنان غسان قحطان سفيان سلمان سلطان منصور ناصر مبارك مطلق مشاري مشبب سعد سعيد مسعود أسعد سعيدان طلال جلال كمال جمال نبيل
وائل ياسر عامر عمار أنور أنس أيمن أسامة باسم بدر بسام ثامر جابر جاسم جعفر حاتم حازم حمزة حيدر خلف خليفة خليل دخيل ذياب راشد رائد رياض زهير زيد سالم سامر سراج شاكر شريف صالح صلاح طاهر عائض عايض عبيد عقيل عوض غازي غالب غانم فاروق فارس فايز فراس فؤاد فواز فوزي قاسم قيس
كاظم لؤي لطفي مالك محسن مصطفى معتز معن مفرح ممدوح منير مهند نعيم نواف هادي هاشم هيثم وجدي يزيد ياسين عبدو عادل عاطف حبيب رشيد سمير كريم فريد حمدان زايد مكتوم هزاع ذعار فلاح مرزوق مناحي سفر شايع شلاش صنيتان ضيف عويض مسفر مشرف معيض هليل
فاطمة عائشة خديجة مريم زينب سارة نورة نوف هند هدى منى لطيفة منيرة موضي العنود ريم رنا رانيا دينا ديما لينا ليلى سلمى سلوى سمية سهام أمل أميرة إيمان أسماء بدور بسمة جواهر حصة حنان دلال رقية سعاد شيخة عبير عهود غادة فوزية لمياء مها نجلاء نوال هيفاء وفاء ياسمين أروى تهاني
أنس أدهم وسيم مينا عماد إياد إيهاب أشرف أمجد تامر رامز رمزي شادي صابر صبحي عصمت عفيف علاء فاضل فتحي فكري كامل لبيب مجدي مدحت مراد معتصم مؤمن نادر نجيب نصر نضال وجيه يسري زكي بهاء ضياء سيف شهاب تيسير جهاد حافظ حكيم حلمي خيري رأفت رفعت رؤوف زاهر ساهر شوقي عزت عزيز غيث قتيبة كنان لقمان مؤيد مثنى مصعب معاذ معاوية مهدي نزار همام يزن
نسرين تالا دانا بثينة كنزة سيرين هبة سندس شيرين شيماء صفاء ضحى عبلة غدير فدوى فرح فريدة كوثر لبنى لمى مروة منال ميسون ميمونة نادية نادين ناهد نجاة نرمين نهى نوران هالة هاجر هناء وداد يسرى آية آلاء إسراء إلهام أماني بسمة بشرى تغريد ثريا جميلة حليمة خولة رحاب رشا رغد رقية رهف روان زهرة سحر سناء سوسن صابرين عائدة عبير عفاف علياء فاتن
جورج ميشال بطرس الياس إيلي جبران نبيه وليد تمام طوني أنطوان مارون جان بيار
جون جيمس ديفيد مايكل روبرت ويليام وليام توماس ريتشارد تشارلز دانيال بيتر بول مارك جورج جيف ستيف ستيفن توني بيل جيمي كريس آلان أندرو فيليب هنري إدوارد فرانك فرانسوا جاك بيير لوران نيكولا ماريا آنا أنجيلا كارلوس خوسيه فرناندو لويس ماركو ألكسندر ألكسندرا سيرغي دميتري ميخائيل إيفان يوهان هانز كارل
`);

/** Names of all countries as Arabic spells them: the word behind them is a family name, whatever it is. */
export const FOREIGN_GIVEN_NAMES = folded(`
دييغو دييجو مانويل أنطونيو خوان بابلو بيدرو رافائيل رافاييل ميغيل ميجيل أليخاندرو خافيير سيرخيو ألفارو غونزالو راؤول إنريكي أندريس ماتيو ماتياس نيكولاس أليكسيس رادامل راداميل خاميس كريستيانو جواو باولو فيليبي ريكاردو روبرتو إدواردو غوستافو لوسيانو رونالدو نيمار
جوزيبي لويجي أنطونيلا كلاوديو كلاوديا فرانشيسكو أليساندرو ستيفانو لورينزو ماسيميليانو سيلفيو ماتيو جيورجيو جورجيو فابيو باتريك أوليفييه مانويلا كريستين كريستينا إيمانويل ميشيل سيباستيان جيروم دومينيك كلود فابيان أنطوان تييري برنار بنيامين جيرار كريم
فولفغانغ يورغن توبياس ماتس ستيفان توماش يان يوزف فرانز فريدريش هورست غونتر كارستن أولاف مارتن ماركوس فلاديمير ديمتري أليكسي ألكسي أندريه بوريس نيكولاي يوري إيغور فيكتور ماكسيم فيتالي بترو أوليغ
ديفيد دافيد ديفد جوزيف مارتن غاري جاري غاريث كيفن براين ريان آرون واين ستيوارت أنتوني أنطوني جوناثان كينيث دونالد رونالد هيلاري باراك جورج جيرمي تيريزا جوردان مايك سام لويس إريك آرثر ستانلي ألبرت إليزابيث مارغريت كاثرين كيت هيلين جوليا جينيفر سوزان ساندرا أنجلينا
شينزو هيروشي كينجي جونغ كيم لي وانغ تشانغ ناريندرا راجيف نواز عمران بنازير مالالا كوفي نيلسون جاكوب رجب أردوان داود بولنت
`);

/** Names that are words as well: only with a title, or with «بن», behind. */
export const ARABIC_WORD_NAMES = folded(`
سعيد صالح عادل كريم أمل أميرة إيمان رشيد شريف ناصر منصور مبارك سالم سلطان جمال جلال كمال رياض هدى منى نادر ماجد فارس مالك محسن فريد حبيب صلاح وفاء حنان دلال عهود سعود جابر رائد شاكر عامر عوض غالب غانم فلاح كارل مارك بول بسمة جواهر ريم هند خلف قيس نوح فؤاد ياسمين
طارق ضيف سفر مسعود زيد زايد حمد جان توني بيل مشرف سراج باسم نصر جهاد حافظ كامل فاضل عزيز مهدي حكيم مراد نضال ضحى فرح هناء صفاء إلهام بشرى جميلة زهرة سحر نجاة علاء صابر سيف غيث همام أشرف لي علي نعيم طاهر هلال
`);

export const ENGLISH_GIVEN_NAMES = new Set(
  `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan
stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan
alan juan albert willie elijah wayne randy mason vincent liam roy bobby caleb bradley russell lucas mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy
amy kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria olivia heather helen catherine diane julie victoria joyce lauren kelly christina ruth joan virginia judith evelyn hannah andrea megan cheryl jacqueline madison teresa abigail sophia martha sara gloria
janice kathryn ann isabella judy charlotte julia grace amber alice jean denise frances danielle marilyn natalie beverly diana brittany theresa kayla alexis doris lori tiffany claire fiona gordon simon nigel graham ian neil stuart colin trevor martin tom tim jim bob ben sam dan mike steve chris tony bill jeff greg ted
mohammed muhammad mohamed mohammad ahmed ahmad mahmoud ali omar hassan hussein ibrahim ismail khalid khaled abdullah abdulaziz abdulrahman faisal fahd saud turki nasser salman sultan youssef yusuf mustafa tariq tarek ziad karim samir nabil fatima aisha maryam layla noura nora huda hind amal yasmin rania reem sara
vladimir sergei dmitry mikhail ivan igor andrei alexei yuri boris viktor oleksandr pierre jacques francois jean luc marie sophie hans klaus angela jurgen wolfgang stefan giuseppe marco luigi paolo giovanni carlos luis fernando miguel javier pedro diego pablo antonio manuel rafael ana carmen lucia hiroshi kenji yuki akira wei
rosa dean gareth giulia tomas roderick alasdair terrence asma duncan hamish angus callum lachlan ewan rory declan brendan cormac niamh siobhan ciara rhys owen dafydd elin bronwen nadia elena irina olga natasha svetlana katya tatiana marta agnieszka piotr pawel krzysztof tomasz jan jana petra milan zoran goran dragan nikola mila jelena ivana marija ana lucija
matteo luca francesco alessandro lorenzo chiara francesca valentina federica stefano mateo santiago sebastian nicolas valeria camila daniela catalina joao beatriz tiago rafaela jens lars erik bjorn astrid ingrid freja mikkel soren anders johan emil elsa greta hanna jochen dieter uwe gunter helga heike anke florian moritz felix leon emilie camille chloe mathieu antoine thierry
kwame kofi ama abena chinedu ngozi emeka amara zainab aminata mamadou ousmane fatou wanjiru kamau thabo sipho nomsa lindiwe tendai hana samer rami hani fadi ghassan jalal zeina dina lina salma hala maya yara tala omar bilal hamza anas imran asif ayesha bilqis mehmet ahmet mustafa elif zeynep ayse deniz emre reza ali leila shirin farah
lei jin min sanjay rahul anil raj priya amit vikram ravi arjun deepak`.split(/\s+/),
);
