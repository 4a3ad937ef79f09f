/** Cities, regions and waters by name, of our own choosing, in the form of gazetteer-countries.ts. */
export const PLACES = `
الرياض، العاصمة الرياض | Riyadh
=جدة، =جدّة | Jeddah
مكة المكرمة، =مكة، العاصمة المقدسة | Mecca, Makkah
المدينة المنورة | Medina, Madinah
الدمام | Dammam
الظهران | Dhahran
الطائف | Taif
تبوك | Tabuk
بريدة | Buraidah
عنيزة | Unaizah
القصيم | Qassim, Al Qassim
حائل | Hail
أبها | Abha
خميس مشيط | Khamis Mushait
عسير | Asir
نجران | Najran
جازان، جيزان | Jazan, Jizan
الباحة | Al Bahah
عرعر | Arar
سكاكا | Sakaka
=الجوف | Al Jouf
الحدود الشمالية، منطقة الحدود الشمالية | Northern Borders
المنطقة الشرقية، الشرقية | Eastern Province
الأحساء، الاحساء، الهفوف | Al Ahsa, Al-Ahsa, Hofuf
القطيف | Qatif
الجبيل | Jubail
ينبع | Yanbu
حفر الباطن | Hafr Al Batin
=الخرج | Al Kharj
القنفذة | Qunfudhah
بيشة | Bisha
صبيا | Sabya
رفحاء | Rafha
الدوادمي | Dawadmi
المجمعة | Majmaah
شقراء | Shaqra
الزلفي | Zulfi
نيوم | NEOM
الدرعية | Diriyah
أبوظبي، أبو ظبي | Abu Dhabi
دبي | Dubai
الشارقة | Sharjah
عجمان | Ajman
رأس الخيمة | Ras Al Khaimah
الفجيرة | Fujairah
الدوحة | Doha
المنامة | Manama
مسقط | Muscat
صلالة | Salalah
صنعاء | Sanaa, Sana'a
عدن | Aden
تعز | Taiz
مأرب | Marib
الحديدة | Hodeidah
صعدة | Saada
حضرموت | Hadramawt
المكلا | Mukalla
لحج | Lahj
الضالع | Dhale
أبين | Abyan
شبوة | Shabwa
البيضاء اليمنية | Al Bayda
بغداد | Baghdad
البصرة | Basra
الموصل | Mosul
أربيل | Erbil
كركوك | Kirkuk
النجف | Najaf
كربلاء | Karbala
الأنبار | Anbar
الرمادي | Ramadi
الفلوجة | Fallujah
تكريت | Tikrit
ديالى | Diyala
نينوى | Nineveh
كردستان، إقليم كردستان | Kurdistan
دمشق | Damascus
حلب | Aleppo
حمص | Homs
حماة | Hama
إدلب | Idlib
درعا | Daraa
اللاذقية | Latakia
الرقة | Raqqa
دير الزور | Deir ez-Zor
الحسكة | Hasakah
تدمر | Palmyra
القنيطرة | Quneitra
الزبداني | Zabadani
كوباني، عين العرب | Kobani
الغوطة الشرقية | Eastern Ghouta
بيروت | Beirut
طرابلس | Tripoli
صيدا | Sidon
البقاع | Bekaa
!عمّان، العاصمة الأردنية | Amman
العقبة | Aqaba
إربد | Irbid
بنزرت | Bizerte
القيروان | Kairouan
الصويرة | Essaouira
نزوى | Nizwa
صحار العمانية | Sohar
صعيد مصر | Upper Egypt
نهر النيل، دلتا النيل | Nile
بيونغ يانغ | Pyongyang
جامايكا | Jamaica
القدس، القدس المحتلة، القدس الشرقية | Jerusalem
تل أبيب | Tel Aviv
قطاع غزة، غزة | Gaza, Gaza Strip
رام الله | Ramallah
الضفة الغربية | West Bank
نابلس | Nablus
جنين | Jenin
بيت لحم | Bethlehem
الجولان، هضبة الجولان | Golan, Golan Heights
حيفا | Haifa
القاهرة | Cairo
الإسكندرية، الاسكندرية | Alexandria
الجيزة | Giza
بورسعيد | Port Said
الإسماعيلية | Ismailia
أسوان | Aswan
الأقصر | Luxor
سيناء، شمال سيناء، شبه جزيرة سيناء | Sinai
شرم الشيخ | Sharm el-Sheikh
قناة السويس | Suez Canal
الخرطوم | Khartoum
دارفور | Darfur
بنغازي | Benghazi
مصراتة | Misrata
سرت | Sirte
درنة | Derna
سوسة | Sousse
الدار البيضاء | Casablanca
الرباط | Rabat
مراكش | Marrakesh, Marrakech
طنجة | Tangier
نواكشوط | Nouakchott
مقديشو | Mogadishu
طهران | Tehran
مشهد الإيرانية | Mashhad
أصفهان | Isfahan
أنقرة | Ankara
إسطنبول، اسطنبول | Istanbul
كابول | Kabul
قندهار | Kandahar
إسلام آباد، إسلام أباد | Islamabad
كراتشي | Karachi
لاهور | Lahore
نيودلهي، نيو دلهي | New Delhi, Delhi
مومباي | Mumbai
كشمير | Kashmir
بكين | Beijing
شنغهاي، شنغهاى | Shanghai
طوكيو | Tokyo
سيول عاصمة | Seoul
جاكرتا | Jakarta
كوالالمبور | Kuala Lumpur
بانكوك | Bangkok
مانيلا | Manila
هانوي | Hanoi
سيدني | Sydney
ملبورن | Melbourne
كانبيرا | Canberra
واشنطن | Washington, Washington DC
نيويورك | New York, New York City
لوس أنجلوس، لوس انجليس | Los Angeles
سان فرانسيسكو | San Francisco
شيكاغو | Chicago
هيوستن | Houston
بوسطن | Boston
ميامي | Miami
كاليفورنيا | California
تكساس | Texas
فلوريدا | Florida
تينيسي | Tennessee
لويزيانا | Louisiana
أوهايو | Ohio
لاس فيغاس | Las Vegas
وادي السيليكون | Silicon Valley
تورونتو | Toronto
مونتريال | Montreal
أوتاوا | Ottawa
هافانا | Havana
ريو دي جانيرو | Rio de Janeiro
ساو باولو | Sao Paulo
بوينس أيرس | Buenos Aires
لندن | London
مانشستر | Manchester
ليفربول | Liverpool
برمنغهام، بيرمنغهام | Birmingham
إدنبرة | Edinburgh
باريس | Paris
مرسيليا، مارسيليا | Marseille
ليون الفرنسية | Lyon
نيس الفرنسية | Nice
برلين | Berlin
ميونيخ، ميونخ | Munich
فرانكفورت | Frankfurt
هامبورغ | Hamburg
روما | Rome
ميلانو | Milan
مدريد | Madrid
برشلونة الإسبانية | Barcelona
لشبونة | Lisbon
أمستردام | Amsterdam
لاهاي | The Hague
بروكسل | Brussels
جنيف | Geneva
زيورخ، زيوريخ | Zurich
لوزان | Lausanne
فيينا | Vienna
أثينا | Athens
ستوكهولم | Stockholm
أوسلو | Oslo
كوبنهاغن | Copenhagen
هلسنكي | Helsinki
وارسو | Warsaw
براغ | Prague
بودابست | Budapest
بلغراد | Belgrade
موسكو | Moscow
سانت بطرسبرغ، سان بطرسبورغ | St Petersburg, Saint Petersburg
كييف | Kyiv, Kiev
القرم، شبه جزيرة القرم | Crimea
دونيتسك | Donetsk
خاركيف | Kharkiv
أوديسا | Odesa, Odessa
أبوجا | Abuja
لاغوس | Lagos
نيروبي | Nairobi
أديس أبابا | Addis Ababa
كيب تاون | Cape Town
جوهانسبرغ | Johannesburg
الخليج العربي | Arabian Gulf, Persian Gulf
البحر الأحمر | Red Sea
البحر المتوسط، البحر الأبيض المتوسط | Mediterranean, Mediterranean Sea
البحر الأسود | Black Sea
باب المندب، مضيق باب المندب | Bab el-Mandeb
مضيق هرمز | Strait of Hormuz
خليج عدن | Gulf of Aden
المحيط الهندي | Indian Ocean
المحيط الهادئ | Pacific, Pacific Ocean
المحيط الأطلسي | Atlantic, Atlantic Ocean
الشرق الأوسط | Middle East
شمال أفريقيا، شمال إفريقيا | North Africa
أفريقيا، إفريقيا، افريقيا | Africa
آسيا | Asia
أوروبا، اوروبا | Europe
أمريكا الجنوبية، أميركا الجنوبية | South America
القطب الشمالي | Arctic
القطب الجنوبي | Antarctica
المسجد الحرام | Grand Mosque
المسجد النبوي، المسجد النبوي الشريف | Prophet's Mosque
المسجد الأقصى | Al-Aqsa Mosque, Al Aqsa Mosque
| Hawaii
| Alaska
| Seattle
| Atlanta
| Philadelphia
| Dallas
| Detroit
| Denver
| Pennsylvania
| Michigan
| Virginia
| Massachusetts
| New Jersey
| North Carolina
| Arizona
| Nevada
| Oregon
| Colorado
| Illinois
| Queensland
| New South Wales
| Ontario
| Quebec
| Vancouver
| British Columbia
| Northern Ireland
| Belfast
| Dublin
| Glasgow
| Cardiff
| Leeds
| Bristol
| Oxford
| Cambridge
| Hormuz
| Donbas
| Hiroshima
| Shenzhen
| Xinjiang
| Tibet
| Hubei
| Wuhan
| Punjab
| Kerala
| Dhaka
| Colombo
| Kathmandu
| Nuuk
| Greenland`;
