/** People who are named without their whole name, of our own choosing, in the form of gazetteer-countries.ts. Others are found by titles and given names. */
export const PEOPLE = `
الملك سلمان بن عبدالعزيز، الملك سلمان بن عبد العزيز، خادم الحرمين الشريفين الملك سلمان بن عبدالعزيز، سلمان بن عبدالعزيز، الملك سلمان، خادم الحرمين الشريفين، خادم الحرمين | King Salman, Salman bin Abdulaziz
الأمير محمد بن سلمان، محمد بن سلمان، محمد بن سلمان بن عبدالعزيز، الأمير محمد بن سلمان بن عبدالعزيز | Mohammed bin Salman, Crown Prince Mohammed bin Salman
الأمير محمد بن نايف، محمد بن نايف، محمد بن نايف بن عبدالعزيز، الأمير محمد بن نايف بن عبدالعزيز | Mohammed bin Nayef
الملك عبدالله بن عبدالعزيز، الملك عبدالله، الملك عبد الله بن عبد العزيز | King Abdullah
الأمير خالد الفيصل، خالد الفيصل | Khalid Al-Faisal
الأمير فيصل بن بندر، فيصل بن بندر | Faisal bin Bandar
الأمير سعود الفيصل، سعود الفيصل | Saud Al-Faisal
عادل الجبير | Adel Al-Jubeir
باراك أوباما، أوباما، الرئيس أوباما | Barack Obama, Obama
دونالد ترامب، ترامب، ترمب | Donald Trump, Trump
جو بايدن، بايدن | Joe Biden, Biden
هيلاري كلينتون | Hillary Clinton
جون كيري، كيري | John Kerry
فلاديمير بوتين، بوتين | Vladimir Putin, Putin
سيرغي لافروف، سيرجي لافروف، لافروف | Sergei Lavrov, Lavrov
فولوديمير زيلينسكي، زيلينسكي | Volodymyr Zelensky, Volodymyr Zelenskyy, Zelensky, Zelenskyy
ديفيد كاميرون، كاميرون | David Cameron
كير ستارمر، ستارمر | Keir Starmer, Starmer
فرانسوا هولاند، هولاند | Francois Hollande, François Hollande
إيمانويل ماكرون، ماكرون | Emmanuel Macron, Macron
لوران فابيوس، فابيوس | Laurent Fabius
أنغيلا ميركل، أنجيلا ميركل، انجيلا ميركل، ميركل | Angela Merkel, Merkel
بنيامين نتنياهو، نتنياهو، نتانياهو | Benjamin Netanyahu, Netanyahu
محمود عباس، الرئيس عباس | Mahmoud Abbas
إسماعيل هنية، هنية | Ismail Haniyeh
رجب طيب أردوغان، أردوغان، اردوغان | Recep Tayyip Erdogan, Erdogan, Erdoğan, Recep Tayyip Erdoğan
أحمد داود أوغلو، داود أوغلو | Ahmet Davutoglu
حسن روحاني، روحاني | Hassan Rouhani, Rouhani
علي خامنئي، خامنئي | Ali Khamenei, Khamenei
محمد جواد ظريف، جواد ظريف، ظريف | Mohammad Javad Zarif, Zarif
عبدالفتاح السيسي، عبد الفتاح السيسي، السيسي | Abdel Fattah el-Sisi, el-Sisi, Sisi
محمد مرسي | Mohamed Morsi
حسني مبارك | Hosni Mubarak
بشار الأسد، الأسد الرئيس | Bashar al-Assad, Bashar Assad, Assad
حيدر العبادي | Haider al-Abadi
نوري المالكي | Nouri al-Maliki
حسن نصر الله، نصر الله | Hassan Nasrallah, Nasrallah
سعد الحريري | Saad Hariri
عبدربه منصور هادي، عبد ربه منصور هادي، الرئيس هادي، منصور هادي | Abdrabbuh Mansur Hadi, Hadi
علي عبدالله صالح، علي عبد الله صالح، المخلوع صالح، الرئيس المخلوع | Ali Abdullah Saleh
عبدالملك الحوثي، عبد الملك الحوثي | Abdul-Malik al-Houthi
خالد بحاح، بحاح | Khaled Bahah
إسماعيل ولد الشيخ، إسماعيل ولد الشيخ أحمد، ولد الشيخ | Ismail Ould Cheikh Ahmed
بان كي مون، بان كي-مون | Ban Ki-moon
أنطونيو غوتيريش، غوتيريش | Antonio Guterres, António Guterres, Guterres
البابا فرنسيس، البابا فرانسيس | Pope Francis
| Pope Leo
شي جين بينغ، شي جينبينغ | Xi Jinping, Xi
ناريندرا مودي، مودي | Narendra Modi, Modi
كيم جونغ أون، كيم جونغ اون | Kim Jong Un, Kim Jong-un
نواز شريف | Nawaz Sharif
أليكسيس تسيبراس، ألكسيس تسيبراس، تسيبراس | Alexis Tsipras, Tsipras
كريستين لاغارد، كريستين لاجارد | Christine Lagarde
أبو بكر البغدادي، البغدادي | Abu Bakr al-Baghdadi
أسامة بن لادن، بن لادن | Osama bin Laden
أيمن الظواهري، الظواهري | Ayman al-Zawahiri
معمر القذافي، القذافي | Muammar Gaddafi, Gaddafi
صدام حسين | Saddam Hussein
ليونيل ميسي، ميسي | Lionel Messi, Messi
كريستيانو رونالدو، رونالدو | Cristiano Ronaldo, Ronaldo
نيمار | Neymar
محمد صلاح | Mohamed Salah
جوزيه مورينيو، مورينيو | Jose Mourinho, Mourinho
بيب غوارديولا، غوارديولا، جوارديولا | Pep Guardiola, Guardiola
جوزيف بلاتر، بلاتر | Sepp Blatter, Blatter
ميشيل بلاتيني، بلاتيني | Michel Platini
إيكر كاسياس، كاسياس | Iker Casillas
إيلون ماسك، ماسك | Elon Musk, Musk
سام ألتمان | Sam Altman
مارك زوكربيرغ، مارك زوكربيرج | Mark Zuckerberg, Zuckerberg
بيل غيتس، بيل جيتس | Bill Gates
ستيف جوبز | Steve Jobs
تيم كوك | Tim Cook
جيف بيزوس | Jeff Bezos
عبدالعزيز آل الشيخ، عبدالعزيز بن عبدالله آل الشيخ | Abdulaziz Al al-Sheikh
| Kamala Harris
| JD Vance
| Marco Rubio
| Ursula von der Leyen, von der Leyen
| Olaf Scholz
| Friedrich Merz
| Giorgia Meloni
| Rishi Sunak
| Nigel Farage
| Queen Elizabeth, Queen Elizabeth II
| King Charles, King Charles III
| Prince William
| Prince Harry`;
