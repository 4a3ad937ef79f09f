/**
 * Countries by name, of our own choosing: Arabic names, then English ones, the first of each is shown. `=` before an Arabic name: only in exactly this spelling, for without its ة or
 * hamza it would be another word. Names that are everyday words as well («الخبر», «قنا») are left to the rules that see «مدينة» before them.
 */
export const COUNTRIES = `
السعودية، المملكة العربية السعودية، المملكه العربيه السعوديه | Saudi Arabia, Kingdom of Saudi Arabia, KSA
الإمارات، الإمارات العربية المتحدة، دولة الإمارات العربية المتحدة | United Arab Emirates, UAE, Emirates
الكويت، دولة الكويت | Kuwait
قطر، دولة قطر | Qatar
البحرين، مملكة البحرين | Bahrain
سلطنة عمان، سلطنة عُمان، عمان | Oman
اليمن، الجمهورية اليمنية | Yemen
العراق | Iraq
سوريا، سورية | Syria
لبنان | Lebanon
الأردن، المملكة الأردنية الهاشمية | Jordan
فلسطين | Palestine
إسرائيل | Israel
مصر، جمهورية مصر العربية | Egypt
السودان | Sudan
جنوب السودان | South Sudan
ليبيا | Libya
تونس | Tunisia
الجزائر | Algeria
المغرب، المملكة المغربية | Morocco
موريتانيا | Mauritania
الصومال | Somalia
جيبوتي | Djibouti
جزر القمر | Comoros
إيران | Iran
تركيا | Turkey, Türkiye
أفغانستان | Afghanistan
باكستان | Pakistan
الهند | India
بنغلاديش، بنجلاديش | Bangladesh
سريلانكا، سيريلانكا | Sri Lanka
نيبال | Nepal
الصين | China
اليابان | Japan
كوريا الجنوبية | South Korea
كوريا الشمالية | North Korea
تايوان | Taiwan
هونغ كونغ، هونج كونج | Hong Kong
إندونيسيا، أندونيسيا | Indonesia
ماليزيا | Malaysia
سنغافورة | Singapore
تايلاند، تايلند | Thailand
فيتنام | Vietnam
الفلبين، الفليبين | Philippines
ميانمار، بورما | Myanmar
كمبوديا | Cambodia
أستراليا، استراليا | Australia
نيوزيلندا | New Zealand
الولايات المتحدة الأمريكية، الولايات المتحدة الأميركية، الولايات المتحدة، أمريكا، أميركا، امريكا | United States, United States of America, US, USA, U.S, U.S.A
كندا | Canada
المكسيك | Mexico
كوبا | Cuba
البرازيل | Brazil
الأرجنتين | Argentina
تشيلي | Chile
كولومبيا | Colombia
فنزويلا | Venezuela
بيرو | Peru
الأوروغواي، أوروغواي | Uruguay
باراغواي | Paraguay
الإكوادور | Ecuador
بوليفيا | Bolivia
هايتي | Haiti
بريطانيا، المملكة المتحدة، إنجلترا، انجلترا | United Kingdom, Britain, UK, U.K, England, Great Britain
أيرلندا، إيرلندا | Ireland
اسكتلندا | Scotland
ويلز | Wales
فرنسا | France
ألمانيا | Germany
إيطاليا | Italy
إسبانيا، أسبانيا | Spain
البرتغال | Portugal
هولندا | Netherlands, Holland
بلجيكا | Belgium
لوكسمبورغ | Luxembourg
سويسرا | Switzerland
النمسا | Austria
اليونان | Greece
السويد | Sweden
النرويج | Norway
الدنمارك، الدانمارك | Denmark
فنلندا | Finland
آيسلندا، أيسلندا | Iceland
بولندا | Poland
التشيك، جمهورية التشيك | Czech Republic, Czechia
سلوفاكيا | Slovakia
المجر، هنغاريا | Hungary
رومانيا | Romania
بلغاريا | Bulgaria
صربيا | Serbia
كرواتيا | Croatia
البوسنة، البوسنة والهرسك | Bosnia, Bosnia and Herzegovina
كوسوفو | Kosovo
ألبانيا | Albania
مقدونيا | Macedonia, North Macedonia
سلوفينيا | Slovenia
قبرص | Cyprus
مالطا | Malta
روسيا، الاتحاد الروسي | Russia, Russian Federation
أوكرانيا، اوكرانيا | Ukraine
روسيا البيضاء، بيلاروسيا | Belarus
مولدوفا | Moldova
جورجيا | Georgia
أرمينيا | Armenia
أذربيجان | Azerbaijan
كازاخستان | Kazakhstan
أوزبكستان | Uzbekistan
تركمانستان | Turkmenistan
طاجيكستان | Tajikistan
قرغيزستان | Kyrgyzstan
منغوليا | Mongolia
لاتفيا | Latvia
ليتوانيا | Lithuania
إستونيا | Estonia
نيجيريا | Nigeria
النيجر | Niger
تشاد | Chad
مالي، جمهورية مالي | Mali
السنغال | Senegal
غينيا | Guinea
غامبيا | Gambia
سيراليون | Sierra Leone
ليبيريا | Liberia
ساحل العاج، كوت ديفوار | Ivory Coast
غانا | Ghana
توغو | Togo
الكاميرون | Cameroon
الغابون، الجابون | Gabon
الكونغو، الكونغو الديمقراطية | Congo
أنغولا، أنجولا | Angola
إثيوبيا، أثيوبيا | Ethiopia
إريتريا، أريتريا | Eritrea
كينيا | Kenya
أوغندا | Uganda
تنزانيا | Tanzania
رواندا | Rwanda
بوروندي | Burundi
زامبيا | Zambia
زيمبابوي | Zimbabwe
موزمبيق | Mozambique
مدغشقر | Madagascar
موريشيوس | Mauritius
جنوب إفريقيا، جنوب أفريقيا | South Africa
الفاتيكان | Vatican`;
