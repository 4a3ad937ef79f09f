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
جورج ميشال بطرس الياس إيلي جبران نبيه وليد تمام طوني أنطوان مارون جان بيار
جون جيمس ديفيد مايكل روبرت ويليام وليام توماس ريتشارد تشارلز دانيال بيتر بول مارك جورج جيف ستيف ستيفن توني بيل جيمي كريس آلان أندرو فيليب هنري إدوارد فرانك فرانسوا جاك بيير لوران نيكولا ماريا آنا أنجيلا كارلوس خوسيه فرناندو لويس ماركو ألكسندر ألكسندرا سيرغي دميتري ميخائيل إيفان يوهان هانز كارل
`);

/** Names that are words as well: only with a title, or with «بن», behind. */
export const ARABIC_WORD_NAMES = folded(`
سعيد صالح عادل كريم أمل أميرة إيمان رشيد شريف ناصر منصور مبارك سالم سلطان جمال جلال كمال رياض هدى منى نادر ماجد فارس مالك محسن فريد حبيب صلاح وفاء حنان دلال عهود سعود جابر رائد شاكر عامر عوض غالب غانم فلاح كارل مارك بول بسمة جواهر ريم هند خلف قيس نوح فؤاد ياسمين
طارق ضيف سفر مسعود زيد زايد حمد جان توني بيل مشرف سراج علي نعيم طاهر هلال
`);

export const ENGLISH_GIVEN_NAMES = new Set(
  `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan
stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan
alan juan albert willie elijah wayne randy mason vincent liam roy bobby caleb bradley russell lucas mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy
amy kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine debra rachel carolyn janet maria olivia heather helen catherine diane julie victoria joyce lauren kelly christina ruth joan virginia judith evelyn hannah andrea megan cheryl jacqueline madison teresa abigail sophia martha sara gloria
janice kathryn ann isabella judy charlotte julia grace amber alice jean denise frances danielle marilyn natalie beverly diana brittany theresa kayla alexis doris lori tiffany claire fiona gordon simon nigel graham ian neil stuart colin trevor martin tom tim jim bob ben sam dan mike steve chris tony bill jeff greg ted
mohammed muhammad mohamed mohammad ahmed ahmad mahmoud ali omar hassan hussein ibrahim ismail khalid khaled abdullah abdulaziz abdulrahman faisal fahd saud turki nasser salman sultan youssef yusuf mustafa tariq tarek ziad karim samir nabil fatima aisha maryam layla noura nora huda hind amal yasmin rania reem sara
vladimir sergei dmitry mikhail ivan igor andrei alexei yuri boris viktor oleksandr pierre jacques francois jean luc marie sophie hans klaus angela jurgen wolfgang stefan giuseppe marco luigi paolo giovanni carlos luis fernando miguel javier pedro diego pablo antonio manuel rafael ana carmen lucia hiroshi kenji yuki akira wei
lei jin min sanjay rahul anil raj priya amit vikram ravi arjun deepak`.split(/\s+/),
);
