/** Events by name, of our own choosing, in the form of gazetteer-countries.ts. */
export const EVENTS = `
عاصفة الحزم، عملية عاصفة الحزم | Operation Decisive Storm, Decisive Storm
إعادة الأمل، عملية إعادة الأمل | Operation Restoring Hope
السهم الذهبي، عملية السهم الذهبي | Operation Golden Arrow
الحرب العالمية الثانية | World War II, Second World War
الحرب العالمية الأولى | World War I, First World War
الحرب الباردة | Cold War
الربيع العربي | Arab Spring
كأس العالم، مونديال، كأس العالم لكرة القدم | World Cup, FIFA World Cup
كأس آسيا، كأس أمم آسيا | Asian Cup
كأس الخليج، خليجي | Gulf Cup
كأس السوبر السعودي، السوبر السعودي | Saudi Super Cup
كأس الملك، كأس خادم الحرمين الشريفين | King's Cup
كأس ولي العهد | Crown Prince Cup
كوبا أمريكا، كوبا أميركا | Copa America
دوري أبطال أوروبا | Champions League, UEFA Champions League
دوري أبطال آسيا | AFC Champions League
دوري عبداللطيف جميل، دوري جميل | Abdul Latif Jameel League
دوري روشن | Roshn Saudi League
الدوري الإنجليزي، الدوري الإنجليزي الممتاز | Premier League
الدوري الإسباني | La Liga
الأولمبياد، الألعاب الأولمبية، دورة الألعاب الأولمبية | Olympics, Olympic Games
إكسبو 2030، معرض إكسبو | Expo, World Expo
موسم الرياض | Riyadh Season
موسم الحج | Hajj
عيد الفطر، عيد الفطر المبارك | Eid al-Fitr
عيد الأضحى، عيد الأضحى المبارك | Eid al-Adha
اليوم الوطني، اليوم الوطني السعودي | Saudi National Day
سوق عكاظ | Souk Okaz
مهرجان الجنادرية، الجنادرية | Janadriyah festival
مهرجان كان، مهرجان كان السينمائي | Cannes Film Festival, Cannes
منتدى دافوس، دافوس | Davos
اتفاق باريس للمناخ، اتفاقية باريس | Paris Agreement, Paris climate agreement
| Wimbledon
| Super Bowl
| Tour de France
| US Open
| Brexit
| Eurovision
| Ryder Cup
| Ramadan
| Black Friday
| COP30
| COP29
| COP28`;
