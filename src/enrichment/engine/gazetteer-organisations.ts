/** Organisations by name, of our own choosing, in the form of gazetteer-countries.ts. Clubs with everyday names («الهلال», «النصر») are left to the rules that see «نادي» before them. */
export const ORGANISATIONS = `
الأمم المتحدة، هيئة الأمم المتحدة | United Nations, UN, U.N
مجلس الأمن، مجلس الأمن الدولي | UN Security Council, Security Council
الجمعية العامة للأمم المتحدة | UN General Assembly
اليونسكو، منظمة اليونسكو | UNESCO
اليونيسف، يونيسيف، اليونيسيف | UNICEF
منظمة الصحة العالمية | World Health Organization, World Health Organisation, WHO
صندوق النقد الدولي | International Monetary Fund, IMF
البنك الدولي | World Bank
منظمة التجارة العالمية | World Trade Organization, WTO
الوكالة الدولية للطاقة الذرية | International Atomic Energy Agency, IAEA
وكالة الطاقة الدولية | International Energy Agency, IEA
المحكمة الجنائية الدولية | International Criminal Court, ICC
محكمة العدل الدولية | International Court of Justice
برنامج الأغذية العالمي | World Food Programme, World Food Program
المفوضية السامية للأمم المتحدة لشؤون اللاجئين، مفوضية اللاجئين | UNHCR
الأونروا | UNRWA
الصليب الأحمر، اللجنة الدولية للصليب الأحمر | Red Cross, International Committee of the Red Cross, ICRC
الهلال الأحمر، هيئة الهلال الأحمر، هيئة الهلال الأحمر السعودي | Red Crescent
الاتحاد الأوروبي | European Union, EU
المفوضية الأوروبية | European Commission
البرلمان الأوروبي | European Parliament
البنك المركزي الأوروبي | European Central Bank, ECB
الاتحاد الأفريقي، الاتحاد الإفريقي | African Union
حلف شمال الأطلسي، حلف الناتو، الناتو | NATO
جامعة الدول العربية، الجامعة العربية | Arab League, League of Arab States
مجلس التعاون الخليجي، مجلس التعاون لدول الخليج العربية، مجلس التعاون | Gulf Cooperation Council, GCC
منظمة التعاون الإسلامي | Organisation of Islamic Cooperation, Organization of Islamic Cooperation, OIC
رابطة العالم الإسلامي | Muslim World League
أوبك، منظمة أوبك، منظمة الدول المصدرة للبترول، منظمة البلدان المصدرة للبترول | OPEC
أوبك بلس، أوبك+ | OPEC+
مجموعة العشرين | G20, Group of 20
مجموعة السبع | G7
مجموعة بريكس، بريكس | BRICS
منظمة العفو الدولية | Amnesty International
هيومن رايتس ووتش | Human Rights Watch
أطباء بلا حدود | Doctors Without Borders, Médecins Sans Frontières
البيت الأبيض | White House
البنتاغون، البنتاجون، وزارة الدفاع الأمريكية، وزارة الدفاع الأميركية | Pentagon
وزارة الخارجية الأمريكية، وزارة الخارجية الأميركية | State Department
الكونغرس، الكونجرس، الكونغرس الأمريكي | Congress, US Congress
مجلس الشيوخ، مجلس الشيوخ الأمريكي | Senate, US Senate
مكتب التحقيقات الفيدرالي، مكتب التحقيقات الاتحادي | FBI
وكالة الاستخبارات المركزية | CIA
الاحتياطي الفيدرالي، مجلس الاحتياطي الاتحادي، الاحتياطي الاتحادي | Federal Reserve, Fed
الكرملين | Kremlin
الحرس الثوري، الحرس الثوري الإيراني | Revolutionary Guards, Revolutionary Guard, IRGC
حزب الله | Hezbollah
حركة حماس، =حماس | Hamas
حركة فتح، =فتح حركة | Fatah
الجهاد الإسلامي | Islamic Jihad
طالبان، حركة طالبان | Taliban
تنظيم داعش، داعش، تنظيم الدولة الإسلامية، تنظيم الدولة | Islamic State, ISIS, IS, ISIL, Daesh
تنظيم القاعدة | al-Qaeda, Al Qaeda, al-Qaida
جبهة النصرة | Nusra Front, Jabhat al-Nusra
بوكو حرام | Boko Haram
جماعة الحوثي، الحوثيون، الحوثيين، ميليشيا الحوثي، ميليشيات الحوثي، المليشيات الحوثية، الميليشيات الحوثية، أنصار الله | Houthis, Houthi movement
جماعة الإخوان المسلمين، الإخوان المسلمين، الإخوان المسلمون، جماعة الإخوان | Muslim Brotherhood
حزب العمال الكردستاني | PKK, Kurdistan Workers' Party
حزب العدالة والتنمية | Justice and Development Party, AKP
الحشد الشعبي | Popular Mobilization Forces
الجيش السوري الحر، الجيش الحر | Free Syrian Army
الائتلاف السوري، الائتلاف الوطني السوري | Syrian National Coalition
السلطة الفلسطينية | Palestinian Authority
منظمة التحرير الفلسطينية | Palestine Liberation Organization, PLO
التحالف العربي، قوات التحالف العربي، قوات التحالف | Arab coalition, Saudi-led coalition
الحرس الوطني، وزارة الحرس الوطني | National Guard
القوات المسلحة السعودية | Saudi Armed Forces
حرس الحدود | Border Guard
الدفاع المدني، المديرية العامة للدفاع المدني | Civil Defence, Civil Defense
مجلس الشورى | Shura Council
مجلس الوزراء السعودي | Saudi Cabinet
هيئة كبار العلماء | Council of Senior Scholars
هيئة الأمر بالمعروف والنهي عن المنكر، الرئاسة العامة لهيئة الأمر بالمعروف والنهي عن المنكر، هيئة الأمر بالمعروف | Committee for the Promotion of Virtue and the Prevention of Vice
ديوان المظالم | Board of Grievances
هيئة التحقيق والادعاء العام | Bureau of Investigation and Public Prosecution
هيئة مكافحة الفساد، نزاهة، الهيئة الوطنية لمكافحة الفساد | Nazaha
هيئة السوق المالية | Capital Market Authority, CMA
السوق المالية السعودية، تداول السعودية | Saudi Exchange, Tadawul
مؤسسة النقد العربي السعودي، مؤسسة النقد، ساما، البنك المركزي السعودي | Saudi Central Bank, SAMA
صندوق الاستثمارات العامة | Public Investment Fund, PIF
صندوق التنمية العقارية، صندوق التنمية العقاري | Real Estate Development Fund
صندوق تنمية الموارد البشرية، هدف للموارد البشرية | Human Resources Development Fund
المؤسسة العامة للتأمينات الاجتماعية، التأمينات الاجتماعية | General Organization for Social Insurance, GOSI
المؤسسة العامة للتدريب التقني والمهني | Technical and Vocational Training Corporation
الهيئة العامة للطيران المدني، هيئة الطيران المدني | General Authority of Civil Aviation, GACA
الهيئة العامة للاستثمار، هيئة الاستثمار | Saudi General Investment Authority, SAGIA
الهيئة العامة للسياحة والتراث الوطني، الهيئة العامة للسياحة والآثار، هيئة السياحة | Saudi Commission for Tourism
الهيئة العامة للغذاء والدواء، هيئة الغذاء والدواء | Saudi Food and Drug Authority
الرئاسة العامة لرعاية الشباب، رعاية الشباب | General Presidency of Youth Welfare
الرئاسة العامة لشؤون المسجد الحرام والمسجد النبوي، رئاسة شؤون الحرمين | General Presidency for the Affairs of the Two Holy Mosques
الرئاسة العامة للأرصاد وحماية البيئة، الأرصاد وحماية البيئة، المركز الوطني للأرصاد | National Center for Meteorology
هيئة الاتصالات وتقنية المعلومات | Communications and Information Technology Commission
مركز الملك سلمان للإغاثة والأعمال الإنسانية، مركز الملك سلمان للإغاثة | King Salman Humanitarian Aid and Relief Centre, KSrelief
الخطوط السعودية، الخطوط الجوية العربية السعودية، الخطوط الجوية السعودية | Saudi Arabian Airlines, Saudia
أرامكو، أرامكو السعودية، شركة أرامكو، شركة أرامكو السعودية | Saudi Aramco, Aramco
سابك | SABIC
الاتصالات السعودية، شركة الاتصالات السعودية | Saudi Telecom, stc
موبايلي | Mobily
زين السعودية | Zain
معادن السعودية، شركة معادن | Maaden, Ma'aden
المراعي، شركة المراعي | Almarai
الشركة السعودية للكهرباء، السعودية للكهرباء | Saudi Electricity Company
مصرف الراجحي | Al Rajhi Bank
البنك الأهلي التجاري، البنك الأهلي السعودي | Saudi National Bank, National Commercial Bank
بنك ساب | SABB
طيران الإمارات | Emirates airline
الاتحاد للطيران | Etihad Airways, Etihad
الخطوط القطرية | Qatar Airways
أدنوك | ADNOC
موانئ دبي العالمية | DP World
رويترز، وكالة رويترز | Reuters
وكالة الأنباء السعودية، واس | Saudi Press Agency, SPA
وكالة فرانس برس، فرانس برس | AFP, Agence France-Presse
أسوشيتد برس، أسوشييتد برس | Associated Press, AP
وكالة الأناضول | Anadolu Agency
بي بي سي، هيئة الإذاعة البريطانية | BBC
سي إن إن | CNN
قناة الجزيرة | Al Jazeera
قناة العربية | Al Arabiya
نيويورك تايمز | New York Times, The New York Times
واشنطن بوست | Washington Post, The Washington Post
وول ستريت جورنال | Wall Street Journal
الغارديان، الجارديان | Guardian, The Guardian
فايننشال تايمز | Financial Times
بلومبرغ، بلومبيرغ | Bloomberg
غوغل، جوجل، شركة غوغل، شركة جوجل | Google
آبل، أبل، شركة آبل، شركة أبل | Apple
مايكروسوفت، شركة مايكروسوفت | Microsoft
فيسبوك، فيس بوك | Facebook
ميتا الأمريكية، شركة ميتا | Meta
تويتر | Twitter
واتساب، واتس آب | WhatsApp
إنستغرام، انستقرام | Instagram
سناب شات | Snapchat
تيك توك | TikTok
يوتيوب | YouTube
أمازون، شركة أمازون | Amazon
أوبن إيه آي، أوبن أي آي | OpenAI
أنثروبيك | Anthropic
إنفيديا | Nvidia
تسلا، شركة تسلا | Tesla
سبيس إكس | SpaceX
سامسونج، سامسونغ، شركة سامسونج | Samsung
هواوي | Huawei
تويوتا | Toyota
بوينغ، شركة بوينغ | Boeing
إيرباص، شركة إيرباص | Airbus
ناسا، وكالة ناسا | NASA
وكالة الفضاء الأوروبية | European Space Agency, ESA
الفيفا، فيفا، الاتحاد الدولي لكرة القدم | FIFA
اليويفا، الاتحاد الأوروبي لكرة القدم | UEFA
الاتحاد الآسيوي لكرة القدم، الاتحاد الآسيوي | Asian Football Confederation, AFC
الاتحاد السعودي لكرة القدم، اتحاد القدم، اتحاد الكرة السعودي | Saudi Arabian Football Federation
اللجنة الأولمبية الدولية | International Olympic Committee, IOC
رابطة دوري المحترفين، رابطة دوري المحترفين السعودي | Saudi Pro League
المنتخب السعودي، المنتخب السعودي الأول | Saudi national team
برشلونة، نادي برشلونة | FC Barcelona
ريال مدريد، نادي ريال مدريد | Real Madrid
أتلتيكو مدريد | Atletico Madrid
مانشستر يونايتد | Manchester United
مانشستر سيتي | Manchester City
تشيلسي، تشلسي | Chelsea
أرسنال، آرسنال | Arsenal
توتنهام | Tottenham, Tottenham Hotspur
بايرن ميونيخ، بايرن ميونخ | Bayern Munich
بوروسيا دورتموند | Borussia Dortmund
يوفنتوس | Juventus
إنتر ميلان | Inter Milan
باريس سان جيرمان، سان جيرمان | Paris Saint-Germain, PSG
الزمالك، نادي الزمالك | Zamalek
جامعة الملك سعود | King Saud University
جامعة الملك عبدالعزيز | King Abdulaziz University
جامعة أم القرى | Umm Al-Qura University
جامعة الملك فهد للبترول والمعادن | King Fahd University of Petroleum and Minerals
جامعة الملك عبدالله للعلوم والتقنية | King Abdullah University of Science and Technology, KAUST
جامعة الإمام محمد بن سعود الإسلامية، جامعة الإمام | Imam Mohammad Ibn Saud Islamic University
جامعة الأميرة نورة بنت عبدالرحمن، جامعة الأميرة نورة | Princess Nourah University
الجامعة الإسلامية بالمدينة المنورة، الجامعة الإسلامية | Islamic University of Madinah
جامعة الأزهر | Al-Azhar University
الأزهر الشريف، الأزهر | Al-Azhar
مدينة الملك عبدالعزيز للعلوم والتقنية | King Abdulaziz City for Science and Technology, KACST
جامعة هارفارد | Harvard University, Harvard
جامعة ستانفورد | Stanford University, Stanford
جامعة أكسفورد | Oxford University, University of Oxford
جامعة كامبريدج | Cambridge University, University of Cambridge
| Supreme Court
| House of Representatives
| House of Commons
| House of Lords
| Downing Street
| Treasury
| Bank of England
| Scotland Yard
| Interpol
| Europol
| NHS
| Pfizer
| Moderna
| Boeing
| Intel
| IBM
| Netflix
| Disney
| Walmart
| Goldman Sachs
| JPMorgan
| Morgan Stanley
| HSBC
| Barclays
| BP
| Shell
| ExxonMobil
| Chevron
| Volkswagen
| BMW
| Ford
| General Motors
| BYD
| Alibaba
| Tencent
| TSMC
| Foxconn
| Lockheed Martin
| Greenpeace
| Oxfam
| Save the Children
| World Economic Forum
| MIT
| Yale
| Princeton
| Labour Party, Labour
| Conservative Party, Conservatives
| Republican Party, Republicans
| Democratic Party, Democrats
| Reform UK
| Liberal Democrats
| Fatah Central Committee
| IDF
| Mossad`;
